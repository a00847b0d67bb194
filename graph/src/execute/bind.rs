//! Resolves a statement's parameters to the values of this request, and binds them.

use sqlx::Arguments as _;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use uuid::Uuid;

use super::cursor::PagePlace;
use super::database::Arguments;
use crate::caller::Caller;
use crate::declare::Catalogue;
use crate::plan::{DEFAULT_PAGE, Operand};
use crate::sql::{Dialect, Param, Side, Statement};
use crate::value::text::{self, NO_TEXT};
use crate::value::{Storage, Value};

/// The sources of parameter values.
pub(super) struct Env<'a> {
    pub catalogue: &'a Catalogue,
    pub caller: &'a Caller,
    pub slots: &'a [Value],
    pub parents: &'a [Uuid],
    pub place: Option<&'a PagePlace>,
    pub lookup: &'a [Value],
}

/// The arguments of a statement.
pub(super) fn arguments(statement: &Statement, dialect: Dialect, env: &Env) -> Result<Arguments, sqlx::Error> {
    match dialect {
        Dialect::Postgres => {
            let mut arguments = PgArguments::default();
            for param in &statement.params {
                postgres(&mut arguments, param, env).map_err(sqlx::Error::Encode)?;
            }
            Ok(Arguments::Postgres(arguments))
        }
        Dialect::Sqlite => {
            let mut arguments = SqliteArguments::default();
            for param in &statement.params {
                let (value, storage) = resolve(param, env);
                sqlite(&mut arguments, value, storage).map_err(sqlx::Error::Encode)?;
            }
            Ok(Arguments::Sqlite(arguments))
        }
    }
}

type Encoded = Result<(), sqlx::error::BoxDynError>;

/// Binds a parameter on PostgreSQL. Keys are bound without a copy; any other parameter is resolved to a value first.
fn postgres(arguments: &mut PgArguments, param: &Param, env: &Env) -> Encoded {
    match param {
        Param::Parents => return arguments.add(env.parents),
        Param::Tenant => return arguments.add(env.caller.tenant),
        Param::Keys(permission, reach) => {
            let keys = env.caller.rights.right(*permission).and_then(|right| right.keys(*reach));
            return arguments.add(keys.map_or(&[][..], crate::caller::Keys::as_slice));
        }
        _ => {}
    }
    let (value, storage) = resolve(param, env);
    match (value, storage) {
        (Value::List(items), storage) => postgres_list(arguments, &items, storage),
        (Value::Null, Storage::Uuid) => arguments.add(None::<Uuid>),
        (Value::Null, Storage::Text) => arguments.add(None::<String>),
        (Value::Null, Storage::Int) => arguments.add(None::<i64>),
        (Value::Null, Storage::Bool) => arguments.add(None::<bool>),
        (Value::Null, Storage::Float) => arguments.add(None::<f64>),
        (Value::Null, Storage::Date) => arguments.add(None::<chrono::NaiveDate>),
        (Value::Null, Storage::Time) => arguments.add(None::<chrono::DateTime<chrono::Utc>>),
        (Value::Uuid(uuid), _) => arguments.add(uuid),
        (Value::Text(text), _) => arguments.add(text),
        (Value::Int(int), Storage::Float) => arguments.add(int as f64),
        (Value::Int(int), _) => arguments.add(int),
        (Value::Float(float), _) => arguments.add(float),
        (Value::Bool(bool), _) => arguments.add(bool),
        (Value::Date(date), _) => arguments.add(date),
        (Value::Time(time), _) => arguments.add(time),
    }
}

fn postgres_list(arguments: &mut PgArguments, items: &[Value], storage: Storage) -> Encoded {
    match storage {
        Storage::Uuid => arguments.add(items.iter().filter_map(Value::as_uuid).collect::<Vec<_>>()),
        Storage::Text => arguments.add(items.iter().filter_map(|v| v.as_text().map(str::to_owned)).collect::<Vec<_>>()),
        Storage::Int => arguments.add(items.iter().filter_map(Value::as_int).collect::<Vec<_>>()),
        Storage::Bool => arguments.add(items.iter().filter_map(Value::as_bool).collect::<Vec<_>>()),
        Storage::Date => arguments.add(items.iter().filter_map(Value::as_date).collect::<Vec<_>>()),
        Storage::Float => arguments.add(
            items
                .iter()
                .filter_map(|v| match v {
                    Value::Float(float) => Some(*float),
                    Value::Int(int) => Some(*int as f64),
                    _ => None,
                })
                .collect::<Vec<_>>(),
        ),
        Storage::Time => arguments.add(
            items
                .iter()
                .filter_map(|v| match v {
                    Value::Time(time) => Some(*time),
                    _ => None,
                })
                .collect::<Vec<_>>(),
        ),
    }
}

fn sqlite(arguments: &mut SqliteArguments, value: Value, storage: Storage) -> Encoded {
    match value {
        Value::Null => arguments.add(None::<String>),
        Value::List(items) => arguments.add(json_list(&items)),
        Value::Uuid(uuid) => arguments.add(uuid.as_bytes().to_vec()),
        Value::Text(text) => arguments.add(text),
        Value::Int(int) if storage == Storage::Float => arguments.add(int as f64),
        Value::Int(int) => arguments.add(int),
        Value::Float(float) => arguments.add(float),
        Value::Bool(bool) => arguments.add(bool),
        Value::Date(date) => arguments.add(date.to_string()),
        Value::Time(time) => arguments.add(sqlite_time(time)),
    }
}

/// A time as sea-orm writes it for the entities, so that comparing the texts compares the times.
fn sqlite_time(time: chrono::DateTime<chrono::Utc>) -> String {
    time.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, false)
}

/// A list as JSON for `json_each`. Keys are written in hexadecimal; the statement reads them with `unhex`.
fn json_list(items: &[Value]) -> String {
    let mut out = String::with_capacity(2 + items.len() * 36);
    out.push('[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        match item {
            Value::Uuid(uuid) => {
                out.push('"');
                out.push_str(uuid.simple().encode_lower(&mut [0; 32]));
                out.push('"');
            }
            Value::Text(text) => out.push_str(&serde_json::Value::from(text.as_str()).to_string()),
            Value::Int(int) => out.push_str(&int.to_string()),
            Value::Float(float) => out.push_str(&serde_json::Value::from(*float).to_string()),
            Value::Bool(bool) => out.push(if *bool { '1' } else { '0' }),
            Value::Date(date) => out.push_str(&format!("\"{date}\"")),
            Value::Time(time) => out.push_str(&format!("\"{}\"", sqlite_time(*time))),
            Value::Null | Value::List(_) => out.push_str("null"),
        }
    }
    out.push(']');
    out
}

/// The value of a parameter, and how it is stored.
fn resolve(param: &Param, env: &Env) -> (Value, Storage) {
    match param {
        Param::Tenant => (Value::Uuid(env.caller.tenant), Storage::Uuid),
        Param::Day(bind) => {
            let day = bind.as_ref().and_then(|bind| bind.value(env.slots).as_date()).unwrap_or(env.caller.today);
            (Value::Date(day), Storage::Date)
        }
        Param::Keys(permission, reach) => {
            let keys = env.caller.rights.right(*permission).and_then(|right| right.keys(*reach));
            let keys = keys.map(|keys| keys.as_slice().iter().copied().map(Value::Uuid).collect()).unwrap_or_default();
            (Value::List(keys), Storage::Uuid)
        }
        Param::Operand(operand, _, storage) => (operand_value(operand, env), *storage),
        Param::Members(bind, None, storage) => (bind.value(env.slots), *storage),
        Param::Members(bind, Some(name), storage) => (operand_value(&Operand::Key(bind.clone(), name), env), *storage),
        Param::Words(bind) => {
            let text = bind.value(env.slots);
            let folded = (env.catalogue.fold)(&text::visible(text.as_text().unwrap_or_default()));
            let mut words: Vec<Value> =
                folded.split(' ').filter(|word| !word.is_empty()).map(|w| Value::Text(w.to_owned())).collect();
            if words.is_empty() {
                // A search without words must find nothing; "each word matches" would be true of every row.
                words.push(Value::Text(NO_TEXT.to_owned()));
            }
            (Value::List(words), Storage::Text)
        }
        Param::Parents => (Value::List(env.parents.iter().copied().map(Value::Uuid).collect()), Storage::Uuid),
        Param::Limit(bind) => {
            let asked = bind.as_ref().and_then(|bind| bind.value(env.slots).as_int()).unwrap_or(DEFAULT_PAGE);
            (Value::Int(asked + 1), Storage::Int)
        }
        Param::Cursor(side, index, storage) => {
            let values = env.place.and_then(|place| match side {
                Side::After => place.after.as_ref(),
                Side::Before => place.before.as_ref(),
            });
            (values.and_then(|values| values.get(*index)).cloned().unwrap_or(Value::Null), *storage)
        }
        Param::Mark => {
            let mark = env.place.and_then(|place| place.changed_after);
            (mark.map_or(Value::Null, Value::Int), Storage::Int)
        }
        Param::Given(value, storage) => (value.clone(), *storage),
        Param::Lookup(storage) => (Value::List(env.lookup.to_vec()), *storage),
    }
}

fn operand_value(operand: &Operand, env: &Env) -> Value {
    match operand {
        Operand::Plain(bind) => bind.value(env.slots),
        Operand::Text(bind, class) => texts(bind.value(env.slots), |text| class.whole(text)),
        Operand::Part(bind, class) => texts(bind.value(env.slots), |text| class.part(text)),
        Operand::Folded(bind) => texts(bind.value(env.slots), |given| {
            let folded = (env.catalogue.fold)(&text::visible(given));
            // A text that folds to nothing must match no name; the empty text would match every name.
            if folded.is_empty() && !given.is_empty() { NO_TEXT.to_owned() } else { folded }
        }),
        Operand::Scaled(bind, places) => scaled(bind.value(env.slots), 10f64.powi(i32::from(*places))),
        Operand::Key(bind, type_name) => keys(bind.value(env.slots), |name| name == *type_name),
        Operand::AnyKey(bind) => keys(bind.value(env.slots), |_| true),
    }
}

/// A text, or each of a list.
fn texts(value: Value, of: impl Fn(&str) -> String + Copy) -> Value {
    match value {
        Value::Text(text) => Value::Text(of(&text)),
        Value::List(items) => Value::List(items.into_iter().map(|item| texts(item, of)).collect()),
        other => other,
    }
}

/// A decimal in the unit of the scaled column. Rounding removes only the error of binary fractions.
fn scaled(value: Value, by: f64) -> Value {
    match value {
        Value::Float(float) => Value::Float((float * by * 1e6).round() / 1e6),
        Value::List(items) => Value::List(items.into_iter().map(|item| scaled(item, by)).collect()),
        other => other,
    }
}

/// The keys in global ids. An id of another type, or a text that is no id, becomes the nil key, which no row has.
fn keys(value: Value, of_type: impl Fn(&str) -> bool + Copy) -> Value {
    match value {
        Value::List(items) => Value::List(items.into_iter().map(|item| keys(item, of_type)).collect()),
        one => {
            let found = one.as_text().and_then(crate::id::decode).filter(|(name, _)| of_type(name));
            Value::Uuid(found.map_or(Uuid::nil(), |(_, key)| key))
        }
    }
}
