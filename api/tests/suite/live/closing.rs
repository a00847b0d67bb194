//! How sockets are closed beyond what the protocol requires: limits, close frames, sockets without a token.

use std::time::Duration;

use api::config::Limits;
use api::edge::live;
use chrono::TimeDelta;
use serde_json::json;

use super::client::{Frame, Socket};
use crate::world::{HEAD, Kind, World};

const PROTOCOL: &str = "graphql-transport-ws";
const CHANGED: &str = "subscription { recordChanged { id } }";

fn limits(live: live::Limits) -> Limits {
    Limits { live, ..Limits::default() }
}

async fn init(socket: &mut Socket) {
    socket.send(json!({ "type": "connection_init" })).await;
}

#[tokio::test]
async fn a_message_that_is_too_long() {
    let world = World::demo().await;
    let mut long = Socket::open(world.addr, PROTOCOL, "").await;
    long.send_frame(0x1, &vec![b' '; 2 << 20]).await;
    assert_eq!(long.closed().await, 1009);
}

#[tokio::test]
async fn a_socket_without_a_token_is_closed_after_a_time() {
    let short = live::Limits { init_timeout: Duration::from_millis(1000), ..live::Limits::default() };
    let world = World::start(Kind::Demo, limits(short)).await;
    let mut anonymous = Socket::open(world.addr, PROTOCOL, "").await;
    init(&mut anonymous).await;
    assert_eq!(anonymous.message().await["type"], "connection_ack");
    anonymous.subscribe("1", "{ __typename }", json!({})).await;
    assert_eq!(anonymous.message().await["payload"]["data"]["__typename"], "Query");
    assert_eq!(anonymous.message().await["type"], "complete");
    anonymous.send(json!({ "type": "ping" })).await;
    assert_eq!(anonymous.message().await["type"], "pong");
    assert_eq!(anonymous.closed().await, 4401);
    let mut listening = Socket::open(world.addr, PROTOCOL, "").await;
    init(&mut listening).await;
    assert_eq!(listening.message().await["type"], "connection_ack");
    listening.subscribe("1", CHANGED, json!({})).await;
    assert_eq!(listening.closed().await, 4401);
}

#[tokio::test]
async fn more_connections_than_a_caller_may_have() {
    let few = live::Limits { connections_per_caller: 2, operations_per_socket: 1, ..live::Limits::default() };
    let world = World::start(Kind::Demo, limits(few)).await;
    let token = world.token(HEAD, TimeDelta::hours(1));
    let mut first = Socket::signed_in(world.addr, &token).await;
    let second = Socket::signed_in(world.addr, &token).await;
    let mut third = Socket::open(world.addr, PROTOCOL, "").await;
    let payload = json!({ "authorization": token });
    third.send(json!({ "type": "connection_init", "payload": payload })).await;
    assert_eq!(third.closed().await, 1013);
    first.subscribe("1", CHANGED, json!({})).await;
    first.subscribe("2", CHANGED, json!({})).await;
    let refused = first.message().await;
    assert_eq!((&refused["id"], &refused["payload"][0]["extensions"]["code"]), (&json!("2"), &json!("THROTTLED")));
    // A closed connection no longer counts.
    drop(second);
    while world.running().edge().live.open() > 1 {
        tokio::task::yield_now().await;
    }
    Socket::signed_in(world.addr, &token).await;
}

#[tokio::test]
async fn a_close_frame_is_answered() {
    let world = World::demo().await;
    let mut socket = Socket::signed_in(world.addr, &world.token(HEAD, TimeDelta::hours(1))).await;
    socket.subscribe("1", CHANGED, json!({})).await;
    socket.send_frame(0x8, &[1000u16.to_be_bytes().as_slice(), b"done"].concat()).await;
    assert_eq!(socket.next().await, Frame::Close(1000, "done".into()));
    while world.running().edge().live.open() > 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_stopping_server_sends_a_close_frame() {
    let mut world = World::demo().await;
    let mut socket = Socket::signed_in(world.addr, &world.token(HEAD, TimeDelta::hours(1))).await;
    socket.subscribe("1", CHANGED, json!({})).await;
    let stopping = tokio::spawn(async move { world.stop().await });
    assert!(matches!(socket.next().await, Frame::Close(1001, _)));
    drop(socket);
    stopping.await.unwrap();
}

#[tokio::test]
async fn a_subscription_has_one_field() {
    let world = World::demo().await;
    let mut socket = Socket::signed_in(world.addr, &world.token(HEAD, TimeDelta::hours(1))).await;
    for (id, document) in [
        ("1", "subscription { recordChanged { id } assessmentRecorded { id } }"),
        ("2", "subscription { a: recordChanged { id } ...F } fragment F on Subscription { b: recordChanged { id } }"),
        ("3", "subscription { __typename }"),
        ("4", "subscription { __schema { types { name } } }"),
        ("5", "subscription($if: Boolean!) { recordChanged @include(if: $if) { id } }"),
        ("6", "subscription { ... @skip(if: false) { recordChanged { id } } }"),
    ] {
        socket.subscribe(id, document, json!({ "if": true })).await;
        let refused = socket.message().await;
        assert_eq!((&refused["type"], &refused["id"]), (&json!("error"), &json!(id)), "{refused}");
        assert_eq!(refused["payload"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED", "{refused}");
    }
    socket.subscribe("7", "subscription { a: recordChanged { id } a: recordChanged { at } }", json!({})).await;
    socket.subscribe("8", "{ __typename }", json!({})).await;
    assert_eq!(socket.message().await["id"], "8");
}
