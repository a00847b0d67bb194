//! Values of documents, statements and responses.
//!
//! A [`Value`] is owned and typed: it is bound to a statement, or a derived field receives or returns it.
//! The cells of a row live in [`crate::rows::Rows`] and are copied into values only where a function needs them.

pub mod text;
mod unseen;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// One scalar, or a list of scalars for `in` and for keys.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number; money is pence, a decimal is scaled.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// Text, an enum's name included.
    Text(String),
    /// A key.
    Uuid(Uuid),
    /// A day.
    Date(NaiveDate),
    /// A moment.
    Time(DateTime<Utc>),
    /// Several values of one kind.
    List(Vec<Value>),
}

impl Value {
    /// The text, where it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, where it is one.
    #[must_use]
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Value::Int(int) => Some(*int),
            _ => None,
        }
    }

    /// The truth value, where it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(bool) => Some(*bool),
            _ => None,
        }
    }

    /// The day, where it is one.
    #[must_use]
    pub fn as_date(&self) -> Option<NaiveDate> {
        match self {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// The key, where it is one.
    #[must_use]
    pub fn as_uuid(&self) -> Option<Uuid> {
        match self {
            Value::Uuid(uuid) => Some(*uuid),
            _ => None,
        }
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }
}

/// How a column is stored: the type as which a cell is decoded and to which a parameter is cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Storage {
    /// A 16-byte key.
    Uuid,
    /// Text.
    Text,
    /// A whole number of any width.
    Int,
    /// A truth value.
    Bool,
    /// A floating-point number.
    Float,
    /// A day.
    Date,
    /// A moment in UTC.
    Time,
}

/// The public kind of a value: its GraphQL type and how it is written.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// The global id of a row of the named type.
    Id(&'static str),
    /// The global id of a row of any type, as text.
    AnyId,
    /// `String`.
    Text,
    /// `Int`.
    Int,
    /// `Boolean`.
    Bool,
    /// `Float`.
    Float,
    /// `Date`.
    Date,
    /// `DateTime`.
    Time,
    /// `Money`: pounds with two decimals, stored as pence.
    Money,
    /// `Float` with so many exact decimals, stored as a scaled whole number.
    Decimal(u8),
    /// An enum, stored as the name of its value.
    Enum(&'static crate::enumeration::Enumeration),
}

impl Kind {
    /// How a column of this kind is stored.
    #[must_use]
    pub fn storage(self) -> Storage {
        match self {
            Kind::Id(_) => Storage::Uuid,
            Kind::AnyId | Kind::Text | Kind::Enum(_) => Storage::Text,
            Kind::Int | Kind::Money | Kind::Decimal(_) => Storage::Int,
            Kind::Bool => Storage::Bool,
            Kind::Float => Storage::Float,
            Kind::Date => Storage::Date,
            Kind::Time => Storage::Time,
        }
    }

    /// The name of the GraphQL type.
    #[must_use]
    pub fn type_name(self) -> &'static str {
        match self {
            Kind::Id(_) | Kind::AnyId => "ID",
            Kind::Text => "String",
            Kind::Int => "Int",
            Kind::Bool => "Boolean",
            Kind::Float | Kind::Decimal(_) => "Float",
            Kind::Date => "Date",
            Kind::Time => "DateTime",
            Kind::Money => "Money",
            Kind::Enum(enumeration) => enumeration.name,
        }
    }
}
