//! Reads a provider's token: first its unverified claims, to choose the provider, then, with the provider's keys, the
//! verified ones.
//!
//! The key decides the algorithm, never the token alone. A token with `none`, or one that uses a public key as an HMAC
//! secret, names an algorithm that no published key has, and is refused before any key is looked up.

use std::sync::Arc;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use jsonwebtoken::{Algorithm, Validation, errors::ErrorKind};
use serde::Deserialize;
use serde_json::Value;

use super::Identity;
use super::jwks::Key;
use crate::config::ProviderSettings;
use crate::sign_in::Unauthenticated;

/// A longer text is not decoded. Tokens of providers that list groups are long.
const MAX_BYTES: usize = 16 * 1024;
/// The longest subject that OpenID Connect allows.
const MAX_SUBJECT: usize = 255;

/// The claims by which a provider and a key are chosen. Their signature has not been verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnverifiedClaims {
    /// The `iss` claim.
    pub issuer: String,
    /// The `aud` claim.
    pub audiences: Vec<String>,
    /// The id of the key that signed it (`kid`).
    pub key: Option<String>,
    /// The algorithm; `None` where providers may not use it.
    pub algorithm: Option<Algorithm>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// Extensions that a reader must support. We support none.
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct IssuerAndAudience {
    iss: String,
    #[serde(default)]
    aud: OneOrMany,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl Default for OneOrMany {
    fn default() -> OneOrMany {
        OneOrMany::Many(Vec::new())
    }
}

/// The claims that are read from a verified token.
#[derive(Deserialize)]
struct Claims {
    sub: String,
    exp: i64,
    email: Option<String>,
    email_verified: Option<Value>,
    /// Entra's claim for an address whose domain the tenant has proved to own; Entra sends no `email_verified`.
    xms_edov: Option<Value>,
}

/// The unverified claims of a token; `None` where the text is not a token.
#[must_use]
pub fn read_unverified(text: &str) -> Option<UnverifiedClaims> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let mut parts = text.split('.');
    let (header, claims) = (parts.next()?, parts.next()?);
    let header: Header = serde_json::from_slice(&BASE64.decode(header).ok()?).ok()?;
    let claims: IssuerAndAudience = serde_json::from_slice(&BASE64.decode(claims).ok()?).ok()?;
    let algorithm = match header.alg.as_str() {
        _ if header.crit.is_some() => None,
        "RS256" => Some(Algorithm::RS256),
        "ES256" => Some(Algorithm::ES256),
        "EdDSA" => Some(Algorithm::EdDSA),
        _ => None,
    };
    let audiences = match claims.aud {
        OneOrMany::One(one) => vec![one],
        OneOrMany::Many(many) => many,
    };
    Some(UnverifiedClaims { issuer: claims.iss, audiences, key: header.kid, algorithm })
}

/// The identity that a token names, if one of the keys signed it and its claims are valid.
pub fn verify(
    text: &str,
    algorithm: Algorithm,
    keys: &[Arc<Key>],
    settings: &ProviderSettings,
) -> Result<Identity, Unauthenticated> {
    let mut validation = Validation::new(algorithm);
    validation.leeway = settings.skew_seconds;
    validation.validate_nbf = true;
    validation.set_issuer(&[&settings.issuer]);
    validation.set_audience(&settings.audiences);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    let mut refused = Unauthenticated::Forged;
    for key in keys.iter().filter(|key| key.algorithm == algorithm) {
        let error = match jsonwebtoken::decode::<Claims>(text, &key.decoding, &validation) {
            Ok(data) => return identity(data.claims, settings),
            Err(error) => error,
        };
        refused = match error.kind() {
            ErrorKind::ExpiredSignature => return Err(Unauthenticated::Expired),
            ErrorKind::ImmatureSignature => return Err(Unauthenticated::NotYet),
            ErrorKind::InvalidAudience | ErrorKind::InvalidIssuer => return Err(Unauthenticated::Foreign),
            ErrorKind::Json(_) | ErrorKind::MissingRequiredClaim(_) | ErrorKind::InvalidClaimFormat(_) => {
                return Err(Unauthenticated::Malformed);
            }
            _ => Unauthenticated::Forged,
        };
    }
    Err(refused)
}

fn identity(claims: Claims, settings: &ProviderSettings) -> Result<Identity, Unauthenticated> {
    if claims.sub.trim().is_empty() || claims.sub.len() > MAX_SUBJECT {
        return Err(Unauthenticated::Malformed);
    }
    let verified = is_true(claims.email_verified.as_ref()) || is_true(claims.xms_edov.as_ref());
    let email =
        claims.email.map(|email| email.trim().to_ascii_lowercase()).filter(|email| verified && !email.is_empty());
    Ok(Identity { issuer: settings.issuer.clone(), subject: claims.sub, email, expires: claims.exp })
}

/// True for `true`, `"true"`, `1` and `"1"`: providers differ.
fn is_true(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Bool(yes)) => *yes,
        Some(Value::String(word)) => word == "true" || word == "1",
        Some(Value::Number(number)) => number.as_u64() == Some(1),
        _ => false,
    }
}
