//! Creates the audit trail, the outbox and idempotency keys.
//!
//! Triggers hold two promises: every audited change is in the outbox, in the same transaction; and rows of the trail
//! are never changed or removed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::{
    column::{big, references, sequence, text, timestamp, uuid},
    table::{NewTable, create_all, drop_all, plain_table, tenant_table},
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
        let drop = "drop function audit_event_told(); drop function audit_event_kept()";
        manager.get_connection().execute_unprepared(drop).await?;
    }
    Ok(())
}

const POSTGRES: [&str; 4] = [
    // Readers of the outbox stop at the oldest transaction that still runs: sequence numbers commit out of order.
    "create function audit_event_told() returns trigger language plpgsql as $$ begin \
     insert into outbox (txid, trust_id, change_key, type_name, row_key, kind, owner_before, owner_after, \
     changed_fields, at) select pg_current_xact_id()::text::bigint, trust_id, change_key, type_name, row_key, kind, \
     owner_before, owner_after, changed_fields, at from added where kind in ('CREATED', 'UPDATED', 'REMOVED') \
     order by position; return null; end $$",
    "create trigger audit_event_told after insert on audit_event referencing new table as added \
     for each statement execute function audit_event_told()",
    "create function audit_event_kept() returns trigger language plpgsql as $$ begin \
     raise exception 'the audit trail is only added to'; end $$",
    "create trigger audit_event_kept before update or delete on audit_event \
     for each row execute function audit_event_kept()",
];

const SQLITE: [&str; 3] = [
    "create trigger audit_event_told after insert on audit_event when new.kind in ('CREATED', 'UPDATED', 'REMOVED') \
     begin insert into outbox (trust_id, change_key, type_name, row_key, kind, owner_before, owner_after, \
     changed_fields, at) values (new.trust_id, new.change_key, new.type_name, new.row_key, new.kind, \
     new.owner_before, new.owner_after, new.changed_fields, new.at); end",
    "create trigger audit_event_kept before update on audit_event \
     begin select raise(abort, 'the audit trail is only added to'); end",
    "create trigger audit_event_kept_whole before delete on audit_event \
     begin select raise(abort, 'the audit trail is only added to'); end",
];

fn tables() -> Vec<NewTable> {
    vec![audit_event(), outbox(), idempotency_key()]
}

fn audit_event() -> NewTable {
    tenant_table(
        "audit_event",
        [
            uuid("change_key"),
            big("position"),
            references("principal_id", "principal"),
            uuid("acting_for").null(),
            text("action"),
            text("kind"),
            text("type_name"),
            uuid("row_key"),
            uuid("owner_before").null(),
            uuid("owner_after").null(),
            text("changed_fields"),
            timestamp("at"),
            text("operation").null(),
            text("purpose").null(),
        ],
    )
    .index(["trust_id", "row_key", "at"])
    .index(["trust_id", "at", "id"])
    .index(["principal_id", "at", "id"])
}

fn outbox() -> NewTable {
    plain_table(
        "outbox",
        [
            sequence("seq"),
            big("txid").null(),
            references("trust_id", "trust"),
            uuid("change_key"),
            text("type_name"),
            uuid("row_key"),
            text("kind"),
            uuid("owner_before").null(),
            uuid("owner_after").null(),
            text("changed_fields"),
            timestamp("at"),
        ],
    )
    .index(["trust_id", "seq"])
}

fn idempotency_key() -> NewTable {
    tenant_table(
        "idempotency_key",
        [
            references("principal_id", "principal"),
            text("key"),
            text("action"),
            text("input_hash"),
            text("answer"),
            timestamp("created_at"),
            timestamp("expires_at"),
        ],
    )
    .unique(["principal_id", "key"])
    .index(["principal_id", "expires_at"])
    .index(["expires_at"])
}
