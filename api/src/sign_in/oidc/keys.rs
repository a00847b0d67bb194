//! Keeps a provider's keys: when they are fetched again, and how long old ones hold while the provider is down.
//!
//! A name that no key has may be a key that the provider made a minute ago, or a stranger's invention. It makes us
//! ask again, but never more often than [`Timing::retry`], whatever number of such tokens arrives; one request asks
//! and few wait for it, so that a provider that hangs does not use up the places of everybody else.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use jsonwebtoken::Algorithm;
use tokio::sync::{Mutex, Semaphore};

use super::fetch::Source;
use super::jwks::{Key, KeySet};
use crate::sign_in::Unauthenticated;
use crate::sign_in::callers::Failure;

/// Requests that may wait for a fetch at one time.
const WAITING: usize = 64;

/// When keys are fetched.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// Keys older than this are fetched again, beside the requests that use them.
    pub fresh: Duration,
    /// Unknown names and failures lead to one fetch in this time.
    pub retry: Duration,
    /// Keys older than this hold no more, also where the provider does not answer: it may have withdrawn them.
    pub holds: Duration,
}

impl Default for Timing {
    fn default() -> Timing {
        Timing {
            fresh: Duration::from_secs(60 * 60),
            retry: Duration::from_secs(10),
            holds: Duration::from_secs(24 * 60 * 60),
        }
    }
}

#[derive(Debug, Default)]
struct State {
    set: Arc<KeySet>,
    /// When the set was fetched.
    fetched: Option<Instant>,
    /// When a fetch last failed, or was made for a name that nobody knew.
    tried: Option<Instant>,
}

/// The keys of one provider.
#[derive(Debug)]
pub struct Keys {
    source: Source,
    timing: Timing,
    state: RwLock<State>,
    turn: Mutex<()>,
    waiting: Semaphore,
}

/// What the present keys say to a token.
enum Look {
    Found(Vec<Arc<Key>>),
    Unknown,
    /// There are no keys to look among.
    NoKeys,
}

impl State {
    fn look(&self, id: Option<&str>, algorithm: Algorithm, now: Instant, timing: &Timing) -> Look {
        if self.fetched.is_none_or(|at| now.duration_since(at) > timing.holds) {
            return Look::NoKeys;
        }
        match self.set.named(id, algorithm) {
            none if none.is_empty() => Look::Unknown,
            found => Look::Found(found),
        }
    }

    fn is_old(&self, now: Instant, timing: &Timing) -> bool {
        self.fetched.is_none_or(|at| now.duration_since(at) > timing.fresh)
    }

    fn may_ask(&self, now: Instant, timing: &Timing) -> bool {
        self.tried.is_none_or(|at| now.duration_since(at) >= timing.retry)
    }
}

impl Keys {
    pub fn new(source: Source, timing: Timing) -> Keys {
        let (state, turn) = (RwLock::default(), Mutex::default());
        Keys { source, timing, state, turn, waiting: Semaphore::new(WAITING) }
    }

    pub fn source(&self) -> &Source {
        &self.source
    }

    pub async fn warm_up(&self) {
        let _turn = self.turn.lock().await;
        if self.read(|state| state.fetched.is_none()) {
            self.fetch(false).await;
        }
    }

    /// The keys that could have signed a token.
    pub async fn find(self: &Arc<Self>, id: Option<&str>, algorithm: Algorithm) -> Result<Vec<Arc<Key>>, Failure> {
        let now = Instant::now();
        if let Look::Found(found) = self.look(id, algorithm) {
            if self.read(|state| state.is_old(now, &self.timing) && state.may_ask(now, &self.timing)) {
                let this = Arc::clone(self);
                tokio::spawn(async move { this.renew().await });
            }
            return Ok(found);
        }
        if let Ok(_place) = self.waiting.try_acquire() {
            let _turn = self.turn.lock().await;
            // Whoever had the turn before may have found it.
            if matches!(self.look(id, algorithm), Look::Found(_)) || !self.may_ask() {
                return self.answer(id, algorithm);
            }
            self.fetch(true).await;
        }
        self.answer(id, algorithm)
    }

    fn answer(&self, id: Option<&str>, algorithm: Algorithm) -> Result<Vec<Arc<Key>>, Failure> {
        match self.look(id, algorithm) {
            Look::Found(found) => Ok(found),
            Look::Unknown => Err(Unauthenticated::Forged.into()),
            Look::NoKeys => Err(Failure::Unavailable),
        }
    }

    /// Fetches again beside the requests, once.
    async fn renew(&self) {
        let Ok(_turn) = self.turn.try_lock() else { return };
        if self.read(|state| state.is_old(Instant::now(), &self.timing)) && self.may_ask() {
            self.fetch(false).await;
        }
    }

    /// Asks the provider. What it says replaces what was known, also where it says that there are no keys; where it
    /// says nothing, what was known stays. `counts` for a fetch that a stranger may have caused.
    async fn fetch(&self, counts: bool) {
        let fetched = self.source.fetch().await;
        let now = Instant::now();
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        match fetched {
            Ok(fetched) => {
                for reason in &fetched.keys.left_out {
                    tracing::debug!(source = ?self.source, "{reason}");
                }
                if fetched.keys.is_empty() {
                    tracing::warn!(source = ?self.source, "the sign-in provider publishes no key that can be used");
                }
                state.set = Arc::new(fetched.keys);
                state.fetched = Some(now);
                if counts {
                    state.tried = Some(now);
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the keys of the sign-in provider could not be fetched");
                state.tried = Some(now);
            }
        }
    }

    fn look(&self, id: Option<&str>, algorithm: Algorithm) -> Look {
        self.read(|state| state.look(id, algorithm, Instant::now(), &self.timing))
    }

    fn may_ask(&self) -> bool {
        self.read(|state| state.may_ask(Instant::now(), &self.timing))
    }

    fn read<T>(&self, ask: impl FnOnce(&State) -> T) -> T {
        ask(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMING: Timing =
        Timing { fresh: Duration::from_secs(60), retry: Duration::from_secs(10), holds: Duration::from_secs(600) };

    #[test]
    fn old_keys_hold_for_a_time() {
        let start = Instant::now();
        let keys =
            br#"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}"#;
        let set = Arc::new(KeySet::read(keys).unwrap());
        let state = State { set, fetched: Some(start), tried: Some(start) };
        let look =
            |id, seconds| match state.look(Some(id), Algorithm::EdDSA, start + Duration::from_secs(seconds), &TIMING) {
                Look::Found(_) => "found",
                Look::Unknown => "unknown",
                Look::NoKeys => "no keys",
            };
        assert_eq!([look("a", 0), look("a", 599), look("a", 601)], ["found", "found", "no keys"]);
        assert_eq!([look("b", 0), look("b", 601)], ["unknown", "no keys"]);
        let after = |seconds| start + Duration::from_secs(seconds);
        assert_eq!([60, 61].map(|seconds| state.is_old(after(seconds), &TIMING)), [false, true]);
        assert_eq!([9, 10].map(|seconds| state.may_ask(after(seconds), &TIMING)), [false, true]);
    }
}
