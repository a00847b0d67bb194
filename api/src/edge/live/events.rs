//! Server-sent events, the distinct connections mode of `graphql-sse`: each request is answered by a stream of its own.
//!
//! Each response is an `event: next` with the response as `data`; `event: complete` ends the stream. An invalid
//! document is answered by such a response as well. A status other than 200 means that the caller may not open a stream
//! at all.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use futures::stream;
use graph::Begun;

use super::super::answer::{self, OperationKind};
use super::super::{Edge, Refusal};
use super::connections::{CallerConnection, OpenConnection};
use super::subscription::{End, Step, Subscriber, Subscription};
use crate::sign_in::bearer;

/// What a stream sends next.
enum Stage {
    /// The responses of a subscription. The connection counts as open, in total and for its caller, until this is
    /// dropped.
    Subscribed(Box<Subscription>, OpenConnection, CallerConnection),
    /// One last response.
    Last(Vec<u8>),
    /// `event: complete`.
    Complete,
    /// Nothing: the stream ends.
    Done,
}

/// Answers a request with a stream.
pub async fn stream(edge: &Arc<Edge>, head: &Parts, request: graph::Request) -> Result<Response, Refusal> {
    let token = bearer::token(&head.headers).map_err(Refusal::unauthenticated)?;
    let subscriber = match token {
        None => None,
        Some(token) => {
            answer::caller(edge, head).await?;
            let subscriber = Subscriber::of(edge, token.into(), std::time::Duration::MAX).await;
            Some(subscriber.map_err(|_| Refusal::unauthenticated(crate::sign_in::Unauthenticated::Expired))?)
        }
    };
    let caller = subscriber.as_ref().map(|subscriber| &*subscriber.caller);
    let begun = answer::run(edge, head, &request, edge.engine.begin(caller, &request));
    let (stage, operation) = match (begun.await?, subscriber) {
        (Begun::Listening(listening), Some(subscriber)) => {
            let (open, of_caller) =
                (OpenConnection::new(edge), CallerConnection::new(edge, subscriber.caller.principal));
            let open = open.ok_or_else(Refusal::busy)?;
            let most = edge.limits.live.connections_per_caller;
            let of_caller = of_caller.ok_or_else(|| Refusal::too_many_connections(most))?;
            let subscription = Subscription::new(edge.clone(), subscriber, listening);
            (Stage::Subscribed(Box::new(subscription), open, of_caller), Some("subscription"))
        }
        (Begun::Listening(_), None) => return Err(Refusal::not_found()),
        (Begun::Answered(answer), subscriber) if answer.status == 401 => {
            return Ok(answer::respond(edge, super::super::negotiate::Media::Json, answer, subscriber.is_some(), None));
        }
        (Begun::Answered(answer), _) => (Stage::Last(answer.body), answer.operation),
    };
    let mut response = Response::new(Body::from_stream(stream::unfold(stage, step)));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    // A proxy that buffers responses would delay events.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    if let Some(operation) = operation {
        response.extensions_mut().insert(OperationKind(operation));
    }
    Ok(response)
}

async fn step(stage: Stage) -> Option<(Result<Bytes, std::convert::Infallible>, Stage)> {
    let (text, next) = match stage {
        Stage::Subscribed(mut subscription, open, of_caller) => match subscription.next().await {
            Step::Response(body) => (next(&body), Stage::Subscribed(subscription, open, of_caller)),
            Step::Idle => (b":\n\n".to_vec(), Stage::Subscribed(subscription, open, of_caller)),
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

/// A response as an event. `body` contains no line breaks: JSON escapes those within strings.
fn next(body: &[u8]) -> Vec<u8> {
    [b"event: next\ndata: ", body, b"\n\n"].concat()
}

fn complete() -> Vec<u8> {
    b"event: complete\ndata:\n\n".to_vec()
}
