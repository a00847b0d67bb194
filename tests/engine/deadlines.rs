//! A read that takes too long ends with TIMEOUT, and the next statement on the connection runs as usual.

use std::time::Duration;

use api::database::Database;
use graph::{Engine, Request};
use serde_json::{Value as Json, json};
use tests::{World, run, worlds};

/// How long a statement may take here.
const LIMIT: Duration = Duration::from_millis(400);

/// A slow document: for each pupil it examines each pupil of the school, and for each of those each judgement twice. No
/// row matches, so all are examined.
const LONG: &str = r#"{ pupils(where: { or: [{ dateOfBirth: { lt: "1900-01-01" } }, { school: { pupils: { some: { or: [
    { dateOfBirth: { lt: "1900-01-01" } },
    { assessments: { some: { or: [{ recordedOn: { lt: "1900-01-01" } },
                                  { pupil: { assessments: { some: { recordedOn: { lt: "1900-01-01" } } } } }] } } }
  ] } } } }] }) { totalCount } }"#;

const SHORT: &str = "{ schools(first: 1) { nodes { name } } }";

fn ask(world: &World, engine: &Engine, document: &str, deadline: Duration) -> (Json, usize) {
    let deadline = Some(tokio::time::Instant::now() + deadline);
    let request = Request { document: document.to_owned(), deadline, ..Request::default() };
    let answer = run(engine.answer(Some(world.caller("ceo")), &request));
    (serde_json::from_slice(&answer.body).expect("JSON"), answer.statements)
}

#[test]
fn a_read_past_its_deadline_ends_and_its_connection_goes_on() {
    for world in worlds() {
        let (database, engine) = world.limited(LIMIT);
        // Plan it once without a deadline, so that the deadline below falls into the read, not into planning.
        run(engine.explain(world.caller("ceo"), &Request { document: LONG.to_owned(), ..Request::default() }))
            .unwrap_or_else(|refusal| panic!("{refusal:?}"));
        // PostgreSQL answers this query quickly, so it waits for a locked table instead.
        let waiting = (!database.is_embedded()).then(|| run(world.held_up("assessment")));
        let (answer, statements) = ask(world, &engine, LONG, LIMIT);
        if let Some(waiting) = waiting {
            run(waiting.rollback()).expect("it is let go");
        }
        let error = &answer["errors"][0];
        assert_eq!(error["extensions"]["code"], "TIMEOUT", "{answer} on {}", world.name);
        assert_eq!(error["path"], json!(["pupils", "totalCount"]), "{answer} on {}", world.name);
        assert!(statements > 0, "it reached the database");
        assert!(answer["data"]["pupils"]["totalCount"].is_null(), "{answer}");
        // One, or two where the pool was opened while another was on its way.
        let open = back_in_its_pool(&database);
        for _ in 0..5 {
            let (answer, _) = ask(world, &engine, SHORT, Duration::from_secs(60));
            assert!(answer["data"]["schools"]["nodes"][0]["name"].is_string(), "{answer} on {}", world.name);
        }
        assert_eq!(database.pools()[0].1.open, open, "none was opened in place of the connection that was interrupted");
    }
}

#[test]
fn nothing_starts_after_the_deadline() {
    for world in worlds() {
        let (_, engine) = world.limited(LIMIT);
        let (answer, statements) = ask(world, &engine, SHORT, Duration::ZERO);
        assert_eq!(answer["errors"][0]["extensions"]["code"], "TIMEOUT", "{answer}");
        assert_eq!(answer["data"], json!({ "schools": null }), "{answer}");
        assert_eq!(statements, 0, "on {}", world.name);
    }
}

/// An interrupted connection is returned by a task of its own, which checks whether it still works.
fn back_in_its_pool(database: &Database) -> u32 {
    for _ in 0..2_000 {
        let pool = &database.pools()[0].1;
        if pool.open > 0 && pool.idle == pool.open as usize {
            return pool.open;
        }
        run(async { tokio::time::sleep(Duration::from_millis(5)).await });
    }
    panic!("the connection did not come back: {:?}", database.pools());
}
