//! Checks, before anything is measured, that all servers give the same answers: the same leaves in the same order.
//!
//! Cursors are not compared, because each server makes its own. Ids are compared as the database stores them.

use std::collections::HashMap;

use anyhow::{Context, ensure};
use serde_json::Value as Json;

use crate::reads::Target;

/// Sends every request of every target and compares each answer with the limit's. The limit is the first target of each
/// read.
pub async fn same_leaves(targets: &[Target]) -> anyhow::Result<()> {
    let mut of_limit: HashMap<(&str, usize), Vec<String>> = HashMap::new();
    for target in targets {
        let mut count = 0;
        for key in 0..target.load.len() {
            let context = || format!("{} by {}", target.read, target.name);
            let leaves = leaves_of(&target.load.once(key).await.with_context(context)?).with_context(context)?;
            count += leaves.len();
            let expected = of_limit.entry((target.read, key)).or_insert_with(|| leaves.clone());
            if let Some((found, expected)) = leaves.iter().zip(expected.iter()).find(|(one, other)| one != other) {
                anyhow::bail!("{} answers {found} where the limit answers {expected}", context());
            }
            let (found, expected) = (leaves.len(), expected.len());
            ensure!(found == expected, "{}: {found} leaves, expected {expected}", context());
        }
        eprintln!(
            "{:<7} {:<22} {count} leaves in {} answers, all as expected",
            target.read,
            target.name,
            target.load.len()
        );
    }
    Ok(())
}

/// The leaves of an answer. An answer with errors, or with null only, is an error.
pub fn leaves_of(answer: &str) -> anyhow::Result<Vec<String>> {
    let answer: Json = serde_json::from_str(answer).context("the answer is not JSON")?;
    ensure!(answer.get("errors").is_none(), "{}", answer["errors"]);
    let mut found = Vec::new();
    collect(&answer["data"], &mut found);
    ensure!(found.iter().any(|leaf| leaf != "null"), "the answer holds no value");
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
