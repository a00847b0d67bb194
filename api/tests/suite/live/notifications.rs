//! Who is notified of a change: each subscriber gets the same event, read with its own rights.

use api::config::Limits;
use scratch::{Kind, on_both};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Set, TransactionTrait};
use serde_json::json;
use uuid::Uuid;

use super::client::Socket;
use super::trust::{Class, Trust, ask};

pub(super) const RECORDED: &str = "subscription($school: ID, $class: ID) { assessmentRecorded(school: $school, class: $class) { \
     pupil { id } band { id } class { id } } }";
const CHANGED: &str = "subscription($types: [String!], $ids: [ID!]) { recordChanged(types: $types, ids: $ids) { \
     action type id changedFields node { id __typename ... on Pupil { givenName } } } }";
const RENAME: &str = "mutation($input: UpdatePupilInput!) { updatePupil(input: $input) { \
     pupil { givenName rowVersion } userErrors { message field } } }";

on_both!(
    each_subscriber_gets_what_it_may_see
    a_row_that_moves_away_is_notified_as_removed
    two_servers_notify_of_one_database
    a_subscriber_that_falls_behind_gets_an_error
    a_hidden_child_is_no_event_of_its_parent
    events_come_in_the_order_in_which_they_became_final
);

/// A pupil of a head's school: id, given name and version.
async fn a_pupil(addr: std::net::SocketAddr, head: &str) -> (String, String, i64) {
    let data = ask(addr, head, "{ pupils(first: 1) { nodes { id givenName rowVersion } } }", json!({}));
    let pupil = data.await["pupils"]["nodes"][0].clone();
    let text = |name: &str| pupil[name].as_str().unwrap().to_owned();
    (text("id"), text("givenName"), pupil["rowVersion"].as_i64().unwrap())
}

async fn rename(addr: std::net::SocketAddr, token: &str, pupil: &(String, String, i64), name: &str) {
    let input = json!({ "pupil": pupil.0, "rowVersion": pupil.2, "givenName": name });
    let done = ask(addr, token, RENAME, json!({ "input": input })).await;
    assert_eq!(done["updatePupil"]["pupil"]["givenName"], name, "{done}");
}

async fn each_subscriber_gets_what_it_may_see(on: Kind) {
    let trust = &Trust::new(on).await;
    let server = trust.serve(Limits::default()).await;
    let (teacher, head, second) = (trust.of("teacher").await, trust.of("head").await, trust.of("second-head").await);
    let class = Class::find(server.addr, &teacher).await;
    let mut of_teacher = Socket::signed_in(server.addr, &teacher).await;
    of_teacher.subscribe("judgements", RECORDED, json!({ "class": class.id })).await;
    of_teacher.subscribe("elsewhere", RECORDED, json!({ "school": class.pupils[0] })).await;
    let mut of_head = Socket::signed_in(server.addr, &head).await;
    of_head.subscribe("changes", CHANGED, json!({ "types": ["Assessment"] })).await;
    let mut of_second = Socket::signed_in(server.addr, &second).await;
    of_second.subscribe("changes", CHANGED, json!({})).await;
    let mut of_payroll = Socket::signed_in(server.addr, &trust.of("payroll-app").await).await;
    of_payroll.subscribe("judgements", RECORDED, json!({})).await;
    of_payroll.subscribe("changes", CHANGED, json!({ "types": ["Pupil"] })).await;
    of_payroll.subscribe("typing", CHANGED, json!({ "types": ["Pupils"] })).await;
    for _ in 0..3 {
        let refused = of_payroll.message().await;
        assert_eq!(refused["type"], "error", "{refused}");
        let expected = if refused["id"] == "typing" { "BAD_USER_INPUT" } else { "FORBIDDEN" };
        assert_eq!(refused["payload"][0]["extensions"]["code"], expected, "{refused}");
    }
    // Once a later query is answered, the subscriptions before it have begun.
    for socket in [&mut of_teacher, &mut of_head, &mut of_second] {
        settle(socket).await;
    }

    class.record(server.addr, &teacher, 3, 1).await;
    let told = of_teacher.message().await;
    let expected =
        json!({ "pupil": { "id": class.pupils[3] }, "band": { "id": class.bands[1] }, "class": { "id": class.id } });
    assert_eq!(
        told,
        json!({ "id": "judgements", "type": "next", "payload": { "data": { "assessmentRecorded": expected } } })
    );
    let told = of_head.message().await;
    let change = &told["payload"]["data"]["recordChanged"];
    assert_eq!(
        (&change["type"], &change["node"]["__typename"]),
        (&json!("Assessment"), &json!("Assessment")),
        "{told}"
    );
    assert_eq!(change["id"], change["node"]["id"], "{told}");
    assert!(change["changedFields"].as_array().unwrap().contains(&json!("band")), "{told}");

    // The head of the other school gets none of these events: the first message is about a pupil of that school.
    let pupil = a_pupil(server.addr, &second).await;
    rename(server.addr, &trust.of("data-manager").await, &pupil, "Renamed").await;
    let told = of_second.message().await;
    let expected = json!({ "action": "UPDATED", "type": "Pupil", "id": pupil.0, "changedFields": ["givenName"],
        "node": { "id": pupil.0, "__typename": "Pupil", "givenName": "Renamed" } });
    assert_eq!(told["payload"]["data"]["recordChanged"], expected);
    server.shutdown().await;
}

/// Waits until the server has begun every operation that was sent so far.
pub(super) async fn settle(socket: &mut Socket) {
    // Operations run concurrently: a query that reads the database ends after earlier subscriptions have begun.
    for round in 0..3 {
        let id = format!("settle{round}");
        socket.subscribe(&id, "{ schools(first: 1) { nodes { id } } viewer { displayName } }", json!({})).await;
        let answer = socket.message().await;
        assert_eq!((&answer["id"], &answer["type"]), (&json!(id), &json!("next")), "{answer}");
        assert_eq!(socket.message().await, json!({ "id": id, "type": "complete" }));
    }
}

/// Inserts an audit event, from which the database fills the outbox, as an action does in its transaction.
async fn insert_event(
    trust: &Trust,
    persona: &str,
    kind: &str,
    type_name: &str,
    key: Uuid,
    owners: (Option<Uuid>, Option<Uuid>),
) {
    insert_event_in(&trust.db, trust, persona, kind, type_name, key, owners).await;
}

/// The same on a connection, such as a transaction that stays open.
async fn insert_event_in(
    on: &impl ConnectionTrait,
    trust: &Trust,
    persona: &str,
    kind: &str,
    type_name: &str,
    key: Uuid,
    owners: (Option<Uuid>, Option<Uuid>),
) {
    let event = entity::audit_event::ActiveModel {
        id: Set(Uuid::now_v7()),
        trust_id: Set(trust.id),
        change_key: Set(Uuid::now_v7()),
        position: Set(0),
        principal_id: Set(trust.principal(persona).await),
        acting_for: Set(None),
        action: Set("test".into()),
        kind: Set(kind.into()),
        type_name: Set(type_name.into()),
        row_key: Set(key),
        owner_before: Set(owners.0),
        owner_after: Set(owners.1),
        changed_fields: Set("[\"status\"]".into()),
        at: Set(chrono::Utc::now()),
        operation: Set(None),
        purpose: Set(None),
    };
    entity::audit_event::Entity::insert(event).exec_without_returning(on).await.unwrap();
}

/// A check of the protocol: see `transport_ws`.
pub(super) async fn a_socket_closes_when_its_rights_end(trust: &Trust) {
    let server = trust.serve(Limits::default()).await;
    let teacher = trust.of("teacher").await;
    let mut socket = Socket::signed_in(server.addr, &teacher).await;
    socket.subscribe("judgements", RECORDED, json!({})).await;
    settle(&mut socket).await;
    let mut brief = Socket::signed_in(server.addr, &trust.token("head", chrono::TimeDelta::seconds(3)).await).await;
    brief.subscribe("judgements", RECORDED, json!({})).await;

    let principal = trust.principal("teacher").await;
    entity::role_grant_school::Entity::delete_many()
        .filter(entity::role_grant_school::Column::PrincipalId.eq(principal))
        .exec(&trust.db)
        .await
        .unwrap();
    let grants = entity::role_grant::Entity::find().filter(entity::role_grant::Column::PrincipalId.eq(principal));
    for grant in grants.all(&trust.db).await.unwrap() {
        entity::role_grant::Entity::delete_by_id(grant.id).exec(&trust.db).await.unwrap();
        insert_event(trust, "access-admin", "REMOVED", "RoleGrant", grant.id, (None, None)).await;
    }
    assert_eq!(socket.closed().await, 4403);
    assert_eq!(brief.closed().await, 4401);
    server.shutdown().await;
}

async fn a_row_that_moves_away_is_notified_as_removed(on: Kind) {
    let trust = &Trust::new(on).await;
    let server = trust.serve(Limits::default()).await;
    let mut of_head = Socket::signed_in(server.addr, &trust.of("head").await).await;
    let mut of_second = Socket::signed_in(server.addr, &trust.of("second-head").await).await;
    for socket in [&mut of_head, &mut of_second] {
        socket.subscribe("changes", CHANGED, json!({ "types": ["Budget"] })).await;
        settle(socket).await;
    }
    let school = |persona: &'static str| async move {
        let principal = trust.principal(persona).await;
        let grant = entity::role_grant_school::Entity::find()
            .filter(entity::role_grant_school::Column::PrincipalId.eq(principal));
        grant.one(&trust.db).await.unwrap().expect("a school").school_id
    };
    let (first, second) = (school("head").await, school("second-head").await);
    let budget = entity::budget::Entity::find().filter(entity::budget::Column::SchoolId.eq(first));
    let budget = budget.one(&trust.db).await.unwrap().expect("a budget").id;
    let mut moved: entity::budget::ActiveModel =
        entity::budget::Entity::find_by_id(budget).one(&trust.db).await.unwrap().unwrap().into();
    moved.school_id = Set(Some(second));
    // Version numbers are unique within a school.
    moved.version = Set(90);
    entity::budget::Entity::update(moved).exec(&trust.db).await.unwrap();
    insert_event(trust, "hr", "UPDATED", "Budget", budget, (Some(first), Some(second))).await;

    let id = graph::id::encode("Budget", budget);
    let gone = json!({ "action": "REMOVED", "type": "Budget", "id": id, "changedFields": [], "node": null });
    assert_eq!(of_head.message().await["payload"]["data"]["recordChanged"], gone);
    let came = json!({ "action": "UPDATED", "type": "Budget", "id": id, "changedFields": ["status"],
        "node": { "id": id, "__typename": "Budget" } });
    assert_eq!(of_second.message().await["payload"]["data"]["recordChanged"], came);

    // A removed row: the school that had it is notified, the other is not.
    let other = Uuid::now_v7();
    insert_event(trust, "hr", "REMOVED", "Budget", other, (Some(second), None)).await;
    insert_event(trust, "hr", "REMOVED", "Budget", budget, (Some(first), None)).await;
    let gone = |key| json!({ "action": "REMOVED", "type": "Budget", "id": graph::id::encode("Budget", key), "changedFields": [], "node": null });
    assert_eq!(of_second.message().await["payload"]["data"]["recordChanged"], gone(other));
    assert_eq!(of_head.message().await["payload"]["data"]["recordChanged"], gone(budget));
    server.shutdown().await;
}

async fn two_servers_notify_of_one_database(on: Kind) {
    let trust = &Trust::new(on).await;
    let (one, other) = (trust.serve(Limits::default()).await, trust.serve(Limits::default()).await);
    let teacher = trust.of("teacher").await;
    let class = Class::find(one.addr, &teacher).await;
    let mut here = Socket::signed_in(one.addr, &teacher).await;
    let mut there = Socket::signed_in(other.addr, &teacher).await;
    for socket in [&mut here, &mut there] {
        socket.subscribe("judgements", RECORDED, json!({})).await;
        settle(socket).await;
    }
    for (at, pupil) in [(one.addr, 0), (other.addr, 1)] {
        class.record(at, &teacher, pupil, 0).await;
        for socket in [&mut here, &mut there] {
            let told = socket.message().await;
            assert_eq!(told["payload"]["data"]["assessmentRecorded"]["pupil"]["id"], class.pupils[pupil], "{told}");
        }
    }
    one.shutdown().await;
    other.shutdown().await;
}

/// Inserts many old audit events in one transaction; the database fills the outbox from them.
pub(super) async fn insert_events(trust: &Trust, many: usize) {
    let numbers = match trust.db.get_database_backend() {
        DbBackend::Postgres => format!("select gen_random_uuid() as id, n from generate_series(1, {many}) as s(n)"),
        _ => format!(
            "with recursive s(n) as (select 1 union all select n + 1 from s where n < {many}) \
             select randomblob(16) as id, n from s"
        ),
    };
    let (own, principal) = match trust.db.get_database_backend() {
        DbBackend::Postgres => (format!("'{}'", trust.id), format!("'{}'", trust.principal("hr").await)),
        _ => (format!("x'{}'", trust.id.simple()), format!("x'{}'", trust.principal("hr").await.simple())),
    };
    let insert = format!(
        "insert into audit_event (id, trust_id, change_key, position, principal_id, action, kind, type_name, row_key, \
         changed_fields, at) select id, {own}, id, n, {principal}, 'test', 'REMOVED', 'Post', id, '[]', \
         '2026-03-16T00:00:00+00:00' from ({numbers}) as many"
    );
    trust.db.execute_unprepared(&insert).await.unwrap();
}

async fn a_subscriber_that_falls_behind_gets_an_error(on: Kind) {
    let trust = &Trust::new(on).await;
    use graph::Begun;
    let server = trust.serve(Limits::default()).await;
    let today = api::clock::Clock::read(&trust.db).await.unwrap().today();
    let caller = domain::platform::access::compile(&trust.db, trust.principal("head").await, today).await;
    let caller = caller.unwrap().unwrap();
    let request = graph::Request { document: CHANGED.into(), ..graph::Request::default() };
    let Begun::Listening(mut listening) = server.edge().engine.begin(Some(&caller), &request).await else {
        panic!("the subscription did not begin");
    };
    let mut watched = server.edge().engine.events();
    // More events, in one transaction, than a subscriber may fall behind.
    insert_events(trust, 5_000).await;
    let mut seen = 0;
    while seen < 5_000 {
        seen += match tokio::time::timeout(super::client::PATIENCE, watched.recv()).await.expect("no event arrived") {
            Ok(_) => 1,
            Err(tokio::sync::broadcast::error::RecvError::Lagged(missed)) => missed,
            Err(closed) => panic!("{closed}"),
        };
    }
    let lagged = listening.next().await.expect_err("the subscriber has fallen behind");
    assert!(lagged.0 > 0 && lagged.0 < 5_000, "{lagged:?}");
    let told: serde_json::Value = serde_json::from_slice(&lagged.refusal().body()).unwrap();
    assert_eq!(told["errors"][0]["extensions"]["code"], "LAGGED", "{told}");
    server.shutdown().await;
}

/// A care flag is an event of its pupil for those who may read care flags; the others get the next event of the pupil.
async fn a_hidden_child_is_no_event_of_its_parent(on: Kind) {
    const CARE: &str = "mutation($input: SetCareFlagInput!) { setCareFlag(input: $input) { \
         flag { id } userErrors { message } } }";
    let trust = &Trust::new(on).await;
    let server = trust.serve(Limits::default()).await;
    let (teacher, dsl) = (trust.of("teacher").await, trust.of("dsl").await);
    let pupil = a_pupil(server.addr, &teacher).await;
    let mut of_teacher = Socket::signed_in(server.addr, &teacher).await;
    let mut of_dsl = Socket::signed_in(server.addr, &dsl).await;
    for socket in [&mut of_teacher, &mut of_dsl] {
        socket.subscribe("changes", CHANGED, json!({ "types": ["Pupil"] })).await;
        settle(socket).await;
    }
    let input = json!({ "pupil": pupil.0, "kind": "YOUNG_CARER", "startsOn": "2036-01-01" });
    let done = ask(server.addr, &dsl, CARE, json!({ "input": input })).await;
    assert_eq!(done["setCareFlag"]["userErrors"], json!([]), "{done}");
    rename(server.addr, &trust.of("data-manager").await, &pupil, "Renamed").await;
    let change = |told: serde_json::Value| {
        let change = &told["payload"]["data"]["recordChanged"];
        (change["id"].clone(), change["changedFields"].clone())
    };
    assert_eq!(change(of_dsl.message().await), (json!(pupil.0), json!(["careFlags"])));
    assert_eq!(change(of_dsl.message().await), (json!(pupil.0), json!(["givenName"])));
    assert_eq!(change(of_teacher.message().await), (json!(pupil.0), json!(["givenName"])));
    server.shutdown().await;
}

/// On PostgreSQL a change that began first and is committed last comes first, and nothing overtakes it. SQLite has one
/// writer at a time.
async fn events_come_in_the_order_in_which_they_became_final(on: Kind) {
    let trust = &Trust::new(on).await;
    let server = trust.serve(Limits::default()).await;
    let mut of_ceo = Socket::signed_in(server.addr, &trust.of("ceo").await).await;
    of_ceo.subscribe("changes", CHANGED, json!({ "types": ["Post"] })).await;
    settle(&mut of_ceo).await;
    let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
    let owner = (Some(trust.id), None);
    if trust.db.get_database_backend() == DbBackend::Postgres {
        let held = trust.db.begin().await.unwrap();
        insert_event_in(&held, trust, "hr", "REMOVED", "Post", first, owner).await;
        insert_event(trust, "hr", "REMOVED", "Post", second, owner).await;
        let early = tokio::time::timeout(std::time::Duration::from_millis(900), of_ceo.message()).await;
        assert!(early.is_err(), "an event overtook one that was not final: {early:?}");
        held.commit().await.unwrap();
    } else {
        insert_event(trust, "hr", "REMOVED", "Post", first, owner).await;
        insert_event(trust, "hr", "REMOVED", "Post", second, owner).await;
    }
    for key in [first, second] {
        let told = of_ceo.message().await;
        assert_eq!(told["payload"]["data"]["recordChanged"]["id"], graph::id::encode("Post", key), "{told}");
    }
    server.shutdown().await;
}
