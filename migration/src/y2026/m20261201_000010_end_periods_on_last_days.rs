//! Makes the end of every period its last day. Until now most periods ended with the first day after them; enrolments and
//! staff records already had last days and stay as they are.
//!
//! A period that covered no day keeps covering none: its last day is now the day before its first. Not safe beside older
//! nodes, which take the last day for the first one after it: stop them first.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

step!(up, down);

/// Table and column of every end that was the first day after the period.
const ENDS: [(&str, &str); 15] = [
    ("academic_year", "ends_on"),
    ("class_membership", "ends_on"),
    ("care_flag", "ends_on"),
    ("contract", "ends_on"),
    ("contract_allowance", "ends_on"),
    ("funding_flag", "ends_on"),
    ("governance_appointment", "ends_on"),
    ("protection_flag", "ends_on"),
    ("reporting_line", "ends_on"),
    ("role_grant", "ends_on"),
    ("sen_record", "ends_on"),
    ("staff_spell", "ends_on"),
    ("teaching_assignment", "ends_on"),
    ("term", "ends_on"),
    ("trust_membership", "left_on"),
];

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    shift(manager, -1).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    shift(manager, 1).await
}

async fn shift(manager: &SchemaManager<'_>, days: i32) -> Result<(), DbErr> {
    let database = manager.get_database_backend();
    for (table, ends) in ENDS {
        let moved = match database {
            DbBackend::Postgres => format!("{ends} + ({days})"),
            _ => format!("date({ends}, '{days} days')"),
        };
        let statement = format!("update {table} set {ends} = {moved} where {ends} is not null");
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}
