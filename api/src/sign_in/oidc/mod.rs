//! Sign-in by a trust's own provider (OpenID Connect), outside demo mode.
//!
//! ```text
//! token ─ token::read_unverified ─▶ provider ─ keys (cached) ─▶ token::verify ─▶ Identity ─ principals ─▶ principal
//! ```
//! A provider proves who somebody is and decides nothing about their rights, which are grants in the database. Each
//! provider belongs to one trust: its tokens never sign in a principal of another trust.

mod fetch;
mod jwks;
mod keys;
pub mod principals;
mod token;

use std::sync::Arc;

use super::Unauthenticated;
use super::callers::Failure;
use crate::config::ProviderSettings;

pub use fetch::FetchError;
pub use jwks::KeySet;
pub use keys::Timing;
pub use token::{UnverifiedClaims, read_unverified};

/// The person or application that a verified token names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The issuer of the token.
    pub issuer: String,
    /// The issuer's permanent id for them (`sub`).
    pub subject: String,
    /// Their e-mail address in lower case, if the issuer has verified it.
    pub email: Option<String>,
    /// When the token expires, in Unix seconds.
    pub expires: i64,
}

/// One provider and its keys.
#[derive(Debug)]
pub struct Provider {
    /// The provider's settings.
    pub settings: ProviderSettings,
    keys: Arc<keys::Keys>,
}

impl Provider {
    /// A provider whose keys have not been fetched yet.
    #[must_use]
    pub fn new(settings: ProviderSettings, timing: Timing) -> Provider {
        let source = fetch::Source::new(settings.issuer.clone(), settings.jwks_url.clone());
        Provider { settings, keys: Arc::new(keys::Keys::new(source, timing)) }
    }

    /// Fetches the keys before the first token arrives. If that fails, the first token fetches them again.
    pub async fn warm_up(&self) {
        self.keys.warm_up().await;
    }

    /// Fetches the keys now, without the cache, to check the configuration.
    pub async fn check(&self) -> Result<fetch::Fetched, FetchError> {
        self.keys.source().fetch().await
    }

    /// Verifies a token of this provider and returns the identity that it names.
    pub async fn verify(&self, text: &str, unverified: &UnverifiedClaims) -> Result<Identity, Failure> {
        let algorithm = unverified.algorithm.ok_or(Unauthenticated::Forged)?;
        let candidates = self.keys.find(unverified.key.as_deref(), algorithm).await?;
        Ok(token::verify(text, algorithm, &candidates, &self.settings)?)
    }
}

/// The provider whose keys must verify a token, by the token's own claims; `None` for a local token.
#[must_use]
pub fn choose<'p>(providers: &'p [Provider], unverified: &UnverifiedClaims) -> Option<&'p Provider> {
    let of_issuer = || providers.iter().filter(|provider| provider.settings.issuer == unverified.issuer);
    // Two trusts may use the same issuer, each registered under an audience of its own.
    let of_audience = of_issuer()
        .find(|provider| unverified.audiences.iter().any(|audience| provider.settings.audiences.contains(audience)));
    of_audience.or_else(|| of_issuer().next())
}
