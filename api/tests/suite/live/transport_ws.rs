//! `graphql-transport-ws`: what its PROTOCOL.md asks of a server, a check each, over real sockets.

use std::sync::Arc;
use std::time::Duration;

use api::config::Limits;
use api::edge::live;
use api::server::Running;
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, TransactionTrait};
use serde_json::{Value, json};

use super::checks::{Check, all_hold, checks};
use super::client::{Frame, Socket};
use super::telling::{RECORDED, rights_that_end_take_the_socket_with_them, settle};
use super::trust::{Class, RECORD, Trust};
use crate::world::{HEAD, Kind, LEAVER, World};

const PROTOCOL: &str = "graphql-transport-ws";
const CHANGED: &str = "subscription { recordChanged { id } }";
const VIEWER: &str = "{ viewer { displayName } }";

const CHECKS: &[Check<Here>] = checks![
    "the subprotocol is chosen, and a socket without it is closed with 4406" => negotiation,
    "a socket that does not say who it is, is closed with 4408" => opening_time,
    "connection_init is acknowledged, and nothing is sent before" => acknowledgement,
    "an operation before the acknowledgement closes with 4401" => early,
    "a second connection_init closes with 4429" => twice,
    "a token that signs nobody in closes with 4401 before the acknowledgement" => nobody,
    "what is no message closes with 4400" => ill_formed,
    "a message of an unknown type closes with 4400" => unknown_type,
    "a ping is answered with what it carried, a pong is taken, at any time" => ping_and_pong,
    "a query is answered by one next, then complete" => query,
    "a subscription is told next after next" => stream,
    "complete of the client ends an operation, and its id is free" => completed_by_client,
    "an id that is in use closes with 4409" => same_id,
    "a document that does not fit is an error, behind which nothing comes" => invalid_document,
    "errors of single fields come within next" => field_errors,
    "operations run side by side" => side_by_side,
    "nothing is said of an operation that the client completed" => nothing_behind_complete,
    "a token that ends closes with 4401" => token_ends,
    "rights that end close with 4403" => rights_end,
];

/// What the checks share: a trust of two people for most of them, a demo trust for what is told.
struct Here {
    world: World,
    trust: Trust,
    server: Running,
    teacher: String,
    class: Class,
}

#[tokio::test(flavor = "multi_thread")]
async fn graphql_transport_ws() {
    let trust = Trust::new(scratch::Kind::Sqlite).await;
    let server = trust.serve(Limits::default()).await;
    let teacher = trust.of("teacher").await;
    let class = Class::find(server.addr, &teacher).await;
    let here = Arc::new(Here { world: World::demo().await, trust, server, teacher, class });
    all_hold(PROTOCOL, &here, CHECKS).await;
    let here = Arc::into_inner(here).expect("every check has ended");
    here.server.shutdown().await;
}

impl Here {
    async fn open(&self) -> Socket {
        Socket::open(self.world.addr, PROTOCOL, "").await
    }

    async fn signed_in(&self) -> Socket {
        Socket::signed_in(self.world.addr, &self.world.token(HEAD, TimeDelta::hours(1))).await
    }

    async fn teacher(&self) -> Socket {
        Socket::signed_in(self.server.addr, &self.teacher).await
    }

    async fn record(&self, pupil: usize) {
        self.class.record(self.server.addr, &self.teacher, pupil, 0).await;
    }
}

fn ack() -> Value {
    json!({ "type": "connection_ack" })
}

fn complete(id: &str) -> Value {
    json!({ "id": id, "type": "complete" })
}

fn init() -> Value {
    json!({ "type": "connection_init" })
}

/// Everything that was under way has been said before this is answered.
async fn answers(socket: &mut Socket, mark: &str) {
    socket.send(json!({ "type": "ping", "payload": { "mark": mark } })).await;
    assert_eq!(socket.message().await, json!({ "type": "pong", "payload": { "mark": mark } }));
}

async fn negotiation(here: Arc<Here>) {
    assert!(here.open().await.head.contains("sec-websocket-protocol: graphql-transport-ws\r\n"));
    let several = Socket::open(here.world.addr, "soap, graphql-transport-ws", "").await;
    assert!(several.head.contains("sec-websocket-protocol: graphql-transport-ws\r\n"), "{}", several.head);
    for other in ["graphql-ws", "soap"] {
        let mut socket = Socket::open(here.world.addr, other, "").await;
        assert!(!socket.head.contains("sec-websocket-protocol"), "{}", socket.head);
        assert_eq!(socket.closed().await, 4406, "{other}");
    }
}

async fn opening_time(_: Arc<Here>) {
    let live = live::Limits { opening: Duration::from_millis(500), ..live::Limits::default() };
    let world = World::start(Kind::Demo, Limits { live, ..Limits::default() }).await;
    let mut socket = Socket::open(world.addr, PROTOCOL, "").await;
    // Speaking is not enough.
    socket.send(json!({ "type": "ping" })).await;
    assert_eq!(socket.message().await, json!({ "type": "pong" }));
    assert_eq!(socket.closed().await, 4408);
    let mut socket = Socket::signed_in(world.addr, &world.token(HEAD, TimeDelta::hours(1))).await;
    tokio::time::sleep(Duration::from_millis(700)).await;
    answers(&mut socket, "it stays").await;
}

async fn acknowledgement(here: Arc<Here>) {
    let authorization = format!("Bearer {}", here.world.token(HEAD, TimeDelta::hours(1)));
    for payload in [json!({ "authorization": authorization, "more": [1] }), json!({}), Value::Null] {
        let mut socket = here.open().await;
        answers(&mut socket, "before").await;
        socket.send(json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(socket.message().await, ack());
    }
}

async fn early(here: Arc<Here>) {
    let mut socket = here.open().await;
    socket.subscribe("1", "{ __typename }", json!({})).await;
    assert!(matches!(socket.next().await, Frame::Close(4401, _)));
}

async fn twice(here: Arc<Here>) {
    let mut socket = here.open().await;
    socket.send(init()).await;
    socket.send(init()).await;
    assert_eq!(socket.closed().await, 4429);
    let mut later = here.signed_in().await;
    later.subscribe("1", CHANGED, json!({})).await;
    later.send(init()).await;
    assert_eq!(later.closed().await, 4429);
}

async fn nobody(here: Arc<Here>) {
    let ended = here.world.token(HEAD, TimeDelta::seconds(-5));
    let gone = here.world.token(LEAVER, TimeDelta::hours(1));
    let given = [json!(format!("Bearer {ended}")), json!(format!("Bearer {gone}")), json!("Basic abc"), json!(7)];
    for authorization in given {
        let mut socket = here.open().await;
        let payload = json!({ "authorization": authorization });
        socket.send(json!({ "type": "connection_init", "payload": payload })).await;
        assert!(matches!(socket.next().await, Frame::Close(4401, _)), "{authorization}");
    }
}

async fn ill_formed(here: Arc<Here>) {
    for text in [
        "",
        "{",
        "[]",
        "{}",
        "null",
        r#"{"type":7}"#,
        r#"{"type":"connection_init","payload":"x"}"#,
        r#"{"type":"ping","payload":[]}"#,
        r#"{"type":"pong","payload":1}"#,
        r#"{"type":"complete"}"#,
        r#"{"type":"complete","id":1}"#,
        r#"{"type":"subscribe","id":"1"}"#,
        r#"{"type":"subscribe","id":"1","payload":null}"#,
        r#"{"type":"subscribe","payload":{"query":"{ __typename }"}}"#,
        r#"{"type":"subscribe","id":"","payload":{"query":"{ __typename }"}}"#,
    ] {
        let mut socket = here.open().await;
        socket.send_frame(0x1, text.as_bytes()).await;
        assert_eq!(socket.closed().await, 4400, "{text}");
    }
    for payload in [
        json!({ "variables": {} }),
        json!({ "query": 7 }),
        json!({ "query": VIEWER, "variables": [] }),
        json!({ "query": VIEWER, "operationName": 7 }),
        json!({ "query": VIEWER, "extensions": "x" }),
    ] {
        let mut socket = here.signed_in().await;
        socket.send(json!({ "id": "1", "type": "subscribe", "payload": payload })).await;
        assert_eq!(socket.closed().await, 4400, "{payload}");
    }
    let mut binary = here.open().await;
    binary.send_frame(0x2, init().to_string().as_bytes()).await;
    assert_eq!(binary.closed().await, 4400);
}

async fn unknown_type(here: Arc<Here>) {
    for kind in ["start", "stop", "connection_ack", "next", "error", "Ping"] {
        let mut socket = here.signed_in().await;
        socket.send(json!({ "type": kind, "id": "1", "payload": {} })).await;
        assert_eq!(socket.closed().await, 4400, "{kind}");
    }
}

async fn ping_and_pong(here: Arc<Here>) {
    let mut socket = here.open().await;
    for round in 0..2 {
        socket.send(json!({ "type": "ping" })).await;
        assert_eq!(socket.message().await, json!({ "type": "pong" }));
        for pong in [json!({ "type": "pong" }), json!({ "type": "pong", "payload": { "a": [round] } })] {
            socket.send(pong).await;
        }
        answers(&mut socket, "a pong has no answer").await;
        if round == 0 {
            socket.send(init()).await;
            assert_eq!(socket.message().await, ack());
        }
    }
}

async fn query(here: Arc<Here>) {
    let mut socket = here.signed_in().await;
    let payload = json!({ "query": format!("query A {VIEWER} query B {{ __typename }}"), "operationName": "B",
        "variables": null, "extensions": null });
    socket.send(json!({ "id": "one", "type": "subscribe", "payload": payload })).await;
    let expected = json!({ "id": "one", "type": "next", "payload": { "data": { "__typename": "Query" } } });
    assert_eq!(socket.message().await, expected);
    assert_eq!(socket.message().await, complete("one"));
    answers(&mut socket, "nothing more").await;
}

async fn stream(here: Arc<Here>) {
    let mut socket = here.teacher().await;
    socket.subscribe("told", RECORDED, json!({})).await;
    settle(&mut socket).await;
    for pupil in [0, 1] {
        here.record(pupil).await;
        let told = socket.message().await;
        assert_eq!((&told["id"], &told["type"]), (&json!("told"), &json!("next")), "{told}");
        assert_eq!(told["payload"]["data"]["assessmentRecorded"]["pupil"]["id"], here.class.pupils[pupil], "{told}");
    }
}

async fn completed_by_client(here: Arc<Here>) {
    let mut socket = here.teacher().await;
    for id in ["ended", "told"] {
        socket.subscribe(id, RECORDED, json!({})).await;
    }
    settle(&mut socket).await;
    socket.send(complete("ended")).await;
    answers(&mut socket, "it has ended").await;
    here.record(2).await;
    assert_eq!(socket.message().await["id"], "told");
    socket.subscribe("ended", VIEWER, json!({})).await;
    let again = socket.message().await;
    assert_eq!((&again["id"], &again["type"]), (&json!("ended"), &json!("next")), "{again}");
    assert_eq!(socket.message().await, complete("ended"));
}

async fn same_id(here: Arc<Here>) {
    for document in [CHANGED, VIEWER] {
        let mut socket = here.signed_in().await;
        socket.subscribe("1", CHANGED, json!({})).await;
        socket.subscribe("1", document, json!({})).await;
        let expected = Frame::Close(4409, "Subscriber for 1 already exists".into());
        assert_eq!(socket.next().await, expected, "{document}");
    }
}

async fn invalid_document(here: Arc<Here>) {
    let mut socket = here.signed_in().await;
    for (document, code) in [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("query($id: ID!) { node(id: $id) { id } }", "BAD_USER_INPUT"),
    ] {
        socket.subscribe("1", document, json!({})).await;
        let refused = socket.message().await;
        assert_eq!((&refused["type"], &refused["id"]), (&json!("error"), &json!("1")), "{refused}");
        assert_eq!(refused["payload"][0]["extensions"]["code"], code, "{refused}");
        answers(&mut socket, "no complete").await;
    }
}

async fn field_errors(here: Arc<Here>) {
    let mut socket = here.signed_in().await;
    socket.subscribe("1", "{ pupils(first: 1) { nodes { id } } viewer { displayName } }", json!({})).await;
    let told = socket.message().await;
    assert_eq!(told["type"], "next", "{told}");
    let payload = &told["payload"];
    assert_eq!(payload["data"], json!({ "pupils": null, "viewer": { "displayName": "The head" } }));
    let error = &payload["errors"][0];
    assert_eq!((&error["extensions"]["code"], &error["path"]), (&json!("FORBIDDEN"), &json!(["pupils"])), "{told}");
    assert_eq!(socket.message().await, complete("1"));
}

async fn side_by_side(here: Arc<Here>) {
    let mut socket = here.teacher().await;
    for id in ["first", "second"] {
        socket.subscribe(id, RECORDED, json!({})).await;
    }
    settle(&mut socket).await;
    here.record(3).await;
    let mut told = Vec::new();
    for _ in 0..2 {
        let message = socket.message().await;
        assert_eq!(message["type"], "next", "{message}");
        told.push(message["id"].as_str().unwrap().to_owned());
    }
    told.sort();
    assert_eq!(told, ["first", "second"]);
}

async fn nothing_behind_complete(here: Arc<Here>) {
    let mut socket = here.teacher().await;
    // A mutation that waits for another writer is completed before there is anything to say of it.
    let writing = here.trust.db.begin().await.unwrap();
    writing.execute_unprepared("update trust set name = name").await.unwrap();
    socket.subscribe("late", RECORD, json!({ "input": here.class.input(4, 0) })).await;
    socket.subscribe("told", RECORDED, json!({})).await;
    settle(&mut socket).await;
    for id in ["late", "told", "late", "never there"] {
        socket.send(complete(id)).await;
    }
    answers(&mut socket, "an id that is not known does no harm").await;
    writing.rollback().await.unwrap();
    here.record(5).await;
    settle(&mut socket).await;
    answers(&mut socket, "nothing").await;
}

async fn token_ends(here: Arc<Here>) {
    // The header of the upgrade signs in as well.
    let header = format!("Authorization: Bearer {}\r\n", here.world.token(HEAD, TimeDelta::seconds(2)));
    let mut socket = Socket::open(here.world.addr, PROTOCOL, &header).await;
    socket.send(init()).await;
    assert_eq!(socket.message().await, ack());
    socket.subscribe("1", CHANGED, json!({})).await;
    assert!(matches!(socket.next().await, Frame::Close(4401, _)));
}

async fn rights_end(_: Arc<Here>) {
    for kind in scratch::kinds() {
        let trust = Trust::new(kind).await;
        rights_that_end_take_the_socket_with_them(&trust).await;
    }
}
