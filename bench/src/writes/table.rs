//! Prints samples of writes as Markdown tables: medians over all rounds, of ratios within each round.

use std::fmt::Write as _;

use super::Sample;
use super::writer::Kind;
use crate::process::Server;
use crate::table::{at, median, sorted};

/// A kind of write, the server's label, and whether the write has an idempotency key.
type Measured = (Kind, &'static str, bool);

/// All tables of the writes.
pub fn markdown(samples: &[Sample], connections: &[usize]) -> String {
    let bare: Measured = (Kind::Insert, Server::LIMIT, false);
    let mut out = String::new();
    for &count in connections {
        let _ = writeln!(out, "Rows per second, {}: ÷ the bare insert (lowest–highest)\n", at(count));
        out.push_str("| | one, new | one, changed | class of 30 | class ÷ one, changed |\n|---|---|---|---|---|\n");
        for (label, keyed) in [("PostgreSQL", false), ("PostgreSQL", true), ("SQLite", false), ("SQLite", true)] {
            let by = |kind, base| cell(&ratios(samples, count, (kind, label, keyed), base));
            let _ = writeln!(
                out,
                "| {label}{} | {} | {} | {} | {} |",
                if keyed { ", with key" } else { "" },
                by(Kind::New, bare),
                by(Kind::Change, bare),
                by(Kind::Class, bare),
                by(Kind::Class, (Kind::Change, label, keyed)),
            );
        }
        out.push('\n');
    }
    for &count in connections {
        let _ = writeln!(out, "CPU time for each call, {}, in ms: server + sessions of PostgreSQL\n", at(count));
        out.push_str("| | one, new | one, changed | class of 30 |\n|---|---|---|---|\n");
        let _ = writeln!(out, "| bare insert | {} | – | – |", cpu(samples, count, bare));
        for (label, keyed) in [("PostgreSQL", false), ("PostgreSQL", true), ("SQLite", false)] {
            let cells = [Kind::New, Kind::Change, Kind::Class].map(|kind| cpu(samples, count, (kind, label, keyed)));
            let _ = writeln!(out, "| {label}{} | {} |", if keyed { ", with key" } else { "" }, cells.join(" | "));
        }
        out.push('\n');
    }
    out
}

fn picked(samples: &[Sample], count: usize, measured: Measured) -> impl Iterator<Item = &Sample> {
    samples
        .iter()
        .filter(move |sample| sample.connections == count && (sample.kind, sample.label, sample.keyed) == measured)
}

/// The rates of `measured` divided by the rates of `base` in the same rounds, lowest first.
fn ratios(samples: &[Sample], count: usize, measured: Measured, base: Measured) -> Vec<f64> {
    let beside: Vec<&Sample> = picked(samples, count, base).collect();
    let ratio =
        |sample: &Sample| beside.iter().find(|other| other.round == sample.round).map(|other| sample.rate / other.rate);
    sorted(picked(samples, count, measured).filter_map(ratio).collect())
}

fn cell(ratios: &[f64]) -> String {
    match (ratios.first(), median(ratios), ratios.last()) {
        (Some(low), Some(median), Some(high)) => format!("{median:.2} ({low:.2}–{high:.2})"),
        _ => "–".to_owned(),
    }
}

fn cpu(samples: &[Sample], count: usize, measured: Measured) -> String {
    let each = |part: fn(&(f64, f64)) -> f64| {
        median(&sorted(picked(samples, count, measured).filter_map(|sample| sample.cpu.as_ref().map(part)).collect()))
    };
    match (each(|cpu| cpu.0), each(|cpu| cpu.1)) {
        // SQLite runs within the server: it has no sessions.
        (Some(server), Some(_)) if measured.1 == "SQLite" => format!("{server:.3}"),
        (Some(server), Some(database)) => format!("{server:.3} + {database:.3}"),
        _ => "–".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_compared_with_single_judgements_and_a_bare_insert() {
        let sample = |round, kind, label, rate| Sample {
            round,
            connections: 32,
            kind,
            label,
            keyed: false,
            rate,
            cpu: Some((0.1, 0.2)),
        };
        let samples = [
            sample(0, Kind::Insert, Server::LIMIT, 100.0),
            sample(0, Kind::Change, "PostgreSQL", 50.0),
            sample(0, Kind::Class, "PostgreSQL", 1000.0),
            sample(1, Kind::Insert, Server::LIMIT, 10.0),
            sample(1, Kind::Change, "PostgreSQL", 7.0),
            sample(1, Kind::Class, "PostgreSQL", 70.0),
        ];
        let table = markdown(&samples, &[32]);
        let line = table.lines().find(|line| line.starts_with("| PostgreSQL |")).expect("a line");
        assert_eq!(line, "| PostgreSQL | – | 0.60 (0.50–0.70) | 8.50 (7.00–10.00) | 15.00 (10.00–20.00) |");
        assert!(table.contains("| bare insert | 0.100 + 0.200 |"), "{table}");
    }
}
