//! Local tokens: their claims, and how they are issued and verified.
//!
//! A local token is a JSON Web Token, signed with EdDSA by the installation's own key. The algorithm is fixed, so
//! `none` and a public key used as an HMAC secret are refused before anything else is read. A token names a principal
//! and a trust and holds no rights: these are compiled from the database, so a withdrawn grant needs no new token.

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, Header, Validation, errors::ErrorKind};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{LocalKey, Unauthenticated};

/// The `iss` claim of local tokens.
pub const ISSUER: &str = "colonnade-local";
/// The `aud` claim of local tokens.
pub const AUDIENCE: &str = "colonnade";
/// The clocks of two machines may differ by this many seconds.
const LEEWAY_SECONDS: u64 = 30;
/// A longer text cannot be a local token and is not decoded.
const MAX_BYTES: usize = 8 * 1024;

/// The claims of a local token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Issuer.
    pub iss: String,
    /// Audience.
    pub aud: String,
    /// The principal's id.
    pub sub: Uuid,
    /// The trust's id.
    pub trust: Uuid,
    /// When it was issued, in Unix seconds.
    pub iat: i64,
    /// When it becomes valid, in Unix seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nbf: Option<i64>,
    /// When it expires, in Unix seconds.
    pub exp: i64,
    /// The token's own id.
    pub jti: Uuid,
}

/// A token and when it expires.
#[derive(Debug, Clone, Serialize)]
pub struct Issued {
    /// The token to send as `Authorization: Bearer …`.
    pub token: String,
    /// When it expires.
    pub expires_at: DateTime<Utc>,
}

/// Issues a token for a principal of a trust.
pub fn issue(key: &LocalKey, principal: Uuid, trust: Uuid, lasts: TimeDelta) -> anyhow::Result<Issued> {
    let now = Utc::now();
    let expires_at = now + lasts;
    let claims = Claims {
        iss: ISSUER.into(),
        aud: AUDIENCE.into(),
        sub: principal,
        trust,
        iat: now.timestamp(),
        nbf: None,
        exp: expires_at.timestamp(),
        jti: Uuid::now_v7(),
    };
    let mut header = Header::new(Algorithm::EdDSA);
    header.kid = Some(key.id.clone());
    Ok(Issued { token: jsonwebtoken::encode(&header, &claims, &key.encoding)?, expires_at })
}

/// Verifies a token and returns its claims, or why it is rejected.
pub fn verify(key: &LocalKey, token: &str) -> Result<Claims, Unauthenticated> {
    if token.len() > MAX_BYTES {
        return Err(Unauthenticated::Malformed);
    }
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.leeway = LEEWAY_SECONDS;
    validation.validate_nbf = true;
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    match jsonwebtoken::decode::<Claims>(token, &key.decoding, &validation) {
        Ok(data) => Ok(data.claims),
        Err(error) => Err(match error.kind() {
            ErrorKind::ExpiredSignature => Unauthenticated::Expired,
            ErrorKind::ImmatureSignature => Unauthenticated::NotYet,
            ErrorKind::InvalidAudience | ErrorKind::InvalidIssuer => Unauthenticated::Foreign,
            ErrorKind::InvalidSignature | ErrorKind::InvalidAlgorithm | ErrorKind::InvalidAlgorithmName => {
                Unauthenticated::Forged
            }
            _ => Unauthenticated::Malformed,
        }),
    }
}
