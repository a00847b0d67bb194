//! Reads a provider's token: first what it says of itself, then, with keys, whether that is true.
//!
//! The algorithm follows from the key, never from the token alone: `none` and a public key used as an HMAC secret
//! name no algorithm that a published key can have, and are refused before any key is looked for.

use std::sync::Arc;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use jsonwebtoken::{Algorithm, Validation, errors::ErrorKind};
use serde::Deserialize;
use serde_json::Value;

use super::Identity;
use super::jwks::Key;
use crate::config::ProviderSettings;
use crate::sign_in::Unauthenticated;

/// Longer texts are not decoded. Providers that list groups make long ones.
const MAX_BYTES: usize = 16 * 1024;
/// The longest subject that OpenID Connect allows.
const MAX_SUBJECT: usize = 255;

/// What a token says of itself. None of it is proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    /// Who claims to have made it.
    pub issuer: String,
    /// Whom it claims to be for.
    pub audiences: Vec<String>,
    /// The name of the key that would prove it.
    pub key: Option<String>,
    /// How it is signed, if that is a way in which a provider may sign.
    pub algorithm: Option<Algorithm>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// Extensions that a reader must know. We know none.
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct Addressed {
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

/// What is taken from a token that holds.
#[derive(Deserialize)]
struct Claims {
    sub: String,
    exp: i64,
    email: Option<String>,
    email_verified: Option<Value>,
    /// Entra's word for an address whose domain the tenant has proved to own; it sends no `email_verified`.
    xms_edov: Option<Value>,
}

/// What a text says of itself if it is a token at all.
#[must_use]
pub fn glance(text: &str) -> Option<Glance> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let mut parts = text.split('.');
    let (header, claims) = (parts.next()?, parts.next()?);
    let header: Header = serde_json::from_slice(&BASE64.decode(header).ok()?).ok()?;
    let claims: Addressed = serde_json::from_slice(&BASE64.decode(claims).ok()?).ok()?;
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
    Some(Glance { issuer: claims.iss, audiences, key: header.kid, algorithm })
}

/// Whom the token is about, if one of the keys signed it and its claims hold.
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
    let verified = is_yes(claims.email_verified.as_ref()) || is_yes(claims.xms_edov.as_ref());
    let email =
        claims.email.map(|email| email.trim().to_ascii_lowercase()).filter(|email| verified && !email.is_empty());
    Ok(Identity { issuer: settings.issuer.clone(), subject: claims.sub, email, ends: claims.exp })
}

/// Providers write a yes as `true`, `"true"`, `1` or `"1"`.
fn is_yes(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Bool(yes)) => *yes,
        Some(Value::String(word)) => word == "true" || word == "1",
        Some(Value::Number(number)) => number.as_u64() == Some(1),
        _ => false,
    }
}
