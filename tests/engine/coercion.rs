//! Values of every scalar and shape, as literals and as variables, good and bad.

use serde_json::{Map, Value as Json, json};
use tests::{Answer, World, worlds};

#[track_caller]
fn ask(world: &World, document: &str, variables: &Json) -> Answer {
    let variables: Map<String, Json> = serde_json::from_value(variables.clone()).expect("variables are a map");
    world.ask_with("ceo", document, variables)
}

/// How many rows a filter finds, written out and in a variable; `input` is the filter's type.
#[track_caller]
fn counts(list: &str, input: &str, literal: &str, variable: Json) -> Vec<i64> {
    let mut found = Vec::new();
    for world in worlds() {
        let written = ask(world, &format!("{{ {list}(where: {literal}) {{ totalCount }} }}"), &json!({}));
        let document = format!("query($w: {input}) {{ {list}(where: $w) {{ totalCount }} }}");
        let sent = ask(world, &document, &json!({ "w": variable }));
        for answer in [written, sent] {
            let count = answer.json["data"][list]["totalCount"].as_i64();
            found.push(count.unwrap_or_else(|| panic!("{literal} {variable}: {}", answer.json)));
        }
    }
    found
}

#[track_caller]
fn same(list: &str, input: &str, literal: &str, variable: Json) -> i64 {
    let found = counts(list, input, literal, variable);
    assert!(found.iter().all(|count| *count == found[0]), "{literal}: {found:?}");
    found[0]
}

#[test]
fn scalars_are_read_alike_from_a_document_and_from_variables() {
    let contracts = |literal: &str, variable: Json| same("contracts", "ContractWhere", literal, variable);
    let schools = |literal: &str, variable: Json| same("schools", "SchoolWhere", literal, variable);
    let all = contracts("{}", json!({}));
    let well_paid =
        contracts("{ agreedSalary: { gt: \"30000.50\" } }", json!({ "agreedSalary": { "gt": "30000.50" } }));
    assert!(0 < well_paid && well_paid < all);
    assert_eq!(contracts("{ agreedSalary: { gt: 30000.5 } }", json!({ "agreedSalary": { "gt": 30000.5 } })), well_paid);
    assert_eq!(contracts("{ agreedSalary: { gt: \"-1\" } }", json!({ "agreedSalary": { "gt": -1 } })), all);
    let full = contracts("{ hoursPerWeek: { gte: 37 } }", json!({ "hoursPerWeek": { "gte": 37 } }));
    assert!(0 < full && full < all);
    assert_eq!(contracts("{ hoursPerWeek: { gte: 37.0 } }", json!({ "hoursPerWeek": { "gte": 37.0 } })), full);
    assert_eq!(contracts("{ hoursPerWeek: { lt: 1e300 } }", json!({ "hoursPerWeek": { "lt": 1e300 } })), all);
    let recent = contracts("{ startsOn: { gte: \"2024-09-01\" } }", json!({ "startsOn": { "gte": "2024-09-01" } }));
    assert!(0 < recent && recent < all);
    let moment = "2020-01-01T00:00:00Z";
    assert_eq!(
        contracts(&format!("{{ updatedAt: {{ gt: \"{moment}\" }} }}"), json!({ "updatedAt": { "gt": moment } })),
        contracts(
            "{ updatedAt: { gt: \"2020-01-01T01:00:00+01:00\" } }",
            json!({ "updatedAt": { "gt": "2019-12-31T19:00:00.000000-05:00" } })
        ),
    );
    let large = schools("{ capacity: { gt: 400 } }", json!({ "capacity": { "gt": 400 } }));
    assert!(0 < large && large < 12);
    assert_eq!(schools("{ capacity: { gt: -2147483648 } }", json!({ "capacity": { "gt": -2_147_483_648_i64 } })), 12);
    assert_eq!(schools("{ hasSixthForm: { eq: false } }", json!({ "hasSixthForm": { "eq": false } })), 12);
    // An id may be written as a number; there is no such row.
    assert_eq!(schools("{ id: { in: [\"x\", 2] } }", json!({ "id": { "in": ["x", 2] } })), 0);
    assert_eq!(schools("{ phase: { in: PRIMARY } }", json!({ "phase": { "in": "PRIMARY" } })), 8);
    assert_eq!(schools("{ phase: { notIn: [] } }", json!({ "phase": { "notIn": [] } })), 12);
    assert_eq!(schools("{ and: { urn: { in: \"900001\" } } }", json!({ "and": { "urn": { "in": "900001" } } })), 1);
}

#[track_caller]
fn refused(document: &str, variables: Json, words: &str) {
    for world in worlds() {
        let answer = ask(world, document, &variables);
        let error = &answer.json["errors"][0];
        let code = error["extensions"]["code"].as_str().unwrap_or_default();
        assert!(matches!(code, "BAD_USER_INPUT" | "GRAPHQL_VALIDATION_FAILED"), "{document}: {}", answer.json);
        assert_eq!(answer.status, 400, "{document}");
        assert!(answer.json.get("data").is_none(), "{document}");
        let message = error["message"].as_str().unwrap_or_default();
        assert!(message.contains(words), "{document}: {message}");
    }
}

/// Checks that a value is refused as a literal and as a variable, and that the error names the variable's place.
#[track_caller]
fn bad(list: &str, input: &str, field: &str, operator: &str, value: Json, words: &str) {
    refused(&format!("{{ {list}(where: {{ {field}: {{ {operator}: {value} }} }}) {{ totalCount }} }}"), json!({}), "");
    let document = format!("query($w: {input}) {{ {list}(where: $w) {{ totalCount }} }}");
    let sent = json!({ "w": { field: { operator: value } } });
    refused(&document, sent.clone(), words);
    refused(&document, sent, &format!("{field}.{operator}"));
}

#[test]
fn what_is_no_value_of_its_scalar_is_refused_with_its_place() {
    let pounds = "an amount of pounds";
    for value in [json!("£1"), json!("1.234"), json!(1.234), json!(true), json!("1e3"), json!("")] {
        bad("contracts", "ContractWhere", "agreedSalary", "gt", value, pounds);
    }
    for value in [json!("2020-02-30"), json!(20_200_228), json!("2020-2-28"), json!("+020-02-28"), json!("")] {
        bad("contracts", "ContractWhere", "startsOn", "gt", value, "YYYY-MM-DD");
    }
    for value in [json!("2020-01-01"), json!("2020-01-01T00:00:00"), json!(0)] {
        bad("contracts", "ContractWhere", "updatedAt", "gt", value, "a moment as");
    }
    for value in [json!("20"), json!(true)] {
        bad("contracts", "ContractWhere", "hoursPerWeek", "gt", value, "a number");
    }
    for value in [json!(2.5), json!("200"), json!(2_147_483_648_u64), json!(true)] {
        bad("schools", "SchoolWhere", "capacity", "gt", value, "a whole number of 32 bits");
    }
    for value in [json!(1), json!("true")] {
        bad("schools", "SchoolWhere", "hasNursery", "eq", value, "true or false");
    }
    for value in [json!(900_001), json!(true)] {
        bad("schools", "SchoolWhere", "urn", "eq", value, "a string");
    }
    // A float is no Int in a document, whatever its value.
    refused("{ schools(where: { capacity: { gt: 200.0 } }) { totalCount } }", json!({}), "Int");
    refused("{ schools(where: { urn: { in: [[\"900001\"]] } }) { totalCount } }", json!({}), "String");
    let list = "query($u: [String!]) { schools(where: { urn: { in: $u } }) { totalCount } }";
    refused(list, json!({ "u": ["900001", null] }), "null");
    refused(list, json!({ "u": [["900001"]] }), "String");
    refused(list, json!({ "u": { "a": 1 } }), "String");
}

#[test]
fn enums_and_inputs_in_variables() {
    let by = "query($p: [Phase!]) { schools(where: { phase: { in: $p } }) { totalCount } }";
    for (phases, count) in [(json!("PRIMARY"), 8), (json!(["PRIMARY", "PRIMARY"]), 8), (json!([]), 0)] {
        for world in worlds() {
            let answer = ask(world, by, &json!({ "p": phases }));
            assert_eq!(answer.json, json!({ "data": { "schools": { "totalCount": count } } }), "{phases}");
        }
    }
    refused(by, json!({ "p": ["primary"] }), "no such value");
    refused(by, json!({ "p": [1] }), "Phase");
    refused(
        "query($p: Phase = \"PRIMARY\") { schools(where: { phase: { eq: $p } }) { totalCount } }",
        json!({}),
        "quotes",
    );
    let names = "query($o: [SchoolOrder!], $d: SortDirection! = DESC) { a: schools(first: 1, orderBy: $o) { nodes { urn } } \
                 b: schools(first: 1, orderBy: [{ name: $d }]) { nodes { urn } } }";
    for world in worlds() {
        let answer = ask(world, names, &json!({ "o": { "name": "DESC" } }));
        assert_eq!(answer.json["data"]["a"], answer.json["data"]["b"], "{}", answer.json);
        assert!(answer.json["data"]["a"]["nodes"][0]["urn"].is_string());
    }
    let order = "query($o: [SchoolOrder!]) { schools(orderBy: $o) { totalCount } }";
    refused(order, json!({ "o": [{}] }), "exactly one");
    refused(order, json!({ "o": [{ "name": "ASC", "urn": "ASC" }] }), "exactly one");
    refused(order, json!({ "o": [{ "name": null }] }), "exactly one");
    refused(order, json!({ "o": [null] }), "null");
    refused(order, json!({ "o": [{ "secret": "ASC" }] }), "secret");
    refused(
        "query($d: SortDirection) { schools(orderBy: [{ name: $d }]) { totalCount } }",
        json!({ "d": "ASC" }),
        "`!`",
    );
}

#[test]
fn null_and_absent_are_distinguished() {
    for world in worlds() {
        let count = |document: &str, variables: Json| ask(world, document, &variables).json["data"].clone();
        let page = "query($f: Int, $l: Int, $a: String) { schools(first: $f, last: $l, after: $a, where: null, orderBy: null) { nodes { urn } } }";
        let all = count(page, json!({}));
        assert_eq!(all["schools"]["nodes"].as_array().map(Vec::len), Some(12));
        assert_eq!(count(page, json!({ "f": null, "l": null, "a": null })), all);
        let last = count(page, json!({ "f": null, "l": 2 }));
        assert_eq!(last["schools"]["nodes"].as_array().map(Vec::len), Some(2));
        assert_eq!(count(page, json!({ "l": 2 })), last);
    }
    for document in [
        "{ schools(where: { phase: { eq: null } }) { totalCount } }",
        "{ schools(where: { phase: null }) { totalCount } }",
        "{ schools(where: { not: null }) { totalCount } }",
        "{ schools(where: { and: null }) { totalCount } }",
        "{ schools(where: { and: [null] }) { totalCount } }",
        "{ pupils(where: { school: null }) { totalCount } }",
        "{ pupils(where: { enrolments: null }) { totalCount } }",
        "{ pupils(where: { enrolments: { some: null } }) { totalCount } }",
        "query($v: String) { schools(where: { urn: { eq: $v } }) { totalCount } }",
        "query($v: [String!]) { schools(where: { urn: { in: $v } }) { totalCount } }",
        "query($v: TextFilter) { schools(where: { urn: $v }) { totalCount } }",
        "query($v: SchoolWhere) { schools(where: { not: $v }) { totalCount } }",
        "query($v: [SchoolWhere!]) { schools(where: { or: $v }) { totalCount } }",
        "query($v: Boolean) { schools(where: { urn: { isNull: $v } }) { totalCount } }",
        "query($v: Int) { search(text: \"a\", first: $v) { __typename } }",
    ] {
        refused(document, json!({ "v": null }), "");
    }
}

#[test]
fn variables_fit_the_places_where_they_stand() {
    for document in [
        "query($v: String!) { schools(where: { capacity: { eq: $v } }) { totalCount } }",
        "query($v: [String!]!) { schools(where: { urn: { eq: $v } }) { totalCount } }",
        "query($v: SchoolWhere!) { pupils(where: $v) { totalCount } }",
        "query($v: String) { node(id: $v) { id } }",
        "query($v: String!) { schools { totalCount @include(if: $v) } }",
        "{ schools { totalCount @include(if: $v) } }",
        "{ __typename @include(if: $v) }",
        "{ schools(first: $v) { totalCount } }",
        "query($v: Int, $v: Int) { schools(first: $v) { totalCount } }",
        "query($v: School) { schools { totalCount } }",
        "query A { ...F } query B($v: Int) { ...F } fragment F on Query { schools(first: $v) { totalCount } }",
    ] {
        refused(document, json!({ "v": "1" }), "");
    }
    for (document, variables) in [
        ("query($v: Boolean = true) { __typename @include(if: $v) }", json!({})),
        ("query($v: Boolean!) { __typename @skip(if: $v) other: __typename }", json!({ "v": false })),
        ("query($v: Boolean! = true) { schools(first: 0) { __typename @include(if: $v) } }", json!({})),
    ] {
        for world in worlds() {
            let answer = ask(world, document, &variables);
            assert!(answer.json.get("errors").is_none(), "{document}: {}", answer.json);
            assert!(answer.json["data"].to_string().contains("__typename"), "{document}: {}", answer.json);
        }
    }
}

#[test]
fn one_shape_of_variables_never_passes_for_another() {
    use base64::Engine as _;
    // An id whose type name looks like an encoded null.
    let id = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode([b"n:".as_slice(), &[0; 16]].concat());
    let body = "schools(where: { id: { eq: $a } }) @include(if: $b) { totalCount } pupils(first: $n) { nodes { id } }";
    for world in worlds() {
        for (name, order) in [("First", [Json::Null, json!(id)]), ("Second", [json!(id), Json::Null])] {
            let document = format!("query {name}($a: ID, $b: Boolean!, $n: Int) {{ {body} }}");
            for a in order {
                let answer = ask(world, &document, &json!({ "a": a, "b": false, "n": 3 }));
                let nodes = answer.json["data"]["pupils"]["nodes"].as_array().map(Vec::len);
                assert_eq!(nodes, Some(3), "{a}: {}", answer.json);
            }
        }
    }
}

#[test]
fn a_text_of_any_characters_is_an_answer_or_a_refusal() {
    for text in ["\u{0}", "a\u{0}b", "\u{feff}", "\u{10ffff}", "'", "\"", "\\", "%_", "';--", "\u{202e}", "e\u{301}"] {
        for (document, target) in [
            ("query($v: String!) { schools(where: { name: { eq: $v } }) { totalCount } }", "schools"),
            ("query($v: String!) { schools(where: { name: { contains: $v } }) { totalCount } }", "schools"),
            ("query($v: String!) { schools(where: { urn: { startsWith: $v } }) { totalCount } }", "schools"),
            ("query($v: [String!]!) { schools(where: { urn: { in: $v } }) { totalCount } }", "schools"),
            ("query($v: String!) { school(by: { urn: $v }) { urn } }", "school"),
            ("query($v: String!) { search(text: $v) { __typename } }", "search"),
            ("query($v: String!) { schools(after: $v) { totalCount } }", "schools"),
        ] {
            let mut answers = worlds().iter().map(|world| ask(world, document, &json!({ "v": text })).json);
            let first = answers.next().expect("a world");
            let code = first["errors"][0]["extensions"]["code"].as_str().unwrap_or("BAD_USER_INPUT").to_owned();
            assert_eq!(code, "BAD_USER_INPUT", "{document} {text:?} {target}: {first}");
            for other in answers {
                assert_eq!(other, first, "{document} {text:?}");
            }
        }
    }
}
