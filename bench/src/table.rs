//! Rounds, ratios and their table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, ensure};
use serde_json::Value as Json;

use crate::load::Target;

/// Ratios of one server, by connections and read.
type Ratios = BTreeMap<(usize, &'static str), Vec<f64>>;

/// Ratios to the limit, by read and connections, in the order of the targets.
#[derive(Debug, Default)]
pub struct Measured {
    rows: Vec<(String, Ratios)>,
    connections: Vec<usize>,
}

/// Every target of a read answers with the same leaves, ids and cursors apart: else nothing is compared.
pub async fn check(targets: &[Target]) -> anyhow::Result<()> {
    let mut known: BTreeMap<&str, (u64, f64)> = BTreeMap::new();
    for target in targets {
        let answer: Json = serde_json::from_str(&target.once().await?).context("an answer is JSON")?;
        ensure!(answer.get("errors").is_none(), "{} as {}: {answer}", target.read, target.name);
        let mut sums = (0, 0.0);
        leaves(&answer["data"], "", &mut sums);
        let first = known.entry(target.read).or_insert(sums);
        ensure!(*first == sums, "{} as {} answers {sums:?}, the limit {first:?}", target.read, target.name);
    }
    Ok(())
}

/// Counts leaves that both kinds of server have, and adds their numbers up.
fn leaves(value: &Json, key: &str, sums: &mut (u64, f64)) {
    match value {
        Json::Array(items) => items.iter().for_each(|item| leaves(item, key, sums)),
        Json::Object(parts) => parts.iter().for_each(|(key, part)| leaves(part, key, sums)),
        _ if matches!(key, "id" | "cursor" | "endCursor" | "point" | "subject") => {}
        Json::Number(number) => {
            sums.0 += 1;
            sums.1 += number.as_f64().unwrap_or(0.0);
        }
        _ => sums.0 += 1,
    }
}

/// Measures every target in turn, round after round.
pub async fn measure(
    targets: &[Target],
    rounds: usize,
    seconds: u64,
    connections: &[usize],
) -> anyhow::Result<Measured> {
    let mut measured = Measured { rows: Vec::new(), connections: connections.to_vec() };
    for round in 0..rounds {
        for &count in connections {
            for read in ["point", "page", "levels"] {
                let mut limit = None;
                for target in targets.iter().filter(|target| target.read == read) {
                    target.per_second(count, 1).await?;
                    let rate = target.per_second(count, seconds).await?;
                    let ratio = rate / *limit.get_or_insert(rate);
                    eprintln!("round {} c={count} {read:<7} {:<22} {ratio:.2}", round + 1, target.name);
                    measured.add(&target.name, count, read, ratio);
                }
            }
        }
    }
    Ok(measured)
}

impl Measured {
    fn add(&mut self, name: &str, count: usize, read: &'static str, ratio: f64) {
        let at = self.rows.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            self.rows.push((name.to_owned(), BTreeMap::new()));
            self.rows.len() - 1
        });
        self.rows[at].1.entry((count, read)).or_default().push(ratio);
    }
}

/// Medians as a table; 1.00 is the limit of the same read and round.
pub fn markdown(measured: &Measured) -> String {
    let columns: Vec<(usize, &str)> =
        measured.connections.iter().flat_map(|count| ["point", "page", "levels"].map(|read| (*count, read))).collect();
    let mut out = String::from("| who |");
    for (count, read) in &columns {
        let _ = write!(out, " {read}, c={count} |");
    }
    let _ = write!(out, "\n|---|{}\n", "---|".repeat(columns.len()));
    for (name, ratios) in &measured.rows {
        let _ = write!(out, "| {name} |");
        for column in &columns {
            let cell = ratios.get(column).map_or_else(|| "–".to_owned(), |all| format!("{:.2}", median(all)));
            let _ = write!(out, " {cell} |");
        }
        out.push('\n');
    }
    out
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}
