//! Attacks: requests that try to read more than the caller may.

use std::time::Instant;

use serde_json::{Map, Value as Json, json};
use tests::worlds;

#[track_caller]
fn forbidden(persona: &str, document: &str, coordinate: &str) {
    for world in worlds() {
        let answer = world.ask(persona, document);
        let error = &answer.json["errors"][0];
        assert_eq!(error["extensions"]["code"], "FORBIDDEN", "{document} as {persona}: {}", answer.json);
        assert_eq!(error["extensions"]["coordinate"], coordinate, "{document}");
        assert_eq!(answer.statements, 0, "{document}: nothing is read for a refusal");
    }
}

#[test]
fn pay_is_no_filter_and_no_order_for_a_teacher() {
    for filter in [
        "agreedSalary: { gt: \"1\" }",
        "not: { agreedSalary: { isNull: true } }",
        "or: [{ startsOn: { gt: \"2000-01-01\" } }, { not: { and: [{ agreedSalary: { lt: \"1\" } }] } }]",
    ] {
        forbidden(
            "teacher",
            &format!("{{ contracts(where: {{ {filter} }}) {{ totalCount }} }}"),
            "ContractWhere.agreedSalary",
        );
    }
    forbidden(
        "teacher",
        "{ contracts(orderBy: [{ payPoint: ASC }]) { nodes { startsOn } } }",
        "ContractOrder.payPoint",
    );
    forbidden(
        "teacher",
        "{ contracts(where: { allowances: { some: { amount: { gt: 1 } } } }) { totalCount } }",
        "ContractWhere.allowances",
    );
    forbidden(
        "teacher",
        "{ staff(where: { contracts: { none: { payPoint: { eq: \"M6\" } } } }) { totalCount } }",
        "StaffMemberWhere.contracts",
    );
    forbidden(
        "governor",
        "{ contracts(where: { payPoint: { eq: \"M6\" } }) { totalCount } }",
        "ContractWhere.payPoint",
    );
}

#[test]
fn a_filter_in_a_variable_is_a_filter() {
    for world in worlds() {
        let variables: Map<String, Json> =
            serde_json::from_value(json!({ "w": { "not": { "payPoint": { "eq": "M6" } } } })).expect("a map");
        let answer =
            world.ask_with("teacher", "query($w: ContractWhere) { contracts(where: $w) { totalCount } }", variables);
        assert_eq!(answer.json["errors"][0]["extensions"]["code"], "FORBIDDEN", "{}", answer.json);
    }
}

#[test]
fn variables_of_another_shape_get_a_plan_of_their_own() {
    // The same document twice: first a filter the teacher may use, then one that she may not.
    for world in worlds() {
        let document = "query($w: ContractWhere) { contracts(where: $w) { totalCount } }";
        let with = |w: Json| serde_json::from_value(json!({ "w": w })).expect("a map");
        let open = world.ask_with("teacher", document, with(json!({ "startsOn": { "gt": "1999-01-01" } })));
        assert_eq!(open.json["data"]["contracts"]["totalCount"], 1, "her own");
        let closed = world.ask_with("teacher", document, with(json!({ "payPoint": { "eq": "M6" } })));
        assert!(closed.json["data"]["contracts"].is_null(), "{}", closed.json);
    }
}

#[test]
fn hidden_values_change_no_count() {
    for world in worlds() {
        let count = |persona: &str, filter: &str| {
            let data = world.data(persona, &format!("{{ pupils(where: {{ {filter} }}) {{ totalCount }} }}"));
            data["pupils"]["totalCount"].as_i64().expect("a number")
        };
        let all = count("head", "");
        assert_eq!(count("head", "sex: { eq: MALE }") + count("head", "not: { sex: { eq: MALE } }"), all);
        assert!(all < count("data-manager", ""), "a head sees a part of the trust");
        // A permission named in a negation narrows the list and never widens it.
        // The present school reads the year group: it narrows to its own children, in a negation too.
        let own = count("head", "school: { urn: { eq: \"900001\" } }");
        assert_eq!(count("head", "ncYear: { gte: 3 }") + count("head", "not: { ncYear: { gte: 3 } }"), own);
        let premium = "fundingFlags: { some: { kind: { eq: FSM } } }";
        assert_eq!(count("head", premium) + count("head", &format!("not: {{ {premium} }}")), all);
    }
}

#[test]
fn another_school_seems_not_to_exist() {
    for world in worlds() {
        let data = world.data("data-manager", "{ pupils(first: 1, where: { school: { phase: { eq: SECONDARY } }, enrolments: { none: { school: { phase: { eq: PRIMARY } } } } }) { nodes { id upn } } }");
        let pupil = &data["pupils"]["nodes"][0];
        let (id, upn) = (pupil["id"].as_str().expect("an id"), pupil["upn"].as_str().expect("a UPN"));
        let seen = world.data(
            "head",
            &format!(
                "{{ node(id: \"{id}\") {{ id }} nodes(ids: [\"{id}\"]) {{ id }} a: pupil(by: {{ id: \"{id}\" }}) {{ id }} \
                 b: pupil(by: {{ upn: \"{upn}\" }}) {{ id }} pupils(where: {{ id: {{ in: [\"{id}\"] }} }}) {{ totalCount }} \
                 never: node(id: \"UHVwaWw6AAAAAAAAAAAAAAAAAAAAAA\") {{ id }} }}"
            ),
        );
        assert_eq!(
            seen,
            json!({ "node": null, "nodes": [null], "a": null, "b": null, "pupils": { "totalCount": 0 }, "never": null })
        );
    }
}

#[test]
fn another_trust_seems_not_to_exist() {
    for world in worlds() {
        let id = world.pupil_of_another_trust();
        for persona in ["ceo", "data-manager", "head", "mis-app"] {
            let seen = world.data(
                persona,
                &format!(
                    "{{ node(id: \"{id}\") {{ id }} pupils(where: {{ id: {{ eq: \"{id}\" }} }}) {{ totalCount }} }}"
                ),
            );
            assert_eq!(seen, json!({ "node": null, "pupils": { "totalCount": 0 } }), "{persona}");
        }
        let names = world.data("ceo", "{ schools(first: 200) { nodes { name } } trust { name } }");
        let theirs = world.data("other-head", "{ schools { nodes { name } } }");
        let ours = names["schools"]["nodes"].as_array().expect("schools");
        for school in theirs["schools"]["nodes"].as_array().expect("schools") {
            assert!(!ours.contains(school), "{school} is of another trust");
        }
    }
}

#[test]
fn parents_are_not_in_the_directory() {
    for world in worlds() {
        // A contact is seen through the child and by nobody who has only the directory.
        let seen = world.data("payroll-app", "{ people(first: 1) { totalCount } }");
        let all = world.data("data-manager", "{ people(first: 1) { totalCount } }");
        let (staff, everyone) = (&seen["people"]["totalCount"], &all["people"]["totalCount"]);
        assert!(staff.as_i64() < everyone.as_i64(), "{staff} of {everyone}");
        forbidden(
            "payroll-app",
            "{ people(where: { contactOf: { some: { priority: { gte: 1 } } } }) { totalCount } }",
            "PersonWhere.contactOf",
        );
    }
}

#[test]
fn a_restricted_address_is_withheld_in_silence() {
    for world in worlds() {
        // The chief executive reads addresses, and no court orders: some are null, and no error tells which.
        let answer = world
            .ask("ceo", "{ pupils(first: 200, orderBy: [{ dateOfBirth: ASC }]) { nodes { address { postcode } } } }");
        assert!(answer.json.get("errors").is_none(), "{}", answer.json["errors"]);
        let seen = world.ask("dsl", "{ pupils(first: 200) { nodes { address { postcode } } } }");
        let silent = |json: &Json| {
            json["errors"]
                .as_array()
                .is_none_or(|errors| errors.iter().all(|e| e["extensions"]["reason"] == "OUT_OF_REACH"))
        };
        assert!(silent(&seen.json), "{}", seen.json["errors"]);
    }
}

#[test]
fn a_parents_address_does_not_disclose_a_restricted_one() {
    use entity::pupil::{Column, Entity};
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    for world in worlds() {
        let tenant = world.caller("ceo").tenant;
        let restricted = Entity::find()
            .filter(Column::TrustId.eq(tenant))
            .filter(Column::AddressRestricted.eq(true))
            .filter(Column::SchoolId.is_not_null());
        let mut withheld = 0;
        for pupil in tests::run(restricted.all(&world.db)).expect("it reads") {
            let id = graph::id::encode("Pupil", pupil.id);
            let document = format!(
                "{{ pupil(by: {{ id: \"{id}\" }}) {{ address {{ postcode }} contacts {{ nodes {{ person {{ familyName address {{ postcode }} }} }} }} }} }}"
            );
            let answer = world.ask("data-manager", &document);
            assert!(answer.json.get("errors").is_none(), "{}", answer.json);
            let pupil = &answer.json["data"]["pupil"];
            assert!(pupil["address"].is_null(), "{pupil}");
            for contact in pupil["contacts"]["nodes"].as_array().expect("contacts") {
                assert!(contact["person"]["address"].is_null(), "{contact}");
                withheld += 1;
            }
        }
        assert!(withheld > 0, "there are restricted addresses with contacts");
    }
}

#[test]
fn a_former_school_learns_nothing_current() {
    for world in worlds() {
        let document = "{ pupils(first: 200, where: { not: { school: { urn: { eq: \"900001\" } } } }) { nodes { registrationGroup \
                        senProvision classes { nodes { name } } address { postcode } } } }";
        let answer = world.ask("head", document);
        let pupils = answer.json["data"]["pupils"]["nodes"].as_array().expect("pupils who left the school").clone();
        assert!(!pupils.is_empty());
        for pupil in pupils {
            let nothing =
                json!({ "registrationGroup": null, "senProvision": null, "classes": { "nodes": [] }, "address": null });
            assert_eq!(pupil, nothing);
        }
        let hidden = world.ask("head", "{ pupils(where: { not: { school: { urn: { eq: \"900001\" } } }, classes: { some: { name: { contains: \"7\" } } } }) { totalCount } }");
        assert_eq!(hidden.json["data"]["pupils"]["totalCount"], 0, "{}", hidden.json);
    }
}

#[test]
fn a_brothers_address_does_not_disclose_a_restricted_one() {
    use entity::{contact, pupil};
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    for world in worlds() {
        let tenant = world.caller("ceo").tenant;
        let restricted = pupil::Entity::find()
            .filter(pupil::Column::TrustId.eq(tenant))
            .filter(pupil::Column::AddressRestricted.eq(true));
        let restricted: Vec<_> =
            tests::run(restricted.all(&world.db)).expect("it reads").iter().map(|p| p.id).collect();
        let contacts = |column: contact::Column, ids: Vec<uuid::Uuid>| {
            tests::run(contact::Entity::find().filter(column.is_in(ids)).all(&world.db)).expect("it reads")
        };
        let parents = contacts(contact::Column::PupilId, restricted.clone()).iter().map(|c| c.person_id).collect();
        let children: Vec<_> = contacts(contact::Column::PersonId, parents)
            .iter()
            .map(|c| c.pupil_id)
            .filter(|id| !restricted.contains(id))
            .collect();
        assert!(!children.is_empty(), "a restricted child has a brother or sister");
        for id in children {
            let id = graph::id::encode("Pupil", id);
            let answer = world.ask("ceo", &format!("{{ pupil(by: {{ id: \"{id}\" }}) {{ address {{ postcode }} }} }}"));
            assert_eq!(answer.json, json!({ "data": { "pupil": { "address": null } } }));
        }
    }
}

#[test]
fn a_where_has_a_bound() {
    for world in worlds() {
        let parts = |n: usize| vec!["{ name: { eq: \"x\" } }"; n].join(" ");
        let ask =
            |n: usize| world.ask("ceo", &format!("{{ schools(where: {{ or: [{}] }}) {{ totalCount }} }}", parts(n)));
        assert_eq!(ask(240).json["data"]["schools"]["totalCount"], 0);
        let refused = ask(260).json;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{refused}");
    }
}

#[test]
fn floods_are_refused_at_once() {
    let world = &worlds()[0];
    for (document, code) in [
        (format!("{{ schools(where: {}{}) {{ totalCount }} }}", "{and: [".repeat(2_500), "]}".repeat(2_500)), "DOCUMENT_TOO_COMPLEX"),
        (format!("{}{}", "{a".repeat(5_000), "}".repeat(5_000)), "DOCUMENT_TOO_COMPLEX"),
        ((0..2_000).map(|i| format!("a{i}: __typename ")).fold("{".to_owned(), |all, one| all + &one) + "}", "DOCUMENT_TOO_COMPLEX"),
        (
            (0..25).map(|i| format!("fragment F{i} on Query {{ __typename ...F{0} ...F{0} }} ", i + 1)).collect::<String>()
                + "fragment F25 on Query { __typename } { ...F0 }",
            "DOCUMENT_TOO_COMPLEX",
        ),
        ((0..1_000).map(|i| format!("x{i} ")).fold("{".to_owned(), |all, one| all + &one) + "}", "GRAPHQL_VALIDATION_FAILED"),
        (
            "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }".to_owned(),
            "DOCUMENT_TOO_COMPLEX",
        ),
        (
            (0..150).map(|i| format!("a{i}: trust {{ name }} ")).fold("{".to_owned(), |all, one| all + &one) + "}",
            "MAX_COST_EXCEEDED",
        ),
        ("{ schools(first: 200) { nodes { pupils(first: 200) { nodes { assessments(first: 200) { nodes { id } } } } } } }".to_owned(), "MAX_COST_EXCEEDED"),
    ] {
        let begun = Instant::now();
        let answer = world.ask("ceo", &document);
        assert_eq!(answer.json["errors"][0]["extensions"]["code"], code, "{}", &document[..80]);
        assert!(answer.json["errors"].as_array().expect("errors").len() <= 11);
        // A bound that only an explosion misses: a machine may be busy.
        assert!(begun.elapsed().as_secs() < 5, "{}", &document[..80]);
    }
}

#[test]
fn nobody_signed_in_learns_only_the_open_schema() {
    let world = &worlds()[0];
    let ask = |document: &str| {
        let request = graph::Request { document: document.to_owned(), ..graph::Request::default() };
        let answer = tests::run(world.engine.answer(None, &request));
        (answer.status, serde_json::from_slice::<Json>(&answer.body).expect("JSON"))
    };
    assert_eq!(ask("{ __typename }").1, json!({ "data": { "__typename": "Query" } }));
    for document in [
        "{ trust { name } }",
        "{ viewer { displayName } }",
        "{ node(id: \"x\") { id } }",
        "{ registerTrusts { totalCount } }",
    ] {
        let (status, answer) = ask(document);
        assert_eq!(
            (status, &answer["errors"][0]["extensions"]["code"]),
            (401, &json!("UNAUTHENTICATED")),
            "{document}"
        );
    }
    let (_, shown) = ask("{ __type(name: \"Pupil\") { name } open: __type(name: \"RegisterSchool\") { name } }");
    assert_eq!(shown, json!({ "data": { "__type": null, "open": { "name": "RegisterSchool" } } }));
}
