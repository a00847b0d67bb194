//! Writes what an action collected: the rows, by type, and then the audit trail, from which the database fills the
//! outbox.

use std::sync::atomic::Ordering;

use serde_json::json;
use uuid::Uuid;

use super::{Change, Stop};
use crate::declare::{ChangeAction, Column};
use crate::sql;
use crate::tables::{audit_event, split};
use crate::value::Value;

/// A row to write.
#[derive(Debug)]
pub(super) struct Write {
    pub resource: usize,
    pub kind: ChangeAction,
    pub key: Uuid,
    pub cells: Vec<Value>,
    /// The owner before the change.
    pub before: Option<Uuid>,
    /// The owner after the change.
    pub after: Option<Uuid>,
    /// Public names of the changed fields.
    pub changed: Vec<String>,
    /// The parts of the row that hold all that changed; empty where all who see the row see a change.
    pub parts: Vec<String>,
    /// When the row changed before, of a row that is written for the sake of others alone: see `Change::touch`.
    pub touch: Option<Value>,
    /// Keys that the row's links no longer hold.
    pub left: Vec<(Column, Uuid)>,
}

/// The facts of a request that go into the audit trail.
#[derive(Clone, Debug)]
pub(super) struct ActionOccasion {
    pub action: &'static str,
    pub operation: Option<String>,
    pub purpose: Option<String>,
}

impl Change<'_> {
    /// Writes the collected rows, their stamps and their audit trail.
    pub(super) async fn flush(&mut self, occasion: &ActionOccasion) -> Result<(), Stop> {
        let change = Uuid::now_v7();
        self.rows(change).await?;
        self.trail(occasion, change).await
    }

    /// Writes the collected rows of a change that nobody asked for, their stamps and their lines of the outbox.
    pub(super) async fn flush_unasked(&mut self) -> Result<(), Stop> {
        let change = Uuid::now_v7();
        self.rows(change).await?;
        self.lines(change).await
    }

    async fn rows(&mut self, change: Uuid) -> Result<(), Stop> {
        let touched = self.touched().await?;
        self.settle(&touched);
        let mut types: Vec<usize> = Vec::new();
        for write in &self.writes {
            if !types.contains(&write.resource) {
                types.push(write.resource);
            }
        }
        // By number of the type: a type is declared before those that refer to it, and one order for all actions avoids
        // deadlocks.
        types.sort_unstable();
        for number in types {
            self.rows_of(number).await?;
        }
        if !self.writes.is_empty() {
            self.stamp_followed(&touched, change).await?;
        }
        Ok(())
    }

    async fn rows_of(&mut self, number: usize) -> Result<(), Stop> {
        let of = &self.catalogue.resources[number];
        let dialect = self.within.dialect();
        let own = || self.writes.iter().filter(|write| write.resource == number);
        let kept: Vec<Vec<Value>> =
            own().filter(|write| write.kind != ChangeAction::Removed).map(|write| write.cells.clone()).collect();
        for chunk in kept.chunks(sql::MAX_VALUES / of.columns.len()) {
            let statement = sql::upsert(&of.columns, of.id, of.version, chunk, dialect);
            self.written(&statement, chunk.len()).await?;
        }
        let gone: Vec<Value> =
            own().filter(|write| write.kind == ChangeAction::Removed).map(|write| Value::Uuid(write.key)).collect();
        if !gone.is_empty() {
            let tenant = of.tenant.ok_or_else(|| Stop::Mistake(format!("{} has no tenant", of.name)))?;
            self.written(&sql::delete(of.id, tenant, &gone, dialect), gone.len()).await?;
        }
        Ok(())
    }

    /// Runs a statement that must change `rows` rows. It changes fewer where another request changed a row since it was
    /// read: then the action is run again.
    pub(super) async fn written(&self, statement: &sql::Statement, rows: usize) -> Result<(), Stop> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        let changed = self.within.write(self.catalogue, self.caller, statement).await?;
        if changed == rows as u64 { Ok(()) } else { Err(Stop::Overtaken) }
    }

    async fn trail(&self, occasion: &ActionOccasion, change: Uuid) -> Result<(), Stop> {
        let text = |text: &Option<String>| text.clone().map_or(Value::Null, Value::Text);
        let owner = |owner: Option<Uuid>| owner.map_or(Value::Null, Value::Uuid);
        let row = |(position, write): (usize, &Write)| {
            [
                (audit_event::ID, Value::Uuid(Uuid::now_v7())),
                (audit_event::TRUST_ID, Value::Uuid(self.caller.tenant)),
                (audit_event::CHANGE_KEY, Value::Uuid(change)),
                (audit_event::POSITION, Value::Int(i64::try_from(position).unwrap_or(i64::MAX))),
                (audit_event::PRINCIPAL_ID, Value::Uuid(self.caller.principal)),
                (audit_event::ACTING_FOR, Value::Null),
                (audit_event::ACTION, Value::Text(occasion.action.to_owned())),
                (audit_event::KIND, Value::Text(write.kind.name().to_owned())),
                (audit_event::TYPE_NAME, Value::Text(self.catalogue.resources[write.resource].name.to_owned())),
                (audit_event::ROW_KEY, Value::Uuid(write.key)),
                (audit_event::OWNER_BEFORE, owner(write.before)),
                (audit_event::OWNER_AFTER, owner(write.after)),
                (audit_event::CHANGED_FIELDS, Value::Text(json!(write.changed).to_string())),
                (audit_event::AT, Value::Time(self.now)),
                (audit_event::OPERATION, text(&occasion.operation)),
                (audit_event::PURPOSE, text(&occasion.purpose)),
            ]
        };
        let (columns, rows) = split(self.writes.iter().enumerate().map(row).collect());
        for chunk in rows.chunks(sql::MAX_VALUES / columns.len().max(1)) {
            self.written(&sql::insert(&columns, chunk, self.within.dialect()), chunk.len()).await?;
        }
        Ok(())
    }
}
