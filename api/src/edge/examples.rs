//! The example operations of GraphiQL, taken from the documents of the test suite.
//!
//! The build embeds `tests/capabilities/<pillar>/<ID>-<slug>.graphql`. A document opens with comment lines:
//! `# ID: sentence`, `# as: persona`, `# variables: {…}`, `# statements: n`.

use std::sync::LazyLock;

use serde::Serialize;
use serde_json::{Map, Value};

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/examples.rs"));
}

/// One example.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Example {
    /// The capability it shows: `T14`.
    pub id: String,
    /// The folder it is in: `tracking`.
    pub pillar: String,
    /// What it shows, in a sentence.
    pub title: String,
    /// The persona to sign in as.
    pub persona: Option<String>,
    /// The operation.
    pub document: String,
    /// Values of its variables.
    pub variables: Map<String, Value>,
}

/// All examples as JSON, serialized once.
pub fn json() -> &'static str {
    static JSON: LazyLock<String> = LazyLock::new(|| {
        let all: Vec<Example> = embedded::DOCUMENTS.iter().filter_map(|(pillar, text)| read(pillar, text)).collect();
        serde_json::to_string(&all).expect("text and JSON values always serialize")
    });
    &JSON
}

/// Reads a document with its opening comment lines; `None` where the first line is not `# ID: sentence`.
fn read(pillar: &str, text: &str) -> Option<Example> {
    let mut lines = text.lines();
    let (id, title) = lines.next()?.strip_prefix('#')?.split_once(':')?;
    let (mut persona, mut variables, mut document) = (None, Map::new(), String::new());
    let mut opening = true;
    for line in lines {
        let note = line.strip_prefix('#').filter(|_| opening).and_then(|line| line.split_once(':'));
        match note.map(|(name, value)| (name.trim(), value.trim())) {
            Some(("as", value)) => persona = Some(value.to_owned()),
            Some(("variables", value)) => variables = serde_json::from_str(value).unwrap_or_default(),
            Some(("statements", _)) => {}
            _ => {
                opening &= line.starts_with('#');
                document.push_str(line);
                document.push('\n');
            }
        }
    }
    let title = title.trim().to_owned();
    let document = format!("# {title}\n{}\n", document.trim());
    Some(Example { id: id.trim().to_owned(), pillar: pillar.to_owned(), title, persona, document, variables })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_lines() {
        let text = "# T14: judgement beside test.\n# as: teacher\n# variables: {\"class\": \"6M\"}\n# statements: 3\n\
                    query Q($class: ID!) {\n  # kept: this\n  viewer { name }\n}\n";
        let example = read("tracking", text).unwrap();
        assert_eq!((&*example.id, &*example.title), ("T14", "judgement beside test."));
        assert_eq!(example.persona.as_deref(), Some("teacher"));
        assert_eq!(example.variables["class"], "6M");
        assert_eq!(
            example.document,
            "# judgement beside test.\nquery Q($class: ID!) {\n  # kept: this\n  viewer { name }\n}\n"
        );
        assert_eq!(read("tracking", "query { a }"), None);
    }

    #[test]
    fn every_embedded_document_opens_well() {
        for (pillar, text) in embedded::DOCUMENTS {
            let first = text.lines().next();
            assert!(read(pillar, text).is_some(), "{pillar}: {first:?} is not `# ID: sentence`");
        }
    }
}
