//! Rights that reach only some rows: nothing of the other rows is disclosed.

use std::sync::Arc;

use domain::platform::access::permission::{DIRECTORY_READ, PAY_READ, PUPIL_READ, STAFF_READ};
use domain::platform::access::reach::SCHOOL;
use graph::{Caller, Keys, Request, Rights};
use serde_json::{Map, Value as Json, json};
use tests::{TODAY, World, run, worlds};
use uuid::Uuid;

/// Reads the staff of the whole trust, and the pay of one school.
fn pay_of_one_school(world: &World) -> Caller {
    let mut rights = Rights::default();
    rights.grant_everywhere(DIRECTORY_READ);
    rights.grant_everywhere(STAFF_READ);
    rights.grant(PAY_READ, SCHOOL, &Arc::new(Keys::new(vec![school(world, "900001")])));
    caller(world, rights)
}

fn caller(world: &World, rights: Rights) -> Caller {
    let tenant = world.caller("ceo").tenant;
    Caller::new(tenant, Uuid::nil(), chrono::DateTime::<chrono::Utc>::MAX_UTC, TODAY, rights, Json::Null)
}

fn school(world: &World, urn: &str) -> Uuid {
    let data = world.data("ceo", &format!("{{ school(by: {{ urn: \"{urn}\" }}) {{ id }} }}"));
    let id = data["school"]["id"].as_str().and_then(graph::id::decode);
    id.expect("the school has an id").1
}

#[track_caller]
fn ask(world: &World, caller: &Caller, document: &str, variables: Json) -> Json {
    let variables: Map<String, Json> = serde_json::from_value(variables).expect("variables are a map");
    let request = Request { document: document.to_owned(), variables, ..Request::default() };
    let answer = run(world.engine.answer(Some(caller), &request));
    serde_json::from_slice(&answer.body).expect("an answer is JSON")
}

#[test]
fn a_value_is_returned_on_the_rows_the_right_reaches() {
    for world in worlds() {
        let caller = pay_of_one_school(world);
        let answer = ask(
            world,
            &caller,
            "{ contracts(first: 80, orderBy: [{ startsOn: ASC }]) { totalCount nodes { agreedSalary school { urn } } } }",
            json!({}),
        );
        let nodes = answer["data"]["contracts"]["nodes"].as_array().expect("contracts");
        let errors = answer["errors"].as_array().expect("some are refused");
        let mut refused = 0;
        for (index, node) in nodes.iter().enumerate() {
            let own = node["school"]["urn"] == "900001";
            assert_eq!(node["agreedSalary"].is_null(), !own, "{node}");
            if !own {
                assert_eq!(errors[refused]["path"], json!(["contracts", "nodes", index, "agreedSalary"]));
                assert_eq!(
                    errors[refused]["extensions"],
                    json!({ "code": "FORBIDDEN", "permission": "PAY_READ", "coordinate": "Contract.agreedSalary", "reason": "OUT_OF_REACH" })
                );
                refused += 1;
            }
        }
        assert!(refused > 0 && refused < nodes.len(), "{refused} of {}", nodes.len());
        assert_eq!(errors.len(), refused);
        assert!(answer["data"]["contracts"]["totalCount"].as_i64() > Some(500), "all of the trust are listed");
    }
}

#[test]
fn a_filter_on_a_value_leaves_only_the_rows_the_right_reaches() {
    for world in worlds() {
        let caller = pay_of_one_school(world);
        let count = |filter: &str| {
            let document = format!("{{ contracts(where: {filter}) {{ totalCount }} }}");
            let answer = ask(world, &caller, &document, json!({}));
            answer["data"]["contracts"]["totalCount"].as_i64().unwrap_or_else(|| panic!("{document}: {answer}"))
        };
        let own = count("{ agreedSalary: { isNull: false } }") + count("{ agreedSalary: { isNull: true } }");
        assert_eq!(own, count("{ school: { urn: { eq: \"900001\" } } }"));
        assert_eq!(count("{ not: { agreedSalary: { isNull: true } } }"), count("{ agreedSalary: { isNull: false } }"));
        let elsewhere = "school: { urn: { eq: \"900002\" } }";
        assert!(count(&format!("{{ {elsewhere} }}")) > 0);
        for filter in [
            format!("{{ {elsewhere}, agreedSalary: {{ gt: 0 }} }}"),
            format!("{{ {elsewhere}, not: {{ agreedSalary: {{ gt: 0 }} }} }}"),
            format!(
                "{{ {elsewhere}, or: [{{ payPoint: {{ eq: \"M6\" }} }}, {{ startsOn: {{ gt: \"1900-01-01\" }} }}] }}"
            ),
            format!("{{ {elsewhere}, not: {{ and: [{{ payPoint: {{ eq: \"M6\" }} }}] }} }}"),
            format!("{{ and: [{{ {elsewhere} }}, {{ payPoint: {{ isNull: true }} }}] }}"),
        ] {
            assert_eq!(count(&filter), 0, "{filter}");
        }
        // Through links: no filter on pay finds staff of the other school.
        let staff = |filter: &str| {
            let document = format!(
                "{{ staff(where: {{ mainSchool: {{ urn: {{ eq: \"900002\" }} }}, {filter} }}) {{ totalCount }} }}"
            );
            let answer = ask(world, &caller, &document, json!({}));
            answer["data"]["staff"]["totalCount"].as_i64().unwrap_or_else(|| panic!("{document}: {answer}"))
        };
        assert!(staff("contracts: { some: {} }") > 0);
        assert_eq!(staff("contracts: { some: { payPoint: { isNull: false } } }"), 0);
        assert_eq!(staff("contracts: { some: { not: { payPoint: { isNull: true } } } }"), 0);
        let (everyone, with_every) =
            (staff("id: { in: [] }, or: [{}]"), staff("contracts: { every: { payPoint: { eq: \"no such\" } } }"));
        assert_eq!(everyone, 0);
        // `every` and `none` look only at rows on which pay may be compared: at the other school there are none.
        assert_eq!(with_every, staff("contracts: { none: { payPoint: { isNull: true } } }"));
    }
}

#[test]
fn ordering_by_a_value_discloses_no_hidden_value() {
    for world in worlds() {
        let caller = pay_of_one_school(world);
        for direction in ["ASC", "DESC"] {
            let whole = walk(world, &caller, direction, 200, true);
            for size in [9, 50] {
                assert_eq!(walk(world, &caller, direction, size, true), whole, "{direction} on {}", world.name);
                assert_eq!(walk(world, &caller, direction, size, false), whole, "backwards {direction}");
            }
            let shown = whole.iter().take_while(|(_, salary, _)| salary.is_some()).count();
            assert!(shown > 20, "{shown}");
            let pence: Vec<i64> = whole[..shown].iter().filter_map(|(_, salary, _)| *salary).collect();
            let sorted = if direction == "ASC" { pence.is_sorted() } else { pence.is_sorted_by(|a, b| a >= b) };
            assert!(sorted, "{direction}: {pence:?}");
            // Rows with a hidden or a null value come last, together, ordered by id only.
            assert!(whole[shown..].iter().all(|(_, salary, _)| salary.is_none()));
            let keys: Vec<Uuid> =
                whole[shown..].iter().map(|(id, ..)| graph::id::decode(id).expect("an id").1).collect();
            assert!(keys.is_sorted(), "hidden rows are ordered by their ids");
            assert!(whole[shown..].iter().any(|(_, _, urn)| urn == "900002"));
        }
    }
}

/// Id, salary in pence where it is returned, and school of every contract.
fn walk(
    world: &World,
    caller: &Caller,
    direction: &str,
    size: usize,
    forward: bool,
) -> Vec<(String, Option<i64>, String)> {
    let (count, from) = if forward { ("first", "after") } else { ("last", "before") };
    let document = format!(
        "query($n: Int, $c: String) {{ contracts({count}: $n, {from}: $c, orderBy: [{{ agreedSalary: {direction} }}]) {{ \
         nodes {{ id agreedSalary school {{ urn }} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
    );
    let (mut all, mut cursor) = (Vec::new(), Json::Null);
    loop {
        let answer = ask(world, caller, &document, json!({ "n": size, "c": cursor }));
        let page = &answer["data"]["contracts"];
        let nodes = page["nodes"].as_array().unwrap_or_else(|| panic!("{answer}"));
        let mut found: Vec<_> = nodes
            .iter()
            .map(|node| {
                let pence = node["agreedSalary"].as_str().map(|text| text.replace('.', "").parse().expect("pence"));
                let urn = node["school"]["urn"].as_str().unwrap_or_default().to_owned();
                (node["id"].as_str().expect("an id").to_owned(), pence, urn)
            })
            .collect();
        let (more, next) = if forward { ("hasNextPage", "endCursor") } else { ("hasPreviousPage", "startCursor") };
        if forward {
            all.extend(found);
        } else {
            found.append(&mut all);
            all = found;
        }
        cursor = page["pageInfo"][next].clone();
        if page["pageInfo"][more] == false {
            return all;
        }
        assert!(all.len() < 5_000, "the walk ends");
    }
}

#[test]
fn callers_of_one_shape_share_plans_and_not_rows() {
    for world in worlds() {
        let documents = [
            "query($c: String) { pupils(first: 20, after: $c) { totalCount nodes { id registrationGroup school { urn } } pageInfo { endCursor } } }",
            "{ contracts(where: { agreedSalary: { gt: 0 } }) { totalCount nodes { agreedSalary school { urn } } } }",
            "{ search(text: \"a\", first: 50) { __typename ... on Pupil { school { urn } } } }",
        ];
        // Alternating, so that the second caller uses the plan of the first.
        for document in documents {
            let mine = world.ask("head", document).json;
            let theirs = world.ask("second-head", document).json;
            assert_eq!(world.ask("head", document).json, mine);
            assert_ne!(mine, theirs, "{document}");
            let (mine, theirs) = (mine.to_string(), theirs.to_string());
            assert!(mine.contains("900001") && theirs.contains("900002"), "{document}: {mine} {theirs}");
        }
        let cursor = world.ask("head", documents[0]).json["data"]["pupils"]["pageInfo"]["endCursor"].clone();
        let next = ask(world, world.caller("second-head"), documents[0], json!({ "c": cursor }));
        // A cursor is a place in an order, not a key: with it the other head goes on in a list of her own, or is
        // refused.
        for node in next["data"]["pupils"]["nodes"].as_array().into_iter().flatten() {
            let seen = ask(
                world,
                world.caller("second-head"),
                "query($i: ID!) { node(id: $i) { id } }",
                json!({ "i": node["id"] }),
            );
            assert_eq!(seen["data"]["node"]["id"], node["id"]);
        }
    }
}

#[test]
fn a_head_reads_the_children_of_her_school_alone() {
    for world in worlds() {
        let theirs = world.data("second-head", "{ pupils(first: 200, where: { school: { urn: { eq: \"900002\" } }, enrolments: { none: { school: { urn: { eq: \"900001\" } } } } }) { nodes { id upn } } }");
        let nodes = theirs["pupils"]["nodes"].as_array().expect("pupils").clone();
        assert!(nodes.len() > 50);
        let ids: Vec<&Json> = nodes.iter().map(|node| &node["id"]).collect();
        let head = world.caller("head");
        let seen = ask(
            world,
            head,
            "query($i: [ID!]!) { nodes(ids: $i) { id } pupils(where: { id: { in: $i } }) { totalCount nodes { id } } }",
            json!({ "i": ids }),
        );
        assert!(seen.get("errors").is_none(), "{seen}");
        assert!(seen["data"]["nodes"].as_array().expect("places").iter().all(Json::is_null));
        assert_eq!(seen["data"]["pupils"], json!({ "totalCount": 0, "nodes": [] }));
        let upn =
            ask(world, head, "query($u: String!) { pupil(by: { upn: $u }) { id } }", json!({ "u": nodes[0]["upn"] }));
        assert_eq!(upn["data"]["pupil"], Json::Null);
        assert!(upn.get("errors").is_none());
    }
}

#[test]
fn search_finds_nothing_hidden() {
    for world in worlds() {
        for persona in ["teacher", "head", "second-head", "governor", "payroll-app", "mis-app", "other-head"] {
            for text in ["a", "s", "primary", "smith", "th", "6"] {
                let document =
                    format!("{{ search(text: \"{text}\", first: 50) {{ __typename ... on Node {{ id }} }} }}");
                let found = world.data(persona, &document);
                let found = found["search"].as_array().expect("a list").clone();
                let ids: Vec<&Json> = found.iter().map(|found| &found["id"]).collect();
                let again = ask(
                    world,
                    world.caller(persona),
                    "query($i: [ID!]!) { nodes(ids: $i) { __typename id } }",
                    json!({ "i": ids }),
                );
                assert_eq!(again["data"]["nodes"], Json::Array(found), "{persona} looks for {text}");
            }
        }
        let names = world.data("second-head", "{ pupils(first: 40, where: { school: { urn: { eq: \"900002\" } }, enrolments: { none: { school: { urn: { eq: \"900001\" } } } } }) { nodes { id givenName familyName } } }");
        for pupil in names["pupils"]["nodes"].as_array().expect("pupils") {
            let text = format!(
                "{} {}",
                pupil["givenName"].as_str().expect("a name"),
                pupil["familyName"].as_str().expect("a name")
            );
            let ask = |persona| {
                let document = "query($t: String!) { search(text: $t, first: 50) { ... on Pupil { id } } }";
                ask(world, world.caller(persona), document, json!({ "t": text })).to_string()
            };
            let id = pupil["id"].as_str().expect("an id");
            assert!(ask("second-head").contains(id), "{text}");
            assert!(!ask("head").contains(id), "{text}");
        }
    }
}

#[test]
fn no_link_leads_to_another_trust() {
    for world in worlds() {
        // Looks for every row that the other trust's head can see, by id and through filters.
        let theirs = world.data(
            "other-head",
            "{ trust { id } schools { nodes { id } } pupils(first: 5) { nodes { id classes(first: 1) { nodes { id } } enrolments(first: 1) { nodes { id } } } } \
             staff(first: 5) { nodes { id contracts(first: 1) { nodes { id } } person { id } } } posts(first: 3) { nodes { id } } }",
        );
        let mut ids = Vec::new();
        collect(&theirs, &mut ids);
        assert!(ids.len() > 20, "{}", ids.len());
        for persona in ["ceo", "data-manager", "hr", "head", "data-protection"] {
            let seen = ask(
                world,
                world.caller(persona),
                "query($i: [ID!]!) { nodes(ids: $i) { id } schools(where: { id: { in: $i } }) { totalCount } \
                 staff(where: { or: [{ id: { in: $i } }, { mainSchool: { id: { in: $i } } }, { person: { id: { in: $i } } }] }) { totalCount } \
                 posts(where: { school: { id: { in: $i } } }) { totalCount } }",
                json!({ "i": ids }),
            );
            assert!(seen.get("errors").is_none(), "{seen}");
            let data = &seen["data"];
            assert!(data["nodes"].as_array().expect("places").iter().all(Json::is_null), "{persona}: {data}");
            for list in ["schools", "staff", "posts"] {
                assert_eq!(data[list]["totalCount"], 0, "{persona} finds {list}");
            }
        }
    }
}

fn collect(value: &Json, ids: &mut Vec<Json>) {
    match value {
        Json::Object(parts) => parts.iter().for_each(|(key, value)| match key.as_str() {
            "id" => ids.push(value.clone()),
            _ => collect(value, ids),
        }),
        Json::Array(items) => items.iter().for_each(|item| collect(item, ids)),
        _ => {}
    }
}

#[test]
fn a_right_without_rows_is_silence_and_no_right_is_an_error() {
    for world in worlds() {
        let mut rights = Rights::default();
        rights.grant(PUPIL_READ, SCHOOL, &Arc::new(Keys::new(vec![Uuid::max()])));
        let lost = caller(world, rights);
        let none = caller(world, Rights::default());
        let document = "{ pupils { totalCount nodes { id } } }";
        assert_eq!(
            ask(world, &lost, document, json!({})),
            json!({ "data": { "pupils": { "totalCount": 0, "nodes": [] } } })
        );
        let refused = ask(world, &none, document, json!({}));
        assert_eq!(refused["data"], json!({ "pupils": null }));
        assert_eq!(refused["errors"][0]["extensions"]["reason"], "NO_GRANT");
        assert_eq!(refused["errors"][0]["path"], json!(["pupils"]));
    }
}
