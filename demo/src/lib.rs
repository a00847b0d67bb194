//! The demo: a synthetic trust of any size, and a very small second trust beside it.
//!
//! It is made to be shown, measured and tested against. It has schools of several phases, schools that joined or are
//! joining, two years of classes and judgements, and the hard cases of access: people with posts in two schools, pupils
//! who moved, restricted addresses. The same options give the same rows, ids included. Its "today" is a fixed date, which
//! is kept in the database.
//!
//! No rule of the domain lives here, and the server reads nothing of this crate at run time.

mod access;
mod assessment;
mod batch;
mod builder;
mod classes;
mod draw;
mod finance;
mod options;
mod people;
mod pupils;
mod trust;

use std::collections::BTreeMap;

use anyhow::{Context as _, ensure};
use domain::platform::access::default_roles;
use entity::setting;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, EntityTrait, Set, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use uuid::Uuid;

use self::access::{principals, readers};
use self::classes::{Classes, teaching};
use self::draw::dice::Ids;
use self::draw::places::TOWNS;
use self::finance::budgets::{self, Basis};
use self::finance::ledger;
use self::people::{governance, rates, staff};
use self::pupils::families::Families;
use self::pupils::rolls::Rolls;
use self::trust::calendar::TODAY;
use self::trust::{MAIN, Profile, SECOND, school_rows, schools};

pub use self::options::{Options, Step, Summary};

/// Key of the setting that holds the demo's today.
pub const TODAY_KEY: &str = "demo.today";
/// Key of the setting that holds the demo trust's id.
pub const TRUST_KEY: &str = "demo.trust_id";

/// Loads both trusts in one transaction: after an error the database holds nothing of them.
///
/// # Errors
/// When the database holds a demo trust already, when no trust has the size asked for, or when the database fails.
pub async fn load(
    db: &DatabaseConnection,
    options: &Options,
    progress: &(dyn Fn(Step) + Send + Sync),
) -> anyhow::Result<Summary> {
    options.check()?;
    // Immediate, because SQLite refuses at once to let a transaction that began as a reader write while another waits.
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
    let trust_id = make_trust(&txn, &mut ids, &mut rows, &MAIN, options, progress).await?;
    let small = Options { schools: 1, pupils: 20, seed: options.seed };
    let second_trust_id = make_trust(&txn, &mut ids, &mut rows, &SECOND, &small, &|_| {}).await?;
    let settings = [(TODAY_KEY, TODAY.to_string()), (TRUST_KEY, trust_id.to_string())];
    let settings = settings.map(|(key, value)| setting::ActiveModel { key: Set(key.to_owned()), value: Set(value) });
    setting::Entity::insert_many(settings).exec_without_returning(&txn).await?;
    txn.commit().await.context("the demo trust could not be committed")?;
    // Without statistics SQLite took eight times as long to read a page.
    db.execute_unprepared("analyze").await.context("the tables could not be analysed")?;
    Ok(Summary { trust_id, second_trust_id, rows })
}

/// Makes and writes one trust. Each part refers to the parts before it: first what all schools share, then staff, then
/// pupils school by school, then what follows from all of them.
async fn make_trust<C: ConnectionTrait>(
    txn: &C,
    ids: &mut Ids,
    rows: &mut BTreeMap<&'static str, u64>,
    profile: &Profile,
    options: &Options,
    progress: &(dyn Fn(Step) + Send + Sync),
) -> anyhow::Result<Uuid> {
    let mut builder = trust::begin(ids, profile, options.seed);
    let trust_id = builder.trust_id;
    let schools = schools::plan(&mut builder, options.schools, options.pupils, profile.first_school);
    school_rows::write(&mut builder, &schools, profile.first_school);
    if profile.has_central_team {
        school_rows::write_neighbours(&mut builder);
    }
    ledger::write_codes(&mut builder);
    rates::write(&mut builder);
    let books = ledger::write_books(&mut builder, &schools);
    let classes: Vec<Classes> = schools.iter().map(|school| classes::write(&mut builder, school)).collect();

    let class_counts: Vec<usize> =
        schools.iter().zip(&classes).map(|(school, classes)| classes.registration_count(school.kind)).collect();
    let team = staff::write(&mut builder, &schools, &class_counts, profile.has_central_team);
    let mut leads = teaching::Leads::new();
    for (index, school) in schools.iter().enumerate() {
        teaching::write(&mut builder, school, index, &classes[index], &team, &mut leads);
    }
    builder.flush(txn, rows).await?;
    let role_ids = default_roles::write(txn, trust_id).await?;
    *rows.entry("role").or_default() += role_ids.len() as u64;

    let families = Families::new(TOWNS.len(), team.possible_parents());
    let mut rolls = Rolls::new(&schools, &classes, families);
    let (mut bases, mut parents, mut done) = (Vec::new(), Vec::new(), 0);
    for (index, school) in schools.iter().enumerate() {
        let children = pupils::write(&mut builder, &mut rolls, index);
        assessment::write(&mut builder, index, &schools, &classes, &leads, &children);
        bases.push(Basis::of(&children));
        parents.push(governance::future_parent_governors(&builder.batch, school.id));
        builder.flush(txn, rows).await?;
        done += children.len();
        progress(Step { name: "pupils", done, total: options.pupils });
    }

    let pfi: Vec<bool> =
        (0..schools.len()).map(|index| school_rows::pays_for_private_finance(profile.first_school + index)).collect();
    budgets::write(&mut builder, &schools, &team.costs, &books, &bases, &pfi);
    let board = governance::write(&mut builder, &schools, &team, &parents);
    if profile.has_central_team {
        let lead_of_6m = classes[0].named("6M").and_then(|class| leads.get(&class.id)).map(|lead| lead.0);
        principals::write(&mut builder, &schools, &team, &board, &role_ids, lead_of_6m);
    } else {
        principals::write_second(&mut builder, &schools, &team, &role_ids);
    }
    builder.flush(txn, rows).await?;
    if profile.has_central_team {
        readers::write(txn, builder.ids, (trust_id, schools[0].id), rows).await?;
    }
    Ok(trust_id)
}
