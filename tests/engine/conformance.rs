//! Documents with the responses that the GraphQL specification requires.

use serde_json::{Map, Value as Json, json};
use tests::worlds;

const URN: &str = "900001";

#[track_caller]
fn check(document: &str, variables: Json, expected: Json) {
    for world in worlds() {
        let variables: Map<String, Json> = serde_json::from_value(variables.clone()).expect("variables are a map");
        let answer = world.ask_with("ceo", document, variables);
        assert!(answer.json.get("errors").is_none(), "{document}: {}", answer.json);
        // As text: the order of keys counts.
        assert_eq!(answer.json["data"].to_string(), expected.to_string(), "{document} on {}", world.name);
    }
}

#[track_caller]
fn refused(document: &str, variables: Json, code: &str, words: &str) {
    for world in worlds() {
        let variables: Map<String, Json> = serde_json::from_value(variables.clone()).expect("variables are a map");
        let answer = world.ask_with("ceo", document, variables);
        let error = &answer.json["errors"][0];
        assert_eq!(error["extensions"]["code"], code, "{document}: {}", answer.json);
        let message = error["message"].as_str().unwrap_or_default();
        assert!(message.contains(words), "{document}: {message}");
        assert_eq!(answer.status, 400, "{document}");
        assert!(answer.json.get("data").is_none(), "{document}: nothing was read");
    }
}

#[test]
fn keys_come_in_the_order_of_the_selection() {
    check(
        "query($u: String!) { b: school(by: { urn: $u }) { z: urn a: phase __typename urn } a: __typename }",
        json!({ "u": URN }),
        json!({ "b": { "z": URN, "a": "PRIMARY", "__typename": "School", "urn": URN }, "a": "Query" }),
    );
}

#[test]
fn fields_of_one_key_merge() {
    check(
        "{ school(by: { urn: \"900001\" }) { urn ...A } school(by: { urn: \"900001\" }) { ... { phase } links { linkType } } } \
         fragment A on School { memberships { leftOn } urn memberships { role } }",
        json!({}),
        json!({ "school": { "urn": URN, "memberships": [{ "leftOn": null, "role": "MEMBER" }], "phase": "PRIMARY", "links": [{ "linkType": "Predecessor" }] } }),
    );
}

#[test]
fn fragments_apply_by_type() {
    check(
        "query($i: ID!) { node(id: $i) { __typename ... on Node { id } ... on Pupil { upn } ...S } } fragment S on School { urn }",
        json!({ "i": id_of_school() }),
        json!({ "node": { "__typename": "School", "id": id_of_school(), "urn": URN } }),
    );
    let world = &worlds()[0];
    let found = world.data(
        "ceo",
        "{ search(text: \"HARROWBY prim\", first: 3) { __typename ... on School { name } ... on Pupil { upn } } }",
    );
    assert_eq!(found, json!({ "search": [{ "__typename": "School", "name": "Harrowby Primary Academy" }] }));
}

fn id_of_school() -> String {
    let data = worlds()[0].data("ceo", "{ school(by: { urn: \"900001\" }) { id } }");
    data["school"]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn include_and_skip_take_literals_variables_and_defaults() {
    let document = "query($yes: Boolean = true, $no: Boolean! = false) { school(by: { urn: \"900001\" }) { \
                    a: urn @include(if: $yes) b: urn @skip(if: $yes) c: urn @include(if: $no) d: urn @skip(if: false) \
                    ... @include(if: $no) { e: urn } ...F @skip(if: $no) } } fragment F on School { f: urn }";
    check(document, json!({}), json!({ "school": { "a": URN, "d": URN, "f": URN } }));
    check(
        document,
        json!({ "yes": false, "no": true }),
        json!({ "school": { "b": URN, "c": URN, "d": URN, "e": URN } }),
    );
}

#[test]
fn values_are_coerced_as_their_types_want() {
    let count = "query($w: SchoolWhere) { schools(where: $w) { totalCount } }";
    let one = json!({ "schools": { "totalCount": 1 } });
    check(count, json!({ "w": { "urn": { "in": "900001" } } }), one.clone());
    check(count, json!({ "w": { "urn": { "in": ["900001"] }, "phase": { "eq": "PRIMARY" } } }), one.clone());
    check(
        "query($u: [String!]) { schools(where: { urn: { in: $u } }) { totalCount } }",
        json!({ "u": ["900001"] }),
        one.clone(),
    );
    check(
        "query($u: String!) { schools(where: { urn: { in: [$u, \"x\"] } }) { totalCount } }",
        json!({ "u": URN }),
        one,
    );
    check(count, json!({ "w": null }), json!({ "schools": { "totalCount": 12 } }));
    check(count, json!({ "w": { "or": [] } }), json!({ "schools": { "totalCount": 0 } }));
    check(count, json!({ "w": {} }), json!({ "schools": { "totalCount": 12 } }));
    check(count, json!({ "w": { "urn": { "in": [] } } }), json!({ "schools": { "totalCount": 0 } }));
    check(
        "query($n: Int = 1) { schools(first: $n) { nodes { urn } } }",
        json!({}),
        worlds()[0].data("ceo", "{ schools(first: 1) { nodes { urn } } }"),
    );
}

#[test]
fn wrong_values_get_errors_in_plain_words() {
    let count = "query($w: SchoolWhere) { schools(where: $w) { totalCount } }";
    refused(count, json!({ "w": { "nothing": 1 } }), "BAD_USER_INPUT", "has the key `nothing`");
    refused(count, json!({ "w": { "capacity": { "gt": "many" } } }), "BAD_USER_INPUT", "whole number");
    refused(count, json!({ "w": { "openDate": { "gt": "1 May 2020" } } }), "BAD_USER_INPUT", "YYYY-MM-DD");
    refused(count, json!({ "w": { "phase": { "eq": "PRIMORDIAL" } } }), "BAD_USER_INPUT", "no such value");
    refused(count, json!({ "w": { "capacity": { "eq": null } } }), "BAD_USER_INPUT", "isNull");
    refused(
        "query($n: Int) { schools(where: { capacity: { gt: $n } }) { totalCount } }",
        json!({}),
        "BAD_USER_INPUT",
        "not sent",
    );
    refused(
        "query($b: SchoolBy!) { school(by: $b) { urn } }",
        json!({ "b": { "urn": "1", "id": "2" } }),
        "BAD_USER_INPUT",
        "exactly one",
    );
    refused(
        "query($b: SchoolBy!) { school(by: $b) { urn } }",
        json!({ "b": { "urn": null } }),
        "BAD_USER_INPUT",
        "exactly one",
    );
    refused("query($b: SchoolBy!) { school(by: $b) { urn } }", json!({}), "BAD_USER_INPUT", "missing");
    refused("query($f: Int) { schools(first: $f) { totalCount } }", json!({ "f": 201 }), "BAD_USER_INPUT", "201");
    refused("{ schools(first: -1) { totalCount } }", json!({}), "BAD_USER_INPUT", "-1");
    refused("{ schools(first: 1, last: 1) { totalCount } }", json!({}), "BAD_USER_INPUT", "both");
    refused(
        "query($f: Int) { schools(first: $f) { totalCount } }",
        json!({ "f": 3_000_000_000_u64 }),
        "BAD_USER_INPUT",
        "32 bits",
    );
}

#[test]
fn documents_that_do_not_fit_are_refused() {
    let validation = "GRAPHQL_VALIDATION_FAILED";
    for (document, words) in [
        ("{ nothing }", "nothing"),
        ("{ schools(first: \"1\") { totalCount } }", "first"),
        ("{ schools { totalCount } schools(first: 1) { totalCount } }", "aliases"),
        ("{ school(by: { urn: \"1\" }) { a: urn a: name } }", "a"),
        ("{ school(by: { urn: \"1\", id: \"2\" }) { urn } }", "one"),
        ("{ school(by: {}) { urn } }", "one"),
        ("query($u: String) { school(by: { urn: $u }) { urn } }", ""),
        ("{ school(by: { urn: \"1\", urn: \"2\" }) { urn } }", "twice"),
        ("{ schools(orderBy: [{ name: asc }]) { totalCount } }", "asc"),
        ("{ schools(where: { phase: { eq: \"PRIMARY\" } }) { totalCount } }", "PRIMARY"),
        ("query($x: Nope = [1]) { __typename }", "Nope"),
        ("query($x: Int) { __typename }", "x"),
        ("{ ...F } fragment F on Query { ...F }", "itself"),
        ("{ ...Missing }", "Missing"),
        ("{ school }", ""),
        ("mutation { a }", "Mutation"),
        ("subscription { a b }", "exactly one field"),
        ("query A { __typename } query B { __typename }", "operationName"),
        ("{ __typename @include }", ""),
        ("{ schools(where: { name: { eq: 1 } }) { totalCount } }", "name"),
    ] {
        refused(document, json!({}), validation, words);
    }
    refused("{ schools(", json!({}), "GRAPHQL_PARSE_FAILED", "");
}

#[test]
fn an_argument_that_was_not_sent_takes_its_default() {
    let found = worlds()[0].data("ceo", "query($n: Int) { search(text: \"harrowby\", first: $n) { __typename } }");
    assert_eq!(found, json!({ "search": [{ "__typename": "School" }] }));
    let shown = worlds()[0]
        .data("ceo", "{ ...F @include(if: false) ...F } fragment F on Query { p: __type(name: \"Pupil\") { name } }");
    assert_eq!(shown, json!({ "p": { "name": "Pupil" } }));
}

#[test]
fn one_value_for_a_list_is_a_list_of_one() {
    let one = json!({ "schools": { "totalCount": 1 } });
    for phase in [
        "query($p: [Phase!]) { schools(where: { phase: { in: $p }, urn: { eq: \"900001\" } }) { totalCount } }",
        "query($p: [Phase!]) { schools(where: { and: { phase: { in: $p } }, urn: { in: \"900001\" } }) { totalCount } }",
    ] {
        check(phase, json!({ "p": "PRIMARY" }), one.clone());
        check(phase, json!({ "p": ["PRIMARY"] }), one.clone());
    }
    refused(
        "query($p: Phase!) { schools(where: { phase: { in: $p } }) { totalCount } }",
        json!({ "p": "PRIMARY" }),
        "GRAPHQL_VALIDATION_FAILED",
        "[Phase!]",
    );
    check(
        "{ schools(where: { name: { contains: \"%\" } }) { totalCount } }",
        json!({}),
        json!({ "schools": { "totalCount": 0 } }),
    );
    refused(
        "query($w: ContractWhere) { contracts(where: $w) { totalCount } }",
        json!({ "w": { "startsOn": { "gt": "+020-02-28" } } }),
        "BAD_USER_INPUT",
        "YYYY-MM-DD",
    );
}

#[test]
fn operations_may_be_described() {
    check(
        "\"What it does\" query Q(\"which\" $u: String!) { school(by: { urn: $u }) { urn } }",
        json!({ "u": URN }),
        json!({ "school": { "urn": URN } }),
    );
}

#[test]
fn introspection_stands_beside_data_and_shows_what_the_caller_may_use() {
    let world = &worlds()[0];
    let document = "{ p: __type(name: \"Pupil\") { fields { name } } __typename __schema { queryType { name } } }";
    let fields = |persona: &str| -> Vec<String> {
        let data = world.data(persona, document);
        assert_eq!(data["__schema"]["queryType"]["name"], "Query");
        let list = data["p"]["fields"].as_array().cloned().unwrap_or_default();
        list.iter().map(|field| field["name"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert!(fields("data-manager").contains(&"ethnicity".to_owned()));
    assert!(!fields("teacher").contains(&"ethnicity".to_owned()));
    assert!(fields("teacher").contains(&"familyName".to_owned()));
    assert!(fields("payroll-app").is_empty(), "there are no pupils for a payroll application");
}

#[test]
fn errors_of_fields_have_their_paths() {
    for world in worlds() {
        let answer = world.ask("teacher", "{ mine: pupils(first: 2) { edges { node { a: ethnicity familyName } } } }");
        let errors = answer.json["errors"].as_array().expect("errors").clone();
        assert_eq!(errors.len(), 2);
        for (index, error) in errors.iter().enumerate() {
            assert_eq!(error["path"], json!(["mine", "edges", index, "node", "a"]));
            assert_eq!(
                error["extensions"],
                json!({ "code": "FORBIDDEN", "permission": "PUPIL_DIVERSITY_READ", "coordinate": "Pupil.ethnicity", "reason": "NO_GRANT" })
            );
        }
        assert_eq!(answer.status, 200);
    }
}

#[test]
fn errors_beyond_a_hundred_are_counted() {
    let answer = worlds()[0].ask("ceo", "{ pupils(first: 150) { nodes { ethnicity } } }");
    let errors = answer.json["errors"].as_array().expect("errors");
    assert_eq!(errors.len(), 101);
    assert_eq!(errors[100]["extensions"]["omitted"], 50);
}

#[test]
fn nodes_keep_the_order_of_their_ids() {
    let id = id_of_school();
    check(
        "query($i: [ID!]!) { nodes(ids: $i) { __typename } }",
        json!({ "i": [id, "nonsense", "UHVwaWw6AAAAAAAAAAAAAAAAAAAAAA", id] }),
        json!({ "nodes": [{ "__typename": "School" }, null, null, { "__typename": "School" }] }),
    );
}
