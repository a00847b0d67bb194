//! Requests that may be sent twice: the outcome of one is stored under its idempotency key for a day.
//!
//! An outcome holds keys of rows and errors, never values of rows: a repeated request reads the rows again, with the
//! caller's current rights.

use std::sync::atomic::Ordering;

use chrono::{TimeDelta, Utc};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{ActionOutcome, Change, Stop};
use crate::caller::Caller;
use crate::declare::Catalogue;
use crate::execute::{Database, WriteTransaction};
use crate::sql;
use crate::tables::{idempotency_key, split};
use crate::value::{Storage, Value};

/// How long an outcome is stored.
const KEPT: TimeDelta = TimeDelta::hours(24);
/// The longest key.
const MAX_KEY: usize = 200;

/// The idempotency key of a request, and a hash of its input.
#[derive(Clone, Debug)]
pub(super) struct IdempotencyKey {
    pub key: String,
    pub hash: String,
}

impl IdempotencyKey {
    /// The key and the hash. `input` is normalised, so literals and variables with the same values have the same hash.
    pub fn new(key: &str, action: &str, input: &str) -> Result<Self, Stop> {
        if key.is_empty() || key.len() > MAX_KEY {
            let message = format!("the key has {} bytes: give 1 to {MAX_KEY}", key.len());
            return Err(Stop::input(&[crate::schema::IDEMPOTENCY_KEY], message));
        }
        let hash = Sha256::digest(format!("{action}\n{input}"));
        let hash = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { key: key.to_owned(), hash })
    }
}

/// Deletes the expired outcomes of every tenant.
pub(crate) async fn forget_expired(catalogue: &Catalogue, writer: &Database) -> Result<(), sqlx::Error> {
    let within = WriteTransaction::begin(writer).await?;
    let statement = sql::forget(Value::Time(Utc::now()), within.dialect());
    within.write(catalogue, &Caller::nobody(), &statement).await?;
    within.commit().await
}

impl Change<'_> {
    /// The outcome of the request when it was first sent, if it was.
    pub(super) async fn remembered(&self, once: &IdempotencyKey, action: &str) -> Result<Option<ActionOutcome>, Stop> {
        let statement = sql::remembered(
            Value::Uuid(self.caller.principal),
            Value::Text(once.key.clone()),
            Value::Time(self.now),
            self.within.dialect(),
        );
        self.statements.fetch_add(1, Ordering::Relaxed);
        let read = self.within.read(self.catalogue, self.caller, &statement, &[Storage::Text; 3], false);
        let (rows, _) = read.await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let text = |cell| rows.text(rows.cell(0, cell));
        if text(0) != action || text(1) != once.hash {
            let message = "this key was used with another input in the last 24 hours: use a new key";
            return Err(Stop::conflict(&[crate::schema::IDEMPOTENCY_KEY], message));
        }
        let kept: Option<Json> = serde_json::from_str(text(2)).ok();
        kept.and_then(|json| ActionOutcome::of_json(&json))
            .map(Some)
            .ok_or_else(|| Stop::Mistake("the stored outcome of an earlier request cannot be read".to_owned()))
    }

    /// Stores the outcome of the request. Where a concurrent request stored one first, this action runs again and then
    /// finds that outcome.
    pub(super) async fn remember(
        &self,
        once: &IdempotencyKey,
        action: &str,
        outcome: &ActionOutcome,
    ) -> Result<(), Stop> {
        let row = [
            (idempotency_key::ID, Value::Uuid(Uuid::now_v7())),
            (idempotency_key::TRUST_ID, Value::Uuid(self.caller.tenant)),
            (idempotency_key::PRINCIPAL_ID, Value::Uuid(self.caller.principal)),
            (idempotency_key::KEY, Value::Text(once.key.clone())),
            (idempotency_key::ACTION, Value::Text(action.to_owned())),
            (idempotency_key::INPUT_HASH, Value::Text(once.hash.clone())),
            (idempotency_key::ANSWER, Value::Text(outcome.json().to_string())),
            (idempotency_key::CREATED_AT, Value::Time(self.now)),
            (idempotency_key::EXPIRES_AT, Value::Time(self.now + KEPT)),
        ];
        let (columns, rows) = split(vec![row]);
        self.statements.fetch_add(1, Ordering::Relaxed);
        let statement = sql::remember(&columns, &rows, self.within.dialect());
        match self.within.write(self.catalogue, self.caller, &statement).await? {
            0 => Err(Stop::Overtaken),
            _ => Ok(()),
        }
    }
}
