//! The demo trust on both databases, served by ours, and whom it is asked by.

use std::net::SocketAddr;

use anyhow::Context;
use api::clock::Clock;
use api::config::Limits;
use api::database::{Database, Purpose};
use api::server::{self, Config, Running};
use api::sign_in::{LocalKey, token};
use chrono::{NaiveDate, TimeDelta};
use entity::{principal, pupil, role, role_grant, role_grant_school, school};
use migration::Migrator;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use sea_orm_migration::MigratorTrait;
use uuid::Uuid;

use crate::load::Target;

/// What the reads ask for.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    pub trust: Uuid,
    pub school: Uuid,
    pub pupil: Uuid,
    pub today: NaiveDate,
}

/// Both servers and what is known of them.
pub struct World {
    pub postgres_url: String,
    pub keys: Keys,
    admin_url: String,
    name: String,
    servers: Vec<(&'static str, Running, LocalKey)>,
    callers: Vec<(&'static str, Uuid)>,
    _folder: tempfile::TempDir,
}

impl World {
    /// Makes the databases, loads the trust, starts ours on each.
    pub async fn make(admin_url: &str, schools: usize, pupils: usize) -> anyhow::Result<World> {
        let name = format!("colonnade_bench_{}", Uuid::now_v7().simple());
        let admin = sea_orm::Database::connect(admin_url).await.context("the PostgreSQL server")?;
        admin.execute_unprepared(&format!("create database \"{name}\"")).await?;
        let base = admin_url.rsplit_once('/').context("the address ends with a database")?.0;
        let postgres_url = format!("{base}/{name}");
        let folder = tempfile::tempdir()?;
        let sqlite_url = format!("sqlite://{}", folder.path().join("bench.db").display());
        let mut servers = Vec::new();
        let mut keys = None;
        let mut callers = Vec::new();
        for (label, url) in [("postgres", &postgres_url), ("sqlite", &sqlite_url)] {
            eprintln!("{label}: {schools} schools, {pupils} pupils");
            let database = Database::open(url, Purpose::Maintain).await?;
            Migrator::up(&database.writer, None).await?;
            let options = domain::demo::Options { schools, pupils, ..domain::demo::Options::default() };
            let loaded = domain::demo::load(&database.writer, &options, &|_| {}).await?;
            callers = grant_everywhere(&database, loaded.trust_id).await?;
            database.writer.execute_unprepared("analyze").await?;
            keys = Some(chosen(&database, loaded.trust_id).await?);
            let path = folder.path().join(format!("{label}.pem"));
            // The server keeps one copy of its key, the bench another: both are read from one file.
            let key = LocalKey::open(&path)?;
            let config = Config {
                bind: SocketAddr::from(([127, 0, 0, 1], 0)),
                limits: Limits::default(),
                engine: api::wiring::engine(&database, &key)?,
                compile: api::wiring::compile(),
                clock: Clock::read(&database.readers).await?,
                key: LocalKey::open(&path)?,
                database,
            };
            servers.push((label, server::start(config).await?, key));
        }
        let keys = keys.context("a database was loaded")?;
        Ok(World { postgres_url, keys, admin_url: admin_url.to_owned(), name, servers, callers, _folder: folder })
    }

    /// What is measured: ours for each caller and read, and the limits.
    pub fn targets(&self, limit: SocketAddr) -> Vec<Target> {
        let mut targets = Vec::new();
        for (read, document, key) in [
            ("point", include_str!("../documents/point.graphql"), Some(("Pupil", self.keys.pupil))),
            ("page", include_str!("../documents/page.graphql"), Some(("School", self.keys.school))),
            ("levels", include_str!("../documents/levels.graphql"), None),
        ] {
            targets.push(Target::new(read, "L1", limit, &format!("/{read}"), "{}", None));
            if read != "point" {
                targets.push(Target::new(read, "L1r", limit, &format!("/{read}/rows"), "{}", None));
            }
            let variables = key.map_or_else(
                || serde_json::json!({}),
                |(name, key)| serde_json::json!({ "id": graph::id::encode(name, key) }),
            );
            let body = serde_json::json!({ "query": document, "variables": variables }).to_string();
            for (label, running, key) in &self.servers {
                for (caller, principal) in &self.callers {
                    let token = token::issue(key, *principal, self.keys.trust, TimeDelta::hours(2))
                        .expect("the key signs")
                        .token;
                    let name = format!("{label}, {caller}");
                    targets.push(Target::new(read, &name, running.addr, "/graphql", &body, Some(&token)));
                }
            }
        }
        targets
    }

    /// Drops what was made.
    pub async fn drop(self) -> anyhow::Result<()> {
        for (_, running, _) in self.servers {
            running.shutdown().await;
        }
        let admin = sea_orm::Database::connect(&self.admin_url).await?;
        admin.execute_unprepared(&format!("drop database if exists \"{}\" with (force)", self.name)).await?;
        Ok(())
    }
}

/// The chief executive, and a headteacher of every school: the worst case, in which every permission is a school's.
async fn grant_everywhere(database: &Database, trust: Uuid) -> anyhow::Result<Vec<(&'static str, Uuid)>> {
    let db = &database.writer;
    let persona = |name: &'static str| principal::Entity::find().filter(principal::Column::Persona.eq(name));
    let ceo = persona("ceo").one(db).await?.context("the demo trust has a chief executive")?;
    let head = persona("head").one(db).await?.context("the demo trust has a head")?;
    let role = role::Entity::find()
        .filter(role::Column::TrustId.eq(trust))
        .filter(role::Column::Code.eq("headteacher"))
        .one(db)
        .await?
        .context("there is a role of heads")?;
    let grant = Uuid::now_v7();
    role_grant::Entity::insert(role_grant::ActiveModel {
        id: Set(grant),
        trust_id: Set(trust),
        principal_id: Set(head.id),
        person_id: Set(head.person_id),
        role_id: Set(role.id),
        school_id: Set(None),
        starts_on: Set(NaiveDate::from_ymd_opt(2025, 9, 1).context("a day")?),
        ends_on: Set(None),
        granted_by: Set(None),
        scheme_version_id: Set(None),
    })
    .exec_without_returning(db)
    .await?;
    let schools = school::Entity::find().filter(school::Column::TrustId.eq(trust)).all(db).await?;
    let rows = schools.into_iter().map(|school| role_grant_school::ActiveModel {
        id: Set(Uuid::now_v7()),
        trust_id: Set(trust),
        role_grant_id: Set(grant),
        school_id: Set(school.id),
        principal_id: Set(head.id),
    });
    role_grant_school::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(vec![("trust-wide", ceo.id), ("per school", head.id)])
}

/// A school in the middle of the list, and a pupil of it.
async fn chosen(database: &Database, trust: Uuid) -> anyhow::Result<Keys> {
    let db = &database.readers;
    let schools = school::Entity::find()
        .filter(school::Column::TrustId.eq(trust))
        .filter(school::Column::Stage.eq("MEMBER"))
        .order_by_asc(school::Column::NameFold)
        .all(db)
        .await?;
    let school = &schools[schools.len() / 2];
    let pupil =
        pupil::Entity::find().filter(pupil::Column::SchoolId.eq(school.id)).one(db).await?.context("a pupil")?;
    Ok(Keys { trust, school: school.id, pupil: pupil.id, today: Clock::read(db).await?.today() })
}
