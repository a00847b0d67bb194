//! The demo trust and its personas, on each database, ready for requests.
//!
//! One world per database and process: the documents only read. `scratch` says which databases there are, and copies
//! the demo trust rather than loading it anew.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use api::database::{Database, Purpose};
use chrono::NaiveDate;
use entity::principal;
use graph::{Caller, Engine, Request, Rights};
use scratch::{Kind, Options, Scratch};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, TransactionTrait};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

mod record;

/// Today's date in the demo trust.
pub const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 16).expect("a day");

static RUNTIME: LazyLock<tokio::runtime::Runtime> =
    LazyLock::new(|| tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime"));

static WORLDS: LazyLock<Vec<World>> = LazyLock::new(|| RUNTIME.block_on(load_all(Options::default())));

/// A small trust of its own for tests that change rows: one test at a time, each on the rows that the others left.
static CHANGING: LazyLock<Mutex<Vec<World>>> = LazyLock::new(|| {
    let small = Options { schools: 3, pupils: 450, ..Options::default() };
    Mutex::new(RUNTIME.block_on(load_all(small)))
});

/// A small trust for tests that ask about many days: they only read, so they need not wait for those that change rows.
static SMALL: LazyLock<Vec<World>> = LazyLock::new(apart);

/// A loaded demo trust.
pub struct World {
    /// `sqlite` or `postgres`.
    pub name: &'static str,
    /// The engine over it.
    pub engine: Arc<Engine>,
    /// The database's address, for a pool with other settings.
    pub url: String,
    /// The database, for reading rows without the engine.
    pub db: sea_orm::DatabaseConnection,
    /// The same database, for writing.
    pub writer: sea_orm::DatabaseConnection,
    /// The same engine over a pool that logs its statements.
    telling: Arc<Engine>,
    callers: HashMap<String, Caller>,
}

/// An answer.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The response.
    pub json: Json,
    /// The number of statements run.
    pub statements: usize,
}

/// The worlds on all databases of this machine.
pub fn worlds() -> &'static [World] {
    &WORLDS
}

/// Small worlds that nothing changes.
pub fn small() -> &'static [World] {
    &SMALL
}

/// The worlds that may be changed; the guard keeps other tests out.
pub fn changing() -> std::sync::MutexGuard<'static, Vec<World>> {
    CHANGING.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Worlds of one's own, as small as those that may be changed: for a test that lets days pass.
pub fn apart() -> Vec<World> {
    RUNTIME.block_on(load_all(Options { schools: 3, pupils: 450, ..Options::default() }))
}

/// Runs a future on the runtime that holds the pools.
pub fn run<T>(future: impl Future<Output = T>) -> T {
    RUNTIME.block_on(future)
}

async fn load_all(options: Options) -> Vec<World> {
    let mut worlds = Vec::new();
    for kind in scratch::kinds() {
        worlds.push(load(kind, options).await);
    }
    worlds
}

async fn load(kind: Kind, options: Options) -> World {
    // Forgotten, so that it lives as long as the process; the next run drops left-over databases on the server.
    let scratch = Box::leak(Box::new(Scratch::demo(kind, options).await));
    let database = Database::open(scratch.url(), Purpose::Maintain).await.expect("it opens");
    let (readers, writer) = (pool(&database, &database.graph), pool(&database, &database.writer));
    let telling = traced(engine(record::telling(&readers), record::telling(&writer)));
    let engine = traced(engine(readers, writer));
    let personas = principal::Entity::find()
        .filter(principal::Column::Persona.is_not_null())
        .all(&database.readers)
        .await
        .expect("principals");
    let mut callers = HashMap::new();
    for persona in personas {
        let caller = domain::platform::access::compile(&database.readers, persona.id, TODAY)
            .await
            .expect("it compiles")
            .expect("it is active");
        callers.insert(persona.persona.expect("filtered"), caller);
    }
    World {
        name: kind.name(),
        url: scratch.url().to_owned(),
        engine,
        db: database.readers,
        writer: database.writer,
        telling,
        callers,
    }
}

/// The database of an engine, over a pool.
fn pool(database: &Database, pool: &sea_orm::DatabaseConnection) -> graph::Database {
    if database.is_embedded() {
        graph::Database::Sqlite(pool.get_sqlite_connection_pool().clone().into())
    } else {
        graph::Database::Postgres(pool.get_postgres_connection_pool().clone().into())
    }
}

/// An engine whose sensitive reads are logged in the background, as a server does it.
fn traced(engine: Engine) -> Arc<Engine> {
    let engine = Arc::new(engine);
    let writing = Arc::clone(&engine);
    tokio::spawn(async move { writing.keep_read_log().await });
    engine
}

fn engine(readers: graph::Database, writer: graph::Database) -> Engine {
    let engine = Engine::new(domain::catalogue(), readers, &[7; 32]).expect("the declarations hold");
    engine.with_writer(writer, domain::actions()).expect("every action has its function")
}

impl World {
    /// An engine over a pool of its own, opened as the server opens it, with a limit on the time of each statement.
    #[track_caller]
    pub fn limited(&self, limit: Duration) -> (Database, Engine) {
        let database = run(Database::open(&self.url, Purpose::Serve(limit))).expect("it opens");
        let engine = engine(pool(&database, &database.graph), pool(&database, &database.writer));
        (database, engine)
    }

    /// Locks a table against readers, on PostgreSQL, until the transaction is dropped.
    ///
    /// # Panics
    /// When the table cannot be locked.
    pub async fn held_up(&self, table: &str) -> sea_orm::DatabaseTransaction {
        let holding = self.db.begin().await.expect("a transaction");
        let lock = format!("lock table \"{table}\" in access exclusive mode");
        holding.execute_unprepared(&lock).await.expect("it is locked");
        holding
    }

    /// The caller behind a persona.
    #[track_caller]
    pub fn caller(&self, persona: &str) -> &Caller {
        self.callers.get(persona).unwrap_or_else(|| panic!("no persona {persona}"))
    }

    /// Somebody who may read and change everything of the demo trust, on a day.
    pub fn all_rights(&self, today: NaiveDate) -> Caller {
        let mut rights = Rights::default();
        let all = domain::catalogue().permissions.into_iter().filter_map(domain::platform::access::permission::named);
        all.for_each(|permission| rights.grant_everywhere(permission));
        let ceo = self.caller("ceo");
        Caller::new(ceo.tenant, ceo.principal, chrono::DateTime::<chrono::Utc>::MAX_UTC, today, rights, Json::Null)
    }

    /// The personas.
    pub fn personas(&self) -> impl Iterator<Item = &str> {
        self.callers.keys().map(String::as_str)
    }

    /// Asks as a persona.
    #[track_caller]
    pub fn ask(&self, persona: &str, document: &str) -> Answer {
        self.ask_with(persona, document, Map::new())
    }

    /// Asks as a persona, with variables.
    #[track_caller]
    pub fn ask_with(&self, persona: &str, document: &str, variables: Map<String, Json>) -> Answer {
        self.ask_as(self.caller(persona), document, variables)
    }

    /// The caller of a principal that has no persona.
    #[track_caller]
    pub fn principal(&self, id: Uuid) -> Caller {
        run(domain::platform::access::compile(&self.db, id, TODAY)).expect("it compiles").expect("it is active")
    }

    /// Asks as a caller.
    #[track_caller]
    pub fn ask_as(&self, caller: &Caller, document: &str, variables: Map<String, Json>) -> Answer {
        let request = Request { document: document.to_owned(), variables, ..Request::default() };
        let answer = run(self.engine.answer(Some(caller), &request));
        let json = serde_json::from_slice(&answer.body).expect("an answer is JSON");
        Answer { status: answer.status, json, statements: answer.statements }
    }

    /// Asks as a persona, and returns the answer and the statements that reached the database, in no particular order.
    #[track_caller]
    pub fn ask_recorded(&self, persona: &str, document: &str, variables: Map<String, Json>) -> (Answer, Vec<String>) {
        let request = Request { document: document.to_owned(), variables, ..Request::default() };
        let answering = self.telling.answer(Some(self.caller(persona)), &request);
        let (answer, told) = run(record::recorded(answering, |answer| answer.statements));
        let json = serde_json::from_slice(&answer.body).expect("an answer is JSON");
        (Answer { status: answer.status, json, statements: answer.statements }, told)
    }

    /// Asks as a caller, many times at once.
    pub fn ask_at_once(&self, caller: &Caller, document: &str, variables: &[Map<String, Json>]) -> Vec<Json> {
        let requests: Vec<Request> = variables
            .iter()
            .map(|variables| Request {
                document: document.to_owned(),
                variables: variables.clone(),
                ..Request::default()
            })
            .collect();
        let answers = requests.iter().map(|request| self.engine.answer(Some(caller), request));
        let answers = run(futures::future::join_all(answers));
        answers.iter().map(|answer| serde_json::from_slice(&answer.body).expect("an answer is JSON")).collect()
    }

    /// Asks as a persona, and returns the data of the answer, which must have no errors.
    #[track_caller]
    pub fn data(&self, persona: &str, document: &str) -> Json {
        let answer = self.ask(persona, document);
        assert!(answer.json.get("errors").is_none(), "{persona} on {}: {}", self.name, answer.json);
        answer.json["data"].clone()
    }

    /// A pupil of another trust, as a global id.
    pub fn pupil_of_another_trust(&self) -> String {
        self.pupil("other-head", "{ pupils(first: 1) { nodes { id } } }", "/pupils/nodes/0/id")
    }

    /// A pupil of the first school who is not in class 6M, as a global id.
    pub fn pupil_of_another_class(&self) -> String {
        self.pupil(
            "head",
            "{ pupils(first: 1, where: { registrationGroup: { eq: \"5K\" } }) { nodes { id } } }",
            "/pupils/nodes/0/id",
        )
    }

    /// The id that a document finds; the document runs only once.
    fn pupil(&self, persona: &str, question: &str, place: &str) -> String {
        static FOUND: LazyLock<Mutex<HashMap<(&'static str, String), String>>> = LazyLock::new(Mutex::default);
        let key = (self.name, format!("{persona} {question}"));
        if let Some(found) = FOUND.lock().expect("no panic while it is held").get(&key) {
            return found.clone();
        }
        let data = self.data(persona, question);
        let id = data.pointer(place).and_then(Json::as_str).unwrap_or_else(|| panic!("{question} finds nobody"));
        FOUND.lock().expect("no panic while it is held").insert(key, id.to_owned());
        id.to_owned()
    }
}
