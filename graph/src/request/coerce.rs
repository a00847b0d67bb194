//! Coerces the values of arguments and variables to their types.
//!
//! A plan depends on the *shape* of its variables (which keys there are, what is null, which enum values, which types
//! in global ids, which way to page) and never on their scalar values: those become numbered slots that are bound.

use async_graphql_value::{ConstValue, Value as Ast};
use serde_json::Value as Json;

use super::document::Operation;
use crate::error::{Code, Refusal};
use crate::schema::{Body, Model, Scalar, Ty};
use crate::value::Value;

/// A value as the planner sees it.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// An input key whose variable was not sent.
    Absent,
    /// Null, as a literal or as the value of a variable.
    Null,
    /// A scalar.
    Leaf(Bind),
    /// A value of an enum.
    Name(String),
    /// A list of scalars, bound as one.
    Leaves(Bind),
    /// Another list.
    List(Vec<Arg>),
    /// An input object.
    Object(Vec<(String, Arg)>),
}

/// Where a scalar comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Bind {
    /// A slot of the variables.
    Slot(usize),
    /// A constant of the document.
    Const(Value),
    /// A list of several scalars.
    Many(Vec<Bind>),
}

impl Bind {
    /// The value in this request.
    #[must_use]
    pub fn value(&self, slots: &[Value]) -> Value {
        match self {
            Bind::Slot(slot) => slots.get(*slot).cloned().unwrap_or(Value::Null),
            Bind::Const(value) => value.clone(),
            Bind::Many(binds) => Value::List(binds.iter().map(|bind| bind.value(slots)).collect()),
        }
    }
}

/// The variables of a request.
#[derive(Clone, Debug, Default)]
pub struct Variables {
    /// Name and value. A variable that was not sent and has no default has no value.
    pub given: Vec<(String, Option<Arg>)>,
    /// The scalars, in order.
    pub slots: Vec<Value>,
    /// The shape, equal for requests that may share a plan.
    pub shape: String,
}

/// Coerces the variables of a request.
///
/// # Errors
/// When one is missing or is not of its type.
pub fn coerce(
    operation: &Operation,
    sent: &serde_json::Map<String, Json>,
    model: &Model,
) -> Result<Variables, Refusal> {
    let mut out = Variables::default();
    for variable in &operation.variables {
        let bad = |what: String| Refusal::new(Code::BadUserInput, format!("the variable `${}` {what}", variable.name));
        let arg = match (sent.get(&variable.name), &variable.default) {
            (Some(json), _) => {
                let value =
                    ConstValue::from_json(json.clone()).map_err(|_| bad("is not a GraphQL value".to_owned()))?;
                Some(of_constant(&value, &variable.ty, model, &mut out, &mut String::new()).map_err(bad)?)
            }
            (None, Some(default)) => {
                Some(of_constant(default, &variable.ty, model, &mut out, &mut String::new()).map_err(bad)?)
            }
            (None, None) if !variable.ty.nullable() => {
                return Err(bad(format!("is missing: it takes a {}", variable.ty)));
            }
            (None, None) => {
                out.shape.push('-');
                None
            }
        };
        out.given.push((variable.name.clone(), arg));
        out.shape.push(';');
    }
    Ok(out)
}

fn of_constant(
    value: &ConstValue,
    ty: &Ty,
    model: &Model,
    out: &mut Variables,
    at: &mut String,
) -> Result<Arg, String> {
    let place = |at: &str| if at.is_empty() { String::new() } else { format!(" at `{}`", at.trim_start_matches('.')) };
    match (value, ty) {
        (ConstValue::Null, Ty::NonNull(inner)) => Err(format!("is null{}: it takes a {inner}", place(at))),
        (ConstValue::Null, _) => {
            out.shape.push('n');
            Ok(Arg::Null)
        }
        (_, Ty::NonNull(inner)) => of_constant(value, inner, model, out, at),
        (ConstValue::List(items), Ty::List(inner)) => list(items, inner, model, out, at),
        (_, Ty::List(inner)) => list(std::slice::from_ref(value), inner, model, out, at),
        (_, Ty::Named(base)) => {
            if let Some(scalar) = Scalar::named(base) {
                let read = scalar
                    .read(value)
                    .map_err(|expected| format!("{} is {value}: {base} takes {expected}", place(at).trim()))?;
                return Ok(Arg::Leaf(slot(scalar, read, out)));
            }
            match model.get(base).map(|def| &def.body) {
                Some(Body::Enum(values)) => {
                    // JSON has no enums, so a client sends them as strings; a default in the document is a name.
                    let name = match value {
                        ConstValue::String(name) => name.as_str(),
                        ConstValue::Enum(name) => name.as_str(),
                        _ => return Err(format!("is {value}{}: it takes a value of {base}", place(at))),
                    };
                    if !values.iter().any(|known| known.name == name) {
                        return Err(format!("is `{name}`{}: {base} has no such value", place(at)));
                    }
                    out.shape.push_str(&format!("e{name}|"));
                    Ok(Arg::Name(name.to_owned()))
                }
                Some(Body::Input { fields, one_of }) => {
                    let ConstValue::Object(given) = value else {
                        return Err(format!("is {value}{}: it takes a {base}", place(at)));
                    };
                    if let Some(unknown) =
                        given.keys().find(|key| !fields.iter().any(|field| field.name == key.as_str()))
                    {
                        return Err(format!("has the key `{unknown}`{}: {base} has no such field", place(at)));
                    }
                    if *one_of && (given.len() != 1 || given.values().any(|value| matches!(value, ConstValue::Null))) {
                        return Err(format!(
                            "has {} keys{}: {base} takes exactly one, not null",
                            given.len(),
                            place(at)
                        ));
                    }
                    let mut parts = Vec::new();
                    out.shape.push('{');
                    for field in fields {
                        let length = at.len();
                        at.push('.');
                        at.push_str(&field.name);
                        let value = given.get(field.name.as_str()).or(field.default.as_ref());
                        if let Some(value) = value {
                            out.shape.push_str(&field.name);
                            out.shape.push(':');
                            parts.push((field.name.clone(), of_constant(value, &field.ty, model, out, at)?));
                            out.shape.push(',');
                        } else if !field.ty.nullable() {
                            return Err(format!("lacks `{}`: it takes a {}", at.trim_start_matches('.'), field.ty));
                        }
                        at.truncate(length);
                    }
                    out.shape.push('}');
                    Ok(Arg::Object(parts))
                }
                _ => Err(format!("has the unknown type {base}")),
            }
        }
    }
}

fn list(items: &[ConstValue], inner: &Ty, model: &Model, out: &mut Variables, at: &mut String) -> Result<Arg, String> {
    if let (Some(scalar), false) = (Scalar::named(inner.base()), matches!(inner.unrequired(), Ty::List(_))) {
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            match item {
                ConstValue::Null if inner.nullable() => values.push(Value::Null),
                ConstValue::Null => return Err(format!("has a null in a list of {inner}")),
                _ => values.push(
                    scalar.read(item).map_err(|expected| format!("has {item}: {} takes {expected}", inner.base()))?,
                ),
            }
        }
        return Ok(Arg::Leaves(slot(scalar, Value::List(values), out)));
    }
    out.shape.push('[');
    let mut args = Vec::with_capacity(items.len());
    for item in items {
        args.push(of_constant(item, inner, model, out, at)?);
        out.shape.push(',');
    }
    out.shape.push(']');
    Ok(Arg::List(args))
}

/// Binds a scalar of a variable. A truth value becomes a constant and part of the shape: it may decide what is selected.
fn slot(scalar: Scalar, value: Value, out: &mut Variables) -> Bind {
    match &value {
        Value::Bool(bool) => {
            out.shape.push(if *bool { 't' } else { 'f' });
            return Bind::Const(value);
        }
        Value::Text(text) if scalar == Scalar::Id => {
            // The mark keeps a type's name from being read as another part of the shape.
            let name = crate::id::decode(text).map_or_else(|| "?".to_owned(), |(name, _)| name);
            out.shape.push_str(&format!("i{name}|"));
        }
        Value::List(items) => {
            out.shape.push('L');
            if scalar == Scalar::Id {
                let mut names: Vec<String> = items
                    .iter()
                    .filter_map(|item| item.as_text().and_then(crate::id::decode).map(|(name, _)| name))
                    .collect();
                names.sort();
                names.dedup();
                out.shape.push_str(&format!("{}|", names.join("+")));
            } else if scalar == Scalar::Boolean {
                out.shape.push_str(&format!("{items:?}"));
                return Bind::Const(value);
            }
        }
        _ => out.shape.push('s'),
    }
    out.slots.push(value);
    Bind::Slot(out.slots.len() - 1)
}

/// The value of an argument, with its variables. The document has been validated, so the only fault left is a null
/// variable where null is not allowed.
///
/// # Errors
/// A message, when the value is not of its type.
pub fn argument(value: &Ast, ty: &Ty, variables: &Variables, model: &Model) -> Result<Arg, String> {
    match (value, ty) {
        (Ast::Variable(name), _) => {
            let given =
                variables.given.iter().find(|(known, _)| known == name.as_str()).and_then(|(_, arg)| arg.clone());
            match given {
                None if ty.nullable() => Ok(Arg::Absent),
                Some(Arg::Null) | None if !ty.nullable() => Err(format!("the variable `${name}` is null: give a {ty}")),
                Some(arg) => Ok(arg),
                None => Ok(Arg::Absent),
            }
        }
        (Ast::Null, Ty::NonNull(_)) => Err(format!("null is given: give a {ty}")),
        (Ast::Null, _) => Ok(Arg::Null),
        (_, Ty::NonNull(inner)) => argument(value, inner, variables, model),
        (Ast::List(items), Ty::List(inner)) => arguments(items, inner, variables, model),
        (_, Ty::List(inner)) => arguments(std::slice::from_ref(value), inner, variables, model),
        (_, Ty::Named(base)) => {
            if let Some(scalar) = Scalar::named(base) {
                let constant = value.clone().into_const().ok_or_else(|| "a value is needed".to_owned())?;
                let read =
                    scalar.read(&constant).map_err(|expected| format!("{value} is given: {base} takes {expected}"))?;
                return Ok(Arg::Leaf(Bind::Const(read)));
            }
            match (value, model.get(base).map(|def| &def.body)) {
                (Ast::Enum(name), Some(Body::Enum(_))) => Ok(Arg::Name(name.to_string())),
                (Ast::Object(given), Some(Body::Input { fields, .. })) => {
                    let mut parts = Vec::new();
                    for field in fields {
                        if let Some(value) = given.get(field.name.as_str()) {
                            parts.push((field.name.clone(), argument(value, &field.ty, variables, model)?));
                        } else if let Some(default) = &field.default {
                            let value = default.clone().into_value();
                            parts.push((field.name.clone(), argument(&value, &field.ty, variables, model)?));
                        }
                    }
                    Ok(Arg::Object(parts))
                }
                _ => Err(format!("{value} is given: give a {base}")),
            }
        }
    }
}

fn arguments(items: &[Ast], inner: &Ty, variables: &Variables, model: &Model) -> Result<Arg, String> {
    let args: Vec<Arg> = items.iter().map(|item| argument(item, inner, variables, model)).collect::<Result<_, _>>()?;
    if Scalar::named(inner.base()).is_none() || matches!(inner.unrequired(), Ty::List(_)) {
        return Ok(Arg::List(args));
    }
    let binds = args
        .into_iter()
        .map(|arg| match arg {
            Arg::Leaf(bind) => Ok(bind),
            Arg::Null => Ok(Bind::Const(Value::Null)),
            _ => Err("a list names a variable that was not sent: send it".to_owned()),
        })
        .collect::<Result<_, _>>()?;
    Ok(Arg::Leaves(Bind::Many(binds)))
}
