//! Runs the fields of a mutation one after the other, each in its own transaction.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use chrono::{SubsecRound, Utc};

use super::change::Change;
use super::error::{Stop, UserError};
use super::handled::Handlers;
use super::input::GivenInput;
use super::journal::ActionOccasion;
use super::outcome::ActionOutcome;
use crate::caller::Caller;
use crate::declare::{Catalogue, UserErrorCode};
use crate::error::{Code, Failure};
use crate::execute::{Cursors, Database, Prepared, RowSource, Run, Seal, WriteTransaction};
use crate::output::{self, Errors, WrittenField};
use crate::plan::{Act, Changes};
use crate::schema::Model;
use crate::sql::Dialect;
use crate::value::Value;

/// The most attempts at an action that collides with concurrent requests.
const ATTEMPTS: u32 = 8;

/// A planned mutation with its statements.
#[derive(Debug)]
pub(crate) struct PreparedChanges {
    pub fields: Vec<(Prepared, Option<Act>)>,
}

pub(crate) fn prepare(changes: Changes, catalogue: &Catalogue, dialect: Dialect) -> PreparedChanges {
    let fields = changes.fields.into_iter().map(|(plan, act)| (Prepared::new(plan, catalogue, dialect), act)).collect();
    PreparedChanges { fields }
}

/// Everything that running a mutation needs.
pub(crate) struct Changing<'a> {
    pub catalogue: &'a Catalogue,
    pub model: &'a Model,
    pub caller: &'a Caller,
    pub writer: &'a Database,
    pub handlers: &'a Handlers,
    pub seal: &'a Seal,
    pub slots: &'a [Value],
    pub operation: Option<&'a str>,
    pub purpose: Option<&'a str>,
    pub deadline: Option<std::time::Instant>,
    pub statements: AtomicUsize,
}

/// The result of an attempt: the field's part of the response, and whether to commit.
struct Attempt {
    part: WrittenField,
    keep: bool,
}

impl Changing<'_> {
    /// Runs a field and returns its part of the response, including the response key.
    pub async fn field(
        &self,
        prepared: &Prepared,
        act: Option<&Act>,
        cursors: &Cursors,
        errors: Errors,
    ) -> WrittenField {
        let Some(act) = act else {
            return self.written(prepared, cursors, None, &serde_json::Value::Null, self.slots, errors);
        };
        if self.deadline.is_some_and(|deadline| std::time::Instant::now() >= deadline) {
            return output::failed(&act.key, &Failure::timeout(), errors);
        }
        match self.act(prepared, act, cursors, &errors).await {
            Ok(done) => done,
            Err(failure) => output::failed(&act.key, &failure, errors),
        }
    }

    async fn act(
        &self,
        prepared: &Prepared,
        act: &Act,
        cursors: &Cursors,
        errors: &Errors,
    ) -> Result<WrittenField, Failure> {
        let action = &self.catalogue.actions[act.action];
        let refused = |problems: &[UserError], rejected: &[_]| {
            let outcome = ActionOutcome::refused(action, problems, rejected);
            self.answered(prepared, cursors, &outcome, errors.clone())
        };
        let input = match GivenInput::of(action, &act.input, self.model, self.slots) {
            Ok(input) => input,
            Err(Stop::Refused(problems)) => return Ok(refused(&problems, &[])),
            Err(stop) => return Err(failed(stop)),
        };
        for attempt in 1.. {
            let within = WriteTransaction::begin(self.writer).await.map_err(|error| Failure::of(&error))?;
            let mut rejected = Vec::new();
            let outcome = self.attempt(&within, prepared, act, &input, cursors, errors, &mut rejected).await;
            let stop = match outcome {
                Ok(Attempt { part, keep: true }) => match within.commit().await {
                    Ok(()) => return Ok(part),
                    Err(error) => Stop::Database(error),
                },
                Ok(Attempt { part, keep: false }) => {
                    within.roll_back().await.map_err(|error| Failure::of(&error))?;
                    return Ok(part);
                }
                Err(stop) => {
                    // A failed rollback changes nothing: the transaction is abandoned either way.
                    let _ = within.roll_back().await;
                    stop
                }
            };
            match stop {
                Stop::Refused(problems) => return Ok(refused(&problems, &rejected)),
                stop if attempt < ATTEMPTS && may_pass(&stop) => {
                    tokio::time::sleep(Duration::from_millis(u64::from(attempt * attempt) * 3)).await;
                }
                stop if collides(&stop) => {
                    let message = "another request changed the same row at the same time, or such a row exists already: read it again";
                    return Ok(refused(&[UserError::new(UserErrorCode::Conflict, &[], message)], &[]));
                }
                stop => return Err(failed(stop)),
            }
        }
        unreachable!("the last attempt returns")
    }

    #[expect(clippy::too_many_arguments, reason = "one attempt's facts, from this file alone")]
    async fn attempt(
        &self,
        within: &WriteTransaction,
        prepared: &Prepared,
        act: &Act,
        input: &GivenInput,
        cursors: &Cursors,
        errors: &Errors,
        rejected: &mut Vec<(usize, Vec<UserError>)>,
    ) -> Result<Attempt, Stop> {
        let action = &self.catalogue.actions[act.action];
        let mut change = Change {
            catalogue: self.catalogue,
            caller: self.caller,
            within,
            statements: &self.statements,
            now: Utc::now().trunc_subsecs(6),
            on_error: input.on_error,
            rejected: Vec::new(),
            warnings: Vec::new(),
            writes: Vec::new(),
            written: HashSet::new(),
        };
        if let Some(once) = &input.once
            && let Some(outcome) = change.remembered(once, action.name).await?
        {
            let part = self.read(within, prepared, cursors, &outcome, errors.clone()).await?;
            return Ok(Attempt { part, keep: false });
        }
        let Some(handler) = self.handlers.get(act.action) else {
            return Err(Stop::Mistake(format!("{} has no function", action.name)));
        };
        let made = handler(&mut change, input.value.clone()).await?;
        if change.is_lost() {
            *rejected = std::mem::take(&mut change.rejected);
            rejected.sort_by_key(|(row, _)| *row);
            return Err(Stop::Refused(rejected.iter().flat_map(|(_, errors)| errors.clone()).collect()));
        }
        let occasion = ActionOccasion {
            action: action.name,
            operation: self.operation.map(str::to_owned),
            purpose: self.purpose.map(str::to_owned),
        };
        change.flush(&occasion).await?;
        let outcome = ActionOutcome::done(action, made, &change.rejected, &change.warnings);
        if let Some(once) = &input.once {
            change.remember(once, action.name, &outcome).await?;
        }
        let part = self.read(within, prepared, cursors, &outcome, errors.clone()).await?;
        Ok(Attempt { part, keep: !input.dry_run })
    }

    /// Reads the rows that the action made, inside its transaction, and writes the response.
    async fn read(
        &self,
        within: &WriteTransaction,
        prepared: &Prepared,
        cursors: &Cursors,
        outcome: &ActionOutcome,
        errors: Errors,
    ) -> Result<WrittenField, Stop> {
        let slots: Vec<Value> = self.slots.iter().cloned().chain(outcome.slots()).collect();
        let run = self.run(prepared, cursors, Some(within), &outcome.facts, &slots);
        if outcome.rows.iter().any(|keys| !keys.is_empty()) {
            run.all().await;
        }
        // After a failed statement the transaction cannot commit: an answer would acknowledge a change that is not
        // stored.
        if let Some(failure) = run.failure() {
            return Err(Stop::Mistake(failure.message));
        }
        self.statements.fetch_add(run.statements.load(Ordering::Relaxed), Ordering::Relaxed);
        Ok(output::part(&run, self.seal, errors))
    }

    /// Writes the response of an action that was refused.
    fn answered(
        &self,
        prepared: &Prepared,
        cursors: &Cursors,
        outcome: &ActionOutcome,
        errors: Errors,
    ) -> WrittenField {
        let slots: Vec<Value> = self.slots.iter().cloned().chain(outcome.slots()).collect();
        self.written(prepared, cursors, None, &outcome.facts, &slots, errors)
    }

    fn written(
        &self,
        prepared: &Prepared,
        cursors: &Cursors,
        within: Option<&WriteTransaction>,
        facts: &serde_json::Value,
        slots: &[Value],
        errors: Errors,
    ) -> WrittenField {
        output::part(&self.run(prepared, cursors, within, facts, slots), self.seal, errors)
    }

    fn run<'r>(
        &'r self,
        prepared: &'r Prepared,
        cursors: &'r Cursors,
        within: Option<&'r WriteTransaction>,
        facts: &'r serde_json::Value,
        slots: &'r [Value],
    ) -> Run<'r> {
        let source = within.map_or(RowSource::Pool(self.writer), RowSource::Transaction);
        prepared.run(self.catalogue, self.caller, slots, cursors, source).answered_from(facts)
    }
}

/// The code of a database's error.
fn code(stop: &Stop) -> Option<String> {
    match stop {
        Stop::Database(sqlx::Error::Database(error)) => error.code().map(std::borrow::Cow::into_owned),
        _ => None,
    }
}

/// Whether an error code is a violation of a unique index, on PostgreSQL or on SQLite.
fn is_unique(code: &str) -> bool {
    matches!(code, "23505" | "2067" | "1555")
}

/// Whether another attempt may succeed: after a serialisation failure, a deadlock, a busy file, or a row with the same
/// unique key that was added meanwhile.
fn may_pass(stop: &Stop) -> bool {
    matches!(stop, Stop::Overtaken)
        || code(stop).is_some_and(|code| is_unique(&code) || matches!(code.as_str(), "40001" | "40P01" | "5" | "517"))
}

fn collides(stop: &Stop) -> bool {
    matches!(stop, Stop::Overtaken) || code(stop).is_some_and(|code| is_unique(&code))
}

fn failed(stop: Stop) -> Failure {
    match stop {
        Stop::Database(error) => Failure::of(&error),
        stop => {
            let id = uuid::Uuid::now_v7();
            tracing::error!(%id, ?stop, "an action failed");
            let message = format!("something went wrong on our side; it is logged as {id}");
            Failure { code: Code::Internal, message }
        }
    }
}
