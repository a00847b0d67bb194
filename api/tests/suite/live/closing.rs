//! The protocol's close codes, one abuse each.

use std::time::Duration;

use api::config::Limits;
use api::edge::live;
use chrono::TimeDelta;
use serde_json::json;

use super::client::{Frame, Socket};
use crate::world::{HEAD, Kind, LEAVER, World};

const PROTOCOL: &str = "graphql-transport-ws";
const CHANGED: &str = "subscription { recordChanged { id } }";

fn limits(live: live::Limits) -> Limits {
    Limits { live, ..Limits::default() }
}

async fn init(socket: &mut Socket) {
    socket.send(json!({ "type": "connection_init" })).await;
}

#[tokio::test]
async fn a_socket_that_never_says_who_it_is() {
    let short = live::Limits { opening: Duration::from_millis(50), ..live::Limits::default() };
    let world = World::start(Kind::Demo, limits(short)).await;
    let mut socket = Socket::open(world.addr, PROTOCOL, "").await;
    assert!(socket.head.contains("sec-websocket-protocol: graphql-transport-ws"), "{}", socket.head);
    assert_eq!(socket.closed().await, 4408);
    // One that does stays.
    let mut socket = Socket::signed_in(world.addr, &world.token(HEAD, TimeDelta::hours(1))).await;
    tokio::time::sleep(Duration::from_millis(120)).await;
    socket.send(json!({ "type": "ping", "payload": { "a": 1 } })).await;
    assert_eq!(socket.message().await, json!({ "type": "pong", "payload": { "a": 1 } }));
}

#[tokio::test]
async fn what_is_out_of_turn() {
    let world = World::demo().await;
    let open = || Socket::open(world.addr, PROTOCOL, "");
    let mut early = open().await;
    early.subscribe("1", CHANGED, json!({})).await;
    assert_eq!(early.closed().await, 4401);

    let mut twice = open().await;
    init(&mut twice).await;
    init(&mut twice).await;
    assert_eq!(twice.closed().await, 4429);

    let token = world.token(HEAD, TimeDelta::hours(1));
    let mut same = Socket::signed_in(world.addr, &token).await;
    same.subscribe("1", CHANGED, json!({})).await;
    same.subscribe("1", CHANGED, json!({})).await;
    assert_eq!(same.closed().await, 4409);

    // An id that was completed may be given anew, by either side's word.
    let mut again = Socket::signed_in(world.addr, &token).await;
    again.subscribe("1", CHANGED, json!({})).await;
    again.send(json!({ "id": "1", "type": "complete" })).await;
    again.subscribe("1", "{ viewer { displayName } }", json!({})).await;
    assert_eq!(again.message().await["payload"]["data"]["viewer"]["displayName"], "The head");
    assert_eq!(again.message().await, json!({ "id": "1", "type": "complete" }));
    again.subscribe("1", "{ nothing }", json!({})).await;
    let refused = again.message().await;
    assert_eq!((&refused["type"], &refused["id"]), (&json!("error"), &json!("1")), "{refused}");
    assert_eq!(refused["payload"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED");
}

#[tokio::test]
async fn what_is_no_message() {
    let world = World::demo().await;
    for text in ["", "{", "[]", "{}", r#"{"type":"start"}"#, r#"{"type":"subscribe","id":"1"}"#] {
        let mut socket = Socket::open(world.addr, PROTOCOL, "").await;
        socket.send_frame(0x1, text.as_bytes()).await;
        assert_eq!(socket.closed().await, 4400, "{text}");
    }
    let mut binary = Socket::open(world.addr, PROTOCOL, "").await;
    binary.send_frame(0x2, br#"{"type":"connection_init"}"#).await;
    assert_eq!(binary.closed().await, 4400);
    let mut without = Socket::signed_in(world.addr, &world.token(HEAD, TimeDelta::hours(1))).await;
    without.send(json!({ "id": "1", "type": "subscribe", "payload": { "variables": {} } })).await;
    assert_eq!(without.closed().await, 4400);
    let mut long = Socket::open(world.addr, PROTOCOL, "").await;
    long.send_frame(0x1, &vec![b' '; 2 << 20]).await;
    assert_eq!(long.closed().await, 1009);
    for other in ["graphql-ws", "soap"] {
        let mut socket = Socket::open(world.addr, other, "").await;
        assert_eq!(socket.closed().await, 4406, "{other}");
    }
}

#[tokio::test]
async fn whoever_is_nobody() {
    let world = World::demo().await;
    let ended = world.token(HEAD, TimeDelta::seconds(-5));
    let gone = world.token(LEAVER, TimeDelta::hours(1));
    for authorization in
        [json!(format!("Bearer {ended}")), json!(format!("Bearer {gone}")), json!("Basic abc"), json!(7)]
    {
        let mut socket = Socket::open(world.addr, PROTOCOL, "").await;
        let payload = json!({ "authorization": authorization });
        socket.send(json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(socket.closed().await, 4401, "{authorization}");
    }
    let mut anonymous = Socket::open(world.addr, PROTOCOL, "").await;
    init(&mut anonymous).await;
    assert_eq!(anonymous.message().await["type"], "connection_ack");
    anonymous.subscribe("1", "{ __typename }", json!({})).await;
    assert_eq!(anonymous.message().await["payload"]["data"]["__typename"], "Query");
    assert_eq!(anonymous.message().await["type"], "complete");
    anonymous.subscribe("2", CHANGED, json!({})).await;
    assert_eq!(anonymous.closed().await, 4401);
    // The header of the upgrade signs in as well, and a token that ends closes the socket.
    let header = format!("Authorization: Bearer {}\r\n", world.token(HEAD, TimeDelta::seconds(2)));
    let mut brief = Socket::open(world.addr, PROTOCOL, &header).await;
    init(&mut brief).await;
    assert_eq!(brief.message().await["type"], "connection_ack");
    assert_eq!(brief.closed().await, 4401);
}

#[tokio::test]
async fn more_than_one_may_have() {
    let few = live::Limits { connections: 2, operations: 1, ..live::Limits::default() };
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
    // A place is given back.
    drop(second);
    while world.running().edge().live.open() > 1 {
        tokio::task::yield_now().await;
    }
    Socket::signed_in(world.addr, &token).await;
}

#[tokio::test]
async fn whoever_says_farewell_is_answered() {
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
async fn the_server_says_farewell() {
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
