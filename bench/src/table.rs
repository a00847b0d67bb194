//! Prints samples as Markdown tables: medians over all rounds, of ratios within each round.

use std::fmt::Write as _;

use crate::reads::{self, L1, L1R};
use crate::rounds::{Sample, Start};

/// All tables.
pub fn markdown(samples: &[Sample], starts: &[Start], connections: &[usize]) -> String {
    let reads: Vec<&str> =
        reads::names().into_iter().filter(|read| samples.iter().any(|sample| sample.read == *read)).collect();
    let mut names: Vec<&str> = Vec::new();
    for sample in samples.iter().filter(|sample| sample.round == 0) {
        if !names.contains(&sample.name.as_str()) {
            names.push(&sample.name);
        }
    }
    let mut out = String::new();
    for &count in connections {
        let _ = writeln!(out, "Answers per second, {}: ÷ L1 (lowest–highest) · ÷ L1r\n", at(count));
        grid(&mut out, &reads, &names, |name, read| {
            let by_l1 = ratios(samples, count, read, name, L1);
            let by_l1r = ratios(samples, count, read, name, L1R);
            let (low, high) = (by_l1.first()?, by_l1.last()?);
            Some(format!("{:.2} ({low:.2}–{high:.2}) · {:.2}", median(&by_l1)?, median(&by_l1r)?))
        });
    }
    for &count in connections {
        let _ = writeln!(out, "CPU time for each request, {}, in ms: server + sessions of PostgreSQL\n", at(count));
        grid(&mut out, &reads, &names, |name, read| {
            let each = |of: fn(&Sample) -> Option<f64>| {
                median(&sorted(picked(samples, count, read, name).filter_map(of).collect()))
            };
            let server = each(|sample| sample.server_ms)?;
            // SQLite runs within the server: it has no sessions.
            let database = each(|sample| sample.database_ms).filter(|_| !name.starts_with("SQLite"));
            Some(database.map_or_else(|| format!("{server:.3}"), |database| format!("{server:.3} + {database:.3}")))
        });
    }
    for &count in connections {
        let _ = writeln!(out, "Answers per second, {}: SQLite ÷ PostgreSQL\n", at(count));
        let callers: Vec<&str> = names.iter().filter_map(|name| name.strip_prefix("SQLite, ")).collect();
        grid(&mut out, &reads, &callers, |caller, read| {
            let (embedded, beside) = (format!("SQLite, {caller}"), format!("PostgreSQL, {caller}"));
            median(&ratios(samples, count, read, &embedded, &beside)).map(|ratio| format!("{ratio:.2}"))
        });
    }
    out.push_str("| start on an existing database | time to first correct answer | memory then |\n|---|---|---|\n");
    for start in starts {
        let memory = start.idle_mib.map_or_else(|| "–".to_owned(), |mib| format!("{mib} MiB"));
        let _ = writeln!(out, "| {} | {} ms | {memory} |", start.label, start.took.as_millis());
    }
    out
}

/// How many connections, in words.
pub fn at(count: usize) -> String {
    if count == 1 { "one connection".to_owned() } else { format!("{count} connections") }
}

/// A table with a row for each name and a column for each read. A cell without a value is a dash.
fn grid(out: &mut String, reads: &[&str], names: &[&str], cell: impl Fn(&str, &str) -> Option<String>) {
    let _ = writeln!(out, "| | {} |\n|---|{}", reads.join(" | "), "---|".repeat(reads.len()));
    for name in names {
        let cells: Vec<String> = reads.iter().map(|read| cell(name, read).unwrap_or_else(|| "–".to_owned())).collect();
        let _ = writeln!(out, "| {name} | {} |", cells.join(" | "));
    }
    out.push('\n');
}

fn picked<'a>(samples: &'a [Sample], count: usize, read: &str, name: &str) -> impl Iterator<Item = &'a Sample> {
    samples.iter().filter(move |sample| sample.connections == count && sample.read == read && sample.name == name)
}

/// The rates of the target `name` divided by the rates of `base` in the same rounds, lowest first.
fn ratios(samples: &[Sample], count: usize, read: &str, name: &str, base: &str) -> Vec<f64> {
    let beside: Vec<&Sample> = picked(samples, count, read, base).collect();
    let ratio =
        |sample: &Sample| beside.iter().find(|other| other.round == sample.round).map(|other| sample.rate / other.rate);
    sorted(picked(samples, count, read, name).filter_map(ratio).collect())
}

/// Sorts values, lowest first.
pub fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

/// The median of sorted values; for an even number of values the mean of the two in the middle.
pub fn median(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        return sorted.get(middle).copied();
    }
    Some((sorted.get(middle.checked_sub(1)?)? + sorted.get(middle)?) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[1.0, 3.0, 4.0]), Some(3.0));
        assert_eq!(median(&[1.0, 3.0, 4.0, 9.0]), Some(3.5));
    }

    #[test]
    fn a_ratio_stays_within_its_round() {
        let sample = |round, name: &str, rate| Sample {
            round,
            connections: 1,
            read: "point",
            name: name.to_owned(),
            rate,
            server_ms: None,
            database_ms: None,
        };
        let samples = [
            sample(0, L1, 100.0),
            sample(0, "PostgreSQL, x", 50.0),
            sample(1, "PostgreSQL, x", 10.0),
            sample(1, L1, 10.0),
        ];
        assert_eq!(ratios(&samples, 1, "point", "PostgreSQL, x", L1), [0.5, 1.0]);
    }
}
