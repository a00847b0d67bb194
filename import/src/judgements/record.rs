//! Through the graph: names become ids, and judgements are recorded under the rights of whoever imports.

use std::collections::HashMap;

use anyhow::Context;
use serde_json::{Value as Json, json};

use super::How;
use super::rows::Judgement;
use crate::asking::messages;
use crate::report::{FileReport, Severity};

/// The most judgements of one call.
const MOST: usize = 200;

const NAMES: &str = "{ subjects(first: 200) { nodes { id code } } assessmentPoints(first: 200) { nodes { id label } } \
     bandScales(where: { isDefault: { eq: true } }) { nodes { bands { id code } } } }";

const PUPILS: &str =
    "query($upns: [String!]) { pupils(where: { upn: { in: $upns } }, first: 200) { nodes { id upn } } }";

const RECORD: &str = "mutation($input: RecordAssessmentsInput!) { recordAssessments(input: $input) { created updated unchanged \
     rejected { row userErrors { message } } userErrors { message } } }";

/// What rows name, by its ids.
pub(super) struct Trust {
    /// By code.
    pub subjects: HashMap<String, String>,
    /// By label.
    pub points: HashMap<String, String>,
    /// By code, of the scale that judgements are given on.
    pub bands: HashMap<String, String>,
}

impl Trust {
    /// Reads them.
    pub(super) async fn read(how: &How<'_>) -> anyhow::Result<Self> {
        let data = how.asking().ask(NAMES, json!({})).await?;
        let by = |list: &Json, name: &str| -> HashMap<String, String> {
            let text = |node: &Json, name: &str| node[name].as_str().unwrap_or_default().to_owned();
            list.as_array().into_iter().flatten().map(|node| (text(node, name), text(node, "id"))).collect()
        };
        Ok(Self {
            subjects: by(&data["subjects"]["nodes"], "code"),
            points: by(&data["assessmentPoints"]["nodes"], "label"),
            bands: by(&data["bandScales"]["nodes"][0]["bands"], "code"),
        })
    }
}

/// What the rows of one call share.
type Shared = (String, String, Option<String>);

/// Judgements on their way, kept together by what a call shares.
pub(super) struct Recorder<'a> {
    how: &'a How<'a>,
    waiting: HashMap<Shared, Vec<(u64, Judgement)>>,
}

impl<'a> Recorder<'a> {
    /// With none on their way.
    pub(super) fn new(how: &'a How<'a>) -> Self {
        Self { how, waiting: HashMap::new() }
    }

    /// Takes one; a full call is made at once, and one before a second judgement of the same pupil.
    pub(super) async fn take(
        &mut self,
        line: u64,
        judgement: Judgement,
        report: &mut FileReport,
    ) -> anyhow::Result<()> {
        let shared = (judgement.subject.clone(), judgement.point.clone(), judgement.recorded_on.clone());
        let waiting = self.waiting.entry(shared.clone()).or_default();
        if waiting.len() == MOST || waiting.iter().any(|(_, known)| known.upn == judgement.upn) {
            let full = std::mem::take(waiting);
            record(self.how, &shared, full, report).await?;
        }
        self.waiting.entry(shared).or_default().push((line, judgement));
        Ok(())
    }

    /// Makes the calls that are left.
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
    let found = how.asking().ask(PUPILS, json!({ "upns": upns })).await?;
    let ids: HashMap<&str, &str> = found["pupils"]["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|node| Some((node["upn"].as_str()?, node["id"].as_str()?)))
        .collect();
    let (mut lines, mut inputs) = (Vec::new(), Vec::new());
    for (line, judgement) in &rows {
        let Some(pupil) = ids.get(judgement.upn.as_str()) else {
            let words = "is no pupil whose judgements you may record: check the number, and whose school it is";
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
    let payload = &how.asking().ask(RECORD, json!({ "input": input })).await?["recordAssessments"];
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
        let (line, judgement) = row.and_then(|row| lines.get(row)).context("a rejected row is one of those sent")?;
        report.note(Severity::Refused, *line, "upn", &judgement.upn, &messages(&rejected["userErrors"]));
    }
    Ok(())
}
