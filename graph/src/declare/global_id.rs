//! A field that holds the global id of a row of any type, as the audit trail and the read log need.

use sea_orm::ColumnTrait;

use super::{Access, Column, DeriveContext, Field, FilterOn, Source};
use crate::value::{Kind, Value};

/// The global id of a row. `type_name` is the column with the row's type, `key` the column with its key. Lists can be
/// filtered by it.
pub fn global_id<C: ColumnTrait>(
    name: &'static str,
    type_name: C,
    key: C,
    access: impl Into<Access>,
    description: &'static str,
) -> Field {
    let key = Column::of(key);
    let inputs = vec![Column::of(type_name), key];
    let source = Source::Derived { inputs, kind: Kind::AnyId, nullable: false, as_of: false, function: encoded };
    let mut field = super::field::field(name, source, access.into(), description);
    field.filter = Some(FilterOn { on: key.into(), folded: None });
    field
}

fn encoded(inputs: &[Value], _: &DeriveContext) -> Value {
    match (inputs[0].as_text(), inputs[1].as_uuid()) {
        (Some(type_name), Some(key)) => Value::Text(crate::id::encode(type_name, key)),
        _ => Value::Null,
    }
}
