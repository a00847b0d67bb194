//! From a token to a compiled caller, cached until the token or the rights expire.
//!
//! Verifying a signature and compiling rights cost more than answering a small query, so both happen once per token.
//! The cache's keys are hashes of tokens, so a dump of the cache holds no token that could be used.

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

/// How many tokens are cached.
const CACHED_TOKENS: usize = 16 * 1024;
/// A provider's token is verified again after this time, so that a key which the provider withdrew is soon rejected.
const REVERIFY_AFTER: TimeDelta = TimeDelta::minutes(5);
/// One message for several reasons: naming the reason would reveal to a stranger which people have access.
const NOT_ACCEPTED: &str = "the token is not accepted: it must be signed by this service or by the trust's sign-in \
     provider, for this service, and for somebody with access; sign in again, or ask an access administrator of your \
     trust";

/// Compiles the rights of a principal for a date; `None` where the principal does not exist or is not active.
pub type Compile = Arc<
    dyn Fn(DatabaseConnection, Uuid, NaiveDate) -> BoxFuture<'static, anyhow::Result<Option<Caller>>> + Send + Sync,
>;

/// Why a token is rejected. The text is returned to the caller and reveals nothing beyond what the token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unauthenticated {
    /// The header or the token cannot be parsed.
    #[error("the Authorization header holds no token: send `Authorization: Bearer <token>`")]
    Malformed,
    /// The signature does not verify, or no known key or algorithm fits.
    #[error("{NOT_ACCEPTED}")]
    Forged,
    /// The token is of another issuer or for another audience.
    #[error("{NOT_ACCEPTED}")]
    Foreign,
    /// No principal of the trust has the token's subject or address.
    #[error("{NOT_ACCEPTED}")]
    Unknown,
    /// The principal does not exist any more or is not active.
    #[error("{NOT_ACCEPTED}")]
    NotActive,
    /// The token has expired.
    #[error("the token has expired: sign in again")]
    Expired,
    /// The token is not valid yet (`nbf`).
    #[error("the token is not valid yet: check the clock of the machine that issued it")]
    NotYet,
}

/// Why a token gave no caller.
#[derive(Debug, Error)]
pub enum Failure {
    /// The token is rejected; the caller can do something about it.
    #[error(transparent)]
    Unauthenticated(#[from] Unauthenticated),
    /// The provider's keys could not be fetched, so the token cannot be verified now.
    #[error("the sign-in provider does not answer, so the token cannot be verified: try again in a few seconds")]
    ProviderUnavailable,
    /// An error of ours: the principal could not be read, or its rights could not be compiled.
    #[error("compiling rights failed: {0:#}")]
    Internal(anyhow::Error),
}

struct Cached {
    caller: Arc<Caller>,
    /// When this entry expires: with the token or with the rights.
    valid_until: DateTime<Utc>,
    /// When the token expires, or must be verified again.
    token_expires: DateTime<Utc>,
    compiled: Instant,
}

/// Finds the caller of a token; caches verified tokens with the rights compiled from them.
pub struct Callers {
    key: LocalKey,
    providers: Vec<Provider>,
    clock: Clock,
    readers: DatabaseConnection,
    compile: Compile,
    cached: Cache<[u8; 32], Arc<Cached>>,
    /// Rises with every [`Callers::forget_all`], so that rights which were read before it are not cached after it.
    generation: AtomicU64,
}

impl Callers {
    /// Starts with an empty cache.
    pub fn new(
        key: LocalKey,
        providers: Vec<Provider>,
        clock: Clock,
        readers: DatabaseConnection,
        compile: Compile,
    ) -> Callers {
        let (cached, generation) = (Cache::new(CACHED_TOKENS), AtomicU64::new(0));
        Callers { key, providers, clock, readers, compile, cached, generation }
    }

    /// The caller of a token.
    pub async fn of(&self, text: &str) -> Result<Arc<Caller>, Failure> {
        Ok(self.with_expiry(text, Duration::MAX).await?.0)
    }

    /// The caller of a token, with rights compiled at most `max_age` ago, and when the token expires. Live connections
    /// need both, because they outlast one request.
    pub async fn with_expiry(&self, text: &str, max_age: Duration) -> Result<(Arc<Caller>, DateTime<Utc>), Failure> {
        let hash: [u8; 32] = Sha256::digest(text).into();
        let now = Utc::now();
        let is_fresh = |found: &Arc<Cached>| now < found.valid_until && found.compiled.elapsed() <= max_age;
        if let Some(found) = self.cached.get(&hash).filter(is_fresh) {
            return Ok((found.caller.clone(), found.token_expires));
        }
        let compiled = Instant::now();
        let generation = self.generation.load(Ordering::Acquire);
        let (principal, token_expires) = self.principal(text, now).await?;
        let caller = (self.compile)(self.readers.clone(), principal, self.clock.today())
            .await
            .map_err(Failure::Internal)?
            .ok_or(Unauthenticated::NotActive)?;
        let valid_until = token_expires.min(self.clock.valid_until(caller.valid_until));
        let caller = Arc::new(caller);
        if generation == self.generation.load(Ordering::Acquire) {
            let entry = Cached { caller: caller.clone(), valid_until, token_expires, compiled };
            self.cached.insert(hash, Arc::new(entry));
        }
        Ok((caller, token_expires))
    }

    /// The principal of a token, and when the token expires or must be verified again.
    async fn principal(&self, text: &str, now: DateTime<Utc>) -> Result<(Uuid, DateTime<Utc>), Failure> {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap_or(now);
        let unverified = if self.providers.is_empty() { None } else { oidc::read_unverified(text) };
        let chosen = unverified.and_then(|claims| Some((oidc::choose(&self.providers, &claims)?, claims)));
        let Some((provider, unverified)) = chosen else {
            let claims = token::verify(&self.key, text)?;
            return Ok((claims.sub, at(claims.exp)));
        };
        let identity = provider.verify(text, &unverified).await?;
        let trust = oidc::principals::trust(&self.readers, provider.settings.trust.as_deref())
            .await
            .map_err(|error| Failure::Internal(error.into()))?;
        let found = oidc::principals::find(&self.readers, trust, &identity)
            .await
            .map_err(|error| Failure::Internal(error.into()))?;
        let Some(principal) = found else {
            // An operator can read from the log whom to admit; the caller is not told. The provider signed this token,
            // so a stranger cannot fill the log.
            tracing::info!(
                issuer = identity.issuer,
                subject = identity.subject,
                "a valid token names somebody who has no access"
            );
            return Err(Unauthenticated::Unknown.into());
        };
        Ok((principal, at(identity.expires).min(now + REVERIFY_AFTER)))
    }

    /// Fetches the keys of the providers ahead of the first token.
    pub async fn warm_up(&self) {
        futures::future::join_all(self.providers.iter().map(Provider::warm_up)).await;
    }

    /// Empties the cache: grants, roles or principals have changed.
    pub fn forget_all(&self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
        self.cached.clear();
    }

    /// How many tokens are cached.
    pub fn cached_tokens(&self) -> usize {
        self.cached.len()
    }

    /// The key that signs local tokens.
    pub fn key(&self) -> &LocalKey {
        &self.key
    }
}

impl fmt::Debug for Callers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Callers").field("key", &self.key).field("cached", &self.cached.len()).finish_non_exhaustive()
    }
}
