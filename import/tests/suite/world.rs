//! A migrated database for every test, and the imports into it.

use std::path::PathBuf;

use import::{self, Format, Options, Report};
use scratch::{Kind, Scratch};
use sea_orm::{DatabaseConnection, EntityTrait, Iterable, ModelTrait, QueryOrder};

/// A database with the current schema.
pub struct World {
    pub db: DatabaseConnection,
    /// Removes the database when the test ends.
    _scratch: Scratch,
}

impl World {
    pub async fn new(on: Kind) -> World {
        let scratch = Scratch::migrated(on).await;
        let db = scratch.connect().await;
        World { db, _scratch: scratch }
    }

    /// Imports files as the command does.
    pub async fn import(&self, format: Format, paths: &[PathBuf], options: &Options) -> Report {
        let report = import::run(&self.db, format, paths, options, &|_, _| {}).await;
        report.expect("a report, whatever the files")
    }

    /// Imports GIAS files of the fixtures, without options.
    pub async fn gias(&self, names: &[&str]) -> Report {
        let paths: Vec<_> = names.iter().map(|name| fixture(name)).collect();
        self.import(Format::Gias, &paths, &Options::default()).await
    }

    /// Imports census files of the fixtures, without options.
    pub async fn census(&self, names: &[&str]) -> Report {
        let paths: Vec<_> = names.iter().map(|name| fixture(name)).collect();
        self.import(Format::Census, &paths, &Options::default()).await
    }

    /// Every row of the register and of the tenant tables that adoption writes.
    pub async fn everything(&self) -> String {
        let mut all = String::new();
        all += &rows::<entity::register_trust::Entity>(&self.db).await;
        all += &rows::<entity::register_school::Entity>(&self.db).await;
        all += &rows::<entity::register_membership::Entity>(&self.db).await;
        all += &rows::<entity::register_link::Entity>(&self.db).await;
        all += &rows::<entity::register_census::Entity>(&self.db).await;
        all += &rows::<entity::register_snapshot::Entity>(&self.db).await;
        all += &rows::<entity::trust::Entity>(&self.db).await;
        all += &rows::<entity::school::Entity>(&self.db).await;
        all += &rows::<entity::trust_membership::Entity>(&self.db).await;
        all += &rows::<entity::school_link::Entity>(&self.db).await;
        all += &rows::<entity::pay_scale::Entity>(&self.db).await;
        all += &rows::<entity::pay_point::Entity>(&self.db).await;
        all += &rows::<entity::payroll_rate::Entity>(&self.db).await;
        all += &rows::<entity::role_permission::Entity>(&self.db).await;
        all
    }
}

/// A file of the fixtures.
pub fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/register").join(name)
}

pub async fn rows<E: EntityTrait>(db: &DatabaseConnection) -> String
where
    E::Model: ModelTrait + std::fmt::Debug,
{
    let id = E::Column::iter().next().expect("every table begins with its id");
    let rows = E::find().order_by_asc(id).all(db).await.expect("the rows");
    rows.iter().map(|row| format!("{row:?}\n")).collect()
}
