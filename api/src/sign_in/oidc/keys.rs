//! Caches a provider's keys: decides when they are fetched again, and how long old keys are used while the provider is
//! down.
//!
//! A token may name an unknown key id because the provider made the key a minute ago, or because a stranger invented
//! it. Such a token causes a fetch, but at most one per [`Timing::retry`], however many arrive. One request fetches,
//! and at most [`MAX_WAITING`] wait for it, so that a provider that hangs does not block all other requests.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use jsonwebtoken::Algorithm;
use tokio::sync::{Mutex, Semaphore};

use super::fetch::Source;
use super::jwks::{Key, KeySet};
use crate::sign_in::Unauthenticated;
use crate::sign_in::callers::Failure;

/// Requests that may wait for a fetch at the same time.
const MAX_WAITING: usize = 64;

/// When keys are fetched.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// Keys older than this are fetched again in the background, while requests go on using them.
    pub refresh_after: Duration,
    /// Unknown key ids and failed fetches cause at most one fetch in this time.
    pub retry: Duration,
    /// Keys older than this are not used, even if the provider does not answer: it may have withdrawn them.
    pub max_age: Duration,
}

impl Default for Timing {
    fn default() -> Timing {
        Timing {
            refresh_after: Duration::from_secs(60 * 60),
            retry: Duration::from_secs(10),
            max_age: Duration::from_secs(24 * 60 * 60),
        }
    }
}

#[derive(Debug, Default)]
struct State {
    set: Arc<KeySet>,
    /// When the set was fetched.
    fetched: Option<Instant>,
    /// When a fetch last failed, or was caused by an unknown key id.
    last_try: Option<Instant>,
}

/// The keys of one provider.
#[derive(Debug)]
pub struct Keys {
    source: Source,
    timing: Timing,
    state: RwLock<State>,
    /// Held by the request that fetches.
    fetching: Mutex<()>,
    waiting: Semaphore,
}

/// The result of looking up a key id in the cached keys.
enum Lookup {
    Found(Vec<Arc<Key>>),
    /// No cached key has the id.
    Unknown,
    /// There are no cached keys, or they are too old.
    NoKeys,
}

impl State {
    fn look_up(&self, id: Option<&str>, algorithm: Algorithm, now: Instant, timing: &Timing) -> Lookup {
        if self.fetched.is_none_or(|at| now.duration_since(at) > timing.max_age) {
            return Lookup::NoKeys;
        }
        match self.set.named(id, algorithm) {
            none if none.is_empty() => Lookup::Unknown,
            found => Lookup::Found(found),
        }
    }

    fn needs_refresh(&self, now: Instant, timing: &Timing) -> bool {
        self.fetched.is_none_or(|at| now.duration_since(at) > timing.refresh_after)
    }

    fn may_fetch(&self, now: Instant, timing: &Timing) -> bool {
        self.last_try.is_none_or(|at| now.duration_since(at) >= timing.retry)
    }
}

impl Keys {
    pub fn new(source: Source, timing: Timing) -> Keys {
        let (state, fetching) = (RwLock::default(), Mutex::default());
        Keys { source, timing, state, fetching, waiting: Semaphore::new(MAX_WAITING) }
    }

    pub fn source(&self) -> &Source {
        &self.source
    }

    pub async fn warm_up(&self) {
        let _fetching = self.fetching.lock().await;
        if self.read(|state| state.fetched.is_none()) {
            self.fetch(false).await;
        }
    }

    /// The keys that could have signed a token.
    pub async fn find(self: &Arc<Self>, id: Option<&str>, algorithm: Algorithm) -> Result<Vec<Arc<Key>>, Failure> {
        let now = Instant::now();
        if let Lookup::Found(found) = self.look_up(id, algorithm) {
            if self.read(|state| state.needs_refresh(now, &self.timing) && state.may_fetch(now, &self.timing)) {
                let this = Arc::clone(self);
                tokio::spawn(async move { this.refresh().await });
            }
            return Ok(found);
        }
        if let Ok(_permit) = self.waiting.try_acquire() {
            let _fetching = self.fetching.lock().await;
            // Another request may have fetched the key while this one waited.
            if matches!(self.look_up(id, algorithm), Lookup::Found(_)) || !self.may_fetch() {
                return self.cached(id, algorithm);
            }
            self.fetch(true).await;
        }
        self.cached(id, algorithm)
    }

    fn cached(&self, id: Option<&str>, algorithm: Algorithm) -> Result<Vec<Arc<Key>>, Failure> {
        match self.look_up(id, algorithm) {
            Lookup::Found(found) => Ok(found),
            Lookup::Unknown => Err(Unauthenticated::Forged.into()),
            Lookup::NoKeys => Err(Failure::ProviderUnavailable),
        }
    }

    /// Fetches again in the background, unless a fetch is running.
    async fn refresh(&self) {
        let Ok(_fetching) = self.fetching.try_lock() else { return };
        if self.read(|state| state.needs_refresh(Instant::now(), &self.timing)) && self.may_fetch() {
            self.fetch(false).await;
        }
    }

    /// Fetches the keys. A key set in the response replaces the cached one, even if it is empty; after an error the
    /// cached one stays. `for_unknown_id` is true where a stranger may have caused the fetch: the next one then waits
    /// for [`Timing::retry`].
    async fn fetch(&self, for_unknown_id: bool) {
        let fetched = self.source.fetch().await;
        let now = Instant::now();
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        match fetched {
            Ok(fetched) => {
                for reason in &fetched.keys.skipped {
                    tracing::debug!(source = ?self.source, "{reason}");
                }
                if fetched.keys.is_empty() {
                    tracing::warn!(source = ?self.source, "the sign-in provider publishes no usable key");
                }
                state.set = Arc::new(fetched.keys);
                state.fetched = Some(now);
                if for_unknown_id {
                    state.last_try = Some(now);
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the keys of the sign-in provider could not be fetched");
                state.last_try = Some(now);
            }
        }
    }

    fn look_up(&self, id: Option<&str>, algorithm: Algorithm) -> Lookup {
        self.read(|state| state.look_up(id, algorithm, Instant::now(), &self.timing))
    }

    fn may_fetch(&self) -> bool {
        self.read(|state| state.may_fetch(Instant::now(), &self.timing))
    }

    fn read<T>(&self, of: impl FnOnce(&State) -> T) -> T {
        of(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMING: Timing = Timing {
        refresh_after: Duration::from_secs(60),
        retry: Duration::from_secs(10),
        max_age: Duration::from_secs(600),
    };

    #[test]
    fn old_keys_are_used_for_a_time() {
        let start = Instant::now();
        let keys =
            br#"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}"#;
        let set = Arc::new(KeySet::read(keys).unwrap());
        let state = State { set, fetched: Some(start), last_try: Some(start) };
        let after = |seconds| start + Duration::from_secs(seconds);
        let look_up = |id, seconds| match state.look_up(Some(id), Algorithm::EdDSA, after(seconds), &TIMING) {
            Lookup::Found(_) => "found",
            Lookup::Unknown => "unknown",
            Lookup::NoKeys => "no keys",
        };
        assert_eq!([look_up("a", 0), look_up("a", 599), look_up("a", 601)], ["found", "found", "no keys"]);
        assert_eq!([look_up("b", 0), look_up("b", 601)], ["unknown", "no keys"]);
        assert_eq!([60, 61].map(|seconds| state.needs_refresh(after(seconds), &TIMING)), [false, true]);
        assert_eq!([9, 10].map(|seconds| state.may_fetch(after(seconds), &TIMING)), [false, true]);
    }
}
