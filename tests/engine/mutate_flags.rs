//! Flags: periods of a kind do not overlap, and each kind of flag has a right of its own.

use serde_json::{Value as Json, json};
use tests::changing;

use super::mutate::{ask, codes, contents, with};

const FUNDING: &str = "mutation($input: SetFundingFlagInput!) { setFundingFlag(input: $input) { \
     flag { id kind startsOn endsOn rowVersion } userErrors { code field message } } }";
const CARE: &str = "mutation($input: SetCareFlagInput!) { setCareFlag(input: $input) { \
     flag { id } userErrors { code field message } } }";

#[test]
fn periods_of_a_kind_do_not_overlap() {
    for world in changing().iter() {
        let found = world.data(
            "data-manager",
            "{ pupils(first: 1, where: { school: { status: { eq: OPEN } }, fundingFlags: { none: { kind: { eq: SERVICE } } } }) { nodes { id } } }",
        );
        let pupil = &found["pupils"]["nodes"][0]["id"];
        let period =
            |from: &str, to: Json| json!({ "pupil": pupil, "kind": "SERVICE", "startsOn": from, "endsOn": to });
        let first = ask(world, "data-manager", FUNDING, period("2025-09-01", json!("2025-12-31")));
        assert_eq!(first["userErrors"], json!([]), "{first}");
        let before = contents(world);
        for (from, to) in
            [("2025-12-31", Json::Null), ("2025-01-01", json!("2025-09-01")), ("2025-10-01", json!("2025-11-01"))]
        {
            let refused = ask(world, "data-manager", FUNDING, period(from, to));
            assert_eq!(codes(&refused), [("CONFLICT".to_owned(), vec!["startsOn".to_owned()])], "from {from}");
        }
        let backwards = ask(world, "data-manager", FUNDING, period("2026-02-01", json!("2026-01-31")));
        assert_eq!(codes(&backwards), [("BAD_USER_INPUT".to_owned(), vec!["endsOn".to_owned()])]);
        let derived = json!({ "pupil": pupil, "kind": "FSM6", "startsOn": "2026-02-01" });
        assert_eq!(
            codes(&ask(world, "data-manager", FUNDING, derived)),
            [("BAD_USER_INPUT".to_owned(), vec!["kind".to_owned()])]
        );
        assert_eq!(contents(world), before);
        let next = ask(world, "data-manager", FUNDING, period("2026-01-01", Json::Null));
        assert_eq!(next["userErrors"], json!([]), "one begins on the day after the last of the other: {next}");
        let mut longer = period("2025-09-01", json!("2026-01-01"));
        longer["flag"] = first["flag"]["id"].clone();
        longer["rowVersion"] = json!(1);
        assert_eq!(codes(&ask(world, "data-manager", FUNDING, longer.clone()))[0].0, "CONFLICT");
        longer["endsOn"] = json!("2025-12-01");
        assert_eq!(ask(world, "data-manager", FUNDING, longer.clone())["flag"]["endsOn"], "2025-12-01");
        assert_eq!(
            codes(&ask(world, "data-manager", FUNDING, longer)),
            [("CONFLICT".to_owned(), vec!["rowVersion".to_owned()])]
        );
        let at_once: Vec<_> =
            (0..10).map(|_| with(json!({ "pupil": pupil, "kind": "FSM", "startsOn": "2035-01-01" }))).collect();
        let answers = world.ask_at_once(world.caller("data-manager"), FUNDING, &at_once);
        let done = answers.iter().filter(|answer| answer["data"]["setFundingFlag"]["userErrors"] == json!([])).count();
        assert!(done <= 1, "{answers:?}");
    }
}

#[test]
fn care_is_a_compartment_of_its_own() {
    for world in changing().iter() {
        let found = world.data("dsl", "{ pupils(first: 1) { nodes { id } } }");
        let pupil = &found["pupils"]["nodes"][0]["id"];
        let input = json!({ "pupil": pupil, "kind": "CIN", "startsOn": "2035-01-01", "detail": "A plan." });
        for persona in ["data-manager", "head", "ceo"] {
            let refused = world.ask_with(persona, CARE, with(input.clone())).json;
            assert_eq!(refused["errors"][0]["extensions"]["permission"], "LAC_WRITE", "{persona}: {refused}");
        }
        let made = ask(world, "dsl", CARE, input);
        assert_eq!(made["userErrors"], json!([]), "{made}");
        let foreign = world.data("other-head", "{ pupils(first: 1) { nodes { id } } }");
        let foreign = json!({ "pupil": foreign["pupils"]["nodes"][0]["id"], "kind": "CIN", "startsOn": "2035-01-01" });
        assert_eq!(codes(&ask(world, "dsl", CARE, foreign)), [("NOT_FOUND".to_owned(), vec!["pupil".to_owned()])]);
    }
}
