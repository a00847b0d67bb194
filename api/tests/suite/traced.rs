//! Told to stop right after an answer that leaves a trace: what was told is written down before the process ends.

use std::path::Path;
use std::process::Command;

use api::database::{Database, Purpose};
use api::sign_in::{LocalKey, token};
use chrono::TimeDelta;
use entity::{access_event, principal};
use migration::Migrator;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use sea_orm_migration::MigratorTrait;
use serde_json::{Value, json};

use crate::http_client::send;
use crate::killed::serve;

/// How many pages are asked for at once.
const READERS: usize = 8;
/// How many rows each tells of.
const ROWS: usize = 20;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_told_is_lost_at_the_end_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("traced.db").display());
    check(&url, folder.path()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_told_is_lost_at_the_end_on_postgres() {
    let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
        eprintln!("skipped: TEST_DATABASE_URL names no PostgreSQL server");
        return;
    };
    let admin = sea_orm::Database::connect(&server).await.unwrap();
    let name = format!("colonnade_traced_{}", uuid::Uuid::now_v7().simple());
    admin.execute_unprepared(&format!("create database {name}")).await.unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    let folder = tempfile::tempdir().unwrap();
    check(&format!("{base}/{name}"), folder.path()).await;
    admin.execute_unprepared(&format!("drop database {name} with (force)")).await.unwrap();
}

async fn check(url: &str, folder: &Path) {
    let database = Database::open(url, Purpose::Maintain).await.unwrap();
    Migrator::up(&database.writer, None).await.unwrap();
    let small = demo::Options { schools: 1, pupils: 60, ..demo::Options::default() };
    let made = demo::load(&database.writer, &small, &|_| {}).await.unwrap();
    let reader = principal::Entity::find()
        .filter(principal::Column::TrustId.eq(made.trust_id))
        .filter(principal::Column::Persona.eq("data-manager"));
    let reader = reader.one(&database.readers).await.unwrap().unwrap().id;
    database.close().await;
    let key = LocalKey::open(&folder.join("local-key.pem")).unwrap();
    let token = token::issue(&key, reader, made.trust_id, TimeDelta::hours(1)).unwrap().token;

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
