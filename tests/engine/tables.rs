//! The migrated database has the engine's own tables, with the columns that the engine describes.

use std::collections::BTreeSet;

use graph::declare::Arity;
use graph::tables::ENGINE_TABLES;
use graph::value::Storage;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tests::{World, run, worlds};

/// Name, whether it may be null, and the type as the database calls it.
type Described = (String, bool, String);

#[test]
fn the_engine_describes_its_tables_as_they_are() {
    for world in worlds() {
        let backend = world.db.get_database_backend();
        for table in ENGINE_TABLES {
            let found = columns(world, backend, table.name);
            let described: BTreeSet<(&str, bool)> =
                table.columns.iter().map(|column| (column.name, column.nullable)).collect();
            let there: BTreeSet<(&str, bool)> = found.iter().map(|(name, null, _)| (name.as_str(), *null)).collect();
            assert_eq!(described, there, "{} on {}", table.name, world.name);
            for column in table.columns {
                assert_eq!(column.table, table.name);
                let (_, _, kind) = found.iter().find(|(name, ..)| name == column.name).expect("it is there");
                let kinds = stored(column.storage);
                assert!(kinds.iter().any(|known| kind.contains(known)), "{}.{}: {kind}", table.name, column.name);
            }
        }
    }
}

/// A row that neither a root field lists nor a parent that it must have could be stored and never found.
#[test]
fn every_stored_row_is_reached_by_some_list() {
    let catalogue = domain::catalogue();
    let world = &worlds()[0];
    let backend = world.db.get_database_backend();
    let required = |column: &graph::declare::Column| {
        columns(world, backend, column.table).iter().any(|(name, null, _)| name == column.name && !null)
    };
    let links = || catalogue.resources.iter().flat_map(|resource| &resource.links);
    let reached = |resource: &&graph::declare::Resource| {
        let listed = catalogue.roots.iter().any(|root| root.target == resource.name);
        let of = links().filter(|link| link.target == resource.name);
        let mut held = of.map(|link| match &link.arity {
            Arity::Many(key) | Arity::List(key) | Arity::OneOf(key) => required(key),
            Arity::One(_) | Arity::Through(_) => false,
        });
        listed || held.any(|held| held)
    };
    let lost: Vec<&str> =
        catalogue.resources.iter().filter(|resource| !reached(resource)).map(|resource| resource.name).collect();
    assert!(lost.is_empty(), "add `root`: no root field and no way back from a parent leads to all rows of {lost:?}");
}

fn columns(world: &World, backend: DbBackend, table: &str) -> Vec<Described> {
    let sql = match backend {
        DbBackend::Sqlite => format!(
            "select name, \"notnull\" = 0 and pk = 0 as optional, lower(type) as kind from pragma_table_info('{table}')"
        ),
        _ => format!(
            "select column_name::text as name, is_nullable = 'YES' as optional, data_type::text as kind \
             from information_schema.columns where table_schema = current_schema() and table_name = '{table}'"
        ),
    };
    let rows = run(world.db.query_all_raw(Statement::from_string(backend, sql))).expect("it reads");
    let text = |row: &sea_orm::QueryResult, column| row.try_get::<String>("", column).expect("it is text");
    rows.iter()
        .map(|row| (text(row, "name"), row.try_get::<bool>("", "optional").expect("yes or no"), text(row, "kind")))
        .collect()
}

/// The names of column types that either database uses for a storage.
fn stored(storage: Storage) -> &'static [&'static str] {
    match storage {
        Storage::Uuid => &["uuid"],
        Storage::Text => &["text", "char"],
        Storage::Int => &["int"],
        Storage::Bool => &["bool"],
        Storage::Float => &["real", "double", "float"],
        Storage::Date => &["date"],
        Storage::Time => &["timestamp"],
    }
}
