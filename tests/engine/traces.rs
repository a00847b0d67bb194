//! Sensitive reads are logged: one event for each row, under the data subject, with the fields that were read.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use entity::{access_event, principal};
use graph::Begun;
use graph::{Engine, Request, id};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Map, Value as Json, json};
use tests::{World, changing, run, worlds};

/// A logged read of one row.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    row: String,
    subject: String,
    fields: Vec<String>,
    who: String,
}

/// The logged reads of an operation, after the queue is written.
#[track_caller]
fn logged(world: &World, operation: &str) -> Vec<Event> {
    run(world.engine.flush_read_log()).expect("it is written");
    written(world, operation)
}

fn written(world: &World, operation: &str) -> Vec<Event> {
    let named = access_event::Entity::find().filter(access_event::Column::Operation.eq(operation));
    let mut events: Vec<Event> = run(named.all(&world.db))
        .expect("events")
        .into_iter()
        .map(|event| {
            let who = run(principal::Entity::find_by_id(event.principal_id).one(&world.db)).expect("it reads");
            Event {
                row: id::encode(&event.type_name, event.row_key),
                subject: id::encode(&event.subject_type, event.subject_key),
                fields: serde_json::from_str(&event.fields).expect("a list"),
                who: who.and_then(|who| who.persona).unwrap_or_default(),
            }
        })
        .collect();
    events.sort();
    events
}

fn logged_in_all(world: &World) -> u64 {
    run(world.engine.flush_read_log()).expect("it is written");
    run(access_event::Entity::find().count(&world.db)).expect("it counts")
}

fn nodes<'a>(data: &'a Json, field: &str) -> &'a [Json] {
    data[field]["nodes"].as_array().expect("a list")
}

fn ids(nodes: &[Json]) -> BTreeSet<String> {
    nodes.iter().map(|node| node["id"].as_str().expect("an id").to_owned()).collect()
}

fn rows(events: &[Event]) -> BTreeSet<String> {
    events.iter().map(|event| event.row.clone()).collect()
}

#[test]
fn a_page_is_logged_row_by_row() {
    for world in changing().iter() {
        let data = world.data("data-manager", "query LoggedPage { pupils(first: 5) { nodes { id ethnicity } } }");
        let events = logged(world, "LoggedPage");
        assert_eq!((events.len(), rows(&events)), (5, ids(nodes(&data, "pupils"))), "not the row beyond the page");
        for event in &events {
            assert_eq!((&event.fields, &event.row), (&vec!["Pupil.ethnicity".to_owned()], &event.subject));
            assert_eq!(event.who, "data-manager");
        }
    }
}

#[test]
fn refused_and_insensitive_fields_are_not_logged() {
    for world in changing().iter() {
        let before = logged_in_all(world);
        let refused = world.ask("ceo", "query Refused { pupils(first: 5) { nodes { id ethnicity } } }").json;
        assert!(refused.get("errors").is_some(), "{refused}");
        let plain = "query Plain { pupils(first: 5) { nodes { id givenName sen { provision } } } }";
        assert_eq!(world.ask("data-manager", plain).statements, 2);
        assert_eq!(logged_in_all(world), before);

        let own = "query SomeRows { contracts(first: 50) { nodes { id agreedSalary } } }";
        let answer = world.ask("slt", own).json;
        let contracts = nodes(&answer["data"], "contracts");
        let hidden: BTreeSet<u64> = answer["errors"]
            .as_array()
            .expect("colleagues' pay is refused")
            .iter()
            .filter_map(|error| error["path"][2].as_u64())
            .collect();
        let seen: Vec<Json> = contracts
            .iter()
            .zip(0..)
            .filter(|(_, index)| !hidden.contains(index))
            .map(|(contract, _)| contract.clone())
            .collect();
        assert!(!seen.is_empty() && seen.len() < contracts.len(), "one's own and others': {answer}");
        assert_eq!(rows(&logged(world, "SomeRows")), ids(&seen));
    }
}

#[test]
fn sensitive_filters_and_orders_are_logged() {
    for world in changing().iter() {
        let by = "query FoundBy { contracts(first: 3, where: { or: [{ agreedSalary: { gt: \"60000.00\" } }, { not: \
                  { payPoint: { startsWith: \"M\" } } }] }) { nodes { id staffMember { person { id } } } } }";
        let data = world.data("hr", by);
        let events = logged(world, "FoundBy");
        assert_eq!((events.len(), rows(&events)), (3, ids(nodes(&data, "contracts"))));
        let people: BTreeSet<&str> =
            nodes(&data, "contracts").iter().filter_map(|node| node["staffMember"]["person"]["id"].as_str()).collect();
        assert_eq!(events.iter().map(|event| event.subject.as_str()).collect::<BTreeSet<_>>(), people);
        assert_eq!(events[0].fields, ["ContractWhere.agreedSalary", "ContractWhere.payPoint"]);

        let behind = "query Behind { staff(first: 2, where: { contracts: { some: { agreedSalary: { gt: \"60000.00\" } } } \
                      }) { nodes { id } } }";
        let data = world.data("hr", behind);
        let events = logged(world, "Behind");
        assert_eq!((events.len(), rows(&events)), (2, ids(nodes(&data, "staff"))));
        assert_eq!(events[0].fields, ["ContractWhere.agreedSalary"]);
        assert_eq!(id::decode(&events[0].subject).expect("an id").0, "Person");

        let order =
            "query Ordered { contracts(first: 1, orderBy: [{ agreedSalary: DESC }]) { nodes { id cost { pay } } } }";
        world.data("hr", order);
        assert_eq!(logged(world, "Ordered")[0].fields, ["ContractOrder.agreedSalary", "Contract.cost"]);
    }
}

#[test]
fn a_row_is_logged_once_with_all_its_fields() {
    for world in changing().iter() {
        let first =
            world.data("data-manager", "{ pupils(first: 1) { nodes { id } } }")["pupils"]["nodes"][0]["id"].clone();
        let document = "query Everywhere($id: ID!) { pupils(first: 2) { nodes { id also: ethnicity again: ethnicity } } \
             other: pupils(first: 1) { edges { node { ...More } } } node(id: $id) { ... on Pupil { firstLanguage school { id } } } } \
             fragment More on Pupil { religion senRecords { nodes { plan { authority } needs { id type } } } }";
        let answer = world.ask_with("data-manager", document, Map::from_iter([("id".to_owned(), first.clone())])).json;
        assert!(answer.get("errors").is_none(), "{answer}");
        let events = logged(world, "Everywhere");
        let of_first: Vec<&Event> = events.iter().filter(|event| Some(event.row.as_str()) == first.as_str()).collect();
        assert_eq!(of_first.len(), 1, "{events:?}");
        let mut fields = of_first[0].fields.clone();
        fields.sort();
        assert_eq!(fields, ["Pupil.ethnicity", "Pupil.firstLanguage", "Pupil.religion"]);
        assert!(events.iter().all(|event| id::decode(&event.subject).expect("an id").0 == "Pupil"));
    }
}

#[test]
fn rows_are_logged_under_their_data_subject() {
    for world in changing().iter() {
        let document = "query Needs { senco: pupils(where: { senProvision: { eq: EHCP } }, first: 1) { nodes { id \
                        sen { plan { authority } needs { id type } } } } }";
        let data = world.data("senco", document);
        let pupil = &nodes(&data, "senco")[0];
        let needs = pupil["sen"]["needs"].as_array().expect("needs");
        assert!(!needs.is_empty(), "{pupil}");
        let events = logged(world, "Needs");
        assert_eq!(events.len(), needs.len() + 1, "each need, and the plan: {events:?}");
        assert!(events.iter().all(|event| Some(event.subject.as_str()) == pupil["id"].as_str()));
        assert!(events.iter().any(|event| event.fields.iter().any(|field| field == "EhcPlan.authority")));

        // Who has seen this record: by the id, and from the record.
        let id = pupil["id"].as_str().expect("an id");
        let about = format!(
            "{{ accessEvents(where: {{ subjectId: {{ eq: \"{id}\" }}, operation: {{ eq: \"Needs\" }} }}) {{ totalCount \
             nodes {{ subjectId typeName rowId fields principal {{ name }} }} }} }}"
        );
        let found = world.data("auditor", &about);
        assert_eq!(found["accessEvents"]["totalCount"], events.len());
        assert!(nodes(&found, "accessEvents").iter().all(|event| event["subjectId"] == id), "{found}");
        assert_eq!(world.data("head", &about)["accessEvents"]["totalCount"], events.len(), "the school's own head");
        assert_eq!(world.data("slt", &about)["accessEvents"]["totalCount"], 0);
        assert_eq!(world.data("other-head", &about)["accessEvents"]["totalCount"], 0);
        let from =
            format!("{{ node(id: \"{id}\") {{ ... on Pupil {{ accessEvents(first: 200) {{ nodes {{ at }} }} }} }} }}");
        let data = world.data("head", &from);
        let at: Vec<&str> =
            nodes(&data["node"], "accessEvents").iter().filter_map(|event| event["at"].as_str()).collect();
        assert!(at.len() >= events.len() && at.is_sorted_by(|a, b| a >= b), "newest first: {at:?}");
    }
}

const UPDATE: &str = "mutation Corrected($input: UpdatePupilInput!) { updatePupil(input: $input) { \
     pupil { id rowVersion ethnicity } userErrors { message } } }";

/// A pupil and the version of the row.
fn some_pupil(world: &World) -> (Json, Json) {
    let data = world.data("data-manager", "{ pupils(last: 1) { nodes { id rowVersion } } }");
    let pupil = &nodes(&data, "pupils")[0];
    (pupil["id"].clone(), pupil["rowVersion"].clone())
}

#[track_caller]
fn correct(world: &World, dry: bool) -> Json {
    let (pupil, version) = some_pupil(world);
    let name = format!("Row {version}");
    let input = json!({ "pupil": pupil, "rowVersion": version, "preferredName": name, "dryRun": dry });
    let answer = world.ask_with("data-manager", UPDATE, Map::from_iter([("input".to_owned(), input)])).json;
    assert_eq!(answer["data"]["updatePupil"]["userErrors"], json!([]), "{answer}");
    pupil
}

#[test]
fn the_payload_of_a_mutation_is_logged() {
    for world in changing().iter() {
        let before = logged(world, "Corrected").len();
        let pupil = correct(world, false);
        correct(world, true);
        let events = logged(world, "Corrected");
        assert_eq!(events.len(), before + 2, "a dry run is logged too");
        assert!(events.iter().any(|event| json!(event.row) == pupil && event.fields == ["Pupil.ethnicity"]));
    }
}

#[test]
fn a_notification_is_logged() {
    for world in changing().iter() {
        let engine: Arc<Engine> = Arc::clone(&world.engine);
        let document =
            "subscription Heard { recordChanged(types: [\"Pupil\"]) { id node { ... on Pupil { ethnicity } } } }";
        let request = Request { document: document.to_owned(), ..Request::default() };
        let caller = world.caller("data-manager");
        let (following, begun) = run(async {
            let following = tokio::spawn(async move { engine.follow().await });
            (following, world.engine.begin(Some(caller), &request).await)
        });
        let Begun::Listening(mut listening) = begun else { panic!("it is a subscription") };
        let pupil = correct(world, false);
        let body = run(async {
            let event = listening.next().await.expect("no event is missed");
            let deadline = tokio::time::Instant::now() + Duration::from_secs(10);
            world.engine.notify(caller, &listening, &event, deadline).await.expect("the subscriber is notified")
        });
        following.abort();
        assert!(String::from_utf8(body.expect("an answer")).expect("text").contains("ethnicity"));
        let events = logged(world, "Heard");
        assert_eq!(events.len(), 1);
        assert_eq!((json!(events[0].row), &events[0].fields), (pupil, &vec!["Pupil.ethnicity".to_owned()]));
    }
}

#[test]
fn the_read_log_is_append_only() {
    for world in changing().iter() {
        for statement in ["delete from access_event", "update access_event set fields = '[]'"] {
            let refused = run(world.writer.execute_unprepared(statement));
            assert!(refused.is_err_and(|error| error.to_string().contains("only added to")), "{statement}");
        }
    }
}

#[test]
fn a_failing_database_loses_no_event_and_delays_no_request() {
    for world in changing().iter() {
        let rename = |from: &str, to: &str| {
            let sql = format!("alter table {from} rename to {to}");
            run(world.writer.execute_unprepared(&sql)).expect("it is renamed");
        };
        run(world.engine.flush_read_log()).expect("nothing waits");
        rename("access_event", "access_event_gone");
        let data = world.data("data-manager", "query WhileAway { pupils(first: 4) { nodes { id religion } } }");
        assert_eq!(nodes(&data, "pupils").len(), 4, "reading does not wait for the writing");
        assert!(run(world.engine.flush_read_log()).is_err(), "it cannot be written");
        assert_eq!(world.engine.unlogged_reads(), 4);
        rename("access_event_gone", "access_event");
        // The writer of the world tries again by itself.
        let written = run(async {
            for _ in 0..200 {
                if world.engine.unlogged_reads() == 0 {
                    return true;
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            false
        });
        assert!(written);
        assert_eq!(rows(&self::written(world, "WhileAway")), ids(nodes(&data, "pupils")));
    }
}

#[test]
fn a_purpose_is_logged_and_its_length_is_limited() {
    for world in changing().iter() {
        let ask = |purpose: Json| {
            let request = Request {
                document: "query Purposeful { pupils(first: 1) { nodes { ethnicity } } }".to_owned(),
                extensions: Map::from_iter([("purpose".to_owned(), purpose)]),
                ..Request::default()
            };
            run(world.engine.answer(Some(world.caller("data-manager")), &request))
        };
        assert_eq!(ask(json!("school census")).status, 200);
        logged(world, "Purposeful");
        let named = access_event::Entity::find()
            .filter(access_event::Column::Operation.eq("Purposeful"))
            .filter(access_event::Column::Purpose.eq("school census"));
        assert_eq!(run(named.count(&world.db)).expect("it counts"), 1);
        for refused in [json!("x".repeat(201)), json!("a\u{0}b"), json!(7)] {
            assert_eq!(ask(refused).code, Some("BAD_USER_INPUT"));
        }
    }
}

#[test]
fn counts_cursors_and_empty_pages_are_logged_too() {
    for world in changing().iter() {
        let data = world.data(
            "hr",
            "query Whose { contracts(first: 1, where: { payPoint: { isNull: false } }) { nodes { id agreedSalary } } }",
        );
        let contract = &nodes(&data, "contracts")[0]["id"];
        let filter = format!("where: {{ id: {{ eq: {contract} }}, payPoint: {{ isNull: false }} }}");
        for (number, part) in ["totalCount", "edges { cursor }", "pageInfo { endCursor }"].into_iter().enumerate() {
            let name = format!("ByPart{number}");
            world.data("hr", &format!("query {name} {{ contracts({filter}) {{ {part} }} }}"));
            let events = logged(world, &name);
            assert_eq!(rows(&events), [contract.as_str().expect("an id").to_owned()].into(), "{part}: {events:?}");
            assert_eq!(events[0].fields, ["ContractWhere.payPoint"], "{part}");
        }
        world.data(
            "hr",
            &format!("query ByNothing {{ contracts(first: 0, {filter}) {{ pageInfo {{ hasNextPage }} }} }}"),
        );
        assert_eq!(logged(world, "ByNothing").len(), 1, "the caller learns that the row exists");
        world.data(
            "hr",
            &format!("query ByScale {{ node(id: {contract}) {{ ... on Contract {{ payScale {{ name }} }} }} }}"),
        );
        assert_eq!(logged(world, "ByScale")[0].fields, ["Contract.payScale"]);
    }
}

#[test]
fn the_existence_of_a_protection_flag_is_logged_under_the_child() {
    for world in worlds() {
        let flagged = "query Flagged { pupils(where: { protectionFlags: { some: {} } }) { nodes { id protectionFlags { totalCount } } } }";
        let data = world.data("dsl", flagged);
        let children = ids(nodes(&data, "pupils"));
        assert!(!children.is_empty());
        let of: BTreeSet<String> = logged(world, "Flagged").into_iter().map(|event| event.subject).collect();
        assert_eq!(of, children);
        world.data("dsl", "query Since { pupils(first: 200) { nodes { protectionFlags { nodes { startsOn } } } } }");
        let since: BTreeSet<String> = logged(world, "Since").into_iter().map(|event| event.subject).collect();
        assert!(since.is_superset(&children), "{since:?}");
    }
}

#[test]
fn an_event_that_the_database_refuses_holds_up_no_other() {
    for world in changing().iter() {
        // A caller whose principal no longer exists.
        let known = world.caller("data-manager");
        let gone = graph::Caller::new(
            known.tenant,
            uuid::Uuid::now_v7(),
            known.valid_until,
            known.today,
            known.rights.clone(),
            Json::Null,
        );
        let document = "query OfNobody { pupils(first: 2) { nodes { id ethnicity } } }";
        let answer = world.ask_as(&gone, document, Map::new()).json;
        assert!(answer.get("errors").is_none(), "{answer}");
        world.data("data-manager", "query BehindNobody { pupils(first: 2) { nodes { id ethnicity } } }");
        assert_eq!((logged(world, "BehindNobody").len(), written(world, "OfNobody").len()), (2, 0), "{}", world.name);
    }
}
