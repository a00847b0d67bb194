//! Rows of other tables as structs: each field names its column, so no column is read by its position.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Column, LoadError, Reader};
use crate::value::Value;

/// A struct that holds some columns of a row. [`table_row!`](crate::table_row) declares one.
pub trait TableRow: Sized {
    /// The columns, in the order of the fields.
    fn columns() -> Vec<Column>;

    /// The row with the values of [`TableRow::columns`]; none where a field that is not optional has no value.
    fn of(values: Vec<Value>) -> Option<Self>;
}

/// A type that a field of a [`TableRow`] may have.
pub trait FromValue: Sized {
    /// The value as this type; none where it is null or of another kind.
    fn from_value(value: Value) -> Option<Self>;
}

macro_rules! from_value {
    ($($kind:ident($type:ty)),+ $(,)?) => {
        $(impl FromValue for $type {
            fn from_value(value: Value) -> Option<Self> {
                if let Value::$kind(value) = value { Some(value) } else { None }
            }
        })+
    };
}

from_value!(Uuid(Uuid), Text(String), Int(i64), Bool(bool), Date(NaiveDate));

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value) -> Option<Self> {
        Some(T::from_value(value))
    }
}

/// Reads the rows whose key column is among the values, in one statement. Leaves out rows in which a field that is not
/// optional has no value.
///
/// # Errors
/// As [`Reader::rows`].
pub async fn table_rows<R: TableRow>(reader: &dyn Reader, key: Column, values: &[Value]) -> Result<Vec<R>, LoadError> {
    Ok(reader.rows(&R::columns(), key, values).await?.into_iter().filter_map(R::of).collect())
}

/// Declares a [`TableRow`]: `struct Birthday of Who { person: Uuid = Id, born: NaiveDate = DateOfBirth }`, where `Who`
/// is the enum of the table's columns.
#[macro_export]
macro_rules! table_row {
    ($(#[$meta:meta])* struct $name:ident of $columns:ident { $($field:ident: $type:ty = $column:ident),+ $(,)? }) => {
        $(#[$meta])*
        struct $name {
            $($field: $type),+
        }

        impl $crate::declare::TableRow for $name {
            fn columns() -> Vec<$crate::declare::Column> {
                vec![$($crate::declare::Column::of($columns::$column)),+]
            }

            fn of(values: Vec<$crate::value::Value>) -> Option<Self> {
                let mut values = values.into_iter();
                Some(Self { $($field: $crate::declare::FromValue::from_value(values.next()?)?),+ })
            }
        }
    };
}
