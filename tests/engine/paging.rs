//! The pages of a list are disjoint, complete and in order, in both directions.

use serde_json::{Map, Value as Json, json};
use tests::{World, worlds};

/// Reads a list in pages and returns the ids in the order of the list.
fn walk(world: &World, persona: &str, order: &str, size: usize, forward: bool) -> Vec<String> {
    let (count, from) = if forward { ("first", "after") } else { ("last", "before") };
    let document = format!(
        "query($n: Int, $c: String) {{ pupils({count}: $n, {from}: $c, where: {{ ncYear: {{ in: [3, 4] }} }}{order}) {{ \
         edges {{ cursor node {{ id }} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
    );
    let (mut ids, mut cursor) = (Vec::new(), Json::Null);
    loop {
        let variables: Map<String, Json> = serde_json::from_value(json!({ "n": size, "c": cursor })).expect("a map");
        let answer = world.ask_with(persona, &document, variables);
        assert!(answer.json.get("errors").is_none(), "{}", answer.json);
        let page = &answer.json["data"]["pupils"];
        let edges = page["edges"].as_array().expect("edges");
        let mut found: Vec<String> =
            edges.iter().map(|edge| edge["node"]["id"].as_str().expect("an id").to_owned()).collect();
        let info = &page["pageInfo"];
        assert_eq!(info["startCursor"], edges.first().map_or(Json::Null, |edge| edge["cursor"].clone()));
        assert_eq!(info["endCursor"], edges.last().map_or(Json::Null, |edge| edge["cursor"].clone()));
        let more = if forward { &info["hasNextPage"] } else { &info["hasPreviousPage"] };
        cursor = if forward { info["endCursor"].clone() } else { info["startCursor"].clone() };
        if forward {
            ids.extend(found);
        } else {
            found.extend(ids);
            ids = found;
        }
        if more == false {
            return ids;
        }
        assert!(ids.len() < 5_000, "the walk ends");
    }
}

#[test]
fn every_walk_sees_every_row_once_and_in_order() {
    for world in worlds() {
        for (persona, order) in [
            ("data-manager", ""),
            ("data-manager", ", orderBy: [{ deprivationDecile: DESC }, { familyName: ASC }]"),
            ("data-manager", ", orderBy: [{ ncYear: ASC }, { dateOfBirth: DESC }]"),
            ("head", ", orderBy: [{ deprivationDecile: ASC }]"),
            ("head", ""),
        ] {
            let whole = walk(world, persona, order, 200, true);
            assert!(whole.len() > 50, "{persona} sees {}", whole.len());
            let mut distinct = whole.clone();
            distinct.sort();
            distinct.dedup();
            assert_eq!(distinct.len(), whole.len(), "{order} as {persona} on {}: a row twice", world.name);
            for size in [7, 64] {
                assert_eq!(
                    walk(world, persona, order, size, true),
                    whole,
                    "{order} in {size}s as {persona} on {}",
                    world.name
                );
                assert_eq!(
                    walk(world, persona, order, size, false),
                    whole,
                    "{order} backwards in {size}s on {}",
                    world.name
                );
            }
        }
    }
}

#[test]
fn both_databases_give_one_order() {
    let [one, rest @ ..] = worlds() else { panic!("there is a world") };
    for other in rest {
        for order in ["", ", orderBy: [{ deprivationDecile: DESC }, { familyName: ASC }]"] {
            assert_eq!(walk(one, "data-manager", order, 200, true), walk(other, "data-manager", order, 200, true));
        }
    }
}

#[test]
fn a_cursor_belongs_to_its_list() {
    let world = &worlds()[0];
    let data = world.data("head", "{ pupils(first: 1) { pageInfo { endCursor } } }");
    let cursor = data["pupils"]["pageInfo"]["endCursor"].as_str().expect("a cursor");
    let forged = format!("{}A", &cursor[..cursor.len() - 1]);
    for (persona, arguments) in [
        ("head", format!("after: \"{cursor}\", orderBy: [{{ ncYear: ASC }}]")),
        ("head", format!("after: \"{cursor}\", where: {{ ncYear: {{ eq: 3 }} }}")),
        ("other-head", format!("after: \"{cursor}\"")),
        ("head", format!("after: \"{forged}\"")),
        ("head", "after: \"\"".to_owned()),
    ] {
        let answer = world.ask(persona, &format!("{{ pupils({arguments}) {{ totalCount }} }}"));
        assert_eq!(answer.json["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{arguments}: {}", answer.json);
    }
    // The same list asked with a variable is the same list.
    let variables: Map<String, Json> = serde_json::from_value(json!({ "c": cursor, "n": 1 })).expect("a map");
    let next = world.ask_with(
        "head",
        "query($c: String, $n: Int) { pupils(first: $n, after: $c) { nodes { id } } }",
        variables,
    );
    assert!(next.json.get("errors").is_none(), "{}", next.json);
}
