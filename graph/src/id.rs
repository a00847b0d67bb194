//! Global ids: the type and the key in one opaque text.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// The global id of a row.
#[must_use]
pub fn encode(type_name: &str, key: Uuid) -> String {
    let mut out = String::new();
    push(&mut out, type_name, key.as_bytes());
    out
}

/// Appends the global id of a row.
pub(crate) fn push(out: &mut String, type_name: &str, key: &[u8]) {
    let mut raw = [0u8; 80];
    let name = type_name.as_bytes();
    let end = name.len() + 1 + key.len();
    raw[..name.len()].copy_from_slice(name);
    raw[name.len()] = b':';
    raw[name.len() + 1..end].copy_from_slice(key);
    URL_SAFE_NO_PAD.encode_string(&raw[..end], out);
}

/// The type and the key of a global id; nothing where the text is not a global id.
#[must_use]
pub fn decode(text: &str) -> Option<(String, Uuid)> {
    if text.len() > 120 {
        return None;
    }
    let raw = URL_SAFE_NO_PAD.decode(text).ok()?;
    let at = raw.iter().position(|b| *b == b':')?;
    let key = Uuid::from_slice(&raw[at + 1..]).ok()?;
    let name = std::str::from_utf8(&raw[..at]).ok()?;
    name.bytes().all(|b| b.is_ascii_alphanumeric()).then(|| (name.to_owned(), key))
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};
    use uuid::Uuid;

    #[test]
    fn an_id_comes_back() {
        let key = Uuid::from_u128(7);
        assert_eq!(decode(&encode("Pupil", key)), Some(("Pupil".to_owned(), key)));
        assert_eq!(decode("UHVwaWw6"), None);
        assert_eq!(decode("%"), None);
    }
}
