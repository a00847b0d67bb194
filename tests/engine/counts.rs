//! The number of statements of a document does not depend on the number of rows.

use serde_json::json;
use tests::worlds;

#[track_caller]
fn check(document: &str, statements: usize) {
    for world in worlds() {
        let answer = world.ask("ceo", document);
        assert!(answer.json.get("errors").is_none(), "{}", answer.json);
        assert_eq!(answer.statements, statements, "{document} on {}", world.name);
    }
}

#[test]
fn a_point_costs_one() {
    check("{ school(by: { urn: \"900001\" }) { name urn } }", 1);
}

#[test]
fn a_page_costs_one_and_its_count_one_more() {
    check("{ pupils(first: 50) { edges { cursor node { upn } } pageInfo { hasNextPage endCursor } } }", 1);
    check("{ pupils(first: 50) { totalCount nodes { upn } } }", 2);
}

#[test]
fn three_levels_cost_the_same_for_few_and_many() {
    for (schools, staff, pupils) in [(1, 1, 1), (30, 10, 20)] {
        check(
            &format!(
                "{{ schools(first: {schools}) {{ nodes {{ name staff(first: {staff}) {{ nodes {{ familyName }} }} \
                 pupils(first: {pupils}) {{ nodes {{ familyName assessments(first: 3) {{ nodes {{ bandPosition band {{ label }} \
                 subject {{ id }} }} }} }} }} }} }} }}"
            ),
            5,
        );
    }
}

#[test]
fn a_link_asked_twice_is_read_once_unless_its_arguments_differ() {
    check(
        "{ schools(first: 2) { nodes { a: pupils(first: 1) { nodes { upn } } b: pupils(first: 1) { nodes { uln } } } } }",
        2,
    );
    check(
        "{ schools(first: 2) { nodes { a: pupils(first: 1) { nodes { upn } } b: pupils(first: 2) { nodes { uln } } } } }",
        3,
    );
}

#[test]
fn the_cost_is_returned_on_request() {
    let world = &worlds()[0];
    let request = graph::Request {
        document: "{ schools(first: 3) { nodes { pupils(first: 2) { nodes { upn } } } } }".to_owned(),
        extensions: serde_json::from_value(json!({ "cost": true })).expect("a map"),
        ..graph::Request::default()
    };
    let answer = tests::run(world.engine.answer(Some(world.caller("ceo")), &request));
    let json: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert_eq!(json["extensions"]["cost"], json!({ "requested": 10, "maximum": 100_000, "statements": 2 }));
}
