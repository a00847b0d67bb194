//! One id per request: the one that the caller sent, or a new one. It is in the log, in a header of the answer and in
//! internal errors.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

/// The header of requests and of responses.
pub const NAME: HeaderName = HeaderName::from_static("x-request-id");
/// Longer ids are replaced.
const MAX_BYTES: usize = 128;

/// A request's id. It holds only characters that can neither break a header nor forge a line of the log.
#[derive(Debug, Clone)]
pub struct RequestId(HeaderValue);

impl RequestId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    /// The id as a header's value.
    pub fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

/// The id in the headers, if it is safe to use, else a new one.
pub fn of(headers: &HeaderMap) -> RequestId {
    match headers.get(NAME) {
        Some(sent) if is_safe(sent.as_bytes()) => RequestId(sent.clone()),
        _ => {
            let mut buffer = Uuid::encode_buffer();
            let text = Uuid::now_v7().simple().encode_lower(&mut buffer);
            RequestId(HeaderValue::from_str(text).expect("hexadecimal digits are a valid header"))
        }
    }
}

fn is_safe(id: &[u8]) -> bool {
    (1..=MAX_BYTES).contains(&id.len()) && id.iter().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(byte))
}
