//! Members of staff: joining, moving and leaving, and that no person has two overlapping spells at a school.

use entity::person;
use sea_orm::EntityTrait;
use serde_json::{Value as Json, json};
use tests::{World, changing};
use uuid::Uuid;

use super::mutate::{ask, contents, fields, with};

const CREATE: &str = "mutation($input: CreateStaffMemberInput!) { createStaffMember(input: $input) { \
     staffMember { id number givenName familyName emailWork trn trustStart rowVersion mainSchool { id } \
     person { id title address { postcode } rowVersion } spells { nodes { startsOn endsOn school { id } } } } \
     userErrors { code field message } } }";
const UPDATE: &str = "mutation($input: UpdateStaffMemberInput!) { updateStaffMember(input: $input) { \
     staffMember { id familyName trn leavingDate leavingReason rowVersion mainSchool { id } person { familyName rowVersion } } \
     userErrors { code field message } } }";
const CONTRACT: &str = "mutation($input: CreateContractInput!) { createContract(input: $input) { \
     contract { id rowVersion } userErrors { code field message } } }";
const CHANGE_CONTRACT: &str = "mutation($input: UpdateContractInput!) { updateContract(input: $input) { \
     contract { rowVersion } userErrors { code field message } } }";

fn schools(world: &World) -> Vec<Json> {
    let found = world.data("hr", "{ schools(first: 2, where: { status: { eq: OPEN } }) { nodes { id } } }");
    found["schools"]["nodes"].as_array().expect("schools").iter().map(|school| school["id"].clone()).collect()
}

fn newcomer(school: &Json, family: &str, number: &str) -> Json {
    json!({ "newPerson": { "title": "Dr", "givenName": " Ada ", "familyName": family, "dateOfBirth": "1990-05-01",
            "emailWork": "ada@trust.example", "postcode": "sw1a1aa" },
        "number": number, "roleCategory": "TEACHER", "mainPostTitle": "Teacher", "mainSchool": school,
        "trustStart": "2026-04-13", "details": { "trn": "RP99/12345", "qtsStatus": "QTS" } })
}

#[test]
fn a_new_member_of_staff_is_on_the_schools_list_once() {
    for world in changing().iter() {
        let schools = schools(world);
        let input = newcomer(&schools[0], "Marrowfield", "N-1");
        let before = contents(world);
        let mut wrong = input.clone();
        wrong["newPerson"]["familyName"] = json!(" ");
        wrong["newPerson"]["postcode"] = json!("nowhere");
        wrong["details"]["trn"] = json!("12");
        wrong["details"]["leavingDate"] = json!("2020-01-01");
        assert_eq!(
            fields(&ask(world, "hr", CREATE, wrong)),
            [
                "BAD_USER_INPUT newPerson.postcode",
                "BAD_USER_INPUT newPerson.familyName",
                "BAD_USER_INPUT details.trn",
                "BAD_USER_INPUT details.leavingDate"
            ]
        );
        let mut nobody = input.clone();
        nobody["newPerson"] = Json::Null;
        assert_eq!(fields(&ask(world, "hr", CREATE, nobody)), ["BAD_USER_INPUT person"]);
        // The director of HR sees National Insurance numbers masked and changes none.
        let mut secret = input.clone();
        secret["newPerson"]["niNumber"] = json!("AB123456C");
        assert_eq!(fields(&ask(world, "hr", CREATE, secret)), ["FORBIDDEN newPerson"]);
        let mut rehearsed = input.clone();
        rehearsed["dryRun"] = json!(true);
        assert_eq!(ask(world, "hr", CREATE, rehearsed)["staffMember"]["number"], "N-1");
        let refused = world.ask_with("head", CREATE, with(input.clone())).json;
        assert_eq!(refused["errors"][0]["extensions"]["permission"], "STAFF_WRITE", "{refused}");
        assert_eq!(contents(world), before, "{}", world.name);

        let made = ask(world, "hr", CREATE, input.clone());
        let member = &made["staffMember"];
        assert_eq!(made["userErrors"], json!([]), "{made}");
        assert_eq!((&member["givenName"], &member["trn"]), (&json!("Ada"), &json!("9912345")));
        assert_eq!(member["person"]["address"]["postcode"], "SW1A 1AA");
        let spell = json!({ "startsOn": "2026-04-13", "endsOn": null, "school": { "id": schools[0] } });
        assert_eq!(member["spells"]["nodes"], json!([spell]));
        let list = world.data(
            "hr",
            &format!("{{ school(by: {{ id: {} }}) {{ staff(where: {{ familyName: {{ eq: \"Marrowfield\" }} }}, asOf: \"2026-04-20\") {{ totalCount }} }} }}", schools[0]),
        );
        assert_eq!(list["school"]["staff"]["totalCount"], 1, "{}", world.name);

        let mut again = input.clone();
        again["number"] = json!("N-2");
        let twice = ask(world, "hr", CREATE, again.clone());
        assert_eq!(fields(&twice), ["CONFLICT newPerson"]);
        let id = member["person"]["id"].as_str().expect("an id");
        assert!(twice["userErrors"][0]["message"].as_str().is_some_and(|text| text.contains(id)), "{twice}");
        assert_eq!(fields(&ask(world, "hr", CREATE, input)), ["CONFLICT number", "CONFLICT newPerson"]);
        let known = json!({ "person": id, "number": "N-3", "roleCategory": "TEACHER", "trustStart": "2026-04-13" });
        assert_eq!(fields(&ask(world, "hr", CREATE, known)), ["CONFLICT person"]);
        again["allowNamesake"] = json!(true);
        assert_eq!(ask(world, "hr", CREATE, again)["userErrors"], json!([]));
        let stranger = json!({ "person": graph::id::encode("Person", Uuid::now_v7()), "number": "N-4",
            "roleCategory": "TEACHER", "trustStart": "2026-04-13" });
        assert_eq!(fields(&ask(world, "hr", CREATE, stranger)), ["NOT_FOUND person"]);
    }
}

#[test]
fn a_record_moves_and_ends_with_its_person() {
    for world in changing().iter() {
        let schools = schools(world);
        let made = ask(world, "hr-app", CREATE, newcomer(&schools[0], "Quillhaven", "Q-1"));
        let id = &made["staffMember"]["id"];
        let renamed = json!({ "staffMember": id, "rowVersion": 1, "person": { "familyName": "Quillhaven-Reed" } });
        let renamed = ask(world, "hr-app", UPDATE, renamed);
        assert_eq!(
            (&renamed["staffMember"]["familyName"], &renamed["staffMember"]["person"]["familyName"]),
            (&json!("Quillhaven-Reed"), &json!("Quillhaven-Reed")),
            "{renamed}"
        );
        assert_eq!(renamed["staffMember"]["rowVersion"], 2);
        // What is the person's alone is part of the record all the same.
        let phone = json!({ "staffMember": id, "rowVersion": 2, "person": { "phone": "01234 567890" } });
        let phone = ask(world, "hr-app", UPDATE, phone);
        assert_eq!(
            (&phone["staffMember"]["rowVersion"], &phone["staffMember"]["person"]["rowVersion"]),
            (&json!(3), &json!(3))
        );
        let before = contents(world);
        let stale = json!({ "staffMember": id, "rowVersion": 2, "number": "Q-2" });
        assert_eq!(fields(&ask(world, "hr-app", UPDATE, stale)), ["CONFLICT rowVersion"]);
        let nowhere =
            json!({ "staffMember": id, "rowVersion": 3, "mainSchool": graph::id::encode("School", Uuid::now_v7()) });
        assert_eq!(fields(&ask(world, "hr-app", UPDATE, nowhere)), ["NOT_FOUND mainSchool"]);
        let reason = json!({ "staffMember": id, "rowVersion": 3, "details": { "leavingReason": "RETIRE" } });
        assert_eq!(fields(&ask(world, "hr-app", UPDATE, reason)), ["BAD_USER_INPUT details.leavingReason"]);
        let same = ask(world, "hr-app", UPDATE, json!({ "staffMember": id, "rowVersion": 3 }));
        assert_eq!(same["staffMember"]["rowVersion"], 3, "{same}");
        assert_eq!(contents(world), before, "{}", world.name);
        let moved = json!({ "staffMember": id, "rowVersion": 3, "mainSchool": schools[1],
            "details": { "leavingDate": "2026-12-31", "leavingReason": "RESIGN_TEACH_STATE" } });
        let moved = ask(world, "hr-app", UPDATE, moved);
        assert_eq!(moved["userErrors"], json!([]), "{moved}");
        assert_eq!(
            (&moved["staffMember"]["mainSchool"]["id"], &moved["staffMember"]["leavingDate"]),
            (&schools[1], &json!("2026-12-31"))
        );
        let centre = ask(world, "hr-app", UPDATE, json!({ "staffMember": id, "rowVersion": 4, "mainSchool": null }));
        assert_eq!(centre["staffMember"]["mainSchool"], Json::Null, "{centre}");
        let nobody = world.ask_with("payroll-app", UPDATE, with(json!({ "staffMember": id, "rowVersion": 5 }))).json;
        assert_eq!(nobody["errors"][0]["extensions"]["code"], "FORBIDDEN", "{nobody}");
    }
}

#[test]
fn a_contract_puts_its_holder_on_the_schools_list() {
    for world in changing().iter() {
        let home = &schools(world)[0];
        let made = ask(world, "hr", CREATE, newcomer(home, "Thistlewood", "T-1"));
        let staff = &made["staffMember"]["id"];
        let all = world.data("hr", "{ schools(first: 50) { nodes { id posts(first: 1) { nodes { id } } } } }");
        let other = all["schools"]["nodes"].as_array().expect("schools").iter().find(|school| {
            school["id"] != *home && school["posts"]["nodes"].as_array().is_some_and(|posts| !posts.is_empty())
        });
        let other = other.expect("another school with a post");
        let post = &other["posts"]["nodes"][0]["id"];
        let terms = |starts: &str, ends: Json| {
            json!({ "staffMember": staff, "post": post, "type": "FIXED_TERM", "workingPattern": "PART_TIME",
                "startsOn": starts, "endsOn": ends, "hoursPerWeek": 10, "fullTimeHours": 32.5 })
        };
        let spells = || {
            let found = world.data(
                "hr",
                &format!("{{ node(id: {staff}) {{ ... on StaffMember {{ spells {{ nodes {{ startsOn endsOn school {{ id }} }} }} }} }} }}"),
            );
            let all = found["node"]["spells"]["nodes"].as_array().expect("spells").clone();
            let there = all.into_iter().filter(|spell| spell["school"]["id"] == other["id"]);
            there.map(|spell| format!("{} {}", spell["startsOn"], spell["endsOn"])).collect::<Vec<_>>()
        };
        let first = ask(world, "hr", CONTRACT, terms("2026-05-01", json!("2026-07-01")));
        assert_eq!(first["userErrors"], json!([]), "{first}");
        assert_eq!(spells(), [r#""2026-05-01" "2026-07-01""#], "{}", world.name);
        ask(world, "hr", CONTRACT, terms("2026-09-01", Json::Null));
        assert_eq!(spells(), [r#""2026-09-01" null"#, r#""2026-05-01" "2026-07-01""#]);
        // The gap closes: one spell, and the other is no longer there.
        let longer = json!({ "contract": first["contract"]["id"], "rowVersion": 1, "endsOn": "2026-08-31" });
        ask(world, "hr", CHANGE_CONTRACT, longer);
        assert_eq!(spells(), [r#""2026-05-01" null"#]);
        let shorter = json!({ "contract": first["contract"]["id"], "rowVersion": 2, "endsOn": "2026-05-31" });
        ask(world, "hr", CHANGE_CONTRACT, shorter);
        assert_eq!(spells(), [r#""2026-09-01" null"#, r#""2026-05-01" "2026-05-31""#]);
    }
}

#[test]
fn what_somebody_was_granted_ends_after_the_last_day() {
    for world in changing().iter() {
        let name = world.data("teacher", "{ viewer { displayName } }");
        let name = name["viewer"]["displayName"].as_str().expect("a name").to_owned();
        let staff = world.data("hr", "{ staff(first: 200, where: { roleCategory: { eq: TEACHER } }) { nodes { id givenName familyName rowVersion } } }");
        let member = staff["staff"]["nodes"].as_array().expect("staff").iter().find(|member| {
            ["givenName", "familyName"].iter().all(|part| name.contains(member[*part].as_str().expect("a name")))
        });
        let member = member.expect("the teacher works here");
        let mut version = member["rowVersion"].as_i64().expect("a version");
        let mut leaves = |day: Json| {
            let details = json!({ "leavingDate": day });
            let input = json!({ "staffMember": member["id"], "rowVersion": version, "details": details });
            assert_eq!(ask(world, "hr", UPDATE, input)["userErrors"], json!([]));
            version += 1;
            let caller = world.principal(world.caller("teacher").principal);
            world
                .ask_as(
                    &caller,
                    "{ pupils(first: 1) { totalCount } staff(first: 1) { totalCount } }",
                    Default::default(),
                )
                .json
        };
        let today = world.caller("teacher").today;
        // The last day is still one of work.
        let last = leaves(json!(today));
        assert!(last.get("errors").is_none(), "{last}");
        let gone = leaves(json!(today.pred_opt().expect("a day")));
        assert_eq!(gone["data"], json!({ "pupils": null, "staff": null }), "{gone}");
        assert_eq!(gone["errors"][0]["extensions"]["reason"], "NO_GRANT", "{gone}");
        // Grants come back with the person; the classes ended and do not.
        let back = leaves(Json::Null);
        assert_eq!((back["data"]["staff"].is_null(), &back["data"]["pupils"]), (false, &Json::Null), "{back}");
    }
}

#[test]
fn a_staff_list_follows_the_record_where_there_is_no_contract() {
    for world in changing().iter() {
        let schools = schools(world);
        let made = ask(world, "hr", CREATE, newcomer(&schools[0], "Wrenfield", "W-1"));
        let id = &made["staffMember"]["id"];
        let spells = || {
            let text = format!(
                "{{ node(id: {id}) {{ ... on StaffMember {{ spells {{ nodes {{ startsOn endsOn school {{ id }} }} }} }} }} }}"
            );
            let found = world.data("hr", &text);
            let all = found["node"]["spells"]["nodes"].as_array().expect("spells").clone();
            let of = |spell: &Json| {
                let at = schools.iter().position(|school| *school == spell["school"]["id"]);
                format!("{} {} {}", at.expect("a school"), spell["startsOn"], spell["endsOn"])
            };
            let mut all: Vec<String> = all.iter().map(of).collect();
            all.sort();
            all
        };
        // She begins in the future: at the wrong school there was no day, so nothing is left there.
        assert_eq!(spells(), [r#"0 "2026-04-13" null"#], "{}", world.name);
        let moved = ask(world, "hr", UPDATE, json!({ "staffMember": id, "rowVersion": 1, "mainSchool": schools[1] }));
        assert_eq!(moved["userErrors"], json!([]), "{moved}");
        assert_eq!(spells(), [r#"1 "2026-04-13" null"#], "{}", world.name);
        let leaves = |version: i32, day: Json| {
            let details = json!({ "leavingDate": day });
            ask(world, "hr", UPDATE, json!({ "staffMember": id, "rowVersion": version, "details": details }))
        };
        assert_eq!(leaves(2, json!("2026-05-31"))["userErrors"], json!([]));
        assert_eq!(spells(), [r#"1 "2026-04-13" "2026-05-31""#], "{}", world.name);
        assert_eq!(leaves(3, Json::Null)["userErrors"], json!([]));
        assert_eq!(spells(), [r#"1 "2026-04-13" null"#], "{}", world.name);
    }
}

#[test]
fn guessing_a_value_one_may_not_change_discloses_nothing() {
    for world in changing().iter() {
        let whole = "{ staff(first: 200) { nodes { id rowVersion person { niNumberMasked } } } }";
        let staff = world.data("hr", whole);
        let member = staff["staff"]["nodes"].as_array().expect("staff")[0].clone();
        let before = contents(world);
        let person = id_of_person(world, &member["id"]);
        let known = tests::run(person::Entity::find_by_id(person).one(&world.db)).expect("it reads").expect("a person");
        let right = known.ni_number.expect("a number");
        for guess in [right.as_str(), "AB123456C"] {
            let input = json!({ "staffMember": member["id"], "rowVersion": member["rowVersion"], "dryRun": true,
                "person": { "niNumber": guess } });
            assert_eq!(fields(&ask(world, "hr-app", UPDATE, input)), ["FORBIDDEN person"], "{guess}");
        }
        // A value that is hidden from the action is kept when something else changes.
        let input = json!({ "staffMember": member["id"], "rowVersion": member["rowVersion"], "person": { "phone": "01234 000000" } });
        assert_eq!(ask(world, "hr-app", UPDATE, input)["userErrors"], json!([]));
        let kept = tests::run(person::Entity::find_by_id(person).one(&world.db)).expect("it reads").expect("a person");
        assert_eq!((kept.ni_number, kept.ethnicity), (Some(right), known.ethnicity), "{}", world.name);
        assert_ne!(contents(world), before);
    }
}

fn id_of_person(world: &World, member: &Json) -> Uuid {
    let found = world.data("hr", &format!("{{ node(id: {member}) {{ ... on StaffMember {{ person {{ id }} }} }} }}"));
    graph::id::decode(found["node"]["person"]["id"].as_str().expect("an id")).expect("a global id").1
}

#[test]
fn contracts_and_teaching_end_with_the_last_day() {
    for world in changing().iter() {
        let found = world.data(
            "hr",
            "{ staff(first: 200, where: { roleCategory: { eq: TEACHER }, leavingDate: { isNull: true } }) { nodes { id rowVersion \
             contracts { nodes { id endsOn rowVersion } } teaching { nodes { endsOn } } } } }",
        );
        let open = |rows: &Json| rows["nodes"].as_array().expect("rows").iter().any(|row| row["endsOn"].is_null());
        let all = found["staff"]["nodes"].as_array().expect("staff");
        let leaver = all.iter().rev().find(|one| open(&one["contracts"]) && open(&one["teaching"])).expect("a teacher");
        let headcount = |day: &str| {
            let counted =
                world.data("ceo", &format!("{{ staffing(asOf: \"{day}\") {{ rows {{ headcount {{ value }} }} }} }}"));
            counted["staffing"]["rows"][0]["headcount"]["value"].as_f64().expect("a count")
        };
        let before = (headcount("2026-02-27"), headcount("2026-02-28"));
        let leaves = json!({ "staffMember": leaver["id"], "rowVersion": leaver["rowVersion"],
            "details": { "leavingDate": "2026-02-27" } });
        assert_eq!(ask(world, "hr", UPDATE, leaves)["userErrors"], json!([]));
        assert_eq!((headcount("2026-02-27"), headcount("2026-02-28")), (before.0, before.1 - 1.0), "{}", world.name);
        let after = world.data(
            "hr",
            &format!(
                "{{ node(id: {}) {{ ... on StaffMember {{ contracts {{ nodes {{ id endsOn rowVersion }} }} teaching {{ nodes {{ endsOn }} }} }} }} }}",
                leaver["id"]
            ),
        );
        assert!(!open(&after["node"]["contracts"]) && !open(&after["node"]["teaching"]), "{after}");
        let contract = after["node"]["contracts"]["nodes"].as_array().expect("contracts");
        let contract = contract.iter().find(|one| one["endsOn"] == "2026-02-27").expect("one that ended with her");
        for days in [Json::Null, json!("2026-02-28")] {
            let longer = json!({ "contract": contract["id"], "rowVersion": contract["rowVersion"], "endsOn": days });
            assert_eq!(fields(&ask(world, "hr", CHANGE_CONTRACT, longer)), ["BAD_USER_INPUT endsOn"]);
        }
    }
}
