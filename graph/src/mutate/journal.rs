//! Writes what an action collected: rows by type, then who changed what, which the database tells on in its outbox.

use std::sync::atomic::Ordering;

use serde_json::json;
use uuid::Uuid;

use super::{Change, Stop};
use crate::declare::Column;
use crate::sql;
use crate::value::{Storage, Value};

/// What happens to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Created,
    Updated,
    Removed,
}

/// A row to be written.
#[derive(Debug)]
pub(super) struct Write {
    pub resource: usize,
    pub kind: Kind,
    pub key: Uuid,
    pub cells: Vec<Value>,
    /// Whom it belonged to.
    pub before: Option<Uuid>,
    /// Whom it belongs to now.
    pub after: Option<Uuid>,
    /// Public names of what changed.
    pub changed: Vec<String>,
}

/// What of a request goes into the trail.
#[derive(Clone, Debug)]
pub(super) struct Occasion {
    pub action: &'static str,
    pub operation: Option<String>,
    pub purpose: Option<String>,
}

const fn column(name: &'static str, storage: Storage) -> Column {
    Column { table: "audit_event", name, storage, nullable: false }
}

/// The columns of the audit trail.
const TRAIL: [Column; 16] = [
    column("id", Storage::Uuid),
    column("trust_id", Storage::Uuid),
    column("change_key", Storage::Uuid),
    column("position", Storage::Int),
    column("principal_id", Storage::Uuid),
    column("acting_for", Storage::Uuid),
    column("action", Storage::Text),
    column("kind", Storage::Text),
    column("type_name", Storage::Text),
    column("row_key", Storage::Uuid),
    column("owner_before", Storage::Uuid),
    column("owner_after", Storage::Uuid),
    column("changed_fields", Storage::Text),
    column("at", Storage::Time),
    column("operation", Storage::Text),
    column("purpose", Storage::Text),
];

impl Change<'_> {
    /// Writes everything.
    pub(super) async fn flush(&mut self, occasion: &Occasion) -> Result<(), Stop> {
        let mut types: Vec<usize> = Vec::new();
        for write in &self.writes {
            if !types.contains(&write.resource) {
                types.push(write.resource);
            }
        }
        // What is pointed at is declared before what points at it; and who changes the same types does so in one order.
        types.sort_unstable();
        for number in types {
            self.rows_of(number).await?;
        }
        self.trail(occasion).await
    }

    async fn rows_of(&mut self, number: usize) -> Result<(), Stop> {
        let of = &self.catalogue.resources[number];
        let dialect = self.within.dialect();
        let own = || self.writes.iter().filter(|write| write.resource == number);
        let kept: Vec<Vec<Value>> =
            own().filter(|write| write.kind != Kind::Removed).map(|write| write.cells.clone()).collect();
        for chunk in kept.chunks(sql::MAX_VALUES / of.columns.len()) {
            let statement = sql::upsert(&of.columns, of.id, of.version, chunk, dialect);
            self.written(&statement, chunk.len()).await?;
        }
        let gone: Vec<Value> =
            own().filter(|write| write.kind == Kind::Removed).map(|write| Value::Uuid(write.key)).collect();
        if !gone.is_empty() {
            let tenant = of.tenant.ok_or_else(|| Stop::Mistake(format!("{} has no tenant", of.name)))?;
            self.written(&sql::delete(of.id, tenant, &gone, dialect), gone.len()).await?;
        }
        Ok(())
    }

    /// Runs a statement that must change so many rows: fewer were there in the version that was read.
    async fn written(&self, statement: &sql::Statement, rows: usize) -> Result<(), Stop> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        let changed = self.within.write(self.catalogue, self.caller, statement).await?;
        if changed == rows as u64 { Ok(()) } else { Err(Stop::Overtaken) }
    }

    async fn trail(&self, occasion: &Occasion) -> Result<(), Stop> {
        let change = Uuid::now_v7();
        let text = |text: &Option<String>| text.clone().map_or(Value::Null, Value::Text);
        let owner = |owner: Option<Uuid>| owner.map_or(Value::Null, Value::Uuid);
        let rows: Vec<Vec<Value>> = self
            .writes
            .iter()
            .enumerate()
            .map(|(position, write)| {
                let kind = match write.kind {
                    Kind::Created => "CREATED",
                    Kind::Updated => "UPDATED",
                    Kind::Removed => "REMOVED",
                };
                vec![
                    Value::Uuid(Uuid::now_v7()),
                    Value::Uuid(self.caller.tenant),
                    Value::Uuid(change),
                    Value::Int(i64::try_from(position).unwrap_or(i64::MAX)),
                    Value::Uuid(self.caller.principal),
                    Value::Null,
                    Value::Text(occasion.action.to_owned()),
                    Value::Text(kind.to_owned()),
                    Value::Text(self.catalogue.resources[write.resource].name.to_owned()),
                    Value::Uuid(write.key),
                    owner(write.before),
                    owner(write.after),
                    Value::Text(json!(write.changed).to_string()),
                    Value::Time(self.now),
                    text(&occasion.operation),
                    text(&occasion.purpose),
                ]
            })
            .collect();
        for chunk in rows.chunks(sql::MAX_VALUES / TRAIL.len()) {
            self.written(&sql::insert(&TRAIL, chunk, self.within.dialect()), chunk.len()).await?;
        }
        Ok(())
    }
}
