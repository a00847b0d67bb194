//! A writer: sends judgements, one or a class of them per call, and keeps what was acknowledged.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::Instant;

use anyhow::{Context, ensure};
use serde_json::{Value as Json, json};
use tokio::net::TcpStream;
use uuid::Uuid;

use super::fixture::{CLASS, Fixture, STAGE};
use crate::load;

const RECORD: &str = include_str!("../../documents/record.graphql");

/// A kind of write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One new row, by the limit server.
    Insert,
    /// One new judgement.
    New,
    /// A change of one judgement.
    Change,
    /// A change of the judgements of a class.
    Class,
}

impl Kind {
    /// The rows that one call writes.
    pub fn rows(self) -> usize {
        if self == Kind::Class { CLASS } else { 1 }
    }

    /// The basis of new judgements. It differs between kinds, so that no two kinds write the same judgement.
    fn basis(self) -> &'static str {
        if self == Kind::Insert { "TEST" } else { "TEACHER" }
    }
}

/// A server to write to, and the caller who writes.
#[derive(Clone)]
pub struct Endpoint {
    /// The server's address.
    pub addr: SocketAddr,
    /// The caller's token; `None` for the limit server.
    pub token: Option<String>,
}

/// A writer to one database, with what it has written.
pub struct Writer {
    /// Its number among all writers, from 0.
    number: usize,
    /// The number of new rows so far, by the limit server and by Colonnade.
    new: [usize; 2],
    /// The number of single changes so far.
    singles: usize,
    /// For each pupil of the class, the index of the band that was last acknowledged.
    pub bands: HashMap<Uuid, usize>,
    /// New rows that were acknowledged: basis, pupil, subject and point.
    pub added: Vec<(&'static str, Uuid, Uuid, Uuid)>,
    /// The number of rows that Colonnade acknowledged, each of which has an audit event.
    pub changes: u64,
}

impl Writer {
    /// A writer that has written nothing yet.
    pub fn new(number: usize) -> Writer {
        Writer { number, new: [0; 2], singles: 0, bands: HashMap::new(), added: Vec::new(), changes: 0 }
    }

    /// Writes until `until`, each call as soon as the one before is acknowledged. Returns the number of calls.
    pub async fn run(
        &mut self,
        fixture: &Fixture,
        endpoint: &Endpoint,
        kind: Kind,
        keyed: bool,
        until: Instant,
    ) -> anyhow::Result<u64> {
        let mut stream = TcpStream::connect(endpoint.addr).await?;
        stream.set_nodelay(true)?;
        let mut buffer = Vec::with_capacity(1 << 14);
        let mut calls = 0;
        while Instant::now() < until {
            self.call(fixture, endpoint, kind, keyed, &mut stream, &mut buffer).await?;
            calls += 1;
        }
        Ok(calls)
    }

    /// One call. An answer that does not acknowledge every row ends the run with an error.
    pub async fn call(
        &mut self,
        fixture: &Fixture,
        endpoint: &Endpoint,
        kind: Kind,
        keyed: bool,
        stream: &mut TcpStream,
        buffer: &mut Vec<u8>,
    ) -> anyhow::Result<()> {
        let class = &fixture.classes[self.number];
        match kind {
            Kind::Insert | Kind::New => {
                let (pupil, school, subject, point) = self.unrecorded(fixture, kind)?;
                let basis = kind.basis();
                let body = if kind == Kind::Insert {
                    let band = &fixture.bands[0];
                    json!({ "variables": {
                        "pupil": pupil, "school": school, "subject": subject, "point": point, "band": band.id,
                        "bandSort": band.sort, "atOrAbove": band.at_or_above, "basis": basis, "stage": STAGE } })
                } else {
                    record(fixture, (subject, point), None, &[(pupil, 0)], keyed)
                };
                let answer = send(endpoint, kind, &body, stream, buffer).await?;
                if kind == Kind::New {
                    self.acknowledged(&answer, 1, 0)?;
                } else {
                    ensure!(answer["data"]["recorded"]["id"].is_string(), "the limit answered {answer}");
                }
                self.added.push((basis, pupil, subject, point));
            }
            Kind::Change | Kind::Class => {
                let pupils: Vec<Uuid> = if kind == Kind::Class {
                    class.pupils.clone()
                } else {
                    self.singles += 1;
                    vec![class.pupils[self.singles % CLASS]]
                };
                // Each row gets the other band, so that every row of every call changes.
                let rows: Vec<(Uuid, usize)> = pupils
                    .into_iter()
                    .map(|pupil| (pupil, self.bands.get(&pupil).map_or(0, |band| 1 - band)))
                    .collect();
                let body = record(fixture, fixture.changed_at(), Some(class.id), &rows, keyed);
                let answer = send(endpoint, kind, &body, stream, buffer).await?;
                let updated = rows.iter().filter(|(pupil, _)| self.bands.contains_key(pupil)).count();
                self.acknowledged(&answer, rows.len() - updated, updated)?;
                self.bands.extend(rows);
            }
        }
        Ok(())
    }

    /// Checks that an answer of Colonnade acknowledges the rows, and counts them.
    fn acknowledged(&mut self, answer: &Json, created: usize, updated: usize) -> anyhow::Result<()> {
        let payload = &answer["data"]["recordAssessments"];
        let recorded = payload["recorded"].as_array().map_or(0, Vec::len);
        let as_expected = payload["created"] == created
            && payload["updated"] == updated
            && recorded == created + updated
            && payload["userErrors"] == json!([]);
        ensure!(as_expected, "{created} new and {updated} changed rows were sent, but the answer was {answer}");
        self.changes += (created + updated) as u64;
        Ok(())
    }

    /// A pupil, its school, a subject and a point that have no judgement of this kind yet. A writer takes every n-th
    /// pupil, where n is the number of writers, and each of these in every subject at every point.
    fn unrecorded(&mut self, fixture: &Fixture, kind: Kind) -> anyhow::Result<(Uuid, Uuid, Uuid, Uuid)> {
        let counter = &mut self.new[usize::from(kind == Kind::New)];
        // The pair of subject and point whose judgements are changed (`Fixture::changed_at`) is left out.
        let pairs = fixture.subjects.len() * fixture.points.len() - 1;
        let own = fixture.pupils.len().saturating_sub(self.number).div_ceil(fixture.classes.len());
        ensure!(
            *counter < own * pairs,
            "all {} pupils have a judgement in every subject at every point: increase --pupils or reduce --seconds",
            fixture.pupils.len()
        );
        let (pupil, school) = fixture.pupils[(*counter % own) * fixture.classes.len() + self.number];
        let pair = *counter / own + 1;
        *counter += 1;
        let point = fixture.points[fixture.points.len() - 1 - pair / fixture.subjects.len()];
        Ok((pupil, school, fixture.subjects[pair % fixture.subjects.len()], point))
    }
}

/// The body of a `recordAssessments` mutation; `keyed` adds a new idempotency key.
fn record(
    fixture: &Fixture,
    (subject, point): (Uuid, Uuid),
    class: Option<Uuid>,
    rows: &[(Uuid, usize)],
    keyed: bool,
) -> Json {
    let id = graph::id::encode;
    let rows: Vec<Json> = rows
        .iter()
        .map(|(pupil, band)| json!({ "pupil": id("Pupil", *pupil), "band": id("Band", fixture.bands[*band].id) }))
        .collect();
    let mut input = json!({
        "subject": id("Subject", subject), "point": id("AssessmentPoint", point), "stage": STAGE, "rows": rows });
    if let Some(class) = class {
        input["class"] = json!(id("Class", class));
    }
    if keyed {
        input["idempotencyKey"] = json!(Uuid::now_v7());
    }
    json!({ "query": RECORD, "variables": { "input": input } })
}

async fn send(
    endpoint: &Endpoint,
    kind: Kind,
    body: &Json,
    stream: &mut TcpStream,
    buffer: &mut Vec<u8>,
) -> anyhow::Result<Json> {
    let path = if kind == Kind::Insert { "/insert" } else { "/graphql" };
    let request = load::request(endpoint.addr, path, &body.to_string(), endpoint.token.as_deref());
    let start = load::exchange(stream, &request, buffer).await?;
    let answer: Json = serde_json::from_slice(&buffer[start..]).context("the answer is not JSON")?;
    ensure!(answer.get("errors").is_none(), "{}", answer["errors"]);
    Ok(answer)
}
