//! Chooses the media type of the answer by `Accept` (GraphQL over HTTP, "Media Types").
//!
//! A caller that names `application/graphql-response+json` gets it. A caller that names neither gets the older form,
//! `application/json`, because such callers were written for it.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header::ACCEPT};

use super::Refusal;

/// The two forms of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// `application/graphql-response+json`: the status says what happened.
    GraphqlResponse,
    /// `application/json`: every well-formed GraphQL request gets 200, even if its document does not validate.
    Json,
}

impl Media {
    /// The value of `Content-Type`.
    pub fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Media::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Media::Json => "application/json; charset=utf-8",
        })
    }

    /// The status to send for an answer of the engine.
    pub fn status(self, engine: u16) -> StatusCode {
        match (self, engine) {
            (Media::Json, 400) => StatusCode::OK,
            _ => StatusCode::from_u16(engine).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }
}

/// Chooses the form by `Accept`.
pub fn media(headers: &HeaderMap) -> Result<Media, Refusal> {
    if !headers.contains_key(ACCEPT) {
        return Ok(Media::Json);
    }
    // Qualities in thousandths; the most specific range that matches decides for each form.
    let (mut response, mut json) = (None, Ranked::default());
    for (range, quality) in ranges(headers) {
        match range {
            "application/graphql-response+json" => response = Some(quality),
            "application/json" => json.offer(3, quality),
            "application/*" => json.offer(2, quality),
            // A request for a stream that is refused before the stream begins gets JSON.
            "*/*" | "text/event-stream" => json.offer(1, quality),
            _ => {}
        }
    }
    let (response, json) = (response.unwrap_or(0), json.quality);
    if response > 0 && response >= json {
        Ok(Media::GraphqlResponse)
    } else if json > 0 {
        Ok(Media::Json)
    } else {
        Err(Refusal::bad(
            StatusCode::NOT_ACCEPTABLE,
            "answers come as application/graphql-response+json or application/json: accept one of them",
        ))
    }
}

/// True where the caller prefers a stream of events to both JSON forms.
pub fn wants_events(headers: &HeaderMap) -> bool {
    let most = |names: &[&str]| {
        ranges(headers).filter(|(range, _)| names.contains(range)).map(|(_, quality)| quality).max().unwrap_or(0)
    };
    most(&["text/event-stream"]) > most(&["application/graphql-response+json", "application/json"])
}

/// True where `Accept` names one of the two JSON forms; a browser never sends that for a link, an image or a form.
pub fn names_json(headers: &HeaderMap) -> bool {
    ranges(headers).any(|(range, quality)| {
        quality > 0 && matches!(range, "application/graphql-response+json" | "application/json")
    })
}

#[derive(Default)]
struct Ranked {
    specificity: u8,
    quality: u16,
}

impl Ranked {
    fn offer(&mut self, specificity: u8, quality: u16) {
        if specificity > self.specificity {
            *self = Ranked { specificity, quality };
        }
    }
}

fn ranges(headers: &HeaderMap) -> impl Iterator<Item = (&str, u16)> {
    headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).map(
        |range| {
            let mut parts = range.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default();
            let quality = parts
                .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
                .map_or(1000, |q| q.parse::<f32>().map_or(0, |q| (q.clamp(0.0, 1.0) * 1000.0) as u16));
            (name, quality)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_accept() {
        check(None, Some(Media::Json));
        check(Some("*/*"), Some(Media::Json));
        check(Some("application/*"), Some(Media::Json));
        check(Some("application/json"), Some(Media::Json));
        check(Some("application/graphql-response+json"), Some(Media::GraphqlResponse));
        check(Some("application/graphql-response+json, application/json;q=0.9"), Some(Media::GraphqlResponse));
        check(Some("application/graphql-response+json;q=0.5, application/json"), Some(Media::Json));
        check(Some("application/json, */*;q=0.1"), Some(Media::Json));
        check(Some("application/json;q=0, */*"), None);
        check(Some("text/html,application/xhtml+xml,*/*;q=0.8"), Some(Media::Json));
        check(Some("text/html"), None);
        check(Some("text/event-stream"), Some(Media::Json));
        check(Some("text/event-stream;q=0"), None);
        check(Some("application/graphql-response+json;q=0"), None);
        check(Some("application/json;q=nonsense"), None);
    }

    #[test]
    fn events_by_accept() {
        let wants = |accept| wants_events(&HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(accept))]));
        assert!(wants("text/event-stream"));
        assert!(wants("text/event-stream, */*;q=0.1"));
        assert!(wants("application/json;q=0.5, text/event-stream"));
        assert!(!wants("application/json, text/event-stream"));
        assert!(!wants("text/event-stream;q=0"));
        assert!(!wants("*/*"));
        assert!(!wants_events(&HeaderMap::new()));
    }

    #[track_caller]
    fn check(accept: Option<&'static str>, expected: Option<Media>) {
        let mut headers = HeaderMap::new();
        if let Some(accept) = accept {
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
        }
        assert_eq!(media(&headers).ok(), expected);
    }
}
