//! Actions: one transaction each, with its rows, its audit trail and its outbox written exactly once.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Map, Value as Json, json};
use tests::{World, changing, run};

const RECORD: &str = "mutation Record($input: RecordAssessmentsInput!) { recordAssessments(input: $input) { \
     recorded { id rowVersion band { code } pupil { id } predecessors { nodes { rowVersion band { code } } } } \
     created updated unchanged rejected { row userErrors { code field message } } \
     userErrors { code field message } } }";

/// The ids that the teacher of 6M needs to record a judgement.
struct Class {
    id: String,
    subject: String,
    point: String,
    pupils: Vec<String>,
    bands: BTreeMap<String, String>,
}

fn texts(value: &Json, pointer: &str) -> Vec<String> {
    let nodes = value.as_array().expect("a list");
    nodes.iter().map(|node| node.pointer(pointer).and_then(Json::as_str).expect("a text").to_owned()).collect()
}

fn class_of(world: &World) -> Class {
    let data = world.data(
        "teacher",
        "{ classes(first: 9, where: { name: { eq: \"6M\" } }) { nodes { id pupils(first: 60) { nodes { id } } } } subjects { nodes { id code } } \
         assessmentPoints(orderBy: [{ position: ASC }]) { nodes { id onDate } } \
         bandScales(where: { isDefault: { eq: true } }) { nodes { bands { id code } } } }",
    );
    let classes = data["classes"]["nodes"].as_array().expect("classes");
    let class = classes.iter().max_by_key(|class| class["pupils"]["nodes"].as_array().map(Vec::len)).expect("6M");
    let bands = data["bandScales"]["nodes"][0]["bands"].as_array().expect("bands");
    let text = |value: &Json| value.as_str().expect("a text").to_owned();
    let subjects = data["subjects"]["nodes"].as_array().expect("subjects");
    Class {
        id: text(&class["id"]),
        subject: text(&subjects.iter().find(|subject| subject["code"] == "MAT").expect("mathematics")["id"]),
        point: text(&data["assessmentPoints"]["nodes"].as_array().and_then(|all| all.last()).expect("a point")["id"]),
        pupils: texts(&class["pupils"]["nodes"], "/id"),
        bands: bands.iter().map(|band| (text(&band["code"]), text(&band["id"]))).collect(),
    }
}

impl Class {
    fn input(&self, band: &str, pupils: &[String]) -> Json {
        let rows: Vec<Json> = pupils.iter().map(|pupil| json!({ "pupil": pupil, "band": self.bands[band] })).collect();
        json!({ "subject": self.subject, "point": self.point, "class": self.id, "rows": rows })
    }
}

pub(super) fn with(input: Json) -> Map<String, Json> {
    Map::from_iter([("input".to_owned(), input)])
}

#[track_caller]
fn record(world: &World, persona: &str, input: Json) -> Json {
    let answer = world.ask_with(persona, RECORD, with(input)).json;
    assert!(answer.get("errors").is_none(), "{persona} on {}: {answer}", world.name);
    answer["data"]["recordAssessments"].clone()
}

pub(super) fn codes(payload: &Json) -> Vec<(String, Vec<String>)> {
    let errors = payload["userErrors"].as_array().expect("a list");
    let field = |error: &Json| {
        error["field"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|part| part.as_str().expect("a text").to_owned())
            .collect()
    };
    errors.iter().map(|error| (error["code"].as_str().expect("a code").to_owned(), field(error))).collect()
}

/// Every row of every table that an action may touch, as text.
pub(super) fn contents(world: &World) -> BTreeMap<&'static str, Vec<String>> {
    const TABLES: [&str; 13] = [
        "assessment",
        "assessment_predecessor",
        "audit_event",
        "outbox",
        "row_stamp",
        "idempotency_key",
        "budget",
        "budget_line",
        "pupil",
        "enrolment",
        "funding_flag",
        "post",
        "contract",
    ];
    TABLES.into_iter().map(|table| (table, dump(world, table))).collect()
}

fn dump(world: &World, table: &str) -> Vec<String> {
    let text = if world.db.get_database_backend() == DbBackend::Postgres {
        format!("select t::text as line from {table} t")
    } else {
        let columns = run(world.db.query_all_raw(Statement::from_string(
            DbBackend::Sqlite,
            format!("select name from pragma_table_info('{table}')"),
        )))
        .expect("it reads");
        let names: Vec<String> = columns.iter().map(|row| row.try_get::<String>("", "name").expect("a name")).collect();
        let parts: Vec<String> = names.iter().map(|name| format!("quote(\"{name}\")")).collect();
        format!("select {} as line from {table}", parts.join(" || '|' || "))
    };
    let rows = run(world.db.query_all_raw(Statement::from_string(world.db.get_database_backend(), text)));
    let mut lines: Vec<String> =
        rows.expect("it reads").iter().map(|row| row.try_get("", "line").expect("a line")).collect();
    lines.sort();
    lines
}

/// The payload of the one field of a mutation, without errors.
#[track_caller]
pub(super) fn ask(world: &World, persona: &str, document: &str, input: Json) -> Json {
    let answer = world.ask_with(persona, document, with(input)).json;
    assert!(answer.get("errors").is_none(), "{persona} on {}: {answer}", world.name);
    answer["data"].as_object().and_then(|data| data.values().next()).expect("a field").clone()
}

/// A payload's errors, each as `CODE path.to.the.value`.
pub(super) fn fields(payload: &Json) -> Vec<String> {
    codes(payload).into_iter().map(|(code, field)| format!("{code} {}", field.join("."))).collect()
}

pub(super) fn count(world: &World, table: &str, condition: &str) -> i64 {
    let text = format!("select count(*) as n from {table} where {condition}");
    let row = run(world.db.query_one_raw(Statement::from_string(world.db.get_database_backend(), text)));
    row.expect("it reads").expect("a row").try_get("", "n").expect("a number")
}

#[test]
fn a_class_is_recorded_in_few_statements_and_keeps_what_stood_there() {
    for world in changing().iter() {
        let class = class_of(world);
        assert!(class.pupils.len() >= 15, "{} pupils", class.pupils.len());
        let before = (count(world, "audit_event", "true"), count(world, "outbox", "true"));
        let first = record(world, "teacher", class.input("B", &class.pupils));
        assert_eq!(first["userErrors"], json!([]), "{first}");
        let second = world.ask_with("teacher", RECORD, with(class.input("E", &class.pupils)));
        // What they name, the judgements, their stamps, the trail; then what was recorded, its bands, pupils, predecessors and
        // theirs.
        assert!(second.statements <= 9, "{} statements", second.statements);
        let few = "mutation($input: RecordAssessmentsInput!) { recordAssessments(input: $input) { created recorded { id } } }";
        let mut again = class.input("B", &class.pupils);
        again["idempotencyKey"] = json!("few statements");
        let counted = world.ask_with("teacher", few, with(again));
        assert!(counted.json.get("errors").is_none(), "{}", counted.json);
        assert!(counted.statements <= 7, "{} statements on {}", counted.statements, world.name);
        let payload = &second.json["data"]["recordAssessments"];
        assert_eq!(payload["updated"], class.pupils.len(), "{}", second.json);
        for (row, pupil) in payload["recorded"].as_array().expect("rows").iter().zip(&class.pupils) {
            assert_eq!(row["pupil"]["id"], pupil.as_str());
            assert_eq!(row["band"]["code"], "E");
            assert_eq!(row["predecessors"]["nodes"][0]["band"]["code"], "B");
        }
        let unchanged = record(world, "teacher", class.input("B", &class.pupils));
        assert_eq!(
            (unchanged["updated"].as_i64(), unchanged["unchanged"].as_u64()),
            (Some(0), Some(class.pupils.len() as u64))
        );
        let changed =
            |payload: &Json| payload["created"].as_i64().unwrap_or(0) + payload["updated"].as_i64().unwrap_or(0);
        let changes = changed(&first) + changed(payload) + i64::try_from(class.pupils.len()).expect("few");
        let after = (count(world, "audit_event", "true"), count(world, "outbox", "true"));
        assert_eq!((after.0 - before.0, after.1 - before.1), (changes, changes), "one of each per change");
    }
}

#[test]
fn one_bad_row_stops_all_or_is_left_out() {
    for world in changing().iter() {
        let class = class_of(world);
        let other = world.data("other-head", "{ pupils(first: 1) { nodes { id } } }");
        let foreign = other["pupils"]["nodes"][0]["id"].clone();
        let elsewhere = world.data(
            "ceo",
            "{ schools(first: 1, where: { not: { classes: { some: { name: { eq: \"6M\" } } } } }) { nodes { pupils(first: 1) { nodes { id } } } } }",
        );
        let hidden = elsewhere["schools"]["nodes"][0]["pupils"]["nodes"][0]["id"].clone();
        let unknown = json!(graph::id::encode("Pupil", uuid::Uuid::now_v7()));
        let mut refusals = Vec::new();
        for wrong in [foreign, hidden, unknown, json!("no id at all")] {
            let mut input = class.input("A", &class.pupils);
            input["rows"][7]["pupil"] = wrong;
            let before = contents(world);
            let refused = record(world, "teacher", input.clone());
            assert_eq!(contents(world), before, "nothing is written");
            assert_eq!(codes(&refused), [("NOT_FOUND".to_owned(), ["rows", "7", "pupil"].map(str::to_owned).to_vec())]);
            assert_eq!(refused["recorded"], json!([]));
            refusals.push(refused);
            input["onError"] = json!("SKIP_INVALID");
            input["dryRun"] = json!(true);
            let skipped = record(world, "teacher", input);
            assert_eq!(contents(world), before, "a rehearsal leaves nothing");
            assert_eq!(skipped["recorded"].as_array().map(Vec::len), Some(class.pupils.len() - 1));
            assert_eq!(skipped["rejected"][0]["row"], 7);
            assert_eq!(skipped["userErrors"], json!([]));
        }
        assert!(
            refusals.windows(2).all(|two| two[0] == two[1]),
            "foreign, hidden and unknown get the same answer: {refusals:?}"
        );
    }
}

#[test]
fn a_stale_version_is_a_conflict() {
    for world in changing().iter() {
        let class = class_of(world);
        let one = &class.pupils[..1];
        record(world, "teacher", class.input("B", one));
        let recorded = record(world, "teacher", class.input("A", one));
        let version = recorded["recorded"][0]["rowVersion"].as_i64().expect("a version");
        let mut stale = class.input("E", one);
        stale["rows"][0]["rowVersion"] = json!(version - 1);
        let refused = record(world, "teacher", stale);
        assert_eq!(codes(&refused), [("CONFLICT".to_owned(), ["rows", "0", "rowVersion"].map(str::to_owned).to_vec())]);
        let mut fresh = class.input("E", one);
        fresh["rows"][0]["rowVersion"] = json!(version);
        assert_eq!(record(world, "teacher", fresh)["recorded"][0]["rowVersion"], version + 1);
    }
}

#[test]
fn fifty_at_once_with_one_key_are_done_once() {
    for world in changing().iter() {
        let class = class_of(world);
        let two = &class.pupils[..2];
        record(world, "teacher", class.input("WB", two));
        let key = format!("fifty {}", uuid::Uuid::now_v7());
        let mut input = class.input("WA", two);
        input["idempotencyKey"] = json!(key);
        let before = count(world, "audit_event", "true");
        let answers = world.ask_at_once(world.caller("teacher"), RECORD, &vec![with(input.clone()); 50]);
        for answer in &answers {
            assert_eq!(answer, &answers[0], "on {}", world.name);
        }
        assert_eq!(answers[0]["data"]["recordAssessments"]["updated"], 2, "{}", answers[0]);
        assert_eq!(count(world, "audit_event", "true") - before, 2, "done once");
        assert_eq!(
            record(world, "teacher", input.clone()),
            answers[0]["data"]["recordAssessments"],
            "and its answer is repeated"
        );
        input["rows"][0]["band"] = json!(class.bands["E"]);
        let refused = record(world, "teacher", input);
        assert_eq!(codes(&refused), [("CONFLICT".to_owned(), vec!["idempotencyKey".to_owned()])]);
        let without: Vec<_> = ["WB", "B", "E", "A", "WA"].iter().map(|band| with(class.input(band, two))).collect();
        let answers = world.ask_at_once(world.caller("teacher"), RECORD, &without);
        assert!(
            answers.iter().all(|answer| answer["data"]["recordAssessments"]["userErrors"] == json!([])),
            "{answers:?}"
        );
    }
}

#[test]
fn a_caller_without_the_right_is_refused_before_anything_is_read() {
    for world in changing().iter() {
        let class = class_of(world);
        for persona in ["payroll-app", "governor", "auditor"] {
            let answer = world.ask_with(persona, RECORD, with(class.input("A", &class.pupils)));
            assert_eq!(answer.statements, 0, "{persona}");
            assert_eq!(answer.json["data"]["recordAssessments"], Json::Null);
            let error = &answer.json["errors"][0];
            assert_eq!(error["extensions"]["code"], "FORBIDDEN");
            assert_eq!(error["extensions"]["permission"], "ASSESSMENT_WRITE");
            assert_eq!(error["extensions"]["coordinate"], "Mutation.recordAssessments");
            let shown = world.data(persona, "{ __schema { mutationType { fields { name } } } }");
            assert!(!shown.to_string().contains("recordAssessments"), "{persona}: {shown}");
        }
        let shown = world.data("teacher", "{ __schema { mutationType { fields { name } } } }");
        assert_eq!(shown["__schema"]["mutationType"]["fields"], json!([{ "name": "recordAssessments" }]));
        // Another school's head holds the permission, and reaches none of the pupils.
        let refused = world.ask_with("other-head", RECORD, with(class.input("A", &class.pupils)));
        let payload = &refused.json["data"]["recordAssessments"];
        assert!(codes(payload).iter().all(|(code, _)| code == "NOT_FOUND"), "{payload}");
        assert!(!codes(payload).is_empty());
        let request = graph::Request {
            document: RECORD.to_owned(),
            variables: with(class.input("A", &class.pupils)),
            read_only: true,
            ..graph::Request::default()
        };
        assert_eq!(run(world.engine.answer(Some(world.caller("teacher")), &request)).status, 405);
        let nobody = graph::Request { read_only: false, ..request };
        assert_eq!(run(world.engine.answer(None, &nobody)).status, 401);
    }
}

#[test]
fn each_change_is_in_the_trail_and_the_outbox_and_the_trail_is_append_only() {
    for world in changing().iter() {
        let class = class_of(world);
        let three = &class.pupils[..3];
        record(world, "teacher", class.input("WB", three));
        record(world, "teacher", class.input("E", three));
        assert_eq!(
            count(world, "audit_event a", "kind <> 'READ'"),
            count(
                world,
                "audit_event a join outbox o on o.row_key = a.row_key and o.change_key = a.change_key and o.kind = a.kind and o.changed_fields = a.changed_fields",
                "true"
            ),
            "each change is in the outbox once",
        );
        assert_eq!(
            count(world, "audit_event", "owner_after is null and type_name = 'Assessment'"),
            0,
            "each judgement has an owner"
        );
        let seen = world.data("auditor", "{ auditEvents(first: 3, orderBy: [{ at: DESC }]) { nodes { action kind typeName rowId changedFields principal { name } } } }");
        let event = &seen["auditEvents"]["nodes"][0];
        assert_eq!(
            (event["action"].as_str(), event["typeName"].as_str()),
            (Some("recordAssessments"), Some("Assessment")),
            "{seen}"
        );
        assert!(event["changedFields"].as_str().is_some_and(|fields| fields.contains("\"band\"")), "{event}");
        // The school of the change sees it, another school does not, and a caller without the right gets an error.
        let about = "{ auditEvents(where: { typeName: { eq: \"Assessment\" } }, first: 200) { nodes { rowId } } }";
        let of_school = world.data("head", about);
        assert!(!of_school["auditEvents"]["nodes"].as_array().expect("a list").is_empty());
        assert_eq!(world.data("other-head", about)["auditEvents"]["nodes"], json!([]));
        let refused = world.ask("payroll-app", about).json;
        assert_eq!(refused["errors"][0]["extensions"]["permission"], "AUDIT_READ", "{refused}");
        for statement in ["update audit_event set action = 'x'", "delete from audit_event"] {
            assert!(run(world.writer.execute_unprepared(statement)).is_err(), "{statement}");
        }
        if world.name == "postgres" {
            assert_eq!(count(world, "outbox", "txid is null"), 0, "the transaction of each is known");
        }
    }
}
