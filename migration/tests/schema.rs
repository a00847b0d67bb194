//! After all steps the database has the tables the entities describe, on both databases.

mod database;
mod described;

use std::collections::BTreeSet;

use database::{Inspected, Table};
use migration::Migrator;
use scratch::{Kind, on_both};
use sea_orm_migration::{MigratorTrait, sea_orm::DbBackend};

/// What an identifier may hold on PostgreSQL before it is cut.
const LONGEST_NAME: usize = 63;

on_both!(up_down_up_gives_the_tables_of_the_entities);

async fn up_down_up_gives_the_tables_of_the_entities(on: Kind) {
    let scratch = Inspected::new(on).await;
    let db = &scratch.db;
    Migrator::up(db, None).await.expect("up");
    Migrator::down(db, None).await.expect("down");
    let left = scratch.tables().await;
    assert!(left.is_empty(), "down leaves {left:?}");
    Migrator::up(db, None).await.expect("up again");

    let found = scratch.tables().await;
    let expected = described::tables(db.get_database_backend());

    let names = |tables: &[Table]| tables.iter().map(|t| t.name.clone()).collect::<BTreeSet<_>>();
    assert_eq!(names(&found), names(&expected), "tables (left: created, right: entities)");
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found.columns, expected.columns, "columns of {}", found.name);
        obeys_the_conventions(found);
    }
}

/// The conventions that make a query quick and a conflict silent about other trusts.
fn obeys_the_conventions(table: &Table) {
    let name = &table.name;
    let public = name.starts_with("register_") || name == "setting";
    assert_eq!(
        !public,
        table.columns.contains_key("trust_id"),
        "{name}: every table but the public ones has a trust_id"
    );
    for index in &table.indexes {
        assert!(index.name.len() <= LONGEST_NAME, "{}: name too long", index.name);
        assert!(
            public || !index.unique || index.columns[0] == "trust_id",
            "{}: a unique index begins with trust_id",
            index.name
        );
    }
    for key in &table.foreign_keys {
        assert!(
            table.indexes.iter().any(|index| &index.columns[0] == key),
            "{name}.{key}: a foreign key begins an index"
        );
    }
    for column in table.columns.keys().filter(|c| c.ends_with("_id")) {
        // GIAS calls the group's public number an id, and copies are not checked again.
        let copied = matches!(name.as_str(), "assessment_predecessor" | "audit_event" | "outbox");
        assert!(
            copied || column == "gias_group_id" || column == "group_id" || table.foreign_keys.contains(column),
            "{name}.{column}: refers to no table"
        );
    }
}

/// Text orders by code point on PostgreSQL whatever the cluster's language.
#[tokio::test]
async fn text_has_the_c_collation_on_postgres() {
    if !Kind::Postgres.is_here() {
        return;
    }
    let scratch = Inspected::new(Kind::Postgres).await;
    assert_eq!(scratch.db.get_database_backend(), DbBackend::Postgres);
    Migrator::up(&scratch.db, None).await.expect("up");
    let others = scratch
        .strings(
            "select table_name || '.' || column_name from information_schema.columns \
             where table_schema = 'public' and table_name <> 'seaql_migrations' \
             and data_type in ('text', 'character varying') \
             and collation_name is distinct from 'C'",
        )
        .await;
    assert!(others.is_empty(), "not COLLATE \"C\": {others:?}");
}
