//! Records judgements through the graph, as the caller who imports.

use std::collections::HashMap;

use anyhow::Context;
use serde_json::json;

use super::how::How;
use super::rows::Judgement;
use crate::graph_client::messages;
use crate::report::{FileReport, Severity};

/// The most judgements in one call of `recordAssessments`.
const MOST: usize = 200;

const PUPILS: &str =
    "query($upns: [String!]) { pupils(where: { upn: { in: $upns } }, roll: ALL, first: 200) { nodes { id upn } } }";

const RECORD: &str = "mutation($input: RecordAssessmentsInput!) { recordAssessments(input: $input) { created updated unchanged \
     rejected { row userErrors { message } } userErrors { message } } }";

/// What all rows of one call share: ids of subject and point, and the day of recording.
type Shared = (String, String, Option<String>);

/// Judgements that wait to be recorded, grouped by what a call shares.
pub(super) struct Recorder<'a> {
    how: &'a How<'a>,
    waiting: HashMap<Shared, Vec<(u64, Judgement)>>,
}

impl<'a> Recorder<'a> {
    /// A recorder without judgements.
    pub(super) fn new(how: &'a How<'a>) -> Self {
        Self { how, waiting: HashMap::new() }
    }

    /// Adds a judgement. The waiting call is made first if it is full or holds another judgement of the same pupil.
    pub(super) async fn add(&mut self, line: u64, judgement: Judgement, report: &mut FileReport) -> anyhow::Result<()> {
        let shared = (judgement.subject.clone(), judgement.point.clone(), judgement.recorded_on.clone());
        let waiting = self.waiting.entry(shared.clone()).or_default();
        if waiting.len() == MOST || waiting.iter().any(|(_, known)| known.upn == judgement.upn) {
            let full = std::mem::take(waiting);
            record(self.how, &shared, full, report).await?;
        }
        self.waiting.entry(shared).or_default().push((line, judgement));
        Ok(())
    }

    /// Makes the calls that still wait.
    pub(super) async fn finish(self, report: &mut FileReport) -> anyhow::Result<()> {
        let mut left: Vec<_> = self.waiting.into_iter().filter(|(_, rows)| !rows.is_empty()).collect();
        left.sort_by_key(|(_, rows)| rows[0].0);
        for (shared, rows) in left {
            record(self.how, &shared, rows, report).await?;
        }
        report.issues.sort_by_key(|issue| issue.line);
        Ok(())
    }
}

async fn record(
    how: &How<'_>,
    (subject, point, recorded_on): &Shared,
    rows: Vec<(u64, Judgement)>,
    report: &mut FileReport,
) -> anyhow::Result<()> {
    let upns: Vec<&str> = rows.iter().map(|(_, judgement)| judgement.upn.as_str()).collect();
    let found = how.graph().query(PUPILS, json!({ "upns": upns })).await?;
    let ids: HashMap<&str, &str> = found["pupils"]["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|node| Some((node["upn"].as_str()?, node["id"].as_str()?)))
        .collect();
    let (mut lines, mut inputs) = (Vec::new(), Vec::new());
    for (line, judgement) in &rows {
        let Some(pupil) = ids.get(judgement.upn.as_str()) else {
            let words = "no pupil with this UPN is found among those you may see: check the number, and that the pupil is at one of your schools";
            report.note(Severity::Refused, *line, "upn", &judgement.upn, words);
            continue;
        };
        lines.push((*line, judgement));
        inputs.push(json!({
            "pupil": pupil,
            "band": judgement.band,
            "sourceValue": judgement.source_value,
            "sourceScale": judgement.source_scale,
        }));
    }
    if inputs.is_empty() {
        return Ok(());
    }
    let mut input = json!({
        "subject": subject, "point": point, "rows": inputs, "onError": "SKIP_INVALID", "dryRun": how.dry_run,
    });
    if let Some(day) = recorded_on {
        input["recordedOn"] = json!(day);
    }
    let payload = &how.graph().query(RECORD, json!({ "input": input })).await?["recordAssessments"];
    if payload["userErrors"].as_array().is_some_and(|errors| !errors.is_empty()) && payload["created"].is_null() {
        let words = messages(&payload["userErrors"]);
        for (line, judgement) in &lines {
            report.note(Severity::Refused, *line, "upn", &judgement.upn, &words);
        }
        return Ok(());
    }
    let count = |name: &str| payload[name].as_u64().unwrap_or(0);
    report.tally.inserted += count("created");
    report.tally.updated += count("updated");
    report.tally.unchanged += count("unchanged");
    for rejected in payload["rejected"].as_array().into_iter().flatten() {
        let row = rejected["row"].as_u64().and_then(|row| usize::try_from(row).ok());
        let (line, judgement) =
            row.and_then(|row| lines.get(row)).context("recordAssessments rejected a row that was not sent")?;
        report.note(Severity::Refused, *line, "upn", &judgement.upn, &messages(&rejected["userErrors"]));
    }
    Ok(())
}
