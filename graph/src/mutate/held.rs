//! Rows that an action has read, as entity models, with the proof of what the caller may do with them.

use sea_orm::{ActiveModelTrait, ColumnTrait, ColumnType, EntityTrait, Iterable, ModelTrait, TryIntoModel};
use uuid::Uuid;

use crate::declare::Column;
use crate::value::Value;

/// A row with the proof that the caller may change it, or may write rows of another type that belong to it.
///
/// The only way to get one is through [`super::Ask`], which checks the right: an action cannot forget the check.
#[derive(Clone, Debug)]
pub struct Held<E: EntityTrait> {
    /// The row.
    pub row: E::Model,
    /// The number of the type whose rows may be written: the row's own type after `held`, the other type after `under`.
    pub(super) target: usize,
    /// The owner of the row.
    pub(super) owner: Option<Uuid>,
    /// Whether it came from `approvable`.
    pub(super) approving: bool,
    /// For each group of guarded columns of the target: whether the caller may change them.
    pub(super) guards: Vec<bool>,
    /// The stored version, which counts all changes: the version in [`Held::row`] counts those that the caller may see.
    pub(super) version: Option<i64>,
    /// The stored values of guarded columns that the caller may not change: they are blank in [`Held::row`].
    pub(super) hidden: Vec<(usize, Value)>,
}

/// A row as its entity's model.
pub(super) fn model<E>(columns: &[Column], values: Vec<Value>) -> Result<E::Model, String>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
{
    let mut active = <E::ActiveModel as ActiveModelTrait>::default();
    for (column, value) in E::Column::iter().zip(values) {
        let kind = column.def().get_column_type().clone();
        active.try_set(column, to_orm(value, &kind)).map_err(|error| error.to_string())?;
    }
    active.try_into_model().map_err(|error| format!("the {} columns do not fit the entity: {error}", columns.len()))
}

/// The values of a row, in the order of its columns.
pub(super) fn values<E: EntityTrait>(row: &E::Model) -> Vec<Value> {
    E::Column::iter().map(|column| from_orm(row.get(column))).collect()
}

fn to_orm(value: Value, kind: &ColumnType) -> sea_orm::Value {
    use sea_orm::Value as Orm;
    match kind {
        ColumnType::Uuid => Orm::Uuid(value.as_uuid()),
        ColumnType::Integer => Orm::Int(value.as_int().and_then(|int| i32::try_from(int).ok())),
        ColumnType::BigInteger => Orm::BigInt(value.as_int()),
        ColumnType::Boolean => Orm::Bool(match value {
            Value::Int(int) => Some(int != 0),
            value => value.as_bool(),
        }),
        ColumnType::Float | ColumnType::Double => Orm::Double(match value {
            Value::Float(float) => Some(float),
            _ => None,
        }),
        ColumnType::Date => Orm::ChronoDate(value.as_date()),
        ColumnType::TimestampWithTimeZone => Orm::ChronoDateTimeUtc(match value {
            Value::Time(time) => Some(time),
            _ => None,
        }),
        _ => Orm::String(match value {
            Value::Text(text) => Some(text),
            _ => None,
        }),
    }
}

fn from_orm(value: sea_orm::Value) -> Value {
    use sea_orm::Value as Orm;
    match value {
        Orm::Uuid(Some(uuid)) => Value::Uuid(uuid),
        Orm::Int(Some(int)) => Value::Int(int.into()),
        Orm::BigInt(Some(int)) => Value::Int(int),
        Orm::Bool(Some(bool)) => Value::Bool(bool),
        Orm::Double(Some(float)) => Value::Float(float),
        Orm::ChronoDate(Some(date)) => Value::Date(date),
        Orm::ChronoDateTimeUtc(Some(time)) => Value::Time(time),
        Orm::String(Some(text)) => Value::Text(text),
        _ => Value::Null,
    }
}
