//! The demo trust is loaded, is what it says it is, and is the same every time.

use std::sync::Mutex;

use demo::{self, Options, Summary};
use scratch::{Kind, Scratch};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};

mod pupils;
mod results;
mod staff;

/// About a sixth of the default, with every kind of school.
const SMALL: Options = Options { schools: 6, pupils: 700, seed: 1 };

/// Hashes every row of these tables, in the order of their ids.
macro_rules! content_hash {
    ($db:expr, $($table:ident),* $(,)?) => {{
        let mut hash = Sha256::new();
        $(
            for row in entity::$table::Entity::find().order_by_asc(entity::$table::Column::Id).all($db).await.unwrap() {
                hash.update(format!("{row:?}\n"));
            }
        )*
        format!("{:x}", hash.finalize())
    }};
}

async fn hash_of(db: &DatabaseConnection) -> String {
    content_hash!(
        db,
        trust,
        academic_year,
        term,
        subject,
        school,
        trust_membership,
        school_link,
        roll_projection,
        person,
        staff_member,
        staff_spell,
        ledger_code,
        cost_centre,
        fund,
        pay_scale,
        pay_point,
        post,
        contract,
        contract_allowance,
        class,
        teaching_assignment,
        staff_subject,
        governance_appointment,
        pupil,
        enrolment,
        class_membership,
        funding_flag,
        care_flag,
        protection_flag,
        sen_record,
        sen_need,
        contact,
        band_scale,
        band,
        assessment_point,
        assessment,
        test_result,
        statutory_result,
        budget,
        budget_line,
        grant_allocation,
        payroll_rate,
        reporting_line,
        central_charge_policy,
        central_charge_band,
        pool_allocation,
        scheme_version,
        principal,
        role,
        role_permission,
        role_grant,
        role_grant_school,
    )
}

/// A migrated database, and what removes it.
async fn migrated(on: Kind) -> (DatabaseConnection, Scratch) {
    let scratch = Scratch::migrated(on).await;
    (scratch.connect().await, scratch)
}

async fn load(db: &DatabaseConnection, options: &Options) -> Summary {
    demo::load(db, options, &|_| {}).await.unwrap()
}

/// The rows of a trust that is loaded anew, as a hash.
async fn loaded(on: Kind, options: &Options) -> String {
    let (db, _scratch) = migrated(on).await;
    load(&db, options).await;
    hash_of(&db).await
}

#[tokio::test]
async fn the_default_trust_has_its_size_and_its_shares() {
    let (db, _scratch) = migrated(Kind::Sqlite).await;
    let steps = Mutex::new(Vec::new());
    let summary = demo::load(&db, &Options::default(), &|step| steps.lock().unwrap().push((step.done, step.total)))
        .await
        .unwrap();

    assert_eq!(steps.lock().unwrap().last(), Some(&(4000, 4000)));
    let rows = &summary.rows;
    assert_eq!((rows["trust"], rows["school"], rows["pupil"]), (2, 13, 4020));
    assert!((480..620).contains(&rows["staff_member"]), "staff: {}", rows["staff_member"]);
    assert!(rows.iter().all(|(table, count)| *count > 0 || {
        println!("{table} is empty");
        false
    }));

    pupils::people_add_up(&db, summary.trust_id).await;
    pupils::upns_are_valid(&db).await;
    pupils::enrolments_agree(&db).await;
    staff::salaries_follow_their_scales(&db).await;
    staff::personas_are_there(&db, &summary).await;
    results::results_are_believable(&db, summary.trust_id).await;
    results::budgets_are_believable(&db, summary.trust_id).await;

    let again = demo::load(&db, &Options::default(), &|_| {}).await.unwrap_err();
    assert!(again.to_string().contains("loaded already"), "{again}");
}

#[tokio::test]
async fn the_same_options_give_the_same_rows() {
    let hash = loaded(Kind::Sqlite, &SMALL).await;
    assert_eq!(hash, loaded(Kind::Sqlite, &SMALL).await);
    assert_ne!(hash, loaded(Kind::Sqlite, &Options { seed: 2, ..SMALL }).await);
}

#[tokio::test]
async fn sizes_no_trust_has_are_refused() {
    let (db, _scratch) = migrated(Kind::Sqlite).await;
    for options in
        [Options { schools: 0, ..SMALL }, Options { pupils: 5, ..SMALL }, Options { pupils: 100_000, ..SMALL }]
    {
        demo::load(&db, &options, &|_| {}).await.unwrap_err();
    }
    assert_eq!(entity::trust::Entity::find().count(&db).await.unwrap(), 0);
    // The smallest possible trust has every persona too, except that of a second school.
    let summary = load(&db, &Options { schools: 1, pupils: 60, seed: 9 }).await;
    let personas = entity::principal::Entity::find()
        .filter(entity::principal::Column::Persona.is_not_null())
        .count(&db)
        .await
        .unwrap();
    assert_eq!(personas, 22, "every persona of the demo trust but second-head, and other-head of the second trust");
    assert_ne!(summary.trust_id, summary.second_trust_id);
}

#[tokio::test]
async fn postgresql_holds_the_same_rows() {
    if Kind::Postgres.is_here() {
        assert_eq!(loaded(Kind::Sqlite, &SMALL).await, loaded(Kind::Postgres, &SMALL).await);
    }
}

/// Checks that a number is between two others.
#[track_caller]
fn check(what: &str, value: usize, low: usize, high: usize) {
    assert!((low..=high).contains(&value), "{what}: {value} is not between {low} and {high}");
}
