//! Creates the log of sensitive reads.
//!
//! It is not part of the audit trail: a read is no change, no subscriber is notified of it, and it is written after the
//! answer. As in the trail, rows are added and never changed or removed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::{
    column::{references, text, timestamp, uuid},
    table::{NewTable, create_all, drop_all, tenant_table},
};

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_all(manager, &tables()).await?;
    let postgres = manager.get_database_backend() == DbBackend::Postgres;
    for statement in if postgres { &POSTGRES[..] } else { &SQLITE[..] } {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    drop_all(manager, &tables()).await?;
    if manager.get_database_backend() == DbBackend::Postgres {
        manager.get_connection().execute_unprepared("drop function access_event_kept()").await?;
    }
    Ok(())
}

const POSTGRES: [&str; 2] = [
    "create function access_event_kept() returns trigger language plpgsql as $$ begin \
     raise exception 'the trace of reads is only added to'; end $$",
    "create trigger access_event_kept before update or delete on access_event \
     for each row execute function access_event_kept()",
];

const SQLITE: [&str; 2] = [
    "create trigger access_event_kept before update on access_event \
     begin select raise(abort, 'the trace of reads is only added to'); end",
    "create trigger access_event_kept_whole before delete on access_event \
     begin select raise(abort, 'the trace of reads is only added to'); end",
];

fn tables() -> Vec<NewTable> {
    vec![
        tenant_table(
            "access_event",
            [
                uuid("request_key"),
                references("principal_id", "principal"),
                uuid("acting_for").null(),
                text("type_name"),
                uuid("row_key"),
                text("subject_type"),
                uuid("subject_key"),
                text("fields"),
                timestamp("at"),
                text("operation").null(),
                text("purpose").null(),
            ],
        )
        // Who has read this record, newest first. Keys are unique over all trusts, so `trust_id` need not lead.
        .newest_first("subject_key", "at")
        .index(["trust_id", "row_key", "at"])
        .index(["trust_id", "at", "id"])
        .index(["principal_id", "at", "id"]),
    ]
}
