//! Runs a prepared plan: parents before children, siblings concurrently.

use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use chrono::NaiveDate;
use futures::FutureExt;
use futures::future::{BoxFuture, join_all};
use serde_json::Value as Json;
use uuid::Uuid;

use super::bind::{Env, arguments};
use super::check::passes;
use super::cursor::Cursors;
use super::mark;
use super::prepared::Prepared;
use super::read_rows::{Loaded, ReadOutcome, ReadRows, computed_keys, keys, starts};
use super::reader::TableReader;
use super::seal::Seal;
use super::transaction::RowSource;
use crate::caller::Caller;
use crate::declare::{Asked, Catalogue, DeriveContext, Reader, Yields};
use crate::error::Failure;
use crate::measure::{self, Cells};
use crate::plan::{BatchCall, CubeOut, DEFAULT_PAGE, ParentKey, Read};
use crate::request::argument_json;
use crate::rows::{Cell, Rows};
use crate::value::{Storage, Value};

/// One run of a plan.
pub struct Run<'a> {
    /// The declarations.
    pub catalogue: &'a Catalogue,
    /// The caller.
    pub caller: &'a Caller,
    /// The scalars of the variables.
    pub slots: &'a [Value],
    /// The plan.
    pub prepared: &'a Prepared,
    /// The opened cursors.
    pub cursors: &'a Cursors,
    /// Where rows are read.
    pub database: RowSource<'a>,
    /// The value that computed fields of the root are taken from: the caller's profile, or what an action returns besides rows.
    pub facts: &'a serde_json::Value,
    /// No statement starts after this time.
    pub deadline: Option<Instant>,
    /// The number of statements run so far.
    pub statements: AtomicUsize,
    /// The result of each count.
    pub(crate) counted: Vec<OnceLock<Result<Cells, Failure>>>,
    /// The mark that was taken before anything was read.
    mark: OnceLock<Result<i64, Failure>>,
    /// The result of each read.
    pub done: Vec<OnceLock<ReadOutcome>>,
}

impl std::fmt::Debug for Run<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Run").field("reads", &self.done.len()).finish_non_exhaustive()
    }
}

impl Prepared {
    /// A run for a caller. Computed fields of the root are taken from the caller's profile, and there is no deadline:
    /// see [`Run::answered_from`] and [`Run::until`].
    #[must_use]
    pub fn run<'a>(
        &'a self,
        catalogue: &'a Catalogue,
        caller: &'a Caller,
        slots: &'a [Value],
        cursors: &'a Cursors,
        database: RowSource<'a>,
    ) -> Run<'a> {
        Run {
            catalogue,
            caller,
            slots,
            prepared: self,
            cursors,
            database,
            facts: &caller.profile,
            deadline: None,
            statements: AtomicUsize::new(0),
            counted: self.plan.counts.iter().map(|_| OnceLock::new()).collect(),
            mark: OnceLock::new(),
            done: self.plan.reads.iter().map(|_| OnceLock::new()).collect(),
        }
    }
}

impl<'a> Run<'a> {
    /// Sets the value that computed fields of the root are taken from.
    #[must_use]
    pub fn answered_from(mut self, facts: &'a Json) -> Self {
        self.facts = facts;
        self
    }

    /// Sets the time after which no statement starts.
    #[must_use]
    pub fn until(mut self, deadline: Option<Instant>) -> Self {
        self.deadline = deadline;
        self
    }
}

impl Run<'_> {
    /// Runs every read and every count.
    pub async fn all(&self) {
        if let Some(statement) = &self.prepared.mark {
            // Before the rows: what becomes final in between comes twice and is not missed.
            let found = self.fetch(None, statement, &[Storage::Int], &[], false).await;
            let _ = self.mark.set(found.map(|(rows, _)| rows.value(0, 0, Storage::Int).as_int().unwrap_or(0)));
        }
        if self.counted.is_empty() {
            return self.reads().await;
        }
        futures::join!(self.reads(), join_all((0..self.counted.len()).map(|number| self.count(number))));
    }

    /// The mark of a connection, from which a later request continues.
    pub(crate) fn next_mark(&self, seal: &Seal, table: &str) -> Result<String, Failure> {
        match self.mark.get() {
            Some(Ok(mark)) => Ok(mark::close(seal, self.caller, table, *mark)),
            Some(Err(failure)) => Err(failure.clone()),
            None => Err(Failure::timeout()),
        }
    }

    async fn count(&self, number: usize) {
        let (statement, storages) = &self.prepared.counted[number];
        let count = &self.prepared.plan.counts[number];
        let found = self.fetch(None, statement, storages, &[], false).await;
        let cube = &self.catalogue.cubes[count.cube];
        let _ = self.counted[number]
            .set(found.map(|(rows, _)| Cells::of(count, cube, &rows, storages, self.caller.small_below)));
    }

    /// The rows of a cube, as JSON.
    pub(crate) fn cube(&self, out: &CubeOut) -> Result<serde_json::Value, Failure> {
        let mut counts = Vec::with_capacity(self.counted.len());
        for (count, found) in self.prepared.plan.counts.iter().zip(&self.counted) {
            let found = found.get().ok_or_else(Failure::timeout)?;
            counts.push((count, found.as_ref().map_err(Clone::clone)?));
        }
        let asked = counts[out.count].0.as_of.as_ref().and_then(|bind| bind.value(self.slots).as_date());
        let day = asked.unwrap_or(self.caller.today);
        measure::answer(&measure::FoundCounts {
            catalogue: self.catalogue,
            out,
            counts,
            slots: self.slots,
            day,
            today: self.caller.today,
            small_below: self.caller.small_below,
        })
    }

    async fn reads(&self) {
        let roots: Vec<usize> = self
            .prepared
            .plan
            .reads
            .iter()
            .enumerate()
            .filter(|(_, read)| read.parent.is_none())
            .map(|(i, _)| i)
            .collect();
        match roots.as_slice() {
            [] => {}
            [only] => self.branch(*only).await,
            many => {
                join_all(many.iter().map(|read| self.branch(*read))).await;
            }
        }
    }

    /// The first failure of any read, its counts or its batches: reading within a transaction fails as a whole.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        let mark = self.mark.get().and_then(|mark| mark.as_ref().err()).cloned();
        mark.or_else(|| {
            self.done.iter().filter_map(OnceLock::get).find_map(|outcome| match outcome {
                Err(failure) => Some(failure.clone()),
                Ok(found) => found.count_failure.clone().or_else(|| {
                    let batches = found.batches.iter().filter_map(OnceLock::get);
                    batches.filter_map(|batch| batch.as_ref().err()).next().cloned()
                }),
            })
        })
    }

    /// Runs a read, then its batches and its children.
    fn branch(&self, number: usize) -> BoxFuture<'_, ()> {
        async move {
            let outcome = self.read(number).await;
            let outcome = self.done[number].get_or_init(|| outcome);
            let Ok(found) = outcome else { return };
            let children = &self.prepared.children[number];
            let batches = self.prepared.plan.reads[number].batches.len();
            if batches == 0 && children.len() == 1 {
                return self.branch(children[0]).await;
            }
            let mut below: Vec<BoxFuture<'_, ()>> =
                self.keyed_by(number, None).map(|child| self.branch(child)).collect();
            below.extend((0..batches).map(|batch| self.batch(number, found, batch)));
            join_all(below).await;
        }
        .boxed()
    }

    /// The reads that start from cells of a read's rows, or from what a batch of it returns.
    fn keyed_by(&self, number: usize, from: Option<usize>) -> impl Iterator<Item = usize> {
        let reads = &self.prepared.plan.reads;
        self.prepared.children[number].iter().copied().filter(move |child| {
            match reads[*child].parent.as_ref().map(|parent| &parent.key) {
                Some(ParentKey::Computed { batch, .. }) => from == Some(*batch),
                _ => from.is_none(),
            }
        })
    }

    async fn read(&self, number: usize) -> ReadOutcome {
        let read = &self.prepared.plan.reads[number];
        let from = self.cursors.place(number).and_then(|place| place.changed_after);
        mark::not_ahead(from, self.mark.get())?;
        let mut slot_of_key = HashMap::new();
        let (keys, slots) = match &read.parent {
            None => (vec![Uuid::nil()], None),
            Some(parent) => {
                let found = self.done[parent.read].get().and_then(|outcome| outcome.as_ref().ok());
                match &parent.key {
                    ParentKey::Cell(cell) => {
                        let (keys, slots) = keys(found.map(|found| &found.rows), *cell);
                        (keys, Some(slots))
                    }
                    ParentKey::Computed { batch, path, .. } => {
                        let objects = match found.and_then(|found| found.batches[*batch].get()) {
                            Some(Ok(Loaded::Objects(objects))) => objects.as_slice(),
                            _ => &[],
                        };
                        let (keys, slots) = computed_keys(objects, path);
                        slot_of_key = slots;
                        (keys, Some(Vec::new()))
                    }
                }
            }
        };
        let limit = read.page.as_ref().map_or(usize::MAX, |page| {
            let asked = page.limit.as_ref().and_then(|bind| bind.value(self.slots).as_int()).unwrap_or(DEFAULT_PAGE);
            usize::try_from(asked).unwrap_or(0)
        });
        let mut out = ReadRows {
            rows: Rows::new(read.columns.len()),
            slot_of_parent: slots,
            slot_of_key,
            starts: vec![0; keys.len() + 1],
            counts: Vec::new(),
            count_failure: None,
            limit,
            batches: read.batches.iter().map(|_| OnceLock::new()).collect(),
        };
        if keys.is_empty() {
            return Ok(out);
        }
        let (rows, counts) = match (read.wants_rows, read.wants_count) {
            (true, false) => (Some(self.rows(number, read, &keys).await), None),
            (false, true) => (None, Some(self.counts(number, &keys).await)),
            (true, true) => {
                let (rows, counts) = futures::join!(self.rows(number, read, &keys), self.counts(number, &keys));
                (Some(rows), Some(counts))
            }
            (false, false) => (None, None),
        };
        match counts {
            Some(Ok(counts)) => out.counts = counts,
            Some(Err(failure)) => out.count_failure = Some(failure),
            None => {}
        }
        if let Some(rows) = rows {
            let (rows, ordinals) = rows?;
            out.starts = starts(read, &rows, &ordinals, keys.len());
            out.rows = rows;
        }
        Ok(out)
    }

    async fn rows(&self, number: usize, read: &Read, keys: &[Uuid]) -> Result<(Rows, Vec<u32>), Failure> {
        let Some(statement) = &self.prepared.rows[number] else { return Ok((Rows::default(), Vec::new())) };
        self.fetch(Some(number), statement, &self.prepared.storages[number], keys, read.parent.is_some()).await
    }

    async fn counts(&self, number: usize, keys: &[Uuid]) -> Result<Vec<i64>, Failure> {
        let read = &self.prepared.plan.reads[number];
        let Some(statement) = &self.prepared.counts[number] else { return Ok(Vec::new()) };
        let (rows, ordinals) =
            self.fetch(Some(number), statement, &[Storage::Int], keys, read.parent.is_some()).await?;
        let mut counts = vec![0; keys.len()];
        for row in 0..rows.len() {
            let place = ordinals.get(row).map_or(0, |ordinal| *ordinal as usize);
            if let (Cell::Int(count), Some(at)) = (rows.cell(row, 0), counts.get_mut(place)) {
                *at = count;
            }
        }
        Ok(counts)
    }

    async fn fetch(
        &self,
        number: Option<usize>,
        statement: &crate::sql::Statement,
        storages: &[Storage],
        keys: &[Uuid],
        keyed: bool,
    ) -> Result<(Rows, Vec<u32>), Failure> {
        if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            return Err(Failure::timeout());
        }
        let env = Env {
            catalogue: self.catalogue,
            caller: self.caller,
            slots: self.slots,
            parents: keys,
            place: number.and_then(|number| self.cursors.place(number)),
            lookup: &[],
        };
        let outcome = match arguments(statement, self.database.dialect(), &env) {
            Ok(arguments) => {
                self.statements.fetch_add(1, Ordering::Relaxed);
                self.database.fetch(statement, arguments, storages, keyed, self.deadline).await
            }
            Err(error) => Err(error),
        };
        outcome.map_err(|error| Failure::of(&error))
    }

    /// Computes a batch for the rows on which the caller may read it, and for no others.
    fn batch<'a>(&'a self, number: usize, found: &'a ReadRows, index: usize) -> BoxFuture<'a, ()> {
        async move {
            let call = &self.prepared.plan.reads[number].batches[index];
            let allowed: Vec<usize> =
                (0..found.rows.len()).filter(|row| passes(&call.check, self.caller, &found.rows, *row)).collect();
            let inputs = allowed
                .iter()
                .map(|row| call.inputs.iter().map(|(cell, storage)| found.rows.value(*row, *cell, *storage)).collect())
                .collect();
            let as_of =
                call.as_of.as_ref().and_then(|bind| bind.value(self.slots).as_date()).unwrap_or(self.caller.today);
            let reader = TableReader {
                catalogue: self.catalogue,
                caller: self.caller,
                database: self.database,
                deadline: self.deadline,
                statements: &self.statements,
            };
            let outcome = if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                Err(Failure::timeout())
            } else {
                self.load(call, &reader, allowed, inputs, as_of, found.rows.len()).await
            };
            let outcome = found.batches[index].get_or_init(|| outcome);
            if outcome.is_ok() {
                join_all(self.keyed_by(number, Some(index)).map(|child| self.branch(child))).await;
            }
        }
        .boxed()
    }

    /// Calls the function of a batch for the rows whose check passed. Where none passed, nothing is read.
    async fn load(
        &self,
        call: &BatchCall,
        reader: &dyn Reader,
        rows: Vec<usize>,
        inputs: Vec<Vec<Value>>,
        as_of: NaiveDate,
        of: usize,
    ) -> Result<Loaded, Failure> {
        let today = self.caller.today;
        let loaded = match &call.batch.yields {
            Yields::Scalar(..) if rows.is_empty() => Ok(Loaded::Scalars(vec![Value::Null; of])),
            Yields::Object(..) if rows.is_empty() => Ok(Loaded::Objects(vec![Json::Null; of])),
            Yields::Scalar(_, load) => load(reader, inputs, DeriveContext { as_of, today })
                .await
                .map(|values| Loaded::Scalars(placed(rows, values, Value::Null, of))),
            Yields::Object(_, load) => {
                let given = call.arguments.iter();
                let arguments = given.map(|(name, arg)| (name.clone(), argument_json(arg, self.slots))).collect();
                load(reader, inputs, Asked { as_of, today, arguments })
                    .await
                    .map(|values| Loaded::Objects(placed(rows, values, Json::Null, of)))
            }
        };
        loaded.map_err(|error| Failure::of(&error))
    }
}

/// Puts each value at the place of its row, and `nothing` at all other places.
fn placed<T: Clone>(rows: Vec<usize>, values: Vec<T>, nothing: T, of: usize) -> Vec<T> {
    let mut all = vec![nothing; of];
    for (row, value) in rows.into_iter().zip(values) {
        all[row] = value;
    }
    all
}
