//! Adds what following needs: when each row last changed, on every table whose rows an action or an importer writes, and
//! a table of what changed in rows after their creation. The outbox gets its transaction by itself.
//!
//! Rows that are there get the time of this step. Not safe beside older nodes, which do not set the column: stop them
//! first.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::{
    column::{big, int, references, text, timestamp, uuid},
    table::{NewTable, create_all, drop_all, plain_table},
};

step!(up, down);

/// The tables that had no `updated_at`.
const TABLES: [&str; 14] = [
    "budget_line",
    "care_flag",
    "class_membership",
    "contact",
    "funding_flag",
    "governance_appointment",
    "protection_flag",
    "reporting_line",
    "school_link",
    "sen_need",
    "sen_record",
    "staff_spell",
    "teaching_assignment",
    "trust_membership",
];

/// The transaction that writes, in the order in which readers follow transactions.
const OWN_TRANSACTION: &str = "pg_current_xact_id()::text::bigint";

fn tables() -> Vec<NewTable> {
    vec![
        plain_table(
            "row_stamp",
            [
                uuid("id").key(),
                references("trust_id", "trust"),
                text("type_name"),
                uuid("row_key"),
                text("part"),
                int("version"),
                timestamp("changed_at"),
                big("changed_in"),
            ],
        )
        .unique(["trust_id", "type_name", "row_key", "part"])
        .index(["trust_id", "type_name", "changed_in"]),
    ]
}

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_all(manager, &tables()).await?;
    let database = manager.get_connection();
    let postgres = manager.get_database_backend() == DbBackend::Postgres;
    for table in TABLES {
        let statements = if postgres {
            [
                format!("alter table {table} add column updated_at timestamp with time zone not null default now()"),
                format!("alter table {table} alter column updated_at drop default"),
            ]
        } else {
            // SQLite adds a column that is not null with a constant only.
            [
                format!(
                    "alter table {table} add column updated_at timestamp_with_timezone_text not null \
                     default '1970-01-01T00:00:00+00:00'"
                ),
                format!("update {table} set updated_at = strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')"),
            ]
        };
        for statement in statements {
            database.execute_unprepared(&statement).await?;
        }
    }
    if postgres {
        let statement = format!("alter table outbox alter column txid set default {OWN_TRANSACTION}");
        database.execute_unprepared(&statement).await?;
    }
    Ok(())
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let database = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Postgres {
        database.execute_unprepared("alter table outbox alter column txid drop default").await?;
    }
    for table in TABLES {
        manager.alter_table(Table::alter().table(table).drop_column("updated_at").to_owned()).await?;
    }
    drop_all(manager, &tables()).await
}
