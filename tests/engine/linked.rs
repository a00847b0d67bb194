//! Links in what a batch returns: each takes one statement for any number of rows, and only fields that the caller may
//! read are returned.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};
use tests::{World, worlds};

#[track_caller]
fn statements(document: &str, expected: usize) -> Json {
    let mut found = Json::Null;
    for world in worlds() {
        let answer = world.ask("ceo", document);
        assert!(answer.json.get("errors").is_none(), "{document}: {}", answer.json);
        assert_eq!(answer.statements, expected, "{document} on {}", world.name);
        found = answer.json["data"].clone();
    }
    found
}

#[test]
fn a_link_costs_one_statement() {
    let whole = statements("{ trust { topSlice { amount schools { amount } } } }", 6);
    assert!(whole["trust"]["topSlice"]["schools"].as_array().expect("schools").len() > 5);
    let linked =
        statements("{ trust { topSlice { schools { school { name urn budgets(first: 1) { nodes { id } } } } } } }", 8);
    for slice in linked["trust"]["topSlice"]["schools"].as_array().expect("schools") {
        assert!(slice["school"]["urn"].is_string() && slice["school"]["budgets"]["nodes"].is_array(), "{slice}");
    }
    // An open type is there wherever a key leads to it.
    let ids = statements("{ trust { topSlice { schools { school { id __typename } } } } }", 6);
    assert_eq!(ids["trust"]["topSlice"]["schools"][0]["school"]["__typename"], "School");
    statements("{ schools(first: 20) { nodes { topSlice { school { name } } } } }", 7);
}

const POST: &str = "__typename id title school { urn } vacancyFrom";
const STAFF: &str = "__typename id familyName person { id dateOfBirth } cost { total }";

/// The rows that `nodes` returns for ids, by id.
fn by_id(world: &World, persona: &str, ids: &[Json]) -> BTreeMap<String, Json> {
    let document = format!(
        "query($i: [ID!]!) {{ nodes(ids: $i) {{ ... on Post {{ {POST} }} ... on StaffMember {{ {STAFF} }} }} }}"
    );
    let mut found = BTreeMap::new();
    for some in ids.chunks(200) {
        let variables = Map::from_iter([("i".to_owned(), json!(some))]);
        let answer = world.ask_with(persona, &document, variables).json;
        for (id, node) in some.iter().zip(answer["data"]["nodes"].as_array().expect("nodes")) {
            found.insert(id.as_str().expect("an id").to_owned(), node.clone());
        }
    }
    found
}

#[test]
fn a_linked_row_tells_what_the_caller_may_read_of_it() {
    let document = format!(
        "{{ posts(first: 60) {{ nodes {{ reportsTo {{ postId post {{ {POST} }} holders {{ staffMemberId staffMember {{ {STAFF} }} }} }} }} }} }}"
    );
    let (mut seen, mut withheld) = (0, 0);
    for world in worlds() {
        for persona in ["ceo", "hr", "head", "second-head", "teacher", "governor", "payroll-app", "other-head"] {
            let answer = world.ask(persona, &document).json;
            let errors = answer["errors"].as_array().into_iter().flatten();
            withheld += errors.filter(|error| error["path"].to_string().contains("\"staffMember\"")).count();
            let mut links = Vec::new();
            for post in answer["data"]["posts"]["nodes"].as_array().into_iter().flatten() {
                for step in post["reportsTo"].as_array().into_iter().flatten() {
                    links.push((step["postId"].clone(), step["post"].clone()));
                    let holders = step["holders"].as_array().expect("holders");
                    links.extend(holders.iter().map(|of| (of["staffMemberId"].clone(), of["staffMember"].clone())));
                }
            }
            let ids: Vec<Json> = links.iter().map(|link| link.0.clone()).filter(Json::is_string).collect();
            let known = by_id(world, persona, &ids);
            for (id, row) in links {
                match id.as_str() {
                    None => assert_eq!(row, Json::Null, "the board is no row"),
                    Some(id) => assert_eq!(row, known[id], "{persona} on {}: {id}", world.name),
                }
                seen += usize::from(row.is_object());
            }
        }
    }
    assert!(seen > 100, "{seen} links");
    assert!(withheld > 0, "no caller is refused a part of a linked row: {seen} links");
}
