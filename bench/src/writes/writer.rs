//! One who writes: sends a judgement, or a class of them, and remembers what was acknowledged.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::Instant;

use anyhow::{Context, ensure};
use serde_json::{Value as Json, json};
use tokio::net::TcpStream;
use uuid::Uuid;

use super::cells::{CLASS, Cells, STAGE};
use crate::load;

const RECORD: &str = include_str!("../../documents/record.graphql");

/// A kind of write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One new row by the limit.
    Insert,
    /// One judgement where there was none.
    New,
    /// One judgement in place of another.
    Again,
    /// A class, each in place of another.
    Class,
}

impl Kind {
    /// Rows that one call writes.
    pub fn rows(self) -> usize {
        if self == Kind::Class { CLASS } else { 1 }
    }

    /// What new judgements rest on. Each kind has its own, so that two never write the same.
    fn basis(self) -> &'static str {
        if self == Kind::Insert { "TEST" } else { "TEACHER" }
    }
}

/// Where and as whom something is written.
#[derive(Clone)]
pub struct Door {
    /// The server.
    pub addr: SocketAddr,
    /// The token of the caller; the limit takes none.
    pub token: Option<String>,
}

/// What one of so many writers has written to one database. They are numbered from nought.
pub struct Writer {
    number: usize,
    /// New rows so far, those of the limit and ours.
    new: [usize; 2],
    next: usize,
    /// The place of the band that stands, by pupil of the class, as last acknowledged.
    pub stands: HashMap<Uuid, usize>,
    /// New rows that were acknowledged: pupil, subject and point, with what they rest on.
    pub added: Vec<(&'static str, Uuid, Uuid, Uuid)>,
    /// Rows that were acknowledged by ours, each of which has its audit event.
    pub told: u64,
}

impl Writer {
    /// One who has written nothing yet.
    pub fn new(number: usize) -> Writer {
        Writer { number, new: [0; 2], next: 0, stands: HashMap::new(), added: Vec::new(), told: 0 }
    }

    /// Writes until then, each call as soon as the one before is acknowledged; gives the number of calls.
    pub async fn run(
        &mut self,
        cells: &Cells,
        door: &Door,
        kind: Kind,
        keyed: bool,
        until: Instant,
    ) -> anyhow::Result<u64> {
        let mut stream = TcpStream::connect(door.addr).await?;
        stream.set_nodelay(true)?;
        let mut buffer = Vec::with_capacity(1 << 14);
        let mut calls = 0;
        while Instant::now() < until {
            self.call(cells, door, kind, keyed, &mut stream, &mut buffer).await?;
            calls += 1;
        }
        Ok(calls)
    }

    /// One call. What is not acknowledged as it was meant ends the run.
    pub async fn call(
        &mut self,
        cells: &Cells,
        door: &Door,
        kind: Kind,
        keyed: bool,
        stream: &mut TcpStream,
        buffer: &mut Vec<u8>,
    ) -> anyhow::Result<()> {
        let class = &cells.classes[self.number];
        match kind {
            Kind::Insert | Kind::New => {
                let (pupil, school, subject, point) = self.fresh(cells, kind)?;
                let basis = kind.basis();
                let body = if kind == Kind::Insert {
                    let band = &cells.bands[0];
                    json!({ "variables": {
                        "pupil": pupil, "school": school, "subject": subject, "point": point, "band": band.id,
                        "bandSort": band.sort, "atOrAbove": band.at_or_above, "basis": basis, "stage": STAGE } })
                } else {
                    record(cells, (subject, point), None, &[(pupil, 0)], keyed)
                };
                let answer = ask(door, kind, &body, stream, buffer).await?;
                if kind == Kind::New {
                    self.acknowledged(&answer, 1, 0)?;
                } else {
                    ensure!(answer["data"]["recorded"]["id"].is_string(), "the limit answered {answer}");
                }
                self.added.push((basis, pupil, subject, point));
            }
            Kind::Again | Kind::Class => {
                let pupils: Vec<Uuid> = if kind == Kind::Class {
                    class.pupils.clone()
                } else {
                    self.next += 1;
                    vec![class.pupils[self.next % CLASS]]
                };
                // The other band, so that every row of every call changes.
                let rows: Vec<(Uuid, usize)> = pupils
                    .into_iter()
                    .map(|pupil| (pupil, self.stands.get(&pupil).map_or(0, |band| 1 - band)))
                    .collect();
                let body = record(cells, cells.of_classes(), Some(class.id), &rows, keyed);
                let answer = ask(door, kind, &body, stream, buffer).await?;
                let updated = rows.iter().filter(|(pupil, _)| self.stands.contains_key(pupil)).count();
                self.acknowledged(&answer, rows.len() - updated, updated)?;
                self.stands.extend(rows);
            }
        }
        Ok(())
    }

    /// Checks an answer of ours.
    fn acknowledged(&mut self, answer: &Json, created: usize, updated: usize) -> anyhow::Result<()> {
        let told = &answer["data"]["recordAssessments"];
        let recorded = told["recorded"].as_array().map_or(0, Vec::len);
        let is_so = told["created"] == created
            && told["updated"] == updated
            && recorded == created + updated
            && told["userErrors"] == json!([]);
        ensure!(is_so, "{created} new and {updated} changed rows were sent, and answered with {answer}");
        self.told += (created + updated) as u64;
        Ok(())
    }

    /// A pupil, the school, a subject and a point that have no such judgement yet: every writer goes through those of
    /// every pupil whose number is its own.
    fn fresh(&mut self, cells: &Cells, kind: Kind) -> anyhow::Result<(Uuid, Uuid, Uuid, Uuid)> {
        let counter = &mut self.new[usize::from(kind == Kind::New)];
        // The cell in which classes are judged is left out.
        let pairs = cells.subjects.len() * cells.points.len() - 1;
        let own = cells.pupils.len().saturating_sub(self.number).div_ceil(cells.classes.len());
        ensure!(
            *counter < own * pairs,
            "all {} pupils have been judged in everything: give more `--pupils` or fewer `--seconds`",
            cells.pupils.len()
        );
        let (pupil, school) = cells.pupils[(*counter % own) * cells.classes.len() + self.number];
        let pair = *counter / own + 1;
        *counter += 1;
        let point = cells.points[cells.points.len() - 1 - pair / cells.subjects.len()];
        Ok((pupil, school, cells.subjects[pair % cells.subjects.len()], point))
    }
}

/// The body of a call of ours, with a new idempotency key if it is to have one.
fn record(
    cells: &Cells,
    (subject, point): (Uuid, Uuid),
    class: Option<Uuid>,
    rows: &[(Uuid, usize)],
    keyed: bool,
) -> Json {
    let id = graph::id::encode;
    let rows: Vec<Json> = rows
        .iter()
        .map(|(pupil, band)| json!({ "pupil": id("Pupil", *pupil), "band": id("Band", cells.bands[*band].id) }))
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

async fn ask(
    door: &Door,
    kind: Kind,
    body: &Json,
    stream: &mut TcpStream,
    buffer: &mut Vec<u8>,
) -> anyhow::Result<Json> {
    let path = if kind == Kind::Insert { "/insert" } else { "/graphql" };
    let request = load::request(door.addr, path, &body.to_string(), door.token.as_deref());
    let start = load::exchange(stream, &request, buffer).await?;
    let answer: Json = serde_json::from_slice(&buffer[start..]).context("an answer is JSON")?;
    ensure!(answer.get("errors").is_none(), "{}", answer["errors"]);
    Ok(answer)
}
