//! Reads the token from the `Authorization` header.

use axum::http::{HeaderMap, header::AUTHORIZATION};

use super::Unauthenticated;

/// The token in the headers, if any. Another scheme or a second header is an error and is not ignored, because the
/// caller tried to sign in.
pub fn token(headers: &HeaderMap) -> Result<Option<&str>, Unauthenticated> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = values.next() else {
        return Ok(None);
    };
    if values.next().is_some() {
        return Err(Unauthenticated::Malformed);
    }
    let value = value.to_str().map_err(|_| Unauthenticated::Malformed)?.trim();
    if value.is_empty() {
        return Ok(None);
    }
    match value.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() => {
            Ok(Some(token.trim()))
        }
        _ => Err(Unauthenticated::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes() {
        check(&[], Ok(None));
        check(&[""], Ok(None));
        check(&["Bearer abc"], Ok(Some("abc")));
        check(&["bearer  abc "], Ok(Some("abc")));
        check(&["Bearer"], Err(Unauthenticated::Malformed));
        check(&["Basic abc"], Err(Unauthenticated::Malformed));
        check(&["Bearer a", "Bearer b"], Err(Unauthenticated::Malformed));
    }

    #[track_caller]
    fn check(values: &[&'static str], expected: Result<Option<&str>, Unauthenticated>) {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(AUTHORIZATION, axum::http::HeaderValue::from_static(value));
        }
        assert_eq!(token(&headers), expected);
    }
}
