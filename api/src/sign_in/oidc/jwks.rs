//! The keys that a provider publishes (RFC 7517), as far as they can verify a token.
//!
//! The kind of a key decides its algorithm: RSA is RS256, P-256 is ES256, Ed25519 is EdDSA. Other keys (secrets, keys
//! for encryption, other curves, short RSA) are skipped with a reason; the rest of the set is used.

use std::sync::Arc;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::Value;

/// Further keys are ignored. No provider publishes this many.
const MAX_KEYS: usize = 100;
/// Sizes of RSA keys that are accepted. Shorter keys can be broken; longer ones make verifying anybody's token too
/// costly.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=4096;

/// One key.
pub struct Key {
    /// Its id (`kid`), which tokens name.
    pub id: Option<String>,
    /// The only algorithm it verifies.
    pub algorithm: Algorithm,
    /// The key itself.
    pub decoding: DecodingKey,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key").field("id", &self.id).field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}

/// All usable keys of a provider.
#[derive(Debug, Default, Clone)]
pub struct KeySet {
    keys: Vec<Arc<Key>>,
    /// Why other keys were skipped, one line each.
    pub skipped: Vec<String>,
}

#[derive(Deserialize)]
struct Document {
    keys: Vec<Value>,
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    usage: Option<String>,
    key_ops: Option<Vec<String>>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl KeySet {
    /// Reads a published key set; `None` where the bytes are not a key set.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<KeySet> {
        let document: Document = serde_json::from_slice(bytes).ok()?;
        let mut set = KeySet::default();
        for (at, value) in document.keys.into_iter().take(MAX_KEYS).enumerate() {
            let named = value.get("kid").and_then(Value::as_str).map_or(format!("number {}", at + 1), str::to_owned);
            let read = serde_json::from_value(value).map_err(|_| "is not a valid key".to_owned()).and_then(key);
            match read {
                Ok(key) => set.keys.push(Arc::new(key)),
                Err(reason) => set.skipped.push(format!("key {named} {reason}")),
            }
        }
        Some(set)
    }

    /// The keys that could have signed a token: those with the id that it names or, where it names none, the only key.
    #[must_use]
    pub fn named(&self, id: Option<&str>, algorithm: Algorithm) -> Vec<Arc<Key>> {
        let mut fitting = self.keys.iter().filter(|key| key.algorithm == algorithm);
        match (id, &self.keys[..]) {
            (Some(_), _) => fitting.filter(|key| key.id.as_deref() == id).cloned().collect(),
            (None, [_only]) => fitting.next().cloned().into_iter().collect(),
            (None, _) => Vec::new(),
        }
    }

    /// The number of usable keys.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// True where no key is usable.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The names of the keys' algorithms, separated by commas.
    #[must_use]
    pub fn algorithms(&self) -> String {
        let mut names: Vec<String> = self.keys.iter().map(|key| format!("{:?}", key.algorithm)).collect();
        names.sort_unstable();
        names.dedup();
        names.join(", ")
    }
}

fn key(jwk: Jwk) -> Result<Key, String> {
    if jwk.usage.as_deref().is_some_and(|usage| usage != "sig") {
        return Err("is for encryption".to_owned());
    }
    if jwk.key_ops.as_ref().is_some_and(|uses| !uses.iter().any(|one| one == "verify")) {
        return Err("is not for verifying".to_owned());
    }
    let (algorithm, names, decoding): (_, &[&str], _) = match (jwk.kty.as_str(), jwk.crv.as_deref()) {
        ("RSA", _) => (Algorithm::RS256, &["RS256"], rsa(&jwk)?),
        ("EC", Some("P-256")) => {
            let (x, y) = (sized(jwk.x.as_deref(), 32)?, sized(jwk.y.as_deref(), 32)?);
            (Algorithm::ES256, &["ES256"], DecodingKey::from_ec_components(x, y))
        }
        ("OKP", Some("Ed25519")) => {
            let x = sized(jwk.x.as_deref(), 32)?;
            (Algorithm::EdDSA, &["EdDSA", "Ed25519"], DecodingKey::from_ed_components(x))
        }
        (kind, curve) => {
            let curve = curve.map_or_else(String::new, |curve| format!(" {curve}"));
            return Err(format!("is of kind {kind}{curve}: RSA, EC P-256 and OKP Ed25519 are accepted"));
        }
    };
    if let Some(named) = jwk.alg.filter(|named| !names.contains(&named.as_str())) {
        return Err(format!("is for {named}: RS256, ES256 and EdDSA are accepted"));
    }
    let decoding = decoding.map_err(|_| "does not decode".to_owned())?;
    Ok(Key { id: jwk.kid, algorithm, decoding })
}

fn rsa(jwk: &Jwk) -> Result<Result<DecodingKey, jsonwebtoken::errors::Error>, String> {
    let (Some(n), Some(e)) = (&jwk.n, &jwk.e) else {
        return Err("lacks `n` or `e`".to_owned());
    };
    let modulus = BASE64.decode(n).map_err(|_| "does not decode".to_owned())?;
    let zeros = modulus.iter().take_while(|byte| **byte == 0).count();
    let bits = modulus.get(zeros).map_or(0, |first| (modulus.len() - zeros) * 8 - first.leading_zeros() as usize);
    if !RSA_BITS.contains(&bits) {
        let (least, most) = (RSA_BITS.start(), RSA_BITS.end());
        return Err(format!("has {bits} bits: RSA keys of {least} to {most} bits are accepted"));
    }
    Ok(DecodingKey::from_rsa_components(n, e))
}

fn sized(text: Option<&str>, bytes: usize) -> Result<&str, String> {
    let text = text.ok_or("lacks a coordinate")?;
    match BASE64.decode(text) {
        Ok(found) if found.len() == bytes => Ok(text),
        _ => Err("has a coordinate of the wrong length".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_key_decides_the_algorithm() {
        let set =
            read(json!([rsa_of(256, json!({ "kid": "r" })), ec(json!({ "kid": "e" })), ed(json!({ "kid": "o" }))]));
        assert_eq!((set.len(), set.algorithms()), (3, "ES256, EdDSA, RS256".to_owned()));
        assert_eq!(set.named(Some("r"), Algorithm::RS256).len(), 1);
        assert_eq!(set.named(Some("r"), Algorithm::ES256).len(), 0, "the key has another algorithm");
        assert_eq!(set.named(None, Algorithm::RS256).len(), 0, "it is not known which of the three keys is meant");
        assert_eq!(read(json!([ec(json!({}))])).named(None, Algorithm::ES256).len(), 1, "there is only one");
    }

    #[test]
    fn keys_that_are_skipped() {
        skipped(json!({ "kty": "oct", "k": "c2VjcmV0", "kid": "s" }), "is of kind oct");
        skipped(rsa_of(128, json!({})), "has 1024 bits");
        skipped(rsa_of(1024, json!({})), "has 8192 bits");
        skipped(rsa_of(256, json!({ "use": "enc" })), "is for encryption");
        skipped(rsa_of(256, json!({ "alg": "RSA-OAEP" })), "is for RSA-OAEP");
        skipped(rsa_of(256, json!({ "alg": "HS256" })), "is for HS256");
        skipped(rsa_of(256, json!({ "key_ops": ["encrypt"] })), "is not for verifying");
        skipped(ec(json!({ "crv": "P-384" })), "is of kind EC P-384");
        skipped(ec(json!({ "x": "AAAA" })), "wrong length");
        skipped(ed(json!({ "crv": "X25519" })), "is of kind OKP X25519");
        skipped(json!("key"), "is not a valid key");
        assert!(KeySet::read(b"{}").is_none());
        assert!(KeySet::read(b"<html>").is_none());
    }

    #[track_caller]
    fn skipped(key: Value, expected: &str) {
        let set = read(json!([key, ec(json!({ "kid": "usable" }))]));
        assert_eq!(set.len(), 1, "the rest of the set is used");
        assert!(set.skipped[0].contains(expected), "{}", set.skipped[0]);
    }

    fn read(keys: Value) -> KeySet {
        KeySet::read(json!({ "keys": keys }).to_string().as_bytes()).unwrap()
    }

    fn rsa_of(bytes: usize, more: Value) -> Value {
        with(json!({ "kty": "RSA", "n": BASE64.encode(vec![0xff; bytes]), "e": "AQAB" }), more)
    }

    fn ec(more: Value) -> Value {
        with(json!({ "kty": "EC", "crv": "P-256", "x": BASE64.encode([1; 32]), "y": BASE64.encode([2; 32]) }), more)
    }

    fn ed(more: Value) -> Value {
        with(json!({ "kty": "OKP", "crv": "Ed25519", "x": BASE64.encode([1; 32]) }), more)
    }

    fn with(mut key: Value, more: Value) -> Value {
        for (name, value) in more.as_object().unwrap() {
            key[name] = value.clone();
        }
        key
    }
}
