//! From a token's text to a compiled caller, remembered until one of the two ends.
//!
//! Verifying a signature and compiling rights cost more than answering a small query, so both happen once per
//! token. The memory holds a hash and not the token, so that a dump of it signs nobody in.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use futures::future::BoxFuture;
use graph::Caller;
use quick_cache::sync::Cache;
use sea_orm::DatabaseConnection;
use sha2::{Digest, Sha256};
use thiserror::Error;
use uuid::Uuid;

use super::{LocalKey, token};
use crate::clock::Clock;

/// How many tokens are remembered.
const REMEMBERED: usize = 16 * 1024;

/// Compiles the rights of a principal for a date; nothing where there is no such principal, or it is not active.
pub type Compile = Arc<
    dyn Fn(DatabaseConnection, Uuid, NaiveDate) -> BoxFuture<'static, anyhow::Result<Option<Caller>>> + Send + Sync,
>;

/// Why nobody is signed in by this token. The text goes to the caller and tells nothing that the token did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unauthenticated {
    /// No token can be read.
    #[error("the Authorization header holds no token: send `Authorization: Bearer <token>`")]
    Malformed,
    /// The signature or its algorithm is not ours.
    #[error("the token is not signed by this service: sign in again")]
    Forged,
    /// Another issuer's, or meant for another service.
    #[error("the token was made by another issuer or for another service: sign in here")]
    Foreign,
    /// Its time is over.
    #[error("the token has expired: sign in again")]
    Expired,
    /// Its time has not come.
    #[error("the token does not hold yet: check the clock of the machine that made it")]
    NotYet,
    /// The principal is gone or was put out of use.
    #[error("the token's principal is not active")]
    NotActive,
}

/// Why there is no caller.
#[derive(Debug, Error)]
pub enum Failure {
    /// The caller's to mend.
    #[error(transparent)]
    Unauthenticated(#[from] Unauthenticated),
    /// Ours: the rights could not be compiled.
    #[error("compiling rights failed: {0:#}")]
    Compile(anyhow::Error),
}

struct Remembered {
    caller: Arc<Caller>,
    until: DateTime<Utc>,
    /// When the token itself ends, or must be looked at anew.
    ends: DateTime<Utc>,
    compiled: Instant,
}

/// Verified tokens and the rights behind them.
pub struct Callers {
    key: LocalKey,
    clock: Clock,
    readers: DatabaseConnection,
    compile: Compile,
    remembered: Cache<[u8; 32], Arc<Remembered>>,
    /// Rises with every forgetting, so that rights read before it are not remembered after it.
    forgotten: AtomicU64,
}

impl Callers {
    /// Starts with nothing remembered.
    pub fn new(key: LocalKey, clock: Clock, readers: DatabaseConnection, compile: Compile) -> Callers {
        Callers { key, clock, readers, compile, remembered: Cache::new(REMEMBERED), forgotten: AtomicU64::new(0) }
    }

    /// Who sends this token.
    pub async fn of(&self, text: &str) -> Result<Arc<Caller>, Failure> {
        Ok(self.lately(text, Duration::MAX).await?.0)
    }

    /// Who sends this token, by rights compiled so long ago at most, and when the token ends: for those who stay.
    pub async fn lately(&self, text: &str, age: Duration) -> Result<(Arc<Caller>, DateTime<Utc>), Failure> {
        let hash: [u8; 32] = Sha256::digest(text).into();
        let now = Utc::now();
        let fits = |found: &Arc<Remembered>| now < found.until && found.compiled.elapsed() <= age;
        if let Some(found) = self.remembered.get(&hash).filter(fits) {
            return Ok((found.caller.clone(), found.ends));
        }
        let compiled = Instant::now();
        let forgotten = self.forgotten.load(Ordering::Acquire);
        let claims = token::verify(&self.key, text)?;
        let caller = (self.compile)(self.readers.clone(), claims.sub, self.clock.today())
            .await
            .map_err(Failure::Compile)?
            .ok_or(Unauthenticated::NotActive)?;
        let ends = DateTime::from_timestamp(claims.exp, 0).unwrap_or(now);
        let until = ends.min(self.clock.valid_until(caller.valid_until));
        let caller = Arc::new(caller);
        if forgotten == self.forgotten.load(Ordering::Acquire) {
            self.remembered.insert(hash, Arc::new(Remembered { caller: caller.clone(), until, ends, compiled }));
        }
        Ok((caller, ends))
    }

    /// Forgets every compiled caller: grants, roles or principals have changed.
    pub fn forget_all(&self) {
        self.forgotten.fetch_add(1, Ordering::AcqRel);
        self.remembered.clear();
    }

    /// How many are remembered.
    pub fn remembered(&self) -> usize {
        self.remembered.len()
    }

    /// The key that signs local tokens.
    pub fn key(&self) -> &LocalKey {
        &self.key
    }
}

impl fmt::Debug for Callers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Callers")
            .field("key", &self.key)
            .field("remembered", &self.remembered.len())
            .finish_non_exhaustive()
    }
}
