//! Reads a request's body: it must be JSON, no longer than the limit, and arrive before the deadline.

use axum::body::Body;
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use bytes::{Bytes, BytesMut};
use futures::StreamExt;
use tokio::time::{Instant, timeout_at};

use super::Refusal;

/// Refuses a body that is not declared as JSON in UTF-8. Any website can make its visitors' browsers send a form or
/// plain text without a CORS preflight; JSON needs one.
pub fn is_json(headers: &HeaderMap) -> Result<(), Refusal> {
    let refuse = |what: &str| {
        let message = format!("{what}: send `Content-Type: application/json`, in UTF-8, not compressed");
        Refusal::bad(StatusCode::UNSUPPORTED_MEDIA_TYPE, message)
    };
    let mut values = headers.get_all(CONTENT_TYPE).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return Err(refuse("the request must have one Content-Type header"));
    };
    let value = value.to_str().map_err(|_| refuse("the Content-Type header is not valid"))?;
    let mut parts = value.split(';').map(str::trim);
    if !parts.next().is_some_and(|name| name.eq_ignore_ascii_case("application/json")) {
        return Err(refuse("only JSON is accepted"));
    }
    for part in parts {
        if let Some((name, charset)) = part.split_once('=')
            && name.trim().eq_ignore_ascii_case("charset")
            && !charset.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
        {
            return Err(refuse("only UTF-8 is accepted"));
        }
    }
    match headers.get(CONTENT_ENCODING) {
        Some(encoding) if encoding != "identity" => Err(refuse("a compressed body is not accepted")),
        _ => Ok(()),
    }
}

/// Reads the whole body.
pub async fn read(headers: &HeaderMap, body: Body, limit: usize, deadline: Instant) -> Result<Bytes, Refusal> {
    let declared = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|length| length > limit as u64) {
        return Err(Refusal::too_large(limit));
    }
    timeout_at(deadline, collect(body, limit)).await.unwrap_or_else(|_| {
        Err(Refusal::timeout(StatusCode::REQUEST_TIMEOUT, "the body did not arrive in time: send it faster"))
    })
}

async fn collect(body: Body, limit: usize) -> Result<Bytes, Refusal> {
    let mut chunks = body.into_data_stream();
    // Nearly every body is one chunk, which is returned without a copy.
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| {
            Refusal::bad(StatusCode::BAD_REQUEST, "the connection failed before the whole body arrived: send it again")
        })?;
        if first.len() + rest.len() + chunk.len() > limit {
            return Err(Refusal::too_large(limit));
        }
        if first.is_empty() && rest.is_empty() {
            first = chunk;
        } else {
            if rest.is_empty() {
                rest.extend_from_slice(&std::mem::take(&mut first));
            }
            rest.extend_from_slice(&chunk);
        }
    }
    Ok(if rest.is_empty() { first } else { rest.freeze() })
}
