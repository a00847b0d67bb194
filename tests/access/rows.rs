//! Picks rows to test, and decides which meet a condition, by plain statements on either database.

use std::collections::BTreeSet;

use graph::declare::{Access, Resource, Source};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};
use tests::{World, run};
use uuid::Uuid;

use super::Meets;
use super::holder::Holder;
use super::rule::{condition, whenever};

/// The table of a type.
pub struct Table<'a> {
    /// Where.
    pub world: &'a World,
    /// The type.
    pub resource: &'a Resource,
}

impl Table<'_> {
    /// Rows that tell personas apart: for every persona and rule one that meets it, one that does not and one that did
    /// once, in its own trust; and a few of every trust.
    pub fn pick(&self, holders: &[Holder]) -> Vec<Uuid> {
        let mut conditions = BTreeSet::new();
        let mut trusts = BTreeSet::new();
        for holder in holders {
            let within = self.within(holder.trust);
            for access in self.rules() {
                let met = condition(access, self.resource, holder);
                // A rule without keys is met by all rows or by none.
                if met.contains('{') {
                    conditions.insert(format!("{within} and {met}"));
                    conditions.insert(format!("{within} and not {met}"));
                    let once = whenever(access, self.resource, holder);
                    if once != met {
                        conditions.insert(format!("{within} and {once} and not {met}"));
                    }
                }
            }
            trusts.insert(within);
        }
        let mut picked = BTreeSet::new();
        for found in conditions {
            picked.extend(self.read(&format!("{found} order by r.id limit 1")));
        }
        for trust in trusts {
            picked.extend(self.read(&format!("{trust} order by r.id limit 3")));
        }
        assert!(picked.len() <= 200, "{} rows of {}: more than `nodes` takes", picked.len(), self.resource.name);
        picked.into_iter().collect()
    }

    /// Every different rule of the type.
    fn rules(&self) -> Vec<&Access> {
        let resource = self.resource;
        let mut all = vec![&resource.row];
        for field in &resource.fields {
            all.push(&field.access);
            if let Source::Object { fields, .. } = &field.source {
                all.extend(fields.iter().map(|part| &part.access));
            }
        }
        all.extend(resource.links.iter().map(|link| &link.access));
        all
    }

    fn within(&self, trust: Uuid) -> String {
        self.resource
            .tenant
            .map_or_else(|| "true".to_owned(), |tenant| format!("r.\"{}\" = {{{}}}", tenant.name, trust.simple()))
    }

    /// Which of the rows meet a condition.
    pub fn meets(&self, condition: &str, ids: &[Uuid]) -> Meets {
        match condition {
            "true" => ids.iter().copied().collect(),
            "false" => Meets::new(),
            _ => {
                let keys: Vec<String> = ids.iter().map(|id| format!("{{{}}}", id.simple())).collect();
                self.read(&format!("r.id in ({}) and {condition}", keys.join(", "))).into_iter().collect()
            }
        }
    }

    /// Which of the rows are a trust's, or of a register that is everyone's.
    pub fn of_trust(&self, trust: Uuid, ids: &[Uuid]) -> Meets {
        self.meets(&self.within(trust), ids)
    }

    fn read(&self, condition: &str) -> Vec<Uuid> {
        ids(self.world, &format!("select r.id as id from \"{}\" r where {condition}", self.resource.table))
    }
}

/// A key as the database writes it.
pub fn literal(world: &World, id: Uuid) -> String {
    match world.db.get_database_backend() {
        DbBackend::Sqlite => format!("x'{}'", id.simple()),
        _ => format!("'{id}'::uuid"),
    }
}

/// The keys that a statement finds; keys in it stand in braces.
pub fn ids(world: &World, sql: &str) -> Vec<Uuid> {
    read(world, sql).iter().filter_map(|row| row.try_get("", "id").expect("a key or none")).collect()
}

/// The texts that a statement finds.
pub fn texts(world: &World, sql: &str) -> Vec<String> {
    read(world, sql).iter().map(|row| row.try_get("", "text").expect("a text")).collect()
}

fn read(world: &World, sql: &str) -> Vec<QueryResult> {
    let backend = world.db.get_database_backend();
    let (open, close) = if backend == DbBackend::Sqlite { ("x'", "'") } else { ("'", "'::uuid") };
    let sql = sql.replace('{', open).replace('}', close);
    run(world.db.query_all_raw(Statement::from_string(backend, sql))).expect("it reads")
}
