//! Coerced arguments as JSON, for the functions of computed fields.

use serde_json::{Map, Value as Json};

use super::Arg;
use crate::value::Value;

/// An argument as JSON.
pub(crate) fn argument_json(arg: &Arg, slots: &[Value]) -> Json {
    match arg {
        Arg::Absent | Arg::Null => Json::Null,
        Arg::Leaf(bind) | Arg::Leaves(bind) => scalar(&bind.value(slots)),
        Arg::Name(name) => Json::from(name.as_str()),
        Arg::List(items) => items.iter().map(|item| argument_json(item, slots)).collect(),
        Arg::Object(parts) => {
            parts.iter().map(|(name, part)| (name.clone(), argument_json(part, slots))).collect::<Map<_, _>>().into()
        }
    }
}

fn scalar(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(bool) => Json::from(*bool),
        Value::Int(int) => Json::from(*int),
        Value::Float(float) => Json::from(*float),
        Value::Text(text) => Json::from(text.as_str()),
        Value::Uuid(uuid) => Json::from(uuid.to_string()),
        Value::Date(date) => Json::from(date.to_string()),
        Value::Time(time) => Json::from(time.to_rfc3339()),
        Value::List(items) => items.iter().map(scalar).collect(),
    }
}
