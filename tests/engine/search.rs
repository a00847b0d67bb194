//! `Query.search` returns the same rows in the same order for every selection; `types` narrows it.

use serde_json::{Map, Value as Json, json};
use tests::{World, worlds};

fn search(world: &World, persona: &str, arguments: &str, selection: &str) -> Vec<Json> {
    let found = world.data(persona, &format!("{{ search({arguments}) {{ {selection} }} }}"));
    found["search"].as_array().expect("a list").clone()
}

fn all_of(found: &[Json], key: &str) -> Vec<Json> {
    found.iter().map(|row| row[key].clone()).collect()
}

const BOTH: &str = "__typename ... on Node { id }";

#[test]
fn the_selection_decides_neither_the_rows_nor_their_order() {
    for world in worlds() {
        for persona in ["ceo", "head", "teacher", "payroll-app"] {
            for text in ["a", "s", "primary"] {
                let arguments = format!("text: \"{text}\", first: 50");
                let whole = search(world, persona, &arguments, BOTH);
                let types = all_of(&whole, "__typename");
                for selection in
                    ["__typename", "__typename ... on Pupil { id upn }", "__typename ... on School { id name }"]
                {
                    let found = search(world, persona, &arguments, selection);
                    assert_eq!(all_of(&found, "__typename"), types, "{persona} looks for {text} with {selection}");
                    for (row, known) in found.iter().zip(&whole) {
                        let id = &row["id"];
                        assert!(id.is_null() || *id == known["id"], "{persona} looks for {text}: {row} for {known}");
                    }
                }
                let unnamed = search(world, persona, &arguments, "... on Class { id }");
                assert_eq!(unnamed.len(), whole.len(), "a row of which nothing is selected is an empty object");
                let few =
                    search(world, persona, &format!("text: \"{text}\", first: 3"), "__typename ... on Class { id }");
                assert_eq!(all_of(&few, "__typename")[..], types[..types.len().min(3)], "`first` counts every type");
            }
        }
    }
}

#[test]
fn types_narrow_the_search() {
    let document = format!("query($t: [SearchType!]) {{ search(text: \"s\", first: 50, types: $t) {{ {BOTH} }} }}");
    for world in worlds() {
        let ask = |types: Json| {
            let variables: Map<String, Json> = serde_json::from_value(json!({ "t": types })).expect("a map");
            let answer = world.ask_with("ceo", &document, variables);
            assert!(answer.json.get("errors").is_none(), "{}", answer.json);
            (answer.json["data"]["search"].as_array().expect("a list").clone(), answer.statements)
        };
        let (whole, statements) = ask(Json::Null);
        assert_eq!(statements, 5, "a statement for each type, whatever is found");
        for (types, names) in
            [(json!(["PUPIL"]), vec!["Pupil"]), (json!(["STAFF_MEMBER", "CLASS"]), vec!["StaffMember", "Class"])]
        {
            let (found, statements) = ask(types.clone());
            assert_eq!(statements, names.len());
            let is_named = |row: &&Json| names.iter().any(|name| row["__typename"] == *name);
            assert!(!found.is_empty() && found.iter().all(|row| is_named(&row)), "{types}: {found:?}");
            let expected: Vec<&Json> = whole.iter().filter(is_named).collect();
            let begin: Vec<&Json> = found.iter().take(expected.len()).collect();
            assert_eq!(begin, expected, "{types} in the order of the whole search");
        }
        assert_eq!(ask(json!(["CLASS", "STAFF_MEMBER"])), ask(json!(["STAFF_MEMBER", "CLASS"])));
        assert_eq!(ask(json!([])), (Vec::new(), 0));
        let unseen = search(world, "payroll-app", "text: \"s\", types: [PUPIL]", "__typename");
        assert_eq!(unseen, Vec::<Json>::new(), "a type that the caller may not see has no rows");
    }
}
