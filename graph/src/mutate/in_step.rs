//! Brings columns that are kept in step in step with the day: what a period that began or ended by itself changes.
//!
//! No caller asks for it and nobody's right is needed, so there is no audit event; the outbox has a line for each row, for
//! those who follow it. Each tenant is a transaction of its own: one statement reads the rows of a type that are out of
//! step and locks them, and one writes them.

use std::collections::HashSet;
use std::sync::atomic::AtomicUsize;

use chrono::{NaiveDate, SubsecRound, Utc};
use serde_json::json;
use uuid::Uuid;

use super::journal::Write;
use super::{Change, OnError, Stop};
use crate::caller::Caller;
use crate::declare::{Catalogue, Resource, RootKind};
use crate::execute::{Database, WriteTransaction};
use crate::sql;
use crate::tables::{outbox, split};
use crate::value::{Storage, Value};

/// Brings all tenants in step with a day, and returns how many rows it changed.
pub(crate) async fn bring_in_step(catalogue: &Catalogue, writer: &Database, today: NaiveDate) -> Result<usize, Stop> {
    let Some(root) = catalogue.roots.iter().find(|root| root.kind == RootKind::Tenant) else { return Ok(0) };
    let Some(of) = catalogue.resource(root.target) else { return Ok(0) };
    let within = WriteTransaction::begin(writer).await?;
    let statement = sql::tenants(of, within.dialect());
    let (rows, _) = within.read(catalogue, &Caller::nobody(), &statement, &[Storage::Uuid], false).await?;
    within.roll_back().await?;
    let mut changed = 0;
    for tenant in (0..rows.len()).filter_map(|row| rows.uuid(row, 0)) {
        let mut caller = Caller::nobody();
        (caller.tenant, caller.today) = (tenant, today);
        let within = WriteTransaction::begin(writer).await?;
        match of_tenant(catalogue, &caller, &within).await {
            Ok(0) => within.roll_back().await?,
            Ok(some) => {
                within.commit().await?;
                changed += some;
            }
            Err(stop) => {
                within.roll_back().await?;
                return Err(stop);
            }
        }
    }
    Ok(changed)
}

async fn of_tenant(catalogue: &Catalogue, caller: &Caller, within: &WriteTransaction) -> Result<usize, Stop> {
    let mut change = Change {
        catalogue,
        caller,
        within,
        statements: &AtomicUsize::new(0),
        now: Utc::now().trunc_subsecs(6),
        on_error: OnError::AllOrNothing,
        rejected: Vec::new(),
        warnings: Vec::new(),
        writes: Vec::new(),
        written: HashSet::new(),
    };
    for number in 0..catalogue.resources.len() {
        if !catalogue.resources[number].in_step.is_empty() {
            change.out_of_step(number).await?;
        }
    }
    if !change.writes.is_empty() {
        change.flush_unasked().await?;
    }
    Ok(change.writes.len())
}

impl Change<'_> {
    /// Collects the rows of a type that are out of step, with their columns in step.
    async fn out_of_step(&mut self, number: usize) -> Result<(), Stop> {
        let of = &self.catalogue.resources[number];
        let tenant = of.tenant.ok_or_else(|| Stop::Mistake(format!("{} has no tenant", of.name)))?;
        let (statement, storages) = sql::out_of_step(of, tenant, self.within.dialect());
        let (rows, _) = self.within.read(self.catalogue, self.caller, &statement, &storages, false).await?;
        for row in 0..rows.len() {
            let cells = storages.iter().enumerate().map(|(cell, storage)| rows.value(row, cell, *storage)).collect();
            let write = self.in_step(number, of, cells)?;
            self.push(write)?;
        }
        Ok(())
    }

    /// `old` holds the columns of a row, and then what those kept in step should be.
    fn in_step(&self, number: usize, of: &Resource, mut old: Vec<Value>) -> Result<Write, Stop> {
        let should = old.split_off(of.columns.len());
        let (mut cells, mut differ) = (old.clone(), Vec::new());
        for (kept, value) in of.in_step.iter().zip(should) {
            if let Some(at) = self.place(of, Some(kept.column)).filter(|at| cells[*at] != value) {
                cells[at] = value;
                differ.push(kept.column);
            }
        }
        let version = self.place(of, of.version).and_then(|at| old[at].as_int()).unwrap_or(0);
        self.updated(number, &old, cells, version, &differ)
    }

    /// The lines of the outbox for what nobody asked for: the trail, from which the outbox has the others, is about actions.
    pub(super) async fn lines(&self, change: Uuid) -> Result<(), Stop> {
        let owner = |owner: Option<Uuid>| owner.map_or(Value::Null, Value::Uuid);
        let line = |write: &Write| {
            [
                (outbox::TRUST_ID, Value::Uuid(self.caller.tenant)),
                (outbox::CHANGE_KEY, Value::Uuid(change)),
                (outbox::TYPE_NAME, Value::Text(self.catalogue.resources[write.resource].name.to_owned())),
                (outbox::ROW_KEY, Value::Uuid(write.key)),
                (outbox::KIND, Value::Text(write.kind.name().to_owned())),
                (outbox::OWNER_BEFORE, owner(write.before)),
                (outbox::OWNER_AFTER, owner(write.after)),
                (outbox::CHANGED_FIELDS, Value::Text(json!(write.changed).to_string())),
                (outbox::AT, Value::Time(self.now)),
            ]
        };
        let (columns, rows) = split(self.writes.iter().map(line).collect());
        for chunk in rows.chunks(sql::MAX_VALUES / columns.len().max(1)) {
            self.written(&sql::insert(&columns, chunk, self.within.dialect()), chunk.len()).await?;
        }
        Ok(())
    }
}
