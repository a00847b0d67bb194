//! The tables as the entities describe them.

use std::collections::BTreeMap;

use sea_orm_migration::sea_orm::{ColumnTrait, DbBackend, EntityTrait, Iden, Iterable, sea_query::ColumnType};

use crate::database::{Column, Table};

/// Describes the entity of each module named.
macro_rules! entities {
    ($database:expr; $($module:ident)*) => {
        vec![$(describe(entity::$module::Entity, $database)),*]
    };
}

/// Every entity, by table name. One that is missing here shows as a table without an entity.
pub fn tables(database: DbBackend) -> Vec<Table> {
    let mut tables = entities![database;
        academic_year access_event assessment assessment_history assessment_point audit_event band band_scale budget budget_line
        care_flag central_charge_band central_charge_policy class class_membership contact contract contract_allowance cost_centre
        enrolment fund funding_flag governance_appointment grant_allocation idempotency_key ledger_code outbox
        pay_point pay_scale payroll_rate person pool_allocation post principal protection_flag pupil register_census
        register_link reporting_line register_membership register_school register_snapshot register_trust
        role role_grant role_grant_school role_permission roll_projection scheme_version
        school school_link sen_need sen_record setting staff_member staff_school
        staff_subject statutory_result subject teaching_assignment term test_result trust
        trust_membership
    ];
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    tables
}

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
