//! Stops the server right after sensitive reads: their trace is written before the process ends.

use std::process::Command;

use api::database::{Database, Purpose};
use api::sign_in::{LocalKey, token};
use chrono::TimeDelta;
use entity::{access_event, principal};
use scratch::{Kind, Options, Scratch, on_both};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use crate::http_client::send;
use crate::killed::serve;

/// How many pages are read at the same time.
const READERS: usize = 8;
/// How many rows each page has.
const ROWS: usize = 20;

on_both!(no_trace_is_lost_at_a_stop);

async fn no_trace_is_lost_at_a_stop(on: Kind) {
    let small = Options { schools: 1, pupils: 60, ..Options::default() };
    let scratch = Scratch::demo(on, small).await;
    let (url, folder) = (scratch.url(), scratch.folder());
    let database = Database::open(url, Purpose::Maintain).await.unwrap();
    let trust = scratch::demo_trust(&database.writer).await;
    let reader = principal::Entity::find()
        .filter(principal::Column::TrustId.eq(trust))
        .filter(principal::Column::Persona.eq("data-manager"));
    let reader = reader.one(&database.readers).await.unwrap().unwrap().id;
    database.close().await;
    let key = LocalKey::open(&folder.join("local-key.pem")).unwrap();
    let token = token::issue(&key, reader, trust, TimeDelta::hours(1)).unwrap().token;

    let (mut server, addr) = serve(url, folder);
    let query = format!("query Last {{ pupils(first: {ROWS}) {{ nodes {{ id ethnicity }} }} }}");
    let body = json!({ "query": query }).to_string();
    let head = format!("POST /graphql HTTP/1.1\r\nContent-Type: application/json\r\nAuthorization: Bearer {token}");
    let replies = (0..READERS).map(|_| send(addr, &head, body.as_bytes()));
    for reply in futures::future::join_all(replies).await {
        let answer: Value = reply.json();
        assert_eq!(answer["data"]["pupils"]["nodes"].as_array().map(Vec::len), Some(ROWS), "{answer}");
    }
    // At once, before the queued trace has been written.
    let signalled = Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap();
    assert!(signalled.success());
    assert!(server.wait().unwrap().success());

    let database = Database::open(url, Purpose::Maintain).await.unwrap();
    let named = access_event::Entity::find().filter(access_event::Column::Operation.eq("Last"));
    assert_eq!(named.count(&database.readers).await.unwrap(), (READERS * ROWS) as u64);
    database.close().await;
}
