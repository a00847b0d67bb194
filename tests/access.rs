//! Walks every field of every type as every persona, against rows of the own school, of another school and of another
//! trust.
//!
//! What is expected comes from the default roles and the declared permissions alone, not from the planner: who lacks a
//! permission is refused everywhere, who holds it for the trust reads everywhere, who holds it for a school reads
//! there and not elsewhere, and nobody learns that another trust's row exists.

use std::collections::BTreeMap;

use domain::platform::access::default_roles::Reach;
use domain::platform::access::matrix::held_by;
use graph::Permission;
use graph::declare::{Access, Path, Resource};
use graph::schema::{Model, Target};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::Value as Json;
use tests::{World, run, worlds};
use uuid::Uuid;

/// A row, and the school it names in its own column.
struct Row {
    id: Uuid,
    school: Option<Uuid>,
}

/// Rows of a type: of the first school, of other schools of the trust, of other trusts.
#[derive(Default)]
struct Rows {
    own: Vec<Row>,
    elsewhere: Vec<Row>,
    foreign: Vec<Row>,
}

type Held = BTreeMap<Permission, Vec<Reach>>;

#[test]
fn every_field_obeys_every_role() {
    let world = &worlds()[0];
    let model = world.engine.model();
    let own = school(world, "{ schools(where: { urn: { eq: \"900001\" } }) { nodes { id } } }");
    // A secondary school: of the personas of schools, none holds a grant there.
    let other = school(world, "{ schools(first: 1, where: { phase: { eq: SECONDARY } }) { nodes { id } } }");
    let mut checked = 0;
    for resource in &world.engine.catalogue().resources {
        let Some(rows) = rows(world, resource, own, other) else { continue };
        let document = document(model, resource);
        for persona in personas(world) {
            let held = held(world, &persona);
            for row in &rows.foreign {
                let answer = ask(world, &persona, &document, resource, row);
                assert!(answer["data"]["node"].is_null(), "{persona} sees {} of another trust", resource.name);
                assert!(answer.get("errors").is_none(), "{persona}: an error tells of a foreign {}", resource.name);
                checked += 1;
            }
            for (row, here) in
                rows.own.iter().map(|row| (row, true)).chain(rows.elsewhere.iter().map(|row| (row, false)))
            {
                let answer = ask(world, &persona, &document, resource, row);
                checked += look(&persona, resource, row, here, &held, &answer);
            }
        }
    }
    assert!(checked > 5_000, "{checked} fields were looked at");
}

fn personas(world: &World) -> Vec<String> {
    let mut names: Vec<String> =
        world.personas().filter(|name| *name != "other-head" && *name != "second-head").map(str::to_owned).collect();
    names.sort();
    names
}

/// What the roles of a persona give, by the default roles.
fn held(world: &World, persona: &str) -> Held {
    let viewer = world.data(persona, "{ viewer { roles { code } } }");
    let mut all = Held::new();
    for role in viewer["viewer"]["roles"].as_array().expect("roles") {
        for (permission, reaches) in held_by(role["code"].as_str().expect("a code")).expect("a default role") {
            all.entry(permission).or_default().extend(reaches);
        }
    }
    all
}

/// Compares an answer with what the roles say; gives how many fields were looked at.
fn look(persona: &str, resource: &Resource, row: &Row, here: bool, held: &Held, answer: &Json) -> usize {
    let node = &answer["data"]["node"];
    let place = format!("{persona}, {} {} ({})", resource.name, row.id, if here { "own school" } else { "elsewhere" });
    match expected(&resource.row, resource, held, here, row) {
        Some(true) => assert!(!node.is_null(), "{place}: the row is missing: {answer}"),
        Some(false) => {
            assert!(node.is_null(), "{place}: the row is told");
            assert!(answer.get("errors").is_none(), "{place}: an error tells of it");
        }
        None => {}
    }
    if node.is_null() {
        return 1;
    }
    let refused = |field: &str| {
        answer["errors"].as_array().is_some_and(|errors| {
            errors.iter().any(|error| error["path"][1] == field && error["extensions"]["code"] == "FORBIDDEN")
        })
    };
    for field in &resource.fields {
        match expected(&field.access, resource, held, here, row) {
            Some(true) => assert!(!refused(field.name), "{place}: {} is refused", field.name),
            Some(false) => {
                assert!(refused(field.name) && node[field.name].is_null(), "{place}: {} is told: {node}", field.name);
            }
            None => {}
        }
    }
    resource.fields.len()
}

/// Whether a rule must hold, must not, or is a matter of the row that only the engine knows.
fn expected(access: &Access, resource: &Resource, held: &Held, here: bool, row: &Row) -> Option<bool> {
    let Access::AnyOf(needs) = access else { return Some(true) };
    let mut open = false;
    for need in needs {
        let Some(reaches) = held.get(&need.permission) else { continue };
        if reaches.contains(&Reach::Trust) && need.among.is_empty() {
            return Some(true);
        }
        // A school's grant is decided by the row's own column only where that is the declared path.
        let owner = need.owner.as_ref().unwrap_or(&resource.owner);
        let school_paths: Vec<_> = owner.paths.iter().filter(|(reach, _)| reach.0 == 1).map(|(_, path)| path).collect();
        let of_row = |path: &&&Path| matches!(path, Path::Column(column) if column.name == "school_id");
        let by_column = school_paths.iter().filter(of_row).count();
        if reaches == &[Reach::School] && need.among.is_empty() && by_column > 0 && row.school.is_some() {
            if here {
                return Some(true);
            }
            if by_column == school_paths.len() {
                continue;
            }
        }
        open = true;
    }
    if open { None } else { Some(false) }
}

/// A document that selects every field of a type that is no link.
fn document(model: &Model, resource: &Resource) -> String {
    let fields = model.get(resource.name).expect("it is in the schema").fields();
    let mut text = String::new();
    for field in fields.iter().filter(|field| matches!(field.target, Target::Field(..))) {
        text.push_str(&field.name);
        let parts = model.get(field.ty.base()).filter(|def| def.is_composite());
        if let Some(parts) = parts {
            let names: Vec<_> = parts.fields().iter().map(|part| part.name.as_str()).collect();
            text.push_str(&format!("{{{}}}", names.join(" ")));
        }
        text.push(' ');
    }
    format!("query($id: ID!) {{ node(id: $id) {{ __typename ... on {} {{ id {text} }} }} }}", resource.name)
}

fn ask(world: &World, persona: &str, document: &str, resource: &Resource, row: &Row) -> Json {
    let id = graph::id::encode(resource.name, row.id);
    world.ask_with(persona, document, serde_json::from_value(serde_json::json!({ "id": id })).expect("a map")).json
}

/// The school that a question finds.
fn school(world: &World, question: &str) -> Uuid {
    let data = world.data("ceo", question);
    graph::id::decode(data["schools"]["nodes"][0]["id"].as_str().expect("an id")).expect("an id of ours").1
}

/// A few rows of a type; none for a register, which has no tenant.
fn rows(world: &World, resource: &Resource, own: Uuid, other: Uuid) -> Option<Rows> {
    resource.tenant?;
    let tenant = world.caller("ceo").tenant;
    let school = resource.columns.iter().any(|column| column.name == "school_id");
    let column = if school { "school_id" } else { "null" };
    let hex = |id: Uuid| format!("x'{}'", id.simple());
    let read = |cond: String| {
        let sql =
            format!("select id, {column} as school_id from \"{}\" where {cond} order by id limit 2", resource.table);
        let found =
            run(world.db.query_all_raw(Statement::from_string(sea_orm::DbBackend::Sqlite, sql))).expect("it reads");
        found
            .iter()
            .map(|row| Row {
                id: row.try_get("", "id").expect("a key"),
                school: if school { row.try_get("", "school_id").expect("a key or none") } else { None },
            })
            .collect::<Vec<_>>()
    };
    let here = format!("trust_id = {}", hex(tenant));
    Some(Rows {
        own: if school { read(format!("{here} and school_id = {}", hex(own))) } else { Vec::new() },
        elsewhere: if school { read(format!("{here} and school_id = {}", hex(other))) } else { read(here) },
        foreign: read(format!("trust_id <> {}", hex(tenant))),
    })
}
