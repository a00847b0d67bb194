//! Drops foreign keys of rows that are copies of rows with the same foreign keys.
//!
//! Triggers copy a judgement to its predecessors and an audit event to the outbox, in the same statement; the tenant
//! of an audit event is that of the row that was changed. Each foreign key cost a look-up per row, eight for a
//! judgement that changes. On SQLite they cost next to nothing, and dropping them would mean rebuilding the tables.
//!
//! Safe beside older nodes: they never name a foreign key.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

step!(up, down);

/// Table, column, and the table that it refers to.
const COPIED: [(&str, &str, &str); 7] = [
    ("assessment_history", "trust_id", "trust"),
    ("assessment_history", "pupil_id", "pupil"),
    ("assessment_history", "school_id", "school"),
    ("assessment_history", "band_id", "band"),
    ("assessment_history", "assessor_staff_id", "staff_member"),
    ("audit_event", "trust_id", "trust"),
    ("outbox", "trust_id", "trust"),
];

fn name(table: &str, column: &str) -> String {
    format!("fk_{table}_{column}")
}

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    for (table, column, _) in COPIED {
        manager.drop_foreign_key(ForeignKey::drop().name(name(table, column)).table(table).to_owned()).await?;
    }
    Ok(())
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    for (table, column, to) in COPIED {
        let key = ForeignKey::create().name(name(table, column)).from(table, column).to(to, "id").to_owned();
        manager.create_foreign_key(key).await?;
    }
    Ok(())
}
