//! Server-sent events: the distinct connections of `graphql-sse`.

use std::time::Duration;

use api::config::Limits;
use api::edge::live;
use chrono::TimeDelta;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::client::PATIENCE;
use super::trust::{Class, Trust};
use crate::world::{HEAD, Kind, World};

const CHANGED: &str = "subscription { recordChanged { id } }";
const STREAM: &str = "\r\nAccept: text/event-stream";

/// A stream that is read event by event.
struct Stream {
    stream: TcpStream,
    text: String,
}

impl Stream {
    async fn open(addr: std::net::SocketAddr, token: &str, query: &str) -> Stream {
        let body = json!({ "query": query }).to_string();
        let head = format!(
            "POST /graphql HTTP/1.1\r\nHost: {addr}\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\n\
             Authorization: Bearer {token}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut stream = TcpStream::connect(addr).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut opened = Stream { stream, text: String::new() };
        let head = opened.until("\r\n\r\n").await.to_ascii_lowercase();
        assert!(head.starts_with("http/1.1 200 "), "{head}");
        assert!(head.contains("content-type: text/event-stream"), "{head}");
        assert!(head.contains("cache-control: no-cache"), "{head}");
        opened
    }

    /// What stands before a mark.
    async fn until(&mut self, mark: &str) -> String {
        loop {
            if let Some((before, after)) = self.text.split_once(mark) {
                let before = before.to_owned();
                self.text = after.to_owned();
                return before;
            }
            let mut bytes = [0; 4096];
            let read = tokio::time::timeout(PATIENCE, self.stream.read(&mut bytes)).await.expect("nothing came");
            let read = read.unwrap();
            assert!(read > 0, "the stream ended after {:?}", self.text);
            self.text.push_str(std::str::from_utf8(&bytes[..read]).unwrap());
        }
    }

    /// The next event; lengths of chunks and comments left out.
    async fn event(&mut self) -> (String, Value) {
        loop {
            let text = self.until("\n\n").await;
            let line = |name: &str| text.lines().find_map(|line| line.strip_prefix(name).map(str::trim));
            let Some(kind) = line("event:") else { continue };
            let data = line("data:").filter(|data| !data.is_empty());
            return (kind.to_owned(), data.map_or(Value::Null, |data| serde_json::from_str(data).unwrap()));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_tells_what_its_caller_may_see() {
    let mut trusts = vec![Trust::sqlite().await];
    trusts.extend(Trust::postgres().await);
    for trust in trusts {
        let server = trust.serve(Limits::default()).await;
        let teacher = trust.of("teacher").await;
        let class = Class::find(server.addr, &teacher).await;
        let mut stream =
            Stream::open(server.addr, &teacher, "subscription { assessmentRecorded { pupil { id } school { id } } }")
                .await;
        class.record(server.addr, &teacher, 2, 0).await;
        let (kind, told) = stream.event().await;
        let expected = json!({ "pupil": { "id": class.pupils[2] }, "school": { "id": class.school } });
        assert_eq!((&*kind, told), ("next", json!({ "data": { "assessmentRecorded": expected } })));
        let stopping = tokio::spawn(server.shutdown());
        assert_eq!(stream.event().await, ("complete".to_owned(), Value::Null));
        stopping.await.unwrap();
        trust.drop().await;
    }
}

#[tokio::test]
async fn whatever_is_answered_at_once_is_told_and_done() {
    let world = World::demo().await;
    let token = world.token(HEAD, TimeDelta::hours(1));
    let mut stream = Stream::open(world.addr, &token, "{ viewer { displayName } }").await;
    assert_eq!(stream.event().await, ("next".into(), json!({ "data": { "viewer": { "displayName": "The head" } } })));
    assert_eq!(stream.event().await, ("complete".into(), Value::Null));
    let mut refused = Stream::open(world.addr, &token, "subscription { nothing }").await;
    let (kind, told) = refused.event().await;
    assert_eq!((&*kind, &told["errors"][0]["extensions"]["code"]), ("next", &json!("GRAPHQL_VALIDATION_FAILED")));
    assert_eq!(refused.event().await.0, "complete");
    let (query, header) = ("/graphql?query=%7B__typename%7D", format!("{STREAM}\r\nAuthorization: Bearer {token}"));
    let got = world.get(query, &header).await;
    assert_eq!((got.status, got.header("content-type")), (200, Some("text/event-stream; charset=utf-8")));
    assert!(got.text().contains("event: next\ndata: {\"data\":{\"__typename\":\"Query\"}}\n\n"), "{}", got.text());
    let changed = world.get("/graphql?query=mutation%7B__typename%7D", &header).await;
    assert!(changed.text().contains("a mutation is not run over GET"), "{}", changed.text());
}

#[tokio::test]
async fn whoever_may_not_ask_is_refused_by_the_status() {
    let world = World::start(
        Kind::Demo,
        Limits { live: live::Limits { connections: 1, ..live::Limits::default() }, ..Limits::default() },
    )
    .await;
    let body = json!({ "query": CHANGED }).to_string();
    assert_eq!(world.post(STREAM, &body).await.status, 401);
    let ended = format!("{STREAM}\r\nAuthorization: Bearer {}", world.token(HEAD, TimeDelta::seconds(-40)));
    assert_eq!(world.post(&ended, &body).await.status, 401);
    let token = world.token(HEAD, TimeDelta::hours(1));
    let _held = Stream::open(world.addr, &token, CHANGED).await;
    let more = world.post(&format!("{STREAM}\r\nAuthorization: Bearer {token}"), &body).await;
    assert_eq!((more.status, &*more.code()), (429, "THROTTLED"));
    // Without a stream to tell in, a subscription is refused with what to do.
    let at_once = world.post(&format!("\r\nAuthorization: Bearer {token}"), &body).await;
    assert!(at_once.message().contains("text/event-stream"), "{}", at_once.text());
}

#[tokio::test]
async fn a_quiet_stream_shows_that_it_is_there_and_ends_with_its_token() {
    let quick = live::Limits { beat: Duration::from_millis(50), ..live::Limits::default() };
    let world = World::start(Kind::Demo, Limits { live: quick, ..Limits::default() }).await;
    let mut stream = Stream::open(world.addr, &world.token(HEAD, TimeDelta::seconds(3)), CHANGED).await;
    for _ in 0..3 {
        stream.until(":\n\n").await;
    }
    let (kind, told) = stream.event().await;
    assert_eq!((&*kind, &told["errors"][0]["extensions"]["code"]), ("next", &json!("UNAUTHENTICATED")), "{told}");
    assert_eq!(stream.event().await.0, "complete");
}
