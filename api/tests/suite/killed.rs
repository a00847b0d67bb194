//! Kills the server while it writes, several times: every acknowledged write is in the database, and no write is
//! partial.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use api::database::{Database, Purpose};
use api::sign_in::{LocalKey, token};
use chrono::TimeDelta;
use entity::{audit_event, enrolment, idempotency_key, outbox, principal, pupil, school};
use scratch::{Kind, Options, Scratch, on_both};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// How often the server is killed, unless `KILLS` is set.
const KILLS: usize = 6;
/// How many writes are acknowledged before each kill.
const ACKNOWLEDGED: usize = 25;
/// How many clients write at the same time.
const WRITERS: usize = 6;

const CREATE: &str = "mutation($input: CreatePupilInput!) { createPupil(input: $input) { \
     pupil { givenName } userErrors { message } } }";

on_both!(nothing_acknowledged_is_lost);

async fn nothing_acknowledged_is_lost(on: Kind) {
    let small = Options { schools: 1, pupils: 60, ..Options::default() };
    let scratch = Scratch::demo(on, small).await;
    let (url, folder) = (scratch.url(), scratch.folder());
    let database = Database::open(url, Purpose::Maintain).await.unwrap();
    let trust = scratch::demo_trust(&database.writer).await;
    let writer = principal::Entity::find()
        .filter(principal::Column::TrustId.eq(trust))
        .filter(principal::Column::Persona.eq("data-manager"));
    let writer = writer.one(&database.readers).await.unwrap().unwrap().id;
    let school = school::Entity::find().filter(school::Column::TrustId.eq(trust));
    let school = school.one(&database.readers).await.unwrap().unwrap().id;
    let before = pupil::Entity::find().count(&database.readers).await.unwrap();
    let spells = enrolment::Entity::find().count(&database.readers).await.unwrap();
    database.close().await;
    let key = LocalKey::open(&folder.join("local-key.pem")).unwrap();
    let token = token::issue(&key, writer, trust, TimeDelta::hours(1)).unwrap().token;

    let acknowledged = Arc::new(Mutex::new(BTreeSet::new()));
    let kills = std::env::var("KILLS").map_or(KILLS, |kills| kills.parse().expect("KILLS is a number"));
    for round in 0..kills {
        let (mut server, addr) = serve(url, folder);
        let done = Arc::new(AtomicUsize::new(0));
        let writers: Vec<_> = (0..WRITERS)
            .map(|number| {
                let (token, acknowledged, done) = (token.clone(), acknowledged.clone(), done.clone());
                let school = graph::id::encode("School", school);
                tokio::spawn(async move {
                    for count in 0.. {
                        let name = format!("R{round}W{number}N{count}");
                        match write(addr, &token, &school, &name).await {
                            Some(answer) => {
                                assert_eq!(answer["data"]["createPupil"]["pupil"]["givenName"], name, "{answer}");
                                acknowledged.lock().unwrap().insert(name);
                                done.fetch_add(1, Ordering::SeqCst);
                            }
                            // The server was killed.
                            None => return,
                        }
                    }
                })
            })
            .collect();
        while done.load(Ordering::SeqCst) < ACKNOWLEDGED {
            assert!(writers.iter().any(|writer| !writer.is_finished()), "the server ended by itself");
            tokio::task::yield_now().await;
        }
        // On Unix this is SIGKILL, which a process cannot handle.
        server.kill().unwrap();
        server.wait().unwrap();
        for writer in writers {
            writer.await.unwrap();
        }
    }

    let database = Database::open(url, Purpose::Maintain).await.unwrap();
    let db = &database.readers;
    let named = pupil::Entity::find().filter(pupil::Column::FamilyName.eq("Killed")).all(db).await.unwrap();
    let kept: BTreeSet<String> = named.iter().map(|pupil| pupil.given_name.clone()).collect();
    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(acknowledged.len() >= kills * ACKNOWLEDGED);
    let lost: Vec<_> = acknowledged.difference(&kept).collect();
    assert!(lost.is_empty(), "{} of {} acknowledged are lost: {lost:?}", lost.len(), acknowledged.len());
    assert_eq!(named.len(), kept.len(), "a write is in the database twice");

    // A write that could not be acknowledged any more must be complete too.
    let new = kept.len() as u64;
    assert_eq!(pupil::Entity::find().count(db).await.unwrap() - before, new);
    assert_eq!(enrolment::Entity::find().count(db).await.unwrap() - spells, new);
    assert_eq!(idempotency_key::Entity::find().count(db).await.unwrap(), new, "one key for each write");
    let trail = audit_event::Entity::find().all(db).await.unwrap();
    let lines = outbox::Entity::find().all(db).await.unwrap();
    let rows = |of: Vec<(&str, uuid::Uuid)>| {
        of.into_iter().map(|(name, key)| format!("{name} {key}")).collect::<BTreeSet<_>>()
    };
    let in_trail = rows(trail.iter().map(|event| (event.type_name.as_str(), event.row_key)).collect());
    let in_outbox = rows(lines.iter().map(|event| (event.type_name.as_str(), event.row_key)).collect());
    assert_eq!(trail.len() as u64, 3 * new, "a pupil, an enrolment and the year group of its year each");
    assert_eq!(in_trail, in_outbox);
    assert!(named.iter().all(|pupil| in_trail.contains(&format!("Pupil {}", pupil.id))));
    database.close().await;
    let kind = on.name();
    println!("{kind}: killed {kills} times, {} writes acknowledged, none lost, none partial", acknowledged.len());
}

/// Starts the server on a free port.
pub fn serve(url: &str, folder: &Path) -> (Child, SocketAddr) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_colonnade"));
    command.args(["serve", "--bind", "127.0.0.1:0", "--database-url", url]).arg("--data-dir").arg(folder);
    for name in ["DATABASE_URL", "COLONNADE_DATABASE_URL", "COLONNADE_DATA_DIR", "COLONNADE_CONFIG"] {
        command.env_remove(name);
    }
    let mut server = command.current_dir(folder).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    let mut output = BufReader::new(server.stdout.take().unwrap());
    output.read_line(&mut line).unwrap();
    // Go on reading: the server would end if it wrote to a closed pipe.
    std::thread::spawn(move || output.lines().for_each(drop));
    let addr = line.trim().rsplit_once("http://").unwrap_or_else(|| panic!("no address in {line:?}")).1;
    let addr = addr.parse().unwrap();
    (server, addr)
}

/// Creates a pupil; `None` if the whole answer did not arrive.
async fn write(addr: SocketAddr, token: &str, school: &str, name: &str) -> Option<Value> {
    let input = json!({ "school": school, "givenName": name, "familyName": "Killed", "dateOfBirth": "2016-01-05",
        "sex": "MALE", "ncYear": 5, "entryDate": "2026-03-02", "idempotencyKey": name });
    let body = json!({ "query": CREATE, "variables": { "input": input } }).to_string();
    let request = format!(
        "POST /graphql HTTP/1.1\r\nHost: {addr}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n\
         Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(addr).await.ok()?;
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).await.ok()?;
    let end = reply.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    serde_json::from_slice(&reply[end..]).ok()
}
