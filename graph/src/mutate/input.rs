//! The input of an action: the engine's own fields are taken out, the rest is left for async-graphql to parse.

use async_graphql::indexmap::IndexMap;
use async_graphql::{Name, Value as ConstValue};

use super::error::Stop;
use super::idempotency::IdempotencyKey;
use crate::declare::{Action, OnError};
use crate::request::Arg;
use crate::schema::{Body, DRY_RUN, IDEMPOTENCY_KEY, Model, ON_ERROR, Ty};
use crate::value::Value;
use crate::value::text::visible;

/// An input, split into the action's own part and the engine's fields.
#[derive(Clone, Debug)]
pub(super) struct GivenInput {
    pub value: ConstValue,
    pub on_error: OnError,
    pub dry_run: bool,
    pub once: Option<IdempotencyKey>,
}

impl GivenInput {
    pub fn of(action: &Action, arg: &Arg, model: &Model, slots: &[Value]) -> Result<Self, Stop> {
        let value = constant(arg, &Ty::named(action.input.name), model, slots);
        let ConstValue::Object(mut parts) = value else {
            return Err(Stop::input(&[], "`input` is null: give an input"));
        };
        let key = parts.swap_remove(IDEMPOTENCY_KEY);
        let dry_run = parts.swap_remove(DRY_RUN) == Some(ConstValue::Boolean(true));
        let skip = matches!(parts.swap_remove(ON_ERROR), Some(ConstValue::Enum(name)) if name == "SKIP_INVALID");
        let on_error = if skip { OnError::SkipInvalid } else { OnError::AllOrNothing };
        let value = ConstValue::Object(parts);
        let once = match key {
            Some(ConstValue::String(key)) if !dry_run => {
                Some(IdempotencyKey::new(&key, action.name, &format!("{on_error:?} {value}"))?)
            }
            _ => None,
        };
        Ok(Self { value, on_error, dry_run, once })
    }
}

/// Turns a coerced argument back into a constant, with its fields in the order of their declaration.
fn constant(arg: &Arg, ty: &Ty, model: &Model, slots: &[Value]) -> ConstValue {
    match arg {
        Arg::Absent | Arg::Null => ConstValue::Null,
        Arg::Leaf(bind) | Arg::Leaves(bind) => scalar(&bind.value(slots)),
        Arg::Name(name) => ConstValue::Enum(Name::new(name)),
        Arg::List(items) => {
            let inner = match ty.unrequired() {
                Ty::List(inner) => inner,
                other => other,
            };
            ConstValue::List(items.iter().map(|item| constant(item, inner, model, slots)).collect())
        }
        Arg::Object(given) => {
            let mut parts = IndexMap::new();
            let Some(Body::Input { fields, .. }) = model.get(ty.base()).map(|def| &def.body) else {
                return ConstValue::Null;
            };
            for field in fields {
                match given.iter().find(|(name, _)| *name == field.name) {
                    Some((_, Arg::Absent)) | None => {}
                    Some((name, arg)) => {
                        parts.insert(Name::new(name), constant(arg, &field.ty, model, slots));
                    }
                }
            }
            ConstValue::Object(parts)
        }
    }
}

fn scalar(value: &Value) -> ConstValue {
    match value {
        Value::Null => ConstValue::Null,
        Value::Bool(bool) => ConstValue::Boolean(*bool),
        Value::Int(int) => ConstValue::Number((*int).into()),
        Value::Float(float) => ConstValue::from(*float),
        Value::Text(text) => ConstValue::String(visible(text)),
        Value::Uuid(uuid) => ConstValue::String(uuid.to_string()),
        Value::Date(date) => ConstValue::String(date.to_string()),
        Value::Time(time) => ConstValue::String(time.to_rfc3339()),
        Value::List(items) => ConstValue::List(items.iter().map(scalar).collect()),
    }
}
