//! Fetches a provider's keys, from the URL in the settings or from the one that discovery returns.
//!
//! The only place that sends requests to other services. Responses are limited in time and size, redirects are not
//! followed, and every URL must be `https` (or on this machine), including the one that discovery returns.

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

/// How long a provider may take for one response.
const TIMEOUT: Duration = Duration::from_secs(5);
/// Largest response. A key set with certificates has about 20 KB.
const MAX_BYTES: usize = 512 * 1024;
/// Path of the discovery document, below the issuer.
const WELL_KNOWN: &str = "/.well-known/openid-configuration";

/// Why the keys could not be fetched. The operator or the provider must correct it.
#[derive(Debug, Error)]
pub enum FetchError {
    /// The URL is not allowed.
    #[error("{0}")]
    Address(String),
    /// The request failed.
    #[error("{url} does not answer ({reason}): check that this machine can reach it")]
    Unreachable {
        /// The requested URL.
        url: String,
        /// Why the request failed.
        reason: String,
    },
    /// The response did not arrive in time.
    #[error("{url} did not answer within {} s", TIMEOUT.as_secs())]
    Slow {
        /// The requested URL.
        url: String,
    },
    /// The response's status is not 200.
    #[error("{url} returned {status}: check the issuer's URL")]
    Status {
        /// The requested URL.
        url: String,
        /// The status of the response.
        status: StatusCode,
    },
    /// The response could not be parsed.
    #[error("{url} did not return {expected}: check the issuer's URL")]
    Unreadable {
        /// The requested URL.
        url: String,
        /// What the response should hold.
        expected: &'static str,
    },
    /// The discovery document names another issuer.
    #[error("the provider at {configured} names {found} as its issuer: set --oidc-issuer to exactly that")]
    OtherIssuer {
        /// The issuer in the settings.
        configured: String,
        /// The issuer in the discovery document.
        found: String,
    },
}

/// A successful fetch.
#[derive(Debug)]
pub struct Fetched {
    /// The keys.
    pub keys: KeySet,
    /// The provider's clock, if the response has a `Date` header.
    pub clock: Option<DateTime<Utc>>,
}

/// Where a provider's keys are fetched from.
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
        // The machine's root certificates may include a trust's own authority; a bare container has no root
        // certificates.
        let builder = match builder.with_native_roots() {
            Ok(builder) => builder,
            Err(_) => HttpsConnectorBuilder::new().with_webpki_roots(),
        };
        let connector = builder.https_or_http().enable_http1().build();
        Source { client: Client::builder(TokioExecutor::new()).build(connector), issuer, jwks_url }
    }

    /// Fetches the keys.
    pub async fn fetch(&self) -> Result<Fetched, FetchError> {
        let url = match &self.jwks_url {
            Some(url) => url.clone(),
            None => self.discover().await?,
        };
        let answer = self.get(&url).await?;
        let keys = KeySet::read(&answer.body).ok_or(FetchError::Unreadable { url, expected: "a set of keys" })?;
        Ok(Fetched { keys, clock: answer.clock })
    }

    /// The URL of the keys, from the discovery document, which must name the configured issuer (OpenID Connect
    /// Discovery 1.0, section 4).
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
        match tokio::time::timeout(TIMEOUT, self.send(uri, url)).await {
            Ok(answered) => answered,
            Err(_) => Err(FetchError::Slow { url: url.to_owned() }),
        }
    }

    async fn send(&self, uri: Uri, url: &str) -> Result<Answer, FetchError> {
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

/// The error with its causes: the client's own message says only that the request failed.
fn chain(error: &dyn std::error::Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        message = format!("{message}: {error}");
        cause = error.source();
    }
    message
}
