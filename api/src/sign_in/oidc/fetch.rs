//! Fetches a provider's keys: by discovery, or from an address that was configured.
//!
//! The only place that calls out. Answers are bounded in time and size, redirects are not followed, and every
//! address asked is `https` (or this machine), also the one that discovery names.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT, DATE, USER_AGENT};
use axum::http::{Request, StatusCode, Uri};
use chrono::{DateTime, Utc};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use serde::Deserialize;
use thiserror::Error;

use super::jwks::KeySet;
use crate::config::check_address;

/// How long a provider may take for one document.
const PATIENCE: Duration = Duration::from_secs(5);
/// Key sets with certificates in them are some 20 KB.
const MAX_BYTES: usize = 512 * 1024;
/// Where a provider describes itself.
const WELL_KNOWN: &str = "/.well-known/openid-configuration";

/// Why there are no keys. The operator's to mend, or the provider's.
#[derive(Debug, Error)]
pub enum FetchError {
    /// An address that is not asked.
    #[error("{0}")]
    Address(String),
    /// No answer.
    #[error("{url} does not answer ({reason}): see whether this machine may reach it")]
    Unreachable {
        /// What was asked.
        url: String,
        /// What went wrong.
        reason: String,
    },
    /// No answer in time.
    #[error("{url} did not answer within {} s", PATIENCE.as_secs())]
    Slow {
        /// What was asked.
        url: String,
    },
    /// An answer that is a refusal.
    #[error("{url} answers {status}: check the issuer's address")]
    Status {
        /// What was asked.
        url: String,
        /// What came.
        status: StatusCode,
    },
    /// An answer of another kind.
    #[error("{url} does not answer with {expected}: check the issuer's address")]
    Unreadable {
        /// What was asked.
        url: String,
        /// What should have come.
        expected: &'static str,
    },
    /// The provider is somebody else.
    #[error("the provider at {configured} calls itself {found}: configure the issuer exactly as it writes it")]
    OtherIssuer {
        /// What we were told.
        configured: String,
        /// What it says.
        found: String,
    },
}

/// What a fetch gave.
#[derive(Debug)]
pub struct Fetched {
    /// The keys.
    pub keys: KeySet,
    /// The provider's clock, where it tells.
    pub clock: Option<DateTime<Utc>>,
}

/// Where keys come from.
pub struct Source {
    client: Client<HttpsConnector<HttpConnector>, Body>,
    issuer: String,
    jwks_url: Option<String>,
}

#[derive(Deserialize)]
struct Discovered {
    issuer: String,
    jwks_uri: String,
}

struct Answer {
    body: Vec<u8>,
    clock: Option<DateTime<Utc>>,
}

impl Source {
    pub fn new(issuer: String, jwks_url: Option<String>) -> Source {
        let builder = HttpsConnectorBuilder::new();
        // The machine's certificates know a trust's own authority; a bare container has none.
        let builder = match builder.with_native_roots() {
            Ok(builder) => builder,
            Err(_) => HttpsConnectorBuilder::new().with_webpki_roots(),
        };
        let connector = builder.https_or_http().enable_http1().build();
        Source { client: Client::builder(TokioExecutor::new()).build(connector), issuer, jwks_url }
    }

    /// Asks the provider.
    pub async fn fetch(&self) -> Result<Fetched, FetchError> {
        let url = match &self.jwks_url {
            Some(url) => url.clone(),
            None => self.discover().await?,
        };
        let answer = self.get(&url).await?;
        let keys = KeySet::read(&answer.body).ok_or(FetchError::Unreadable { url, expected: "a set of keys" })?;
        Ok(Fetched { keys, clock: answer.clock })
    }

    /// OpenID Connect Discovery 1.0, section 4: the document must name the issuer it was asked for.
    async fn discover(&self) -> Result<String, FetchError> {
        let url = format!("{}{WELL_KNOWN}", self.issuer.trim_end_matches('/'));
        let answer = self.get(&url).await?;
        let found: Discovered = serde_json::from_slice(&answer.body)
            .map_err(|_| FetchError::Unreadable { url, expected: "an OpenID configuration" })?;
        if found.issuer != self.issuer {
            return Err(FetchError::OtherIssuer { configured: self.issuer.clone(), found: found.issuer });
        }
        Ok(found.jwks_uri)
    }

    async fn get(&self, url: &str) -> Result<Answer, FetchError> {
        let uri = check_address(url).map_err(|error| FetchError::Address(format!("{error:#}")))?;
        match tokio::time::timeout(PATIENCE, self.ask(uri, url)).await {
            Ok(answered) => answered,
            Err(_) => Err(FetchError::Slow { url: url.to_owned() }),
        }
    }

    async fn ask(&self, uri: Uri, url: &str) -> Result<Answer, FetchError> {
        let unreachable = |reason: String| FetchError::Unreachable { url: url.to_owned(), reason };
        let request = Request::get(uri)
            .header(ACCEPT, "application/json")
            .header(USER_AGENT, concat!("colonnade/", env!("CARGO_PKG_VERSION")))
            .body(Body::empty())
            .map_err(|error| unreachable(error.to_string()))?;
        let response = self.client.request(request).await.map_err(|error| unreachable(chain(&error)))?;
        let (head, body) = response.into_parts();
        if head.status != StatusCode::OK {
            return Err(FetchError::Status { url: url.to_owned(), status: head.status });
        }
        let body = to_bytes(Body::new(body), MAX_BYTES).await.map_err(|error| unreachable(chain(&error)))?;
        let date = head.headers.get(DATE).and_then(|date| DateTime::parse_from_rfc2822(date.to_str().ok()?).ok());
        Ok(Answer { body: body.to_vec(), clock: date.map(|date| date.to_utc()) })
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source").field("issuer", &self.issuer).field("jwks_url", &self.jwks_url).finish_non_exhaustive()
    }
}

/// The client's own words say only that it failed; its causes say why.
fn chain(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words = format!("{words}: {error}");
        cause = error.source();
    }
    words
}
