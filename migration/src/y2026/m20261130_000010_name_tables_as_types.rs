//! Gives two tables and a column the names that the graph has for them: `staff_spell` (type `StaffSpell`),
//! `assessment_predecessor` (type `AssessmentPredecessor`) and `post.workforce_census_post`.
//!
//! Not safe beside older nodes, which name the tables as they were: stop them first. Nothing is copied, so it takes no
//! longer on a large database.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

step!(up, down);

/// A table that changes its name, with what is named after it.
struct Renamed {
    old: &'static str,
    new: &'static str,
    /// What follows the table in the name of an index, and the indexed columns.
    indexes: &'static [(&'static str, &'static str)],
    /// Columns with a foreign key on PostgreSQL. SQLite does not name them.
    keys: &'static [&'static str],
}

const TABLES: [Renamed; 2] = [
    Renamed {
        old: "staff_school",
        new: "staff_spell",
        indexes: &[
            ("trust_id", "trust_id, id"),
            ("person_id", "person_id, id"),
            ("school_staff", "school_id, staff_id"),
            ("staff_school", "staff_id, school_id"),
            ("staff_starts_on_id", "staff_id, starts_on, id"),
        ],
        keys: &["trust_id", "staff_id", "person_id", "school_id"],
    },
    Renamed {
        old: "assessment_history",
        new: "assessment_predecessor",
        indexes: &[
            ("trust_id", "trust_id, id"),
            ("assessment_row_version_id", "assessment_id, row_version desc, id"),
            ("pupil_id", "pupil_id, id"),
            ("school_id", "school_id, id"),
            ("band_id", "band_id, id"),
            ("assessor_staff_id", "assessor_staff_id, id"),
        ],
        // The other references are checked where the row was copied from: see `trust_copies`.
        keys: &["assessment_id"],
    },
];

/// What the trigger `assessment_kept` runs when the band of a judgement changes.
const COPY: &str = "insert into TABLE (id, trust_id, assessment_id, pupil_id, school_id, band_id, \
     band_sort, at_or_above, assessor_staff_id, source_value, source_scale, recorded_on, row_version, replaced_at) \
     values (NEWKEY, old.trust_id, old.id, old.pupil_id, old.school_id, old.band_id, old.band_sort, \
     old.at_or_above, old.assessor_staff_id, old.source_value, old.source_scale, old.recorded_on, old.row_version, \
     new.updated_at)";

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut statements = vec!["alter table post rename column swc_post to workforce_census_post".to_owned()];
    for table in &TABLES {
        statements.extend(rename(table, table.old, table.new, manager.get_database_backend()));
    }
    run(manager, statements, "assessment_predecessor").await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut statements = vec!["alter table post rename column workforce_census_post to swc_post".to_owned()];
    for table in &TABLES {
        statements.extend(rename(table, table.new, table.old, manager.get_database_backend()));
    }
    run(manager, statements, "assessment_history").await
}

fn rename(table: &Renamed, from: &str, to: &str, database: DbBackend) -> Vec<String> {
    let mut statements = vec![format!("alter table {from} rename to {to}")];
    if database == DbBackend::Postgres {
        statements.push(format!("alter index {from}_pkey rename to {to}_pkey"));
        let index = |(name, _): &(&str, &str)| format!("alter index ix_{from}_{name} rename to ix_{to}_{name}");
        statements.extend(table.indexes.iter().map(index));
        let key = |column: &&str| format!("alter table {to} rename constraint fk_{from}_{column} to fk_{to}_{column}");
        statements.extend(table.keys.iter().map(key));
    } else {
        // SQLite does not rename an index.
        for (name, columns) in table.indexes {
            statements.push(format!("drop index ix_{from}_{name}"));
            statements.push(format!("create index ix_{to}_{name} on {to} ({columns})"));
        }
    }
    statements
}

/// Runs the statements, and has the trigger keep predecessors in this table from then on.
async fn run(manager: &SchemaManager<'_>, statements: Vec<String>, kept_in: &str) -> Result<(), DbErr> {
    let database = manager.get_connection();
    let copy = COPY.replace("TABLE", kept_in);
    let (before, after) = if manager.get_database_backend() == DbBackend::Postgres {
        let copy = copy.replace("NEWKEY", "gen_random_uuid()");
        let function = format!(
            "create or replace function assessment_kept() returns trigger language plpgsql as $$ \
             begin {copy}; return null; end $$"
        );
        (None, function)
    } else {
        let copy = copy.replace("NEWKEY", "randomblob(16)");
        let trigger = format!(
            "create trigger assessment_kept after update on assessment when old.band_id <> new.band_id \
             begin {copy}; end"
        );
        (Some("drop trigger assessment_kept".to_owned()), trigger)
    };
    for statement in before.into_iter().chain(statements).chain([after]) {
        database.execute_unprepared(&statement).await?;
    }
    Ok(())
}
