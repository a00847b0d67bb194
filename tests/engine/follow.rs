//! Following: what changed is found by those who may read it, however late it is committed, and by nobody else.

use std::time::Duration;

use graph::Request;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbBackend, EntityTrait};
use serde_json::{Value as Json, json};
use tests::{World, changing, run};

use super::mutate::{ask, contents, count, fields, with};

const FUNDING: &str = "mutation($input: SetFundingFlagInput!) { setFundingFlag(input: $input) { \
     flag { id rowVersion updatedAt } userErrors { code field message } } }";
const CARE: &str = "mutation($input: SetCareFlagInput!) { setCareFlag(input: $input) { \
     flag { id } userErrors { code field message } } }";
const UPDATE: &str = "mutation($input: UpdatePupilInput!) { updatePupil(input: $input) { \
     pupil { rowVersion updatedAt } userErrors { code field message } } }";
const STAFF: &str = "mutation($input: UpdateStaffMemberInput!) { updateStaffMember(input: $input) { \
     staffMember { rowVersion } userErrors { code field message } } }";

/// The mark of now for a list.
fn mark(world: &World, persona: &str, list: &str) -> String {
    let data = world.data(persona, &format!("{{ {list}(first: 1) {{ nextMark }} }}"));
    data[list]["nextMark"].as_str().expect("a mark").to_owned()
}

/// Whether a list has a row that changed after a mark, or since a moment.
fn finds(world: &World, persona: &str, list: &str, argument: &str, id: &Json) -> bool {
    let data = world.data(persona, &format!("{{ {list}(first: 200, {argument}) {{ totalCount nodes {{ id }} }} }}"));
    let nodes = data[list]["nodes"].as_array().expect("nodes");
    assert_eq!(data[list]["totalCount"], nodes.len(), "the count and the rows agree");
    nodes.iter().any(|node| node["id"] == *id)
}

fn after(mark: &str) -> String {
    format!("changedAfter: \"{mark}\"")
}

fn since(moment: chrono::DateTime<chrono::Utc>) -> String {
    format!("updatedSince: \"{}\"", moment.to_rfc3339_opts(chrono::SecondsFormat::Micros, true))
}

/// The version and the last change of a pupil, as a persona reads them.
fn stands(world: &World, persona: &str, pupil: &Json) -> Json {
    world.data(persona, &format!("{{ node(id: {pupil}) {{ ... on Pupil {{ rowVersion updatedAt }} }} }}"))["node"]
        .clone()
}

/// A pupil whom the teacher, the DSL of the school and the data manager see: each test has one of its own, as on
/// PostgreSQL a row comes again while any transaction of the cluster is older than its last change.
fn a_pupil(world: &World, number: usize) -> Json {
    let taught = world.data("teacher", "{ pupils(last: 20) { nodes { id } } }");
    taught["pupils"]["nodes"].as_array().expect("nodes").iter().rev().nth(number).expect("a pupil")["id"].clone()
}

#[test]
fn a_flag_is_found_with_its_pupil_by_those_who_may_read_it_alone() {
    for world in changing().iter() {
        let pupil = a_pupil(world, 0);
        let personas = ["dsl", "teacher", "data-manager"];
        let marks = personas.map(|persona| mark(world, persona, "pupils"));
        let stood = personas.map(|persona| stands(world, persona, &pupil));
        let begun = chrono::Utc::now();
        let events = count(world, "outbox", "type_name = 'Pupil' and changed_fields like '%CareFlag.pupil%'");
        let input = json!({ "pupil": pupil, "kind": "YOUNG_CARER", "startsOn": "2036-01-01", "detail": "A note." });
        let made = ask(world, "dsl", CARE, input);
        assert_eq!(made["userErrors"], json!([]), "{made}");
        for ((persona, mark), stood) in personas.iter().zip(&marks).zip(&stood) {
            let sees = *persona == "dsl";
            assert_eq!(finds(world, persona, "pupils", &after(mark), &pupil), sees, "{persona} on {}", world.name);
            assert_eq!(finds(world, persona, "pupils", &since(begun), &pupil), sees, "{persona} on {}", world.name);
            let stands = stands(world, persona, &pupil);
            assert_eq!(stands["rowVersion"], stood["rowVersion"], "the pupil's version stays: {persona}");
            assert_eq!(stands["updatedAt"] != stood["updatedAt"], sees, "{persona} on {}", world.name);
            let moved = stands["updatedAt"].as_str().expect("a time");
            for (operator, expected) in [("gte", true), ("gt", false)] {
                let document = format!(
                    "{{ pupils(first: 200, orderBy: [{{ updatedAt: DESC }}], where: {{ updatedAt: {{ {operator}: \"{moved}\" }} }}) {{ nodes {{ id updatedAt }} }} }}"
                );
                let found = world.data(persona, &document)["pupils"]["nodes"].clone();
                let found = found.as_array().expect("nodes");
                assert_eq!(found.iter().any(|node| node["id"] == pupil), expected, "{persona}: {operator}");
                let times: Vec<_> = found.iter().map(|node| node["updatedAt"].as_str().expect("a time")).collect();
                assert!(times.is_sorted_by(|a, b| a >= b), "{persona}: {times:?}");
            }
        }
        let told = count(world, "outbox", "type_name = 'Pupil' and changed_fields like '%CareFlag.pupil%'");
        assert_eq!(told, events + 1, "one event of the pupil");
        assert_eq!(
            count(world, "audit_event", "changed_fields like '%CareFlag.pupil%'"),
            0,
            "nobody changed the pupil"
        );
    }
}

#[test]
fn a_change_of_a_compartment_alone_leaves_the_row_as_it_was_to_all_others() {
    for world in changing().iter() {
        let pupil = a_pupil(world, 1);
        let (open, wide) = (stands(world, "teacher", &pupil), stands(world, "data-manager", &pupil));
        let (of_teacher, of_manager) = (mark(world, "teacher", "pupils"), mark(world, "data-manager", "pupils"));
        let special = |version: &Json, code: &str| json!({ "pupil": pupil, "rowVersion": version, "ethnicity": code });
        let done = ask(world, "data-manager", UPDATE, special(&wide["rowVersion"], "WIRI"));
        assert_eq!(done["userErrors"], json!([]), "{done}");
        assert_eq!(done["pupil"]["rowVersion"], wide["rowVersion"].as_i64().expect("a version") + 1, "{done}");
        assert_eq!(stands(world, "teacher", &pupil), open, "the teacher sees no change on {}", world.name);
        assert!(!finds(world, "teacher", "pupils", &after(&of_teacher), &pupil));
        assert!(finds(world, "data-manager", "pupils", &after(&of_manager), &pupil));
        assert_ne!(stands(world, "data-manager", &pupil)["updatedAt"], wide["updatedAt"]);

        // Two writers of the same column: the second named a version that no longer stands.
        let stale = ask(world, "data-manager", UPDATE, special(&wide["rowVersion"], "WBRI"));
        assert_eq!(fields(&stale), ["CONFLICT rowVersion"]);
        let at_once: Vec<_> =
            ["ABAN", "AIND", "APKN"].map(|code| with(special(&done["pupil"]["rowVersion"], code))).into();
        let answers = world.ask_at_once(world.caller("data-manager"), UPDATE, &at_once);
        let kept = answers.iter().filter(|answer| answer["data"]["updatePupil"]["userErrors"] == json!([])).count();
        assert_eq!(kept, 1, "{answers:?}");

        // A head, who does not see these changes, holds a version that still stands, and writes over none of them.
        let seen = stands(world, "head", &pupil);
        let held = world.data("data-manager", &format!("{{ node(id: {pupil}) {{ ... on Pupil {{ ethnicity }} }} }}"));
        let name = json!({ "pupil": pupil, "rowVersion": seen["rowVersion"], "preferredName": "Robin" });
        let named = ask(world, "head", UPDATE, name);
        assert_eq!(named["userErrors"], json!([]), "{named}");
        assert_eq!(named["pupil"]["rowVersion"], seen["rowVersion"].as_i64().expect("a version") + 1);
        let kept = world.data("data-manager", &format!("{{ node(id: {pupil}) {{ ... on Pupil {{ ethnicity }} }} }}"));
        assert_eq!(kept, held);
        assert!(finds(world, "teacher", "pupils", &after(&of_teacher), &pupil), "an open change is seen by all");
        let stands = stands(world, "teacher", &pupil);
        assert_eq!(stands["rowVersion"], open["rowVersion"].as_i64().expect("a version") + 1);
    }
}

#[test]
fn a_persons_details_are_found_with_the_records_that_show_them() {
    for world in changing().iter() {
        let all = "{ staff(last: 1, where: { roleCategory: { eq: TEACHER } }) { nodes { id person { id } } } }";
        let member = world.data("hr", all)["staff"]["nodes"][0].clone();
        let pupil = a_pupil(world, 2);
        let (of_hr, of_teacher) = (mark(world, "hr", "staff"), mark(world, "teacher", "staff"));
        dial(world, &member["id"]);
        assert!(finds(world, "hr", "staff", &after(&of_hr), &member["id"]), "on {}", world.name);
        let hidden = finds(world, "teacher", "staff", &after(&of_teacher), &member["id"]);
        assert!(!hidden, "a telephone number is not in the directory: on {}", world.name);

        // The person is also the contact of a pupil, whose readers may read the number.
        let key = |id: &Json| graph::id::decode(id.as_str().expect("an id")).expect("a global id").1;
        let child = run(entity::pupil::Entity::find_by_id(key(&pupil)).one(&world.db)).expect("it reads");
        let child = child.expect("a row");
        let contact = entity::contact::ActiveModel {
            id: Set(uuid::Uuid::now_v7()),
            trust_id: Set(child.trust_id),
            pupil_id: Set(child.id),
            school_id: Set(child.school_id),
            person_id: Set(key(&member["person"]["id"])),
            relationship: Set("Aunt".to_owned()),
            parental_responsibility: Set(false),
            priority: Set(9),
            lives_with: Set(false),
            court_order: Set(None),
            updated_at: Set("2026-01-01T00:00:00Z".parse().expect("a time")),
        };
        run(entity::contact::Entity::insert(contact).exec_without_returning(&world.writer)).expect("it is added");
        let marks = ["head", "teacher"].map(|persona| (persona, mark(world, persona, "pupils")));
        dial(world, &member["id"]);
        for (persona, mark) in marks {
            assert!(finds(world, persona, "pupils", &after(&mark), &pupil), "{persona} on {}", world.name);
        }
    }
}

/// Gives a member of staff another telephone number.
fn dial(world: &World, member: &Json) {
    let version = world.data("hr", &format!("{{ node(id: {member}) {{ ... on StaffMember {{ rowVersion }} }} }}"));
    let phone = format!("01632 96{:04}", count(world, "audit_event", "true") % 10_000);
    let input =
        json!({ "staffMember": member, "rowVersion": version["node"]["rowVersion"], "person": { "phone": phone } });
    let answer = world.ask_with("hr", STAFF, with(input)).json;
    assert_eq!(answer["data"]["updateStaffMember"]["userErrors"], json!([]), "{answer}");
}

#[test]
fn stamps_take_a_fixed_number_of_statements() {
    for world in changing().iter() {
        let pupils = world.data(
            "data-manager",
            "{ pupils(first: 1, where: { school: { status: { eq: OPEN } }, fundingFlags: { none: { kind: { eq: SERVICE } } } }) { nodes { id } } }",
        );
        let pupil = &pupils["pupils"]["nodes"][0]["id"];
        let input = json!({ "pupil": pupil, "kind": "SERVICE", "startsOn": "2037-01-01" });
        let before = contents(world);
        let mut rehearsed = input.clone();
        rehearsed["dryRun"] = json!(true);
        world.ask_with("data-manager", FUNDING, with(rehearsed));
        assert_eq!(contents(world), before, "a rehearsal leaves no stamp");
        let made = world.ask_with("data-manager", FUNDING, with(input));
        assert_eq!(made.json["data"]["setFundingFlag"]["userErrors"], json!([]), "{}", made.json);
        // What it names, the flag, the stamps of flag and pupil, the pupil's event, the trail, the payload; a lock on
        // PostgreSQL.
        let lock = usize::from(world.name == "postgres");
        assert_eq!(made.statements, 6 + lock, "on {}", world.name);
        let plain = world.ask("data-manager", "{ pupils(first: 1) { nodes { id rowVersion updatedAt } } }");
        let marked = world.ask("data-manager", "{ pupils(first: 1) { nextMark nodes { id rowVersion updatedAt } } }");
        assert_eq!((plain.statements, marked.statements), (1, 2), "a mark costs a statement, stamps none");
    }
}

#[test]
fn a_mark_is_of_a_list_and_of_a_trust() {
    for world in changing().iter() {
        let own = mark(world, "data-manager", "pupils");
        for (persona, list) in [("other-head", "pupils"), ("data-manager", "schools")] {
            let answer =
                world.ask(persona, &format!("{{ {list}(changedAfter: \"{own}\") {{ nodes {{ id }} }} }}")).json;
            assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{persona} {list}: {answer}");
        }
        let made_up = world.ask("data-manager", "{ pupils(changedAfter: \"AAAA\") { nodes { id } } }").json;
        assert_eq!(made_up["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{made_up}");
    }
}

#[test]
fn a_mark_from_before_a_restore_is_refused() {
    for world in changing().iter() {
        let mark = mark(world, "data-manager", "pupils");
        let asked = format!("{{ pupils({}) {{ nextMark nodes {{ id }} }} }}", after(&mark));
        let answer = world.ask("data-manager", &asked);
        assert!(answer.json.get("errors").is_none(), "{}", answer.json);
        // A restored database stands behind the mark. PostgreSQL's counter of transactions cannot be set back here.
        if world.db.get_database_backend() == DbBackend::Postgres {
            continue;
        }
        let shift = |by: &str| {
            let text = format!("update sqlite_sequence set seq = seq {by} where name = 'outbox'");
            run(world.writer.execute_unprepared(&text)).expect("it is set");
        };
        shift("- 1");
        let restored = world.ask("data-manager", &asked).json;
        shift("+ 1");
        let error = &restored["errors"][0];
        assert_eq!(
            (&error["extensions"]["code"], &error["path"]),
            (&json!("BAD_USER_INPUT"), &json!(["pupils"])),
            "{restored}"
        );
        assert!(error["message"].as_str().is_some_and(|message| message.contains("restored")), "{restored}");
        assert!(world.ask("data-manager", &asked).json.get("errors").is_none());
    }
}

#[test]
fn a_clock_that_was_set_back_loses_nothing_after_a_mark() {
    for world in changing().iter() {
        let pupil = a_pupil(world, 3);
        let (mark, begun) = (mark(world, "data-manager", "pupils"), chrono::Utc::now());
        let version = stands(world, "head", &pupil)["rowVersion"].clone();
        let name = json!({ "pupil": pupil, "rowVersion": version, "preferredName": "Sam" });
        assert_eq!(ask(world, "head", UPDATE, name)["userErrors"], json!([]));
        assert!(finds(world, "data-manager", "pupils", &since(begun), &pupil));
        // What the change would hold, had the server's clock been an hour behind.
        let early = (begun - chrono::TimeDelta::hours(1)).to_rfc3339_opts(chrono::SecondsFormat::Micros, false);
        for (table, column) in [("pupil", "updated_at"), ("row_stamp", "changed_at")] {
            let moment = (begun - chrono::TimeDelta::seconds(1)).to_rfc3339_opts(chrono::SecondsFormat::Micros, false);
            let text = format!("update {table} set {column} = '{early}' where {column} > '{moment}'");
            run(world.writer.execute_unprepared(&text)).expect("it is set");
        }
        assert!(!finds(world, "data-manager", "pupils", &since(begun), &pupil), "by the clock it is lost");
        assert!(finds(world, "data-manager", "pupils", &after(&mark), &pupil), "after the mark it is found");
    }
}

#[test]
fn a_change_that_is_committed_late_is_found_after_the_mark() {
    for world in changing().iter().filter(|world| world.db.get_database_backend() == DbBackend::Postgres) {
        let pupil = a_pupil(world, 4);
        let version = stands(world, "head", &pupil)["rowVersion"].clone();
        let input = with(json!({ "pupil": pupil, "rowVersion": version, "preferredName": "Late" }));
        let (head, manager) = (world.caller("head"), world.caller("data-manager"));
        let ask = |document: String| async move {
            let request = Request { document, ..Request::default() };
            let answer = world.engine.answer(Some(manager), &request).await;
            serde_json::from_slice::<Json>(&answer.body).expect("JSON")["data"]["pupils"].clone()
        };
        let (first, moment) = run(async {
            // The action stamps its rows, and waits for the outbox before it can commit.
            let holding = world.held_up("outbox").await;
            let request = Request { document: UPDATE.to_owned(), variables: input, ..Request::default() };
            let acting = world.engine.answer(Some(head), &request);
            let reading = async {
                tokio::time::sleep(Duration::from_millis(700)).await;
                let moment = chrono::Utc::now();
                let first = ask(format!(
                    "{{ pupils(first: 200, {}) {{ nextMark nodes {{ id }} }} }}",
                    since(moment - chrono::TimeDelta::hours(1))
                ))
                .await;
                holding.rollback().await.expect("it is let go");
                (first, moment)
            };
            let (acted, read) = futures::join!(acting, reading);
            let acted: Json = serde_json::from_slice(&acted.body).expect("JSON");
            assert_eq!(acted["data"]["updatePupil"]["userErrors"], json!([]), "{acted}");
            read
        });
        let stamped = stands(world, "data-manager", &pupil)["updatedAt"].clone();
        let stamped: chrono::DateTime<chrono::Utc> = stamped.as_str().expect("a time").parse().expect("a time");
        assert!(stamped < moment, "it was stamped before the vendor read, and committed after");
        assert!(!finds(world, "data-manager", "pupils", &since(moment), &pupil), "by the clock it is lost");
        let mark = first["nextMark"].as_str().expect("a mark");
        assert!(finds(world, "data-manager", "pupils", &after(mark), &pupil), "after the mark it is found");
    }
}

#[test]
fn an_action_whose_answer_cannot_be_read_writes_nothing() {
    const ANSWERED: &str = "mutation($input: SetFundingFlagInput!) { setFundingFlag(input: $input) { \
         flag { pupil { testResults(first: 1) { nodes { id } } } } userErrors { code } } }";
    for world in changing().iter() {
        let pupil = a_pupil(world, 5);
        let input = |day: &str| {
            with(
                json!({ "pupil": pupil, "kind": "SERVICE", "startsOn": day, "endsOn": day.replace("-01-01", "-02-01") }),
            )
        };
        let before = contents(world);
        let rename = |from: &str, to: &str| {
            run(world.writer.execute_unprepared(&format!("alter table {from} rename to {to}"))).expect("it is renamed");
        };
        rename("test_result", "test_result_away");
        let answer = world.ask_with("data-manager", ANSWERED, input("2038-01-01")).json;
        rename("test_result_away", "test_result");
        assert_eq!(answer["errors"][0]["extensions"]["code"], "INTERNAL_SERVER_ERROR", "{answer}");
        assert_eq!(contents(world), before, "on {}", world.name);
        let answer = world.ask_with("data-manager", ANSWERED, input("2038-01-01")).json;
        assert_eq!(answer["data"]["setFundingFlag"]["userErrors"], json!([]), "with the table it is done: {answer}");
    }
}
