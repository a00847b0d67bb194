//! Told to stop right after an answer that leaves a trace: what was told is written down before the process ends.

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

/// How many pages are asked for at once.
const READERS: usize = 8;
/// How many rows each tells of.
const ROWS: usize = 20;

on_both!(nothing_told_is_lost_at_the_end);

async fn nothing_told_is_lost_at_the_end(on: Kind) {
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
    let asked = (0..READERS).map(|_| send(addr, &head, body.as_bytes()));
    for reply in futures::future::join_all(asked).await {
        let answer: Value = reply.json();
        assert_eq!(answer["data"]["pupils"]["nodes"].as_array().map(Vec::len), Some(ROWS), "{answer}");
    }
    // At once: what waits to be written has not been gathered yet.
    let asked = Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap();
    assert!(asked.success());
    assert!(server.wait().unwrap().success());

    let database = Database::open(url, Purpose::Maintain).await.unwrap();
    let named = access_event::Entity::find().filter(access_event::Column::Operation.eq("Last"));
    assert_eq!(named.count(&database.readers).await.unwrap(), (READERS * ROWS) as u64);
    database.close().await;
}
