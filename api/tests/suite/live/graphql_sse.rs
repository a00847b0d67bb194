//! The distinct connections of `graphql-sse`: what its PROTOCOL.md asks of a server, a check each, over real connections.

use std::sync::Arc;
use std::time::Duration;

use api::config::Limits;
use api::edge::live;
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::checks::{Check, all_hold, checks};
use super::stream::Stream;
use super::trust::{Class, Trust};
use crate::http_client::send;
use crate::world::{HEAD, Kind, World};

const CHANGED: &str = "subscription { recordChanged { id } }";
const STREAM: &str = "\r\nAccept: text/event-stream";

const CHECKS: &[Check<World>] = checks![
    "a request by POST or GET that accepts text/event-stream is answered by it" => content_type,
    "a result is a next with it as data, behind the last stands a complete with empty data" => answered_at_once,
    "a subscription is told next after next, and complete at its end" => told_one_by_one,
    "what is wrong with a document is told within the stream" => invalid_document,
    "a connection that is closed ends the operation on the server" => closed_by_client,
    "a token that ends, ends the stream with the reason and complete" => token_ends,
    "a quiet stream shows by comments that it is there" => quiet,
    "what is no request, or nobody's, is refused by its status outside of a stream" => refused_outside,
];

#[tokio::test(flavor = "multi_thread")]
async fn graphql_sse() {
    all_hold("graphql-sse", &Arc::new(World::demo().await), CHECKS).await;
}

fn signed_in(world: &World) -> String {
    format!("{STREAM}\r\nAuthorization: Bearer {}", world.token(HEAD, TimeDelta::hours(1)))
}

async fn content_type(world: Arc<World>) {
    let header = signed_in(&world);
    let posted = world.post(&header, r#"{"query":"{ __typename }"}"#).await;
    let got = world.get("/graphql?query=%7B__typename%7D", &header).await;
    for reply in [posted, got] {
        let expected = (200, Some("text/event-stream; charset=utf-8"), Some("no-cache"));
        assert_eq!((reply.status, reply.header("content-type"), reply.header("cache-control")), expected);
        let text = reply.text();
        assert!(text.contains("event: next\ndata: {\"data\":{\"__typename\":\"Query\"}}\n\n"), "{text}");
    }
    let changed = world.get("/graphql?query=mutation%7B__typename%7D", &header).await;
    assert!(changed.text().contains("a mutation is not run over GET"), "{}", changed.text());
}

async fn answered_at_once(world: Arc<World>) {
    let token = world.token(HEAD, TimeDelta::hours(1));
    let mut stream = Stream::open(world.addr, &token, "{ viewer { displayName } pupils { totalCount } }").await;
    let (kind, told) = stream.event().await;
    let data = json!({ "viewer": { "displayName": "The head" }, "pupils": null });
    assert_eq!((&*kind, &told["data"], &told["errors"][0]["path"]), ("next", &data, &json!(["pupils"])));
    // Without the field, an EventSource would not tell of it.
    assert!(stream.until("\n\n").await.ends_with("event: complete\ndata:"));
    stream.ended().await;
}

async fn told_one_by_one(_: Arc<World>) {
    for kind in scratch::kinds() {
        let trust = Trust::new(kind).await;
        let server = trust.serve(Limits::default()).await;
        let teacher = trust.of("teacher").await;
        let class = Class::find(server.addr, &teacher).await;
        let document = "subscription { assessmentRecorded { pupil { id } school { id } } }";
        let mut stream = Stream::open(server.addr, &teacher, document).await;
        for pupil in [2, 3] {
            class.record(server.addr, &teacher, pupil, 0).await;
            let (kind, told) = stream.event().await;
            let expected = json!({ "pupil": { "id": class.pupils[pupil] }, "school": { "id": class.school } });
            assert_eq!((&*kind, told), ("next", json!({ "data": { "assessmentRecorded": expected } })));
        }
        let stopping = tokio::spawn(server.shutdown());
        assert_eq!(stream.event().await, ("complete".to_owned(), Value::Null));
        stopping.await.unwrap();
    }
}

async fn invalid_document(world: Arc<World>) {
    let token = world.token(HEAD, TimeDelta::hours(1));
    for (document, code) in [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("query($id: ID!) { node(id: $id) { id } }", "BAD_USER_INPUT"),
    ] {
        let mut stream = Stream::open(world.addr, &token, document).await;
        let (kind, told) = stream.event().await;
        assert_eq!((&*kind, &told["errors"][0]["extensions"]["code"]), ("next", &json!(code)), "{told}");
        assert_eq!(stream.event().await.0, "complete");
    }
}

async fn closed_by_client(_: Arc<World>) {
    let quick = live::Limits { beat: Duration::from_millis(50), connections: 1, ..live::Limits::default() };
    let world = World::start(Kind::Demo, Limits { live: quick, ..Limits::default() }).await;
    let token = world.token(HEAD, TimeDelta::hours(1));
    for _ in 0..2 {
        let stream = Stream::open(world.addr, &token, CHANGED).await;
        assert_eq!(world.running().edge().live.open(), 1);
        drop(stream);
        let ended = async {
            while world.running().edge().live.open() > 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(super::client::PATIENCE, ended).await.expect("it goes on");
    }
}

async fn token_ends(world: Arc<World>) {
    let mut stream = Stream::open(world.addr, &world.token(HEAD, TimeDelta::seconds(2)), CHANGED).await;
    let (kind, told) = stream.event().await;
    assert_eq!((&*kind, &told["errors"][0]["extensions"]["code"]), ("next", &json!("UNAUTHENTICATED")), "{told}");
    assert_eq!(stream.event().await.0, "complete");
    stream.ended().await;
}

async fn quiet(_: Arc<World>) {
    let quick = live::Limits { beat: Duration::from_millis(50), ..live::Limits::default() };
    let world = World::start(Kind::Demo, Limits { live: quick, ..Limits::default() }).await;
    let mut stream = Stream::open(world.addr, &world.token(HEAD, TimeDelta::hours(1)), CHANGED).await;
    for _ in 0..3 {
        stream.until(":\n\n").await;
    }
}

async fn refused_outside(_: Arc<World>) {
    let few = live::Limits { connections: 1, ..live::Limits::default() };
    let world = World::start(Kind::Demo, Limits { live: few, ..Limits::default() }).await;
    let header = signed_in(&world);
    let body = json!({ "query": CHANGED }).to_string();
    let refused = |reply: crate::http_client::Reply, status: u16| {
        assert_eq!(reply.status, status, "{}", reply.text());
        assert_eq!(reply.header("content-type"), Some("application/json; charset=utf-8"));
        assert!(!reply.message().is_empty());
    };
    for ill_formed in ["{", "[]", "{}", r#"{"query":7}"#, r#"{"query":"{ __typename }","variables":[]}"#] {
        refused(world.post(&header, ill_formed).await, 400);
    }
    refused(world.get("/graphql", &header).await, 400);
    refused(world.post(STREAM, &body).await, 401);
    let ended = format!("{STREAM}\r\nAuthorization: Bearer {}", world.token(HEAD, TimeDelta::seconds(-40)));
    refused(world.post(&ended, &body).await, 401);
    for method in ["PUT", "DELETE"] {
        refused(send(world.addr, &format!("{method} /graphql HTTP/1.1{header}"), b"").await, 405);
    }
    let other = header.replace("event-stream", "html");
    refused(world.post(&other, &body).await, 406);
    let _held = Stream::open(world.addr, &world.token(HEAD, TimeDelta::hours(1)), CHANGED).await;
    refused(world.post(&header, &body).await, 429);
    // Without a stream to tell in, a subscription is refused with what to do.
    let at_once = world.post(&header.replace(STREAM, ""), &body).await;
    assert!(at_once.message().contains("text/event-stream"), "{}", at_once.text());
}
