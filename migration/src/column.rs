//! The columns a step may create, by what they hold.
//!
//! One function per kind, so that money is a big integer and text orders by code point in every
//! table and on both databases. A kind that is not here is not used.

use sea_orm_migration::{
    prelude::{ColumnDef, ColumnType},
    sea_orm::DbBackend,
};

/// A column to be created; it is `not null` unless [`Column::null`] says otherwise.
#[derive(Clone, Debug)]
pub struct Column {
    /// Name in the database.
    pub(crate) name: &'static str,
    /// Table whose `id` it holds.
    pub(crate) refers_to: Option<&'static str>,
    kind: Kind,
    nullable: bool,
    key: bool,
    counts: bool,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Uuid,
    Text,
    Int,
    BigInt,
    Date,
    Timestamp,
    Flag,
}

/// An identifier that is no foreign key.
pub fn uuid(name: &'static str) -> Column {
    column(name, Kind::Uuid)
}

/// The `id` of a row of another table, with a foreign key.
pub fn references(name: &'static str, table: &'static str) -> Column {
    Column { refers_to: Some(table), ..column(name, Kind::Uuid) }
}

/// Text of any length, in code point order on both databases.
pub fn text(name: &'static str) -> Column {
    column(name, Kind::Text)
}

/// A whole number.
pub fn int(name: &'static str) -> Column {
    column(name, Kind::Int)
}

/// A decimal as a whole number of the fraction its name ends in (`_hundredths`, `_thousandths`).
pub fn scaled(name: &'static str) -> Column {
    column(name, Kind::Int)
}

/// An amount of money in pence: SQLite reads decimals back as floats.
pub fn money(name: &'static str) -> Column {
    column(name, Kind::BigInt)
}

/// A whole number of 64 bits.
pub fn big(name: &'static str) -> Column {
    column(name, Kind::BigInt)
}

/// A primary key that the database counts up, never giving a number twice.
pub fn sequence(name: &'static str) -> Column {
    Column { key: true, counts: true, ..column(name, Kind::BigInt) }
}

/// A day.
pub fn date(name: &'static str) -> Column {
    column(name, Kind::Date)
}

/// An instant, in UTC.
pub fn timestamp(name: &'static str) -> Column {
    column(name, Kind::Timestamp)
}

/// Yes or no.
pub fn flag(name: &'static str) -> Column {
    column(name, Kind::Flag)
}

fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, refers_to: None, kind, nullable: false, key: false, counts: false }
}

impl Column {
    /// Allows null.
    #[must_use]
    pub fn null(self) -> Self {
        Self { nullable: true, ..self }
    }

    /// Makes it the primary key.
    #[must_use]
    pub fn key(self) -> Self {
        Self { key: true, ..self }
    }

    pub(crate) fn definition(&self, database: DbBackend) -> ColumnDef {
        let kind = match self.kind.on(database) {
            // SQLite counts up a key of type `integer` only.
            ColumnType::BigInteger if self.counts && database == DbBackend::Sqlite => ColumnType::Integer,
            kind => kind,
        };
        let mut definition = ColumnDef::new_with_type(self.name, kind);
        if self.nullable {
            definition.null();
        } else {
            definition.not_null();
        }
        if self.key {
            definition.primary_key();
        }
        if self.counts {
            definition.auto_increment();
        }
        definition
    }
}

impl Kind {
    fn on(self, database: DbBackend) -> ColumnType {
        match self {
            Kind::Uuid => ColumnType::Uuid,
            // A PostgreSQL cluster may order by language; SQLite compares bytes, and a page
            // must not depend on the database.
            Kind::Text if database == DbBackend::Postgres => ColumnType::custom(r#"text COLLATE "C""#),
            Kind::Text => ColumnType::Text,
            Kind::Int => ColumnType::Integer,
            Kind::BigInt => ColumnType::BigInteger,
            Kind::Date => ColumnType::Date,
            Kind::Timestamp => ColumnType::TimestampWithTimeZone,
            Kind::Flag => ColumnType::Boolean,
        }
    }
}
