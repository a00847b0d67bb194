//! Reads every field and link of every type as every persona, on rows of the persona's own school, of other schools and
//! of another trust.
//!
//! The expected result is computed a second time from the default roles, the declared permissions and the owners of
//! rows ([`holder`], [`rule`]), by plain statements and without the planner.

mod holder;
mod rows;
mod rule;

use std::collections::{BTreeMap, BTreeSet};

use graph::declare::{Access, Resource, Source};
use graph::schema::{Model, Target};
use serde_json::{Map, Value as Json, json};
use tests::{World, worlds};
use uuid::Uuid;

use holder::Holder;
use rows::Table;

/// Which rows of those asked for meet a rule.
type Meets = BTreeSet<Uuid>;

/// The audit trail: the demo trust has no changes; `engine/mutate.rs` tests who sees them.
const UNCHANGED: &str = "AuditEvent";

#[test]
fn every_field_obeys_every_role() {
    for world in worlds() {
        walk(world);
    }
}

fn walk(world: &World) {
    let holders = Holder::all(world);
    let (mut looked, mut problems) = (BTreeMap::<&str, usize>::new(), Vec::new());
    for resource in &world.engine.catalogue().resources {
        let table = Table { world, resource };
        let ids = table.pick(&holders);
        if resource.name == UNCHANGED {
            continue;
        }
        assert!(resource.tenant.is_none() || ids.len() > 1, "the demo trust has no {}", resource.name);
        let document = document(world.engine.model(), resource);
        for holder in &holders {
            let seen = Seen::of(&table, holder, &ids, &document);
            for (index, id) in ids.iter().enumerate() {
                let answers = &mut |verdict: &'static str| *looked.entry(verdict).or_default() += 1;
                if let Err(what) = seen.row(index, *id, answers) {
                    problems.push(format!("{} on {}, {} {id}: {what}", holder.name, world.name, resource.name));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{} disagree:\n{}", problems.len(), problems[..problems.len().min(40)].join("\n"));
    // The walk must find many of each verdict; with few it would prove little.
    for (verdict, least) in [("hidden", 5_000), ("granted", 30_000), ("refused", 5_000)] {
        let found = looked.get(verdict).copied().unwrap_or_default();
        assert!(found >= least, "only {found} times {verdict}: {looked:?}");
    }
}

/// A persona's answer about rows of a type, and the expected one.
struct Seen<'a> {
    table: &'a Table<'a>,
    nodes: Vec<Json>,
    refused: BTreeSet<String>,
    visible: Meets,
    rules: Vec<Rule>,
}

/// A field, a part of one, or a link; and the rows on which it may be read.
struct Rule {
    /// The keys from the row to it.
    path: Vec<&'static str>,
    allowed: Meets,
}

impl<'a> Seen<'a> {
    fn of(table: &'a Table<'a>, holder: &Holder, ids: &[Uuid], document: &str) -> Self {
        let resource = table.resource;
        let (mut nodes, mut refused) = (Vec::new(), BTreeSet::new());
        // An answer lists at most a hundred errors: ask for so few rows that there is room for one for each field of
        // each.
        let fields = document.split_whitespace().count();
        for some in ids.chunks((100 / fields).max(1)) {
            let global: Vec<String> = some.iter().map(|id| graph::id::encode(resource.name, *id)).collect();
            let variables = Map::from_iter([("ids".to_owned(), json!(global))]);
            let answer = table.world.ask_as(&holder.caller, document, variables).json;
            let place = format!("{} on {}", holder.name, resource.name);
            let found = answer["data"]["nodes"].as_array().unwrap_or_else(|| panic!("{place}: {answer}"));
            assert_eq!(found.len(), some.len(), "{place}: each id has its place");
            for error in answer["errors"].as_array().into_iter().flatten() {
                assert_eq!(error["extensions"]["code"], "FORBIDDEN", "{place}: {error}");
                let path = error["path"].as_array().unwrap_or_else(|| panic!("{place}: {error} has no path"));
                let index = path[1].as_u64().and_then(|index| usize::try_from(index).ok()).expect("an index");
                let keys: Vec<&str> = path[2..].iter().filter_map(Json::as_str).collect();
                refused.insert(format!("{}.{}", nodes.len() + index, keys.join(".")));
            }
            nodes.extend(found.iter().cloned());
        }
        let meets = |access: &Access| table.meets(&rule::condition(access, resource, holder), ids);
        let within = table.of_trust(holder.trust, ids);
        let visible = meets(&resource.row).intersection(&within).copied().collect();
        let mut rules = Vec::new();
        for field in &resource.fields {
            rules.push(Rule { path: vec![field.name], allowed: meets(&field.access) });
            if let Source::Object { fields, .. } = &field.source {
                for part in fields {
                    rules.push(Rule { path: vec![field.name, part.name], allowed: meets(&part.access) });
                }
            }
        }
        for link in &resource.links {
            let target = table.world.engine.catalogue().resource(link.target).expect("a link leads to a type");
            let allowed = if !holder.holds_any(&target.row) {
                Meets::new()
            } else if link.access.printed() == target.row.printed() {
                ids.iter().copied().collect()
            } else {
                meets(&link.access)
            };
            rules.push(Rule { path: vec![link.name], allowed });
        }
        Self { table, nodes, refused, visible, rules }
    }

    /// Compares the answer about a row with what is expected.
    fn row(&self, index: usize, id: Uuid, verdict: &mut dyn FnMut(&'static str)) -> Result<(), String> {
        let node = &self.nodes[index];
        if !self.visible.contains(&id) {
            verdict("hidden");
            let told = self.refused.iter().find(|path| path.split('.').next() == Some(index.to_string().as_str()));
            return match (node.is_null(), told) {
                (true, None) => Ok(()),
                (false, _) => Err("the row is returned".to_owned()),
                (true, Some(path)) => Err(format!("an error at {path} discloses the row")),
            };
        }
        if node.is_null() {
            return Err("the row is missing".to_owned());
        }
        for rule in &self.rules {
            let above = rule.path[..rule.path.len() - 1].iter().fold(node, |value, key| &value[key]);
            // Where the whole value object is refused or withheld, its parts have no errors of their own.
            if above.is_null() {
                continue;
            }
            let coordinate = format!("{}.{}", self.table.resource.name, rule.path.join("."));
            let refused = self.refused.contains(&format!("{index}.{}", rule.path.join(".")));
            match (rule.allowed.contains(&id), refused) {
                (true, false) => verdict("granted"),
                (false, true) => verdict("refused"),
                (true, true) => return Err(format!("{coordinate} is refused")),
                (false, false) => return Err(format!("{coordinate} is returned: {node}")),
            }
            if refused && !rule.path.iter().fold(node, |value, key| &value[key]).is_null() {
                return Err(format!("{coordinate} is refused and returned: {node}"));
            }
        }
        Ok(())
    }
}

/// A document that selects every field and link of a type, and the least selection on each link.
fn document(model: &Model, resource: &Resource) -> String {
    let mut text = String::new();
    for field in model.get(resource.name).expect("it is in the schema").fields() {
        match field.target {
            Target::Field(..) => {
                text.push_str(&field.name);
                let object = resource
                    .fields
                    .iter()
                    .any(|known| known.name == field.name && matches!(known.source, Source::Object { .. }));
                if let Some(parts) = model.get(field.ty.base()).filter(|def| def.is_composite()) {
                    // Whoever may read an object of a batch may read all of its parts: they need no permission.
                    let names: Vec<_> = match object {
                        true => parts.fields().iter().map(|part| part.name.as_str()).collect(),
                        false => vec!["__typename"],
                    };
                    text.push_str(&format!(" {{ {} }}", names.join(" ")));
                }
                text.push(' ');
            }
            _ => {
                if let Some(link) = resource.links.iter().find(|link| link.name == field.name) {
                    let page =
                        if link.is_connection() { "(first: 1) { nodes { __typename } }" } else { "{ __typename }" };
                    text.push_str(&format!("{}{page} ", link.name));
                }
            }
        }
    }
    format!("query($ids: [ID!]!) {{ nodes(ids: $ids) {{ __typename ... on {} {{ id {text} }} }} }}", resource.name)
}
