//! A server of its own for every test, over a small migrated database with two people in it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use api::clock::Clock;
use api::config::Limits;
use api::database::{Database, Purpose};
use api::server::{self, Config, Running};
use api::sign_in::{LocalKey, Provider, token};
use chrono::TimeDelta;
use entity::codes::PrincipalKind;
use entity::codes::TrustStatus;
use entity::codes::TrustType;
use entity::{principal, setting, trust};
use scratch::Scratch;
use sea_orm::{ActiveValue::Set, EntityTrait};
use uuid::Uuid;

use crate::http_client::{Reply, send};

pub const HEAD: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);
pub const LEAVER: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0002);
pub const TRUST: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_00ff);

pub struct World {
    pub addr: SocketAddr,
    pub key: PathBuf,
    /// How often rights were compiled.
    pub compiled: Arc<AtomicUsize>,
    running: Option<Running>,
    scratch: Scratch,
}

pub enum Kind {
    Demo,
    Real,
}

impl World {
    pub async fn demo() -> World {
        World::start(Kind::Demo, Limits::default()).await
    }

    pub async fn start(kind: Kind, limits: Limits) -> World {
        World::with_providers(kind, limits, Vec::new()).await
    }

    pub async fn with_providers(kind: Kind, limits: Limits, providers: Vec<Provider>) -> World {
        let scratch = Scratch::migrated(scratch::Kind::Sqlite).await;
        let database = Database::open(scratch.url(), Purpose::Maintain).await.unwrap();
        fill(&database, matches!(kind, Kind::Demo)).await;
        let key = scratch.folder().join("local-key.pem");
        let compiled = Arc::new(AtomicUsize::new(0));
        let count = compiled.clone();
        let usual = api::wiring::compile();
        let local = LocalKey::open(&key).unwrap();
        let running = server::start(Config {
            bind: SocketAddr::from(([127, 0, 0, 1], 0)),
            limits,
            engine: api::wiring::engine(&database, &local).unwrap(),
            compile: Arc::new(move |db, principal, today| {
                count.fetch_add(1, Ordering::SeqCst);
                usual(db, principal, today)
            }),
            clock: Clock::read(&database.readers).await.unwrap(),
            key: local,
            providers,
            database,
        })
        .await
        .unwrap();
        World { addr: running.addr, key, compiled, running: Some(running), scratch }
    }

    /// Where the database is.
    pub fn url(&self) -> String {
        self.scratch.url().to_owned()
    }

    /// A second server over the same database.
    pub async fn second(&self, providers: Vec<Provider>) -> Running {
        let database = Database::open(&self.url(), Purpose::Maintain).await.unwrap();
        let local = LocalKey::open(&self.key).unwrap();
        server::start(Config {
            bind: SocketAddr::from(([127, 0, 0, 1], 0)),
            limits: Limits::default(),
            engine: api::wiring::engine(&database, &local).unwrap(),
            compile: api::wiring::compile(),
            clock: Clock::read(&database.readers).await.unwrap(),
            key: local,
            providers,
            database,
        })
        .await
        .unwrap()
    }

    /// A token of this server's own key.
    pub fn token(&self, principal: Uuid, lasts: TimeDelta) -> String {
        token::issue(&LocalKey::open(&self.key).unwrap(), principal, TRUST, lasts).unwrap().token
    }

    /// `POST /graphql` as a well-behaved client would, with more header lines.
    pub async fn post(&self, headers: &str, body: &str) -> Reply {
        let head = format!("POST /graphql HTTP/1.1\r\nContent-Type: application/json{headers}");
        send(self.addr, &head, body.as_bytes()).await
    }

    pub async fn get(&self, path: &str, headers: &str) -> Reply {
        send(self.addr, &format!("GET {path} HTTP/1.1{headers}"), b"").await
    }

    /// Stops as a signal would.
    pub async fn stop(&mut self) {
        self.running.take().expect("stopped once").shutdown().await;
    }

    pub fn running(&self) -> &Running {
        self.running.as_ref().expect("not stopped yet")
    }
}

pub const TYPENAME: &str = r#"{"query":"{ __typename }"}"#;
pub const NEW_FORM: &str = "\r\nAccept: application/graphql-response+json";

async fn fill(database: &Database, demo: bool) {
    let db = &database.writer;
    if demo {
        let anchor = setting::ActiveModel { key: Set("demo.today".into()), value: Set("2026-03-16".into()) };
        setting::Entity::insert(anchor).exec_without_returning(db).await.unwrap();
    }
    trust::Entity::insert(trust::ActiveModel {
        id: Set(TRUST),
        trust_id: Set(TRUST),
        name: Set("Test Trust".into()),
        name_fold: Set("test trust".into()),
        trust_type: Set(TrustType::MultiAcademyTrust),
        status: Set(TrustStatus::Open),
        dbs_renewal_months: Set(36),
        suppression_threshold: Set(10),
        ..Default::default()
    })
    .exec_without_returning(db)
    .await
    .unwrap();
    for (id, persona, active) in [(HEAD, "head", true), (LEAVER, "leaver", false)] {
        principal::Entity::insert(principal::ActiveModel {
            id: Set(id),
            trust_id: Set(TRUST),
            kind: Set(PrincipalKind::Person),
            name: Set(format!("The {persona}")),
            name_fold: Set(format!("the {persona}")),
            email: Set(Some(format!("{persona}@test.example"))),
            persona: Set(Some(persona.into())),
            active: Set(active),
            ..Default::default()
        })
        .exec_without_returning(db)
        .await
        .unwrap();
    }
}
