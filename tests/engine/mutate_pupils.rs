//! Pupils and their enrolments: the rights to change them, rules over several rows, and moves between schools.

use serde_json::{Value as Json, json};
use tests::{World, changing};

use super::mutate::{ask, codes, contents, count, with};

const CREATE: &str = "mutation($input: CreatePupilInput!) { createPupil(input: $input) { \
     pupil { id givenName familyName upn rowVersion ncYear school { id } enrolments { nodes { id status entryDate } } } \
     enrolment { id rowVersion school { id } } userErrors { code field message } } }";
const UPDATE: &str = "mutation($input: UpdatePupilInput!) { updatePupil(input: $input) { \
     pupil { id upn preferredName rowVersion } userErrors { code field message } } }";
const ADD: &str = "mutation($input: AddEnrolmentInput!) { addEnrolment(input: $input) { \
     enrolment { id rowVersion status } pupil { id school { id } } userErrors { code field message } } }";
const MOVE: &str = "mutation($input: MoveEnrolmentInput!) { moveEnrolment(input: $input) { \
     ended { leavingDate } enrolment { id rowVersion entryDate school { id } } \
     pupil { school { id } registrationGroup } userErrors { code field message } } }";
const END: &str = "mutation($input: EndEnrolmentInput!) { endEnrolment(input: $input) { \
     enrolment { leavingDate } pupil { school { id } } userErrors { code field message } } }";

/// Lines of pupils who changed schools.
const MOVED: &str = "type_name = 'Pupil' and owner_before <> owner_after";

/// The school of the head persona, and another.
fn schools(world: &World) -> (Json, Json) {
    let own = world.data("head", "{ viewer { roles { schools { id } } } }");
    let roles = own["viewer"]["roles"].as_array().expect("roles");
    let own = roles.iter().find_map(|role| role["schools"].get(0)).expect("a school")["id"].clone();
    let all = world.data("ceo", "{ schools(where: { status: { eq: OPEN } }) { nodes { id } } }");
    let all = all["schools"]["nodes"].as_array().expect("schools");
    let other = all.iter().map(|school| &school["id"]).find(|id| **id != own).expect("another").clone();
    (own, other)
}

fn child(school: &Json, name: &str) -> Json {
    json!({ "school": school, "givenName": name, "familyName": "Zwingli", "dateOfBirth": "2016-01-05", "sex": "FEMALE",
        "ncYear": 5, "entryDate": "2026-03-02", "registrationGroup": "5K" })
}

/// A pupil number with its check letter, by the rule of domain-model §4.
fn upn(serial: u32) -> String {
    let rest = format!("99820012{serial:04}");
    let sum: usize = rest.bytes().zip(2..).map(|(byte, place)| place * usize::from(byte - b'0')).sum();
    format!("{}{rest}", char::from(b"ABCDEFGHJKLMNPQRTUVWXYZ"[sum % 23]))
}

#[test]
fn a_child_is_put_on_roll_corrected_moved_and_taken_off() {
    for world in changing().iter() {
        let (own, other) = schools(world);
        let moves = count(world, "outbox", MOVED);
        let mut input = child(&own, "  Ada ");
        input["upn"] = json!(upn(9001));
        let made = ask(world, "head", CREATE, input.clone());
        assert_eq!(made["userErrors"], json!([]), "{made}");
        assert_eq!((&made["pupil"]["givenName"], &made["pupil"]["school"]["id"]), (&json!("Ada"), &own));
        assert_eq!(made["pupil"]["enrolments"]["nodes"][0]["status"], "CURRENT");
        let found = world.data("head", "{ pupils(where: { familyName: { startsWith: \"zwing\" } }) { totalCount } }");
        assert_ne!(found["pupils"]["totalCount"], 0, "names are folded for search");
        assert_eq!(codes(&ask(world, "head", CREATE, input)), [("CONFLICT".to_owned(), vec!["upn".to_owned()])]);

        let pupil = made["pupil"]["id"].clone();
        let named = json!({ "pupil": pupil, "rowVersion": 1, "preferredName": "Addie" });
        assert_eq!(ask(world, "head", UPDATE, named.clone())["pupil"]["preferredName"], "Addie");
        assert_eq!(codes(&ask(world, "head", UPDATE, named)), [("CONFLICT".to_owned(), vec!["rowVersion".to_owned()])]);
        let emptied = ask(world, "head", UPDATE, json!({ "pupil": pupil, "rowVersion": 2, "preferredName": null }));
        assert_eq!((&emptied["pupil"]["preferredName"], &emptied["pupil"]["rowVersion"]), (&Json::Null, &json!(3)));
        let before = contents(world);
        let special = ask(world, "head", UPDATE, json!({ "pupil": pupil, "rowVersion": 3, "ethnicity": "WBRI" }));
        assert_eq!(codes(&special)[0].0, "FORBIDDEN", "a head changes no ethnicity: {special}");
        let hidden = ask(world, "other-head", UPDATE, json!({ "pupil": pupil, "rowVersion": 3, "preferredName": "X" }));
        assert_eq!(codes(&hidden), [("NOT_FOUND".to_owned(), vec!["pupil".to_owned()])]);
        let enrolment = json!({ "enrolment": made["enrolment"]["id"], "rowVersion": 1, "school": other, "entryDate": "2026-03-09" });
        let alone = ask(world, "head", MOVE, enrolment.clone());
        assert_eq!(codes(&alone), [("NOT_FOUND".to_owned(), vec!["school".to_owned()])], "a move needs both sides");
        assert_eq!(contents(world), before, "what is refused leaves nothing");
        let special =
            ask(world, "data-manager", UPDATE, json!({ "pupil": pupil, "rowVersion": 3, "ethnicity": "WBRI" }));
        assert_eq!(special["userErrors"], json!([]), "{special}");
        let returned =
            world.data("data-manager", &format!("{{ node(id: {pupil}) {{ ... on Pupil {{ ethnicity }} }} }}"));
        assert_eq!(returned["node"]["ethnicity"], "WBRI");

        let again = json!({ "pupil": pupil, "school": other, "entryDate": "2026-03-09", "ncYear": 5 });
        let twice = ask(world, "data-manager", ADD, again);
        assert_eq!(codes(&twice), [("CONFLICT".to_owned(), vec!["pupil".to_owned()])], "one current enrolment");
        let moved = ask(world, "data-manager", MOVE, enrolment);
        assert_eq!(moved["userErrors"], json!([]), "{moved}");
        assert_eq!((&moved["ended"]["leavingDate"], &moved["pupil"]["school"]["id"]), (&json!("2026-03-08"), &other));
        let lost = ask(world, "head", UPDATE, json!({ "pupil": pupil, "rowVersion": 5, "preferredName": "X" }));
        assert_eq!(codes(&lost), [("NOT_FOUND".to_owned(), vec!["pupil".to_owned()])], "the old school writes no more");
        let keeps = world.data(
            "head",
            &format!("{{ node(id: {pupil}) {{ ... on Pupil {{ enrolments {{ nodes {{ school {{ id }} }} }} }} }} }}"),
        );
        assert!(
            keeps["node"]["enrolments"].to_string().contains(own.as_str().expect("an id")),
            "and reads its period: {keeps}"
        );

        let ending = json!({ "enrolment": moved["enrolment"]["id"], "rowVersion": 1, "leavingDate": "2026-03-13", "destination": "Abroad" });
        let early = json!({ "enrolment": moved["enrolment"]["id"], "rowVersion": 1, "leavingDate": "2026-03-01" });
        assert_eq!(
            codes(&ask(world, "data-manager", END, early)),
            [("BAD_USER_INPUT".to_owned(), vec!["leavingDate".to_owned()])]
        );
        let ended = ask(world, "data-manager", END, ending.clone());
        assert_eq!(
            (&ended["enrolment"]["leavingDate"], &ended["pupil"]["school"]),
            (&json!("2026-03-13"), &Json::Null),
            "{ended}"
        );
        assert_eq!(codes(&ask(world, "data-manager", END, ending))[0].0, "CONFLICT");
        let back = json!({ "pupil": pupil, "school": own, "entryDate": "2026-03-16", "ncYear": 5 });
        let back = ask(world, "head", ADD, back);
        assert_eq!((&back["pupil"]["school"]["id"], &back["userErrors"]), (&own, &json!([])), "{back}");
        assert_eq!(count(world, "outbox", MOVED), moves + 1, "the move is in the outbox");
    }
}

#[test]
fn wrong_numbers_and_ages_are_reported_together() {
    for world in changing().iter() {
        let (own, _) = schools(world);
        let mut input = child(&own, "Ida");
        input["upn"] = json!("A801200005001");
        input["uln"] = json!("1000000044");
        input["familyName"] = json!(" ");
        input["dateOfBirth"] = json!("2001-01-05");
        let before = contents(world);
        let refused = ask(world, "head", CREATE, input);
        let fields: Vec<String> = codes(&refused).into_iter().map(|(_, field)| field.join(".")).collect();
        assert_eq!(fields, ["upn", "uln", "familyName", "dateOfBirth"], "{refused}");
        let mut rehearsed = child(&own, "Ida");
        rehearsed["dryRun"] = json!(true);
        let answer = ask(world, "head", CREATE, rehearsed);
        assert_eq!(answer["pupil"]["givenName"], "Ida");
        assert_eq!(contents(world), before);
    }
}

#[test]
fn twenty_at_once_admit_a_pupil_once() {
    for world in changing().iter() {
        let (own, other) = schools(world);
        let made = ask(world, "head", CREATE, child(&own, "Eva"));
        let ending = json!({ "enrolment": made["enrolment"]["id"], "rowVersion": 1, "leavingDate": "2026-03-13" });
        ask(world, "head", END, ending);
        let inputs: Vec<_> = (0..20)
            .map(|number| {
                let school = if number % 2 == 0 { &own } else { &other };
                with(json!({ "pupil": made["pupil"]["id"], "school": school, "entryDate": "2026-03-16", "ncYear": 5 }))
            })
            .collect();
        let answers = world.ask_at_once(world.caller("data-manager"), ADD, &inputs);
        let done = answers.iter().filter(|answer| answer["data"]["addEnrolment"]["userErrors"] == json!([])).count();
        assert_eq!(done, 1, "{answers:?}");
    }
}

#[test]
fn contacts_go_with_the_child() {
    const OF_HEAD: &str = "{ viewer { roles { schools { id } } } }";
    for world in changing().iter() {
        let (own, _) = schools(world);
        let roles = world.data("second-head", OF_HEAD)["viewer"]["roles"].clone();
        let other =
            roles.as_array().expect("roles").iter().find_map(|role| role["schools"].get(0)).expect("one")["id"].clone();
        let found = world.data(
            "head",
            "{ pupils(first: 1, where: { ncYear: { eq: 4 }, contacts: { some: { priority: { eq: 1 } } } }) { nodes { id \
             contacts { nodes { id person { id } } } enrolments(where: { leavingDate: { isNull: true } }) { nodes { id rowVersion school { id } } } } } }",
        );
        let child = &found["pupils"]["nodes"][0];
        let contacts = child["contacts"]["nodes"].as_array().expect("contacts").clone();
        assert!(!contacts.is_empty(), "{child}");
        // A person who is a contact of nobody else at the school, or the head would go on seeing them.
        let seen = |persona: &str| {
            contacts
                .iter()
                .map(|contact| {
                    let text = format!(
                        "{{ contact: node(id: {}) {{ id }} person: node(id: {}) {{ ... on Person {{ contactOf {{ nodes {{ pupil {{ id }} }} }} }} }} }}",
                        contact["id"], contact["person"]["id"]
                    );
                    let returned = world.data(persona, &text);
                    let of = returned["person"]["contactOf"]["nodes"].to_string().contains(child["id"].as_str().expect("an id"));
                    (!returned["contact"].is_null(), of)
                })
                .collect::<Vec<_>>()
        };
        let all = vec![(true, true); contacts.len()];
        let none = vec![(false, false); contacts.len()];
        assert_eq!((seen("head"), seen("second-head")), (all.clone(), none.clone()), "{}", world.name);
        let enrolment = child["enrolments"]["nodes"].as_array().expect("enrolments");
        let enrolment = enrolment.iter().find(|enrolment| enrolment["school"]["id"] == own).expect("one here");
        let input = json!({ "enrolment": enrolment["id"], "rowVersion": enrolment["rowVersion"], "school": other, "entryDate": "2026-03-09" });
        let moved = ask(world, "data-manager", MOVE, input);
        assert_eq!(moved["userErrors"], json!([]), "{moved}");
        assert_eq!((seen("head"), seen("second-head")), (none.clone(), all.clone()), "{}", world.name);
        let ending = json!({ "enrolment": moved["enrolment"]["id"], "rowVersion": 1, "leavingDate": "2026-03-13" });
        assert_eq!(ask(world, "data-manager", END, ending)["userErrors"], json!([]));
        assert_eq!((seen("head"), seen("second-head")), (none.clone(), none), "nobody has the child: {}", world.name);
        let back = json!({ "pupil": child["id"], "school": own, "entryDate": "2026-03-16", "ncYear": 4 });
        assert_eq!(ask(world, "data-manager", ADD, back)["userErrors"], json!([]));
        assert_eq!(seen("head"), all, "{}", world.name);
    }
}

#[test]
fn a_restricted_address_is_neither_guessed_nor_lost_by_writing() {
    for world in changing().iter() {
        use entity::pupil;
        use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
        let restricted = pupil::Entity::find()
            .filter(pupil::Column::AddressRestricted.eq(true))
            .filter(pupil::Column::SchoolId.is_not_null());
        let child = tests::run(restricted.one(&world.db)).expect("it reads").expect("one");
        let id = graph::id::encode("Pupil", child.id);
        let right = child.postcode.clone().expect("a postcode");
        for guess in [right.as_str(), "LS1 1AA"] {
            let input = json!({ "pupil": id, "rowVersion": child.row_version, "postcode": guess, "dryRun": true });
            let returned = ask(world, "data-manager", UPDATE, input);
            assert_eq!(codes(&returned), [("FORBIDDEN".to_owned(), Vec::new())], "{guess}: {returned}");
        }
        let guess = json!({ "pupil": id, "rowVersion": child.row_version, "addressRestricted": true, "dryRun": true });
        assert_eq!(codes(&ask(world, "data-manager", UPDATE, guess))[0].0, "FORBIDDEN");
        for code in ["WBRI", "AIND", "BCRB"] {
            let input = json!({ "pupil": id, "rowVersion": child.row_version, "ethnicity": code, "dryRun": true });
            let returned = world.ask_with("head", UPDATE, with(input)).json;
            assert_ne!(returned["data"]["updatePupil"]["userErrors"], json!([]), "{code}: {returned}");
        }
        let named = json!({ "pupil": id, "rowVersion": child.row_version, "preferredName": "Sam" });
        assert_eq!(ask(world, "data-manager", UPDATE, named)["userErrors"], json!([]));
        let kept = tests::run(pupil::Entity::find_by_id(child.id).one(&world.db)).expect("it reads").expect("a pupil");
        assert_eq!(
            (kept.postcode, kept.address_restricted, kept.ethnicity),
            (Some(right), true, child.ethnicity),
            "{}",
            world.name
        );
    }
}
