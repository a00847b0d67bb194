//! Pupils taken in by `takePupilsIn`, from transfer files and directly: rights, errors, audit trail and the number of
//! statements.

use std::collections::BTreeMap;
use std::fs;

use domain::pupils::upn::check_letter;
use import::{Report, ctf};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Map, Value as Json, json};
use tests::{Answer, World, changing, run};

const TAKE: &str = "mutation($input: TakePupilsInInput!) { takePupilsIn(input: $input) { pupils { id } \
     inserted updated unchanged warnings { row field message } rejected { row userErrors { code field message } } \
     userErrors { code field message } } }";

/// The tables that the action may write, and those that the database then writes.
const TABLES: [&str; 12] = [
    "pupil",
    "pupil_year",
    "enrolment",
    "class_membership",
    "person",
    "contact",
    "funding_flag",
    "care_flag",
    "sen_record",
    "sen_need",
    "audit_event",
    "outbox",
];

fn upn(rest: &str) -> String {
    format!("{}{rest}", check_letter(rest))
}

fn query(world: &World, text: String) -> Vec<sea_orm::QueryResult> {
    run(world.db.query_all_raw(Statement::from_string(world.db.get_database_backend(), text))).expect("it reads")
}

fn counts(world: &World) -> BTreeMap<&'static str, i64> {
    let count = |table| {
        let rows = query(world, format!("select count(*) as n from \"{table}\""));
        rows[0].try_get("", "n").expect("a number")
    };
    TABLES.into_iter().map(|table| (table, count(table))).collect()
}

fn school(world: &World, urn: &str) -> String {
    let found = world.data("ceo", &format!("{{ school(by: {{ urn: \"{urn}\" }}) {{ id }} }}"));
    found["school"]["id"].as_str().expect("an id").to_owned()
}

/// A child with every optional part.
fn child(serial: u32) -> Json {
    json!({
        "upn": upn(&format!("99820077{serial:04}")), "givenName": format!("Child {serial}"), "familyName": "Quill",
        "dateOfBirth": "2015-05-04", "sex": "FEMALE", "ncYear": 5, "ethnicity": "WOTH", "firstLanguage": "GER",
        "freeMeals": [{ "startsOn": "2024-01-10" }], "lookedAfter": { "authority": "384" },
        "senProvision": [{ "provision": "SUPPORT", "startsOn": "2023-09-04" }], "senNeeds": ["SLCN", "HI"],
        "contacts": [{ "givenName": "Parent", "familyName": format!("Quill {serial}"), "relationship": "Mother" }],
    })
}

fn take(world: &World, persona: &str, input: Json) -> (Json, usize) {
    let Answer { json, statements, .. } = world.ask_with(persona, TAKE, Map::from_iter([("input".to_owned(), input)]));
    assert!(json.get("errors").is_none(), "{persona} on {}: {json}", world.name);
    (json["data"]["takePupilsIn"].clone(), statements)
}

fn input(world: &World, urn: &str, rows: Vec<Json>) -> Json {
    json!({ "school": school(world, urn), "day": "2026-03-13", "sourceSystem": "MIS", "onError": "SKIP_INVALID", "rows": rows })
}

fn file(pupils: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CTfile>\n<Header><DocumentName>Common Transfer File</DocumentName>\
         <CTFversion>25.0</CTFversion><DateTime>2026-03-13T15:10:00</DateTime></Header>\n<CTFpupilData>\n{pupils}\n\
         </CTFpupilData>\n</CTfile>\n"
    )
}

fn element(serial: u32) -> String {
    format!(
        "<Pupil><UPN>{}</UPN><Surname>Quill</Surname><Forename>Robin</Forename><DOB>2015-03-09</DOB><Sex>F</Sex>\
         <BasicDetails><Ethnicity>WOTH</Ethnicity></BasicDetails><FSMhistory><FSMinstance>\
         <FSMstartDate>2024-01-10</FSMstartDate></FSMinstance></FSMhistory><SENhistory><SEN>\
         <StartDate>2023-09-04</StartDate><SENprovision>K</SENprovision></SEN><SENneeds><SENneed><SENtype>SLCN</SENtype>\
         </SENneed></SENneeds></SENhistory></Pupil>\n",
        upn(&format!("99820078{serial:04}"))
    )
}

fn import(world: &World, persona: &str, document: &str, dry_run: bool) -> Report {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("transfer.xml");
    fs::write(&path, document).expect("it is written");
    let caller = world.caller(persona);
    let how = ctf::How { engine: &world.engine, caller, school: Some("900001"), as_of: None, dry_run };
    run(ctf::run(&how, &[path], &|_, _| {})).expect("the database answers")
}

#[test]
fn an_import_is_audited_and_notified_and_acts_as_its_caller() {
    for world in changing().iter() {
        let document = file(&(1..=60).map(element).collect::<String>());
        let before = counts(world);
        let tried = import(world, "data-manager", &document, true);
        assert_eq!((tried.exit_code(), tried.files[0].tally.inserted), (0, 60), "{tried}");
        assert_eq!(counts(world), before, "a trial leaves every table as it was");

        let first = import(world, "data-manager", &document, false);
        assert_eq!((first.exit_code(), first.files[0].tally.inserted), (0, 60), "{first}");
        assert_eq!(first.files[0].tally.warned, 0, "{first}");
        let after = counts(world);
        let grown = |table| after[table] - before[table];
        for table in ["pupil", "enrolment", "funding_flag", "sen_record", "sen_need"] {
            assert_eq!(grown(table), 60, "{table}");
        }
        let rows: i64 = TABLES[..10].iter().map(|table| grown(table)).sum();
        assert_eq!((grown("audit_event"), grown("outbox")), (rows, rows), "one of each for a row");
        let who = query(
            world,
            "select p.persona as persona, count(distinct a.change_key) as n from audit_event a join principal p on p.id = \
             a.principal_id where a.operation = 'CommonTransferFile' and a.action = 'takePupilsIn' group by p.persona"
                .to_owned(),
        );
        assert_eq!(who.len(), 1);
        assert_eq!(who[0].try_get::<String>("", "persona").expect("a name"), "data-manager");
        assert_eq!(who[0].try_get::<i64>("", "n").expect("a number"), 2, "sixty pupils go in two calls");

        let again = import(world, "data-manager", &document, false);
        assert_eq!(again.files[0].tally.unchanged, 60, "{again}");
        assert_eq!(counts(world), after, "a second run changes nothing");
    }
}

#[test]
fn rights_decide_pupil_by_pupil_and_part_by_part() {
    for world in changing().iter() {
        let document = file(&[101, 102].map(element).join(""));
        let before = counts(world);
        for persona in ["teacher", "second-head", "senco"] {
            let report = import(world, persona, &document, false);
            let lines: Vec<u64> = report.files[0].issues.iter().map(|issue| issue.line).collect();
            assert_eq!((report.files[0].tally.refused, lines), (2, vec![5, 6]), "{persona}: {report}");
            assert_eq!(counts(world), before, "{persona}");
        }
        let report = import(world, "head", &document, false);
        assert_eq!((report.exit_code(), report.files[0].tally.inserted), (0, 2), "{report}");
        let text = report.to_string();
        for permission in ["PUPIL_SEN_WRITE", "PUPIL_FUNDING_WRITE", "PUPIL_DIVERSITY_WRITE"] {
            assert_eq!(text.matches(permission).count() % 2, 0, "{permission}: {text}");
            assert!(text.contains(permission), "{permission}: {text}");
        }
        let after = counts(world);
        assert_eq!(after["pupil"] - before["pupil"], 2);
        for table in ["funding_flag", "sen_record", "sen_need", "care_flag"] {
            assert_eq!(after[table], before[table], "a head writes no {table}");
        }
        let whole = import(world, "data-manager", &document, false);
        assert_eq!((whole.files[0].tally.updated, whole.files[0].tally.warned), (2, 0), "{whole}");
        assert_eq!(counts(world)["sen_need"] - before["sen_need"], 2);
    }
}

#[test]
fn the_number_of_statements_does_not_depend_on_the_pupils() {
    for world in changing().iter() {
        let one = take(world, "data-manager", input(world, "900001", vec![child(1)]));
        let fifty = take(world, "data-manager", input(world, "900001", (2..52).map(child).collect()));
        assert_eq!((&one.0["inserted"], &fifty.0["inserted"]), (&json!(1), &json!(50)), "{}", fifty.0);
        assert_eq!(one.1, fifty.1, "on {}", world.name);
        let again = take(world, "data-manager", input(world, "900001", (2..52).map(child).collect()));
        assert_eq!(again.0["unchanged"], 50, "{}", again.0);
        assert!(again.1 < fifty.1, "{} statements to find that nothing changed", again.1);
        let many = take(world, "data-manager", input(world, "900001", (2..53).map(child).collect())).0;
        assert_eq!(many["userErrors"][0]["field"], json!(["rows"]), "{many}");
    }
}

#[test]
fn of_a_pupil_out_of_reach_only_the_known_number_is_disclosed() {
    for world in changing().iter() {
        let made = take(world, "data-manager", input(world, "900002", vec![child(201)])).0;
        assert_eq!(made["inserted"], 1, "{made}");
        let before = counts(world);
        let mut other = child(201);
        other["familyName"] = json!("Another");
        other["dateOfBirth"] = json!("2014-01-01");
        let mut formerly = child(202);
        formerly["formerUpns"] = json!([child(201)["upn"]]);
        for row in [child(201), other, formerly] {
            let refused = take(world, "head", input(world, "900001", vec![row])).0;
            let error = &refused["rejected"][0]["userErrors"][0];
            assert_eq!(error["field"], json!(["rows", "0", "upn"]), "{refused}");
            assert!(
                error["message"]
                    .as_str()
                    .is_some_and(|text| text.contains("a pupil of the trust has this UPN already")),
                "{refused}"
            );
            assert_eq!(refused["warnings"], json!([]), "{refused}");
        }
        assert_eq!(counts(world), before);
        let mut moved = child(201);
        moved["entryDate"] = json!("2026-03-16");
        let mut late = moved.clone();
        late["entryDate"] = json!("2026-04-01");
        let early = take(world, "data-manager", input(world, "900001", vec![late])).0;
        assert_eq!(early["rejected"][0]["userErrors"][0]["field"][2], "entryDate", "{early}");
        let moved = take(world, "data-manager", input(world, "900001", vec![moved])).0;
        assert_eq!((&moved["updated"], &moved["rejected"]), (&json!(1), &json!([])), "{moved}");
        let pupil = moved["pupils"][0]["id"].as_str().expect("an id");
        let told = world.data("head", &format!("{{ node(id: \"{pupil}\") {{ ... on Pupil {{ contacts {{ nodes {{ person {{ familyName }} }} }} }} }} }}"));
        assert_eq!(told["node"]["contacts"]["nodes"][0]["person"]["familyName"], "Quill 201", "contacts come along");
    }
}

#[test]
fn all_errors_of_a_row_are_returned_with_their_paths() {
    let worlds = changing();
    let world = &worlds[0];
    let before = counts(world);
    let mut bad = child(301);
    bad["upn"] = json!("A998200019045X");
    bad["ethnicity"] = json!("WHITE");
    bad["address"] = json!({ "postcode": "nowhere" });
    bad["freeMeals"] = json!([{ "startsOn": "2024-01-10" }, { "startsOn": "2025-01-10" }]);
    bad["senNeeds"] = json!(["XYZ"]);
    bad["contacts"][0]["familyName"] = json!(" ");
    let mut all = input(world, "900001", vec![child(302), bad, child(302)]);
    let skipped = take(world, "data-manager", {
        let mut trial = all.clone();
        trial["dryRun"] = json!(true);
        trial
    });
    assert_eq!(skipped.0["inserted"], 1, "{}", skipped.0);
    let rejected = &skipped.0["rejected"];
    let fields: Vec<String> = rejected[0]["userErrors"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|error| {
            error["field"]
                .as_array()
                .expect("a path")
                .iter()
                .skip(2)
                .map(|step| step.as_str().expect("a text"))
                .collect::<Vec<_>>()
                .join(".")
        })
        .collect();
    let expected = ["upn", "ethnicity", "address.postcode", "freeMeals.1", "senNeeds.0", "contacts.0.familyName"];
    assert_eq!(fields, expected, "{rejected}");
    assert_eq!(rejected[1]["userErrors"][0]["code"], "CONFLICT", "each pupil once: {rejected}");
    all["onError"] = json!("ALL_OR_NOTHING");
    let none = take(world, "data-manager", all).0;
    assert_eq!((&none["inserted"], &none["warnings"]), (&json!(0), &json!([])), "{none}");
    assert_eq!(counts(world), before);
}

#[test]
fn a_child_who_moved_with_needs_may_get_another_need() {
    for world in changing().iter() {
        let mut row = child(7_001);
        row["senNeeds"] = json!(["SLCN"]);
        row["contacts"] = json!([]);
        row["lookedAfter"] = Json::Null;
        let (first, _) = take(world, "data-manager", input(world, "900001", vec![row.clone()]));
        assert_eq!(first["inserted"], 1, "{first}");
        row["entryDate"] = json!("2026-03-14");
        let moved = |row: &Json| {
            let mut input = input(world, "900002", vec![row.clone()]);
            input["day"] = json!("2026-03-15");
            take(world, "data-manager", input).0
        };
        let second = moved(&row);
        assert_eq!((&second["updated"], &second["rejected"]), (&json!(1), &json!([])), "{second}");
        row["senNeeds"] = json!(["SLCN", "HI"]);
        let third = moved(&row);
        assert_eq!((&third["updated"], &third["warnings"]), (&json!(1), &json!([])), "{third}");
        let upn = &row["upn"];
        let kept = world.data(
            "data-manager",
            &format!("{{ pupil(by: {{ upn: {upn} }}) {{ school {{ urn }} sen {{ needs {{ type }} }} }} }}"),
        );
        assert_eq!(kept["pupil"]["school"]["urn"], "900002");
        assert_eq!(kept["pupil"]["sen"]["needs"], json!([{ "type": "SLCN" }, { "type": "HI" }]));
        assert_eq!(moved(&row)["unchanged"], 1);
    }
}

#[test]
fn both_actions_refuse_a_former_number_and_a_guest_is_refused() {
    const CREATE: &str =
        "mutation($input: CreatePupilInput!) { createPupil(input: $input) { userErrors { code field } } }";
    for world in changing().iter() {
        let (now, before) = (upn("998200777101"), upn("998200777102"));
        let mut row = child(7_100);
        (row["upn"], row["formerUpns"]) = (json!(now), json!([before]));
        let (first, _) = take(world, "data-manager", input(world, "900002", vec![row.clone()]));
        assert_eq!(first["inserted"], 1, "{first}");
        let mut other = child(7_103);
        other["upn"] = json!(before);
        other["familyName"] = json!("Other");
        let (taken, _) = take(world, "head", input(world, "900001", vec![other]));
        assert_eq!(taken["rejected"][0]["userErrors"][0]["code"], "CONFLICT", "{taken}");
        let made = json!({ "input": { "school": school(world, "900001"), "givenName": "A", "familyName": "B", "upn": before,
            "dateOfBirth": "2015-01-01", "sex": "MALE", "ncYear": 5, "entryDate": "2026-03-02" } });
        let made = world.ask_with("head", CREATE, made.as_object().expect("an object").clone()).json;
        let code = json!([{ "code": "CONFLICT", "field": ["upn"] }]);
        assert_eq!(made["data"]["createPupil"]["userErrors"], code, "{made}");

        let mut guest = child(7_104);
        guest["status"] = json!("GUEST");
        let (refused, _) = take(world, "data-manager", input(world, "900001", vec![guest]));
        let faults = &refused["rejected"][0]["userErrors"][0];
        assert_eq!((&faults["code"], &faults["field"]), (&json!("BAD_USER_INPUT"), &json!(["rows", "0", "status"])));
        let mut early = child(7_105);
        early["entryDate"] = json!("1999-09-01");
        let (refused, _) = take(world, "data-manager", input(world, "900001", vec![early]));
        assert_eq!(refused["rejected"][0]["userErrors"][0]["field"], json!(["rows", "0", "entryDate"]), "{refused}");
    }
}
