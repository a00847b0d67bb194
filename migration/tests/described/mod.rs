//! The tables as the entities describe them.

use std::collections::BTreeMap;

use sea_orm_migration::sea_orm::{ColumnTrait, DbBackend, EntityTrait, Iden, Iterable, sea_query::ColumnType};

use crate::database::{Column, Table};

macro_rules! all_described {
    ($($folder:ident: $($table:ident)*;)*) => {
        /// Every entity, by table name.
        pub fn tables(database: DbBackend) -> Vec<Table> {
            let mut tables = vec![$($(describe(entity::$table::Entity, database),)*)*];
            tables.sort_by(|a, b| a.name.cmp(&b.name));
            tables
        }
    };
}

entity::for_each_table!(all_described);

fn describe<E: EntityTrait>(entity: E, database: DbBackend) -> Table {
    let columns: BTreeMap<_, _> = E::Column::iter()
        .map(|column| {
            let definition = column.def();
            let kind = kind(definition.get_column_type(), database);
            let nullable = definition.is_null();
            (column.unquoted().to_owned(), Column { kind, nullable })
        })
        .collect();
    Table { name: entity.table_name().to_owned(), columns, indexes: Vec::new(), foreign_keys: Vec::new() }
}

/// The type as the database's catalogue spells it.
fn kind(column: &ColumnType, database: DbBackend) -> String {
    let (sqlite, postgres) = match column {
        ColumnType::Uuid => ("uuid_text", "uuid"),
        ColumnType::String(_) | ColumnType::Text => ("text", "text"),
        ColumnType::Integer => ("integer", "integer"),
        // SQLite has integers of one size.
        ColumnType::BigInteger => ("integer", "bigint"),
        ColumnType::Boolean => ("boolean", "boolean"),
        ColumnType::Date => ("date_text", "date"),
        ColumnType::TimestampWithTimeZone => ("timestamp_with_timezone_text", "timestamp with time zone"),
        other => panic!("{other:?} is no type of the conventions"),
    };
    let spelt = if database == DbBackend::Sqlite { sqlite } else { postgres };
    spelt.to_owned()
}
