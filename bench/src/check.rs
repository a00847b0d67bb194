//! Nothing is compared before everybody gives the same answer: the same leaves, in the same order.
//!
//! Cursors are left out, for each server makes its own; ids are compared as the database knows them.

use std::collections::HashMap;

use anyhow::{Context, ensure};
use serde_json::Value as Json;

use crate::reads::Target;

/// Asks every target for every key and compares each answer with the limit's, which is the first of its read.
pub async fn same_leaves(targets: &[Target]) -> anyhow::Result<()> {
    let mut known: HashMap<(&str, usize), Vec<String>> = HashMap::new();
    for target in targets {
        let mut count = 0;
        for key in 0..target.load.len() {
            let who = || format!("{} by {}", target.read, target.name);
            let leaves = of(&target.load.once(key).await.with_context(who)?).with_context(who)?;
            count += leaves.len();
            let limit = known.entry((target.read, key)).or_insert_with(|| leaves.clone());
            if let Some((theirs, limits)) = leaves.iter().zip(limit.iter()).find(|(one, other)| one != other) {
                anyhow::bail!("{} answers {theirs} where the limit answers {limits}", who());
            }
            ensure!(leaves.len() == limit.len(), "{}: {} leaves, not {}", who(), leaves.len(), limit.len());
        }
        eprintln!(
            "{:<7} {:<22} {count} leaves in {} answers, as expected",
            target.read,
            target.name,
            target.load.len()
        );
    }
    Ok(())
}

/// The leaves of an answer without errors.
pub fn of(answer: &str) -> anyhow::Result<Vec<String>> {
    let answer: Json = serde_json::from_str(answer).context("an answer is JSON")?;
    ensure!(answer.get("errors").is_none(), "{}", answer["errors"]);
    let mut found = Vec::new();
    collect(&answer["data"], &mut found);
    ensure!(found.iter().any(|leaf| leaf != "null"), "the answer is empty");
    Ok(found)
}

fn collect(value: &Json, found: &mut Vec<String>) {
    match value {
        Json::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Json::Object(parts) => parts
            .iter()
            .filter(|(key, _)| !matches!(key.as_str(), "cursor" | "endCursor"))
            .for_each(|(_, part)| collect(part, found)),
        Json::String(text) => {
            found.push(graph::id::decode(text).map_or_else(|| text.clone(), |(_, key)| key.to_string()));
        }
        other => found.push(other.to_string()),
    }
}
