//! The demo: a synthetic trust of any size, and a very small second one beside it.
//!
//! It is there to be looked at, measured and tested against: several phases, schools that joined
//! and are joining, two years of classes and judgements, the hard cases of access (people with
//! posts in two schools, pupils who moved, restricted addresses). The same options give the same
//! rows, ids included; "today" is a date of its own, kept in the database.
//!
//! No rule of the domain lives here, and nothing here is read at run time.

mod attainment;
mod batch;
mod budgets;
mod calendar;
mod charges;
mod child;
mod classes;
mod contracts;
mod dice;
mod families;
mod flags;
mod governance;
mod hiring;
mod identifiers;
mod jobs;
mod ledger;
mod maker;
mod movements;
mod names;
mod pay;
mod people;
mod places;
mod principals;
mod pupil_rows;
mod pupils;
mod readers;
mod school_rows;
mod schools;
mod sen;
mod staff;
mod staff_records;
mod teaching;
mod trusts;

use std::collections::BTreeMap;

use anyhow::{Context as _, ensure};
use entity::setting;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, EntityTrait, Set, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use uuid::Uuid;

use self::calendar::TODAY;
use self::dice::Ids;
use self::trusts::{MAIN, SECOND, load_trust};

/// Key of the setting that holds the demo's today.
pub const TODAY_KEY: &str = "demo.today";
/// Key of the setting that holds the demo trust's id.
pub const TRUST_KEY: &str = "demo.trust_id";

/// How large a trust to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Schools that are members.
    pub schools: usize,
    /// Pupils, those who left last year included.
    pub pupils: usize,
    /// Another seed gives other people.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { schools: 10, pupils: 4000, seed: 1 }
    }
}

/// How far the loading has come.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// What is being made.
    pub name: &'static str,
    /// How many are done.
    pub done: usize,
    /// Out of how many.
    pub total: usize,
}

/// What was loaded.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The demo trust.
    pub trust_id: Uuid,
    /// The second trust.
    pub second_trust_id: Uuid,
    /// Rows by table, both trusts together.
    pub rows: BTreeMap<&'static str, u64>,
}

/// Loads both trusts in one transaction: after an error there is nothing of them.
///
/// Refuses where a demo trust is there already, and sizes no trust has.
pub async fn load(
    db: &DatabaseConnection,
    options: &Options,
    progress: &(dyn Fn(Step) + Send + Sync),
) -> anyhow::Result<Summary> {
    ensure!(
        (1..=400).contains(&options.schools),
        "a demo trust has 1 to 400 schools: {} is outside that",
        options.schools
    );
    ensure!(
        (60 * options.schools..=1200 * options.schools).contains(&options.pupils),
        "{} schools have between {} and {} pupils: {} is outside that",
        options.schools,
        60 * options.schools,
        1200 * options.schools,
        options.pupils
    );
    // Immediate: a deferred reader that turns writer fails at once when another writer waits.
    let transaction = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let txn = db.begin_with_options(transaction).await?;
    ensure!(
        setting::Entity::find_by_id(TRUST_KEY).one(&txn).await?.is_none(),
        "a demo trust is loaded already: start with an empty database to load another"
    );
    let mut ids = Ids::new(options.seed);
    let mut rows = BTreeMap::new();
    let trust_id = load_trust(&txn, &mut ids, &mut rows, &MAIN, options, progress).await?;
    let small = Options { schools: 1, pupils: 20, seed: options.seed };
    let second_trust_id = load_trust(&txn, &mut ids, &mut rows, &SECOND, &small, &|_| {}).await?;
    let settings = [(TODAY_KEY, TODAY.to_string()), (TRUST_KEY, trust_id.to_string())];
    let settings = settings.map(|(key, value)| setting::ActiveModel { key: Set(key.to_owned()), value: Set(value) });
    setting::Entity::insert_many(settings).exec_without_returning(&txn).await?;
    txn.commit().await.context("the demo trust could not be committed")?;
    // Without statistics a page of an embedded database took eight times as long.
    db.execute_unprepared("analyze").await.context("the tables could not be analysed")?;
    Ok(Summary { trust_id, second_trust_id, rows })
}
