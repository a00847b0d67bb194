//! A small demo trust on either database, and servers over it.

use std::net::SocketAddr;

use api::clock::Clock;
use api::config::Limits;
use api::database::{Database, Purpose};
use api::server::{self, Config, Running};
use api::sign_in::{LocalKey, token};
use chrono::TimeDelta;
use entity::principal;
use scratch::{Kind, Options, Scratch};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::http_client::send;

/// Records judgements.
pub const RECORD: &str = "mutation($input: RecordAssessmentsInput!) { recordAssessments(input: $input) { \
     unchanged recorded { id } userErrors { message } } }";

pub struct Trust {
    pub url: String,
    pub id: Uuid,
    pub db: DatabaseConnection,
    scratch: Scratch,
}

/// What a teacher of 6M needs to record a judgement.
pub struct Class {
    pub id: String,
    pub school: String,
    pub subject: String,
    pub point: String,
    pub pupils: Vec<String>,
    pub bands: Vec<String>,
}

impl Trust {
    pub async fn new(kind: Kind) -> Trust {
        let scratch = Scratch::demo(kind, Options { schools: 2, pupils: 240, ..Options::default() }).await;
        let url = scratch.url().to_owned();
        let database = Database::open(&url, Purpose::Maintain).await.unwrap();
        let id = scratch::demo_trust(&database.writer).await;
        Trust { url, id, db: database.writer, scratch }
    }

    /// Another server over the same database.
    pub async fn serve(&self, limits: Limits) -> Running {
        let database = Database::open(&self.url, Purpose::Maintain).await.unwrap();
        let key = self.key();
        server::start(Config {
            bind: SocketAddr::from(([127, 0, 0, 1], 0)),
            limits,
            engine: api::wiring::engine(&database, &key).unwrap(),
            compile: api::wiring::compile(),
            providers: Vec::new(),
            clock: Clock::read(&database.readers).await.unwrap(),
            key,
            database,
        })
        .await
        .unwrap()
    }

    fn key(&self) -> LocalKey {
        LocalKey::open(&self.scratch.folder().join("local-key.pem")).unwrap()
    }

    pub async fn principal(&self, persona: &str) -> Uuid {
        let found = principal::Entity::find()
            .filter(principal::Column::TrustId.eq(self.id))
            .filter(principal::Column::Persona.eq(persona));
        found.one(&self.db).await.unwrap().unwrap_or_else(|| panic!("no {persona}")).id
    }

    pub async fn token(&self, persona: &str, lasts: TimeDelta) -> String {
        token::issue(&self.key(), self.principal(persona).await, self.id, lasts).unwrap().token
    }

    pub async fn of(&self, persona: &str) -> String {
        self.token(persona, TimeDelta::hours(1)).await
    }
}

/// Asks a server, and gives the data of an answer without errors.
pub async fn ask(addr: SocketAddr, token: &str, query: &str, variables: Value) -> Value {
    let body = json!({ "query": query, "variables": variables }).to_string();
    let head = format!("POST /graphql HTTP/1.1\r\nContent-Type: application/json\r\nAuthorization: Bearer {token}");
    let answer = send(addr, &head, body.as_bytes()).await.json();
    assert!(answer.get("errors").is_none(), "{answer}");
    answer["data"].clone()
}

impl Class {
    pub async fn find(addr: SocketAddr, teacher: &str) -> Class {
        let data = ask(
            addr,
            teacher,
            "{ classes(first: 9, where: { name: { eq: \"6M\" } }) { nodes { id school { id } pupils(first: 60) { nodes { id } } } } \
             subjects { nodes { id code } } assessmentPoints(orderBy: [{ position: ASC }]) { nodes { id } } \
             bandScales(where: { isDefault: { eq: true } }) { nodes { bands { id } } } }",
            json!({}),
        )
        .await;
        let ids = |list: &Value| -> Vec<String> {
            let id = |item: &Value| item["id"].as_str().expect("an id").to_owned();
            list.as_array().expect("a list").iter().map(id).collect()
        };
        let classes = data["classes"]["nodes"].as_array().expect("classes");
        let class = classes.iter().max_by_key(|class| class["pupils"]["nodes"].as_array().map(Vec::len)).expect("6M");
        Class {
            id: class["id"].as_str().unwrap().to_owned(),
            school: class["school"]["id"].as_str().unwrap().to_owned(),
            subject: ids(&data["subjects"]["nodes"])[0].clone(),
            point: ids(&data["assessmentPoints"]["nodes"]).pop().unwrap(),
            pupils: ids(&class["pupils"]["nodes"]),
            bands: ids(&data["bandScales"]["nodes"][0]["bands"]),
        }
    }

    /// The input of [`RECORD`] for one judgement.
    pub fn input(&self, pupil: usize, band: usize) -> Value {
        json!({ "subject": self.subject, "point": self.point, "class": self.id,
            "rows": [{ "pupil": self.pupils[pupil], "band": self.bands[band] }] })
    }

    /// Records one judgement.
    pub async fn record(&self, addr: SocketAddr, teacher: &str, pupil: usize, band: usize) {
        let done = ask(addr, teacher, RECORD, json!({ "input": self.input(pupil, band) })).await;
        let done = &done["recordAssessments"];
        assert_eq!((&done["userErrors"], &done["unchanged"]), (&json!([]), &json!(0)), "{done}");
    }
}
