//! Local tokens: what they say, how they are made and checked.
//!
//! A JSON Web Token signed with EdDSA by the installation's own key. The algorithm is pinned, so `none` and a
//! public key used as an HMAC secret are refused before anything else is read. A token names a principal and a
//! trust and carries no rights: these are compiled from the database, so withdrawing a grant needs no new token.

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, Header, Validation, errors::ErrorKind};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{LocalKey, Unauthenticated};

/// Who makes these tokens.
pub const ISSUER: &str = "colonnade-local";
/// Whom they are for.
pub const AUDIENCE: &str = "colonnade";
/// Clocks of two machines may differ by this many seconds.
const LEEWAY_SECONDS: u64 = 30;
/// Longer texts are no tokens of ours and are not even decoded.
const MAX_BYTES: usize = 8 * 1024;

/// What a token says.
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
    /// When it was made, in seconds of the Unix clock.
    pub iat: i64,
    /// From when it holds, where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nbf: Option<i64>,
    /// When it ends.
    pub exp: i64,
    /// The token's own id.
    pub jti: Uuid,
}

/// A token and its end.
#[derive(Debug, Clone, Serialize)]
pub struct Issued {
    /// The text to send as `Authorization: Bearer …`.
    pub token: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// Makes a token for a principal of a trust.
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

/// Reads a token, or says why it does not hold.
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
