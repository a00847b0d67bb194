//! Server-sent events, the distinct connections of `graphql-sse`: a request is answered by a stream of its own.
//!
//! `event: next` with a response as `data`, at the end `event: complete`. Whatever is wrong with the document is a
//! response as well; only who may not ask at all is refused by the status.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use futures::stream;
use graph::Begun;

use super::super::answer::{self, Operation};
use super::super::{Edge, Refusal};
use super::places::{Open, Place};
use super::told::{End, Step, Told, Who};
use crate::sign_in::bearer;

/// Where a stream stands.
enum Stage {
    /// It listens; its places are held as long.
    Listening(Box<Told>, Open, Place),
    /// One response is left to send.
    Last(Vec<u8>),
    /// Only the end is left.
    Complete,
    Done,
}

/// Answers a request by a stream.
pub async fn stream(edge: &Arc<Edge>, head: &Parts, request: graph::Request) -> Result<Response, Refusal> {
    let token = bearer::token(&head.headers).map_err(Refusal::unauthenticated)?;
    let who = match token {
        None => None,
        Some(token) => {
            answer::caller(edge, head).await?;
            let who = Who::of(edge, token.into(), std::time::Duration::MAX).await;
            Some(who.map_err(|_| Refusal::unauthenticated(crate::sign_in::Unauthenticated::Expired))?)
        }
    };
    let begun = answer::within(edge, head, &request, edge.engine.begin(who.as_ref().map(|who| &*who.caller), &request));
    let (stage, operation) = match (begun.await?, who) {
        (Begun::Listening(listening), Some(who)) => {
            let (open, place) = (Open::new(edge), Place::of(edge, who.caller.principal));
            let open = open.ok_or_else(Refusal::busy)?;
            let place = place.ok_or_else(|| Refusal::too_many(edge.limits.live.connections))?;
            let told = Told::new(edge.clone(), who, listening);
            (Stage::Listening(Box::new(told), open, place), Some("subscription"))
        }
        (Begun::Listening(_), None) => return Err(Refusal::not_found()),
        (Begun::Answered(answer), who) if answer.status == 401 => {
            return Ok(answer::respond(edge, super::super::negotiate::Media::Json, answer, who.is_some(), None));
        }
        (Begun::Answered(answer), _) => (Stage::Last(answer.body), answer.operation),
    };
    let mut response = Response::new(Body::from_stream(stream::unfold(stage, step)));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    // A proxy that collects answers would keep events back.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    if let Some(operation) = operation {
        response.extensions_mut().insert(Operation(operation));
    }
    Ok(response)
}

async fn step(stage: Stage) -> Option<(Result<Bytes, std::convert::Infallible>, Stage)> {
    let (text, next) = match stage {
        Stage::Listening(mut told, open, place) => match told.next().await {
            Step::Next(body) => (next(&body), Stage::Listening(told, open, place)),
            Step::Quiet => (b":\n\n".to_vec(), Stage::Listening(told, open, place)),
            Step::End(End::Stopping) => (complete(), Stage::Done),
            Step::End(End::Unauthenticated(reason)) => {
                let refusal = graph::error::Refusal::new(graph::error::Code::Unauthenticated, reason);
                (next(&refusal.body()), Stage::Complete)
            }
            Step::End(End::Forbidden(refusal) | End::Refused(refusal)) => (next(&refusal.body()), Stage::Complete),
        },
        Stage::Last(body) => (next(&body), Stage::Complete),
        Stage::Complete => (complete(), Stage::Done),
        Stage::Done => return None,
    };
    Some((Ok(text.into()), next))
}

/// A response as an event. It has no line ends: JSON escapes those of texts.
fn next(body: &[u8]) -> Vec<u8> {
    [b"event: next\ndata: ", body, b"\n\n"].concat()
}

fn complete() -> Vec<u8> {
    b"event: complete\ndata:\n\n".to_vec()
}
