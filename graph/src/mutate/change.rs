//! The writes of an action: collected and checked first, then written together with their audit trail.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{EntityTrait, Iterable};
use uuid::Uuid;

use super::cells::{key, owner, public};
use super::error::{RowWarning, Stop, UserError};
use super::follow;
use super::held::{Held, values};
use super::journal::Write;
use super::texts;
use crate::caller::Caller;
use crate::declare::part;
use crate::declare::{Catalogue, ChangeAction, Column, OnError, Resource, UserErrorCode};
use crate::execute::WriteTransaction;
use crate::sql::{self, AskedRows};
use crate::value::{Storage, Value};

/// A running action: reads through it, and collects what it will write, in one transaction.
pub struct Change<'e> {
    pub(super) catalogue: &'e Catalogue,
    pub(super) caller: &'e Caller,
    pub(super) within: &'e WriteTransaction,
    pub(super) statements: &'e AtomicUsize,
    pub(super) now: DateTime<Utc>,
    pub(super) on_error: OnError,
    pub(super) rejected: Vec<(usize, Vec<UserError>)>,
    pub(super) warnings: Vec<RowWarning>,
    pub(super) writes: Vec<Write>,
    /// The type and key of each write.
    pub(super) written: HashSet<(usize, Uuid)>,
}

impl std::fmt::Debug for Change<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Change").field("writes", &self.writes.len()).finish_non_exhaustive()
    }
}

impl<'e> Change<'e> {
    /// Today's date for the caller.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.caller.today
    }

    /// The time of the action, in UTC.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The tenant.
    #[must_use]
    pub fn tenant(&self) -> Uuid {
        self.caller.tenant
    }

    /// The principal that acts.
    #[must_use]
    pub fn principal(&self) -> Uuid {
        self.caller.principal
    }

    /// A key for a new row.
    #[must_use]
    pub fn new_key(&self) -> Uuid {
        Uuid::now_v7()
    }

    /// Refuses a row of the input list. Unless the caller chose `SKIP_INVALID`, this refuses the whole action.
    pub fn reject(&mut self, row: usize, errors: Vec<UserError>) {
        match self.rejected.iter_mut().find(|(known, _)| *known == row) {
            Some((_, known)) => known.extend(errors),
            None => self.rejected.push((row, errors)),
        }
    }

    /// Adds a warning that a part of a row of the input list was left out. `field` is the path to it in the input.
    pub fn warn(&mut self, row: usize, field: Vec<String>, message: impl Into<String>) {
        self.warnings.push(RowWarning { row, field, message: message.into() });
    }

    /// Whether the caller may set a column of a `T` under a row that came from `Ask::under::<T, _>`. Always true where
    /// the column is not guarded.
    ///
    /// # Errors
    /// When no declared type has the table.
    pub fn may_set<T, E>(&self, under: &Held<E>, column: T::Column) -> Result<bool, Stop>
    where
        T: EntityTrait + Default,
        E: EntityTrait,
    {
        let (number, of) = self.resource::<T>()?;
        let column = Column::of(column);
        let held = |(group, _): (usize, &_)| under.guards.get(group).copied().unwrap_or(false);
        let mut groups = of.guarded.iter().enumerate().filter(|(_, guard)| guard.columns.contains(&column));
        Ok(under.target == number && groups.all(held))
    }

    /// Whether this row of the input list was refused.
    #[must_use]
    pub fn is_rejected(&self, row: usize) -> bool {
        self.rejected.iter().any(|(known, _)| *known == row)
    }

    /// Whether the rows refused so far refuse the whole action.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.on_error == OnError::AllOrNothing && !self.rejected.is_empty()
    }

    /// Inserts a `T`; its texts are cleaned as their classes say. `under` proves that the caller may write `T`s of that owner: it comes from `Ask::under`. The
    /// engine sets tenant, version and time. `at` is the path in the input that errors name.
    ///
    /// # Errors
    /// When the row sets a guarded column that the caller may not set, or a class refuses a text.
    pub fn add<T, E>(&mut self, under: &Held<E>, row: &T::Model, at: &[&str]) -> Result<Uuid, Stop>
    where
        T: EntityTrait + Default,
        E: EntityTrait,
    {
        let (number, of) = self.resource::<T>()?;
        if under.target != number {
            let message =
                format!("{0} was added under a row read for another type: read it with `under::<{0}, _>`", of.name);
            return Err(Stop::Mistake(message));
        }
        let mut cells = values::<T>(row);
        texts::clean(self.catalogue, of, None, &mut cells, at)?;
        let columns: Vec<Column> = of.columns.clone();
        self.stamp(of, &mut cells, 1);
        let owner = owner(of, &cells);
        if of.owner_column.is_some() && owner != under.owner {
            return Err(Stop::Mistake(format!("a new {} has another owner than the row it is added under", of.name)));
        }
        let set: Vec<Column> = columns
            .iter()
            .zip(&cells)
            .filter(|(_, value)| !matches!(value, Value::Null | Value::Bool(false)))
            .map(|(column, _)| *column)
            .collect();
        self.guarded(of, &set, &under.guards, at)?;
        let changed = set.iter().filter_map(|column| public(of, *column)).collect();
        let key = key(of, &cells)?;
        self.push(Write {
            resource: number,
            kind: ChangeAction::Created,
            key,
            cells,
            before: None,
            after: owner,
            changed,
            parts: Vec::new(),
            touch: None,
            left: Vec::new(),
        })?;
        Ok(key)
    }

    /// Updates a row; texts that differ are cleaned as their classes say. Writes nothing and returns false where no column differs.
    ///
    /// # Errors
    /// When the row changes a guarded column that the caller may not change.
    pub fn update<E: EntityTrait + Default>(
        &mut self,
        held: &Held<E>,
        row: &E::Model,
        at: &[&str],
    ) -> Result<bool, Stop> {
        self.changed::<E>(held, row, held.owner, at, false)
    }

    /// Updates a row, and writes a new version even where no column differs: for a change to rows that count as part of
    /// this one.
    ///
    /// # Errors
    /// When the row changes a guarded column that the caller may not change.
    pub fn touch<E: EntityTrait + Default>(&mut self, held: &Held<E>, row: &E::Model, at: &[&str]) -> Result<(), Stop> {
        self.changed::<E>(held, row, held.owner, at, true).map(|_| ())
    }

    /// Updates a row that may change its owner, to the owner of `to`. `held` and `to` prove the right at the old and at
    /// the new owner.
    ///
    /// # Errors
    /// When the row then has another owner than these two, or changes a guarded column that the caller may not change.
    pub fn move_to<E: EntityTrait + Default, W: EntityTrait>(
        &mut self,
        held: &Held<E>,
        to: &Held<W>,
        row: &E::Model,
        at: &[&str],
    ) -> Result<bool, Stop> {
        if to.target != held.target {
            let message =
                "a row was moved under a row read for another type: read that one with `under` for the moved type";
            return Err(Stop::Mistake(message.to_owned()));
        }
        self.changed::<E>(held, row, to.owner, at, false)
    }

    /// Updates a row that may lose its owner.
    ///
    /// # Errors
    /// When the row changes a guarded column that the caller may not change.
    pub fn release<E: EntityTrait + Default>(
        &mut self,
        held: &Held<E>,
        row: &E::Model,
        at: &[&str],
    ) -> Result<bool, Stop> {
        self.changed::<E>(held, row, None, at, false)
    }

    fn changed<E: EntityTrait + Default>(
        &mut self,
        held: &Held<E>,
        row: &E::Model,
        owner_after: Option<Uuid>,
        at: &[&str],
        always: bool,
    ) -> Result<bool, Stop> {
        let (number, of) = self.resource::<E>()?;
        if held.target != number {
            let message =
                format!("{0} was written through a row read for another type: ask for it with `held::<{0}>`", of.name);
            return Err(Stop::Mistake(message));
        }
        let old = values::<E>(&held.row);
        let mut cells = values::<E>(row);
        texts::clean(self.catalogue, of, Some(&old), &mut cells, at)?;
        let engine = |column: &Column| {
            Some(*column) == of.version
                || Some(*column) == of.updated_at
                || Some(*column) == of.tenant
                || *column == of.id
        };
        let differ: Vec<Column> = of
            .columns
            .iter()
            .zip(old.iter().zip(&cells))
            .filter(|(column, (before, after))| !engine(column) && before != after)
            .map(|(column, _)| *column)
            .collect();
        if differ.is_empty() && !always {
            return Ok(false);
        }
        let mut write = self.updated(number, &old, cells, held.version.unwrap_or(0), &differ)?;
        let (before, after) = (write.before, write.after);
        if before != after && after != owner_after {
            let message = format!("{} changed its owner to one that was not read: use `move_to` or `release`", of.name);
            return Err(Stop::Mistake(message));
        }
        self.guarded(of, &differ, &held.guards, at)?;
        let by_approval = |column: &Column| of.approved.as_ref().is_some_and(|(columns, _)| columns.contains(column));
        if !differ.iter().all(|column| by_approval(column) == held.approving) {
            let message = format!(
                "{} was written with the wrong right: columns of an approval need `approvable`, all others `held`",
                of.name
            );
            return Err(Stop::Mistake(message));
        }
        for (at, value) in &held.hidden {
            write.cells[*at] = value.clone();
        }
        self.push(write)?;
        Ok(true)
    }

    /// A row that changes in some columns, which may be none, with its next version.
    pub(super) fn updated(
        &self,
        resource: usize,
        old: &[Value],
        mut cells: Vec<Value>,
        version: i64,
        differ: &[Column],
    ) -> Result<Write, Stop> {
        let of = &self.catalogue.resources[resource];
        let parts = if differ.is_empty() { Vec::new() } else { follow::alone(&part::own(of), differ) };
        self.stamp(of, &mut cells, version + 1);
        let updated = self.place(of, of.updated_at);
        if let (Some(at), false) = (updated, parts.is_empty()) {
            // To all who may not read these parts the row stands as it was.
            cells[at] = old[at].clone();
        }
        let touch = updated.filter(|_| differ.is_empty()).map(|at| old[at].clone());
        let left = of.columns.iter().zip(old).filter(|(column, _)| differ.contains(column));
        let left = left.filter_map(|(column, value)| Some((*column, value.as_uuid()?))).collect();
        let (before, after) = (owner(of, old), owner(of, &cells));
        let changed = differ.iter().filter_map(|column| public(of, *column)).collect();
        let (key, kind) = (key(of, old)?, ChangeAction::Updated);
        Ok(Write { resource, kind, key, cells, before, after, changed, parts, touch, left })
    }

    /// Deletes a row.
    ///
    /// # Errors
    /// When the row was read for another type.
    pub fn remove<E: EntityTrait + Default>(&mut self, held: &Held<E>) -> Result<(), Stop> {
        let (number, of) = self.resource::<E>()?;
        if held.target != number {
            let message =
                format!("{0} was removed through a row read for another type: ask for it with `held::<{0}>`", of.name);
            return Err(Stop::Mistake(message));
        }
        let cells = values::<E>(&held.row);
        let (before, key) = (owner(of, &cells), key(of, &cells)?);
        self.push(Write {
            resource: number,
            kind: ChangeAction::Removed,
            key,
            cells,
            before,
            after: None,
            changed: Vec::new(),
            parts: Vec::new(),
            touch: None,
            left: Vec::new(),
        })
    }

    /// Locks rows until the action ends: for a rule over several rows that belong to them. One statement; none on
    /// SQLite.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lock<E: EntityTrait + Default>(&mut self, keys: impl IntoIterator<Item = Uuid>) -> Result<(), Stop> {
        let (_, of) = self.resource::<E>()?;
        let keys: Vec<Value> = keys.into_iter().map(Value::Uuid).collect();
        let tenant = of.tenant.ok_or_else(|| Stop::Mistake(format!("{} has no tenant", of.name)))?;
        if let Some(statement) = sql::lock(of.id, tenant, &keys, self.within.dialect()) {
            self.statements.fetch_add(1, Ordering::Relaxed);
            self.within.write(self.catalogue, self.caller, &statement).await?;
        }
        Ok(())
    }

    /// Reads the rows of all parts in one statement; returns the number of the part and the row as JSON.
    pub(super) async fn asked(&mut self, parts: &[&AskedRows]) -> Result<Vec<(usize, String)>, Stop> {
        let statement = sql::asked(parts, self.within.dialect());
        self.statements.fetch_add(1, Ordering::Relaxed);
        let read = self.within.read(self.catalogue, self.caller, &statement, &[Storage::Text], true);
        let (rows, ordinals) = read.await?;
        let one = |row: usize| (ordinals[row] as usize, rows.text(rows.cell(row, 0)).to_owned());
        Ok((0..rows.len()).map(one).collect())
    }

    fn resource<E: EntityTrait + Default>(&self) -> Result<(usize, &'e Resource), Stop> {
        let table = sea_orm::EntityName::table_name(&E::default());
        let (number, of) = self
            .catalogue
            .by_table(table)
            .ok_or_else(|| Stop::Mistake(format!("no declared type has the table {table}: declare one")))?;
        if E::Column::iter().count() != of.columns.len() {
            return Err(Stop::Mistake(format!("the entity of {table} has other columns than its declared type")));
        }
        Ok((number, of))
    }

    pub(super) fn push(&mut self, write: Write) -> Result<(), Stop> {
        if !self.written.insert((write.resource, write.key)) {
            return Err(Stop::Mistake("an action wrote the same row twice: write it once".to_owned()));
        }
        self.writes.push(write);
        Ok(())
    }

    pub(super) fn place(&self, of: &Resource, column: Option<Column>) -> Option<usize> {
        of.columns.iter().position(|known| Some(*known) == column)
    }

    fn stamp(&self, of: &Resource, cells: &mut [Value], version: i64) {
        for (column, cell) in of.columns.iter().zip(cells) {
            if Some(*column) == of.tenant {
                *cell = Value::Uuid(self.caller.tenant);
            } else if Some(*column) == of.version {
                *cell = Value::Int(version);
            } else if Some(*column) == of.updated_at {
                *cell = Value::Time(self.now);
            }
        }
    }

    fn guarded(&self, of: &Resource, touched: &[Column], guards: &[bool], at: &[&str]) -> Result<(), Stop> {
        for (number, guard) in of.guarded.iter().enumerate() {
            let held = guards.get(number).copied().unwrap_or(false);
            if let (Some(column), false) = (touched.iter().find(|column| guard.columns.contains(column)), held) {
                let needs = guard.names(self.catalogue);
                let field = public(of, *column).unwrap_or_else(|| column.name.to_owned());
                let message = format!("to change {}.{field} here needs {}", of.name, needs.join(" or "));
                return Err(Stop::Refused(vec![UserError::new(UserErrorCode::Forbidden, at, message)]));
            }
        }
        Ok(())
    }
}
