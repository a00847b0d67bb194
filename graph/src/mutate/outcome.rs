//! The outcome of an action: the keys of its rows, and the facts of its payload.

use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use super::error::{RowWarning, UserError};
use crate::declare::Action;
use crate::value::Value;

/// The result that an action's function returns.
#[derive(Clone, Debug, Default)]
pub struct Made {
    rows: Vec<(&'static str, Vec<Uuid>)>,
    facts: Map<String, Json>,
}

impl Made {
    /// An empty result.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Rows for a field of the payload, in the order to return them.
    #[must_use]
    pub fn rows(mut self, field: &'static str, keys: impl IntoIterator<Item = Uuid>) -> Self {
        self.rows.push((field, keys.into_iter().collect()));
        self
    }

    /// A number for a field of the payload.
    #[must_use]
    pub fn count(mut self, field: &'static str, number: usize) -> Self {
        self.facts.insert(field.to_owned(), json!(number));
        self
    }
}

/// The outcome of an action, with its fields in the order of the declaration.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ActionOutcome {
    /// The keys of each field with rows.
    pub rows: Vec<Vec<Uuid>>,
    /// Counts, rejected rows, warnings and errors, by the names of the payload's fields.
    pub facts: Json,
}

impl ActionOutcome {
    pub fn done(action: &Action, made: Made, rejected: &[(usize, Vec<UserError>)], warnings: &[RowWarning]) -> Self {
        let keys = |name| made.rows.iter().find(|(field, _)| *field == name).map(|(_, keys)| keys.clone());
        let rows = action.rows.iter().map(|field| keys(field.name).unwrap_or_default()).collect();
        Self { rows, facts: answers(action, made.facts, rejected, warnings, &[]) }
    }

    pub fn refused(action: &Action, errors: &[UserError], rejected: &[(usize, Vec<UserError>)]) -> Self {
        Self { rows: vec![Vec::new(); action.rows.len()], facts: answers(action, Map::new(), rejected, &[], errors) }
    }

    /// The keys, as values of the slots after those of the request.
    pub fn slots(&self) -> impl Iterator<Item = Value> + '_ {
        self.rows.iter().map(|keys| Value::List(keys.iter().copied().map(Value::Uuid).collect()))
    }

    pub fn json(&self) -> Json {
        json!({ "rows": self.rows, "told": self.facts })
    }

    pub fn of_json(json: &Json) -> Option<Self> {
        let keys = |list: &Json| -> Option<Vec<Uuid>> {
            list.as_array()?.iter().map(|key| Uuid::parse_str(key.as_str()?).ok()).collect()
        };
        let rows = json["rows"].as_array()?.iter().map(keys).collect::<Option<_>>()?;
        Some(Self { rows, facts: json["told"].clone() })
    }
}

fn answers(
    action: &Action,
    mut facts: Map<String, Json>,
    rejected: &[(usize, Vec<UserError>)],
    warnings: &[RowWarning],
    errors: &[UserError],
) -> Json {
    for fact in &action.facts {
        facts.entry(fact.name).or_insert_with(|| json!(0));
    }
    let list = |errors: &[UserError]| errors.iter().map(UserError::json).collect::<Vec<_>>();
    let mut rejected: Vec<_> = rejected.to_vec();
    rejected.sort_by_key(|(row, _)| *row);
    let rows: Vec<Json> =
        rejected.iter().map(|(row, errors)| json!({ "row": row, "userErrors": list(errors) })).collect();
    facts.insert("rejected".to_owned(), rows.into());
    if action.warns {
        let mut warnings: Vec<&RowWarning> = warnings.iter().collect();
        warnings.sort_by_key(|warning| warning.row);
        facts.insert("warnings".to_owned(), warnings.into_iter().map(RowWarning::json).collect());
    }
    facts.insert("userErrors".to_owned(), list(errors).into());
    Json::Object(facts)
}
