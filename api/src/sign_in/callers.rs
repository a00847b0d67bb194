//! From a token's text to a compiled caller, remembered until one of the two ends.
//!
//! Verifying a signature and compiling rights cost more than answering a small query, so both happen once per
//! token. The memory holds a hash and not the token, so that a dump of it signs nobody in.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use futures::future::BoxFuture;
use graph::Caller;
use quick_cache::sync::Cache;
use sea_orm::DatabaseConnection;
use sha2::{Digest, Sha256};
use thiserror::Error;
use uuid::Uuid;

use super::{LocalKey, Provider, oidc, token};
use crate::clock::Clock;

/// How many tokens are remembered.
const REMEMBERED: usize = 16 * 1024;
/// A provider's token is verified anew after this time, so that a key it has withdrawn signs nobody in for long.
const PROVIDED_LASTS: TimeDelta = TimeDelta::minutes(5);
/// One text for every token that is nobody's here: which of its parts was wrong would tell a stranger whom we know.
const NOBODY: &str = "the token signs nobody in here: it must be signed by this service or by the trust's sign-in \
     provider, for this service, and for somebody with access; sign in again, or ask whoever manages access in your trust";

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
    /// The signature, its key or its algorithm is not ours.
    #[error("{NOBODY}")]
    Forged,
    /// Another issuer's, or meant for another service.
    #[error("{NOBODY}")]
    Foreign,
    /// Nobody of the trust is known by what the provider says.
    #[error("{NOBODY}")]
    Unknown,
    /// The principal is gone or was put out of use.
    #[error("{NOBODY}")]
    NotActive,
    /// Its time is over.
    #[error("the token has expired: sign in again")]
    Expired,
    /// Its time has not come.
    #[error("the token does not hold yet: check the clock of the machine that made it")]
    NotYet,
}

/// Why there is no caller.
#[derive(Debug, Error)]
pub enum Failure {
    /// The caller's to mend.
    #[error(transparent)]
    Unauthenticated(#[from] Unauthenticated),
    /// The provider's: it has told us no keys, so the token cannot be judged.
    #[error("the sign-in provider does not answer, so the token cannot be checked: try again in some seconds")]
    Unavailable,
    /// Ours: the principal could not be found out or its rights not compiled.
    #[error("compiling rights failed: {0:#}")]
    Ours(anyhow::Error),
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
    providers: Vec<Provider>,
    clock: Clock,
    readers: DatabaseConnection,
    compile: Compile,
    remembered: Cache<[u8; 32], Arc<Remembered>>,
    /// Rises with every forgetting, so that rights read before it are not remembered after it.
    forgotten: AtomicU64,
}

impl Callers {
    /// Starts with nothing remembered.
    pub fn new(
        key: LocalKey,
        providers: Vec<Provider>,
        clock: Clock,
        readers: DatabaseConnection,
        compile: Compile,
    ) -> Callers {
        let (remembered, forgotten) = (Cache::new(REMEMBERED), AtomicU64::new(0));
        Callers { key, providers, clock, readers, compile, remembered, forgotten }
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
        let (principal, ends) = self.principal(text, now).await?;
        let caller = (self.compile)(self.readers.clone(), principal, self.clock.today())
            .await
            .map_err(Failure::Ours)?
            .ok_or(Unauthenticated::NotActive)?;
        let until = ends.min(self.clock.valid_until(caller.valid_until));
        let caller = Arc::new(caller);
        if forgotten == self.forgotten.load(Ordering::Acquire) {
            self.remembered.insert(hash, Arc::new(Remembered { caller: caller.clone(), until, ends, compiled }));
        }
        Ok((caller, ends))
    }

    /// Whose token it is, and until when that may be remembered.
    async fn principal(&self, text: &str, now: DateTime<Utc>) -> Result<(Uuid, DateTime<Utc>), Failure> {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap_or(now);
        let seen = if self.providers.is_empty() { None } else { oidc::glance(text) };
        let chosen = seen.and_then(|seen| Some((oidc::choose(&self.providers, &seen)?, seen)));
        let Some((provider, seen)) = chosen else {
            let claims = token::verify(&self.key, text)?;
            return Ok((claims.sub, at(claims.exp)));
        };
        let identity = provider.verify(text, &seen).await?;
        let trust = oidc::people::trust(&self.readers, provider.settings.trust.as_deref())
            .await
            .map_err(|error| Failure::Ours(error.into()))?;
        let found = oidc::people::principal(&self.readers, trust, &identity)
            .await
            .map_err(|error| Failure::Ours(error.into()))?;
        let Some(principal) = found else {
            // The log alone tells whom to give access: only the provider can have signed this.
            tracing::info!(issuer = identity.issuer, subject = identity.subject, "a token of nobody with access");
            return Err(Unauthenticated::Unknown.into());
        };
        Ok((principal, at(identity.ends).min(now + PROVIDED_LASTS)))
    }

    /// Fetches the keys of the providers ahead of the first token.
    pub async fn warm_up(&self) {
        futures::future::join_all(self.providers.iter().map(Provider::warm_up)).await;
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
