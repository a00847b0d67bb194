//! A school by its name, where figures of several stand side by side.

use std::collections::HashMap;

use entity::school::Column as S;
use graph::Value;
use graph::declare::{Column, ComputedType, LoadError, OPEN, Reader, computed_field, computed_type};
use serde_json::{Value as Json, json};
use uuid::Uuid;

/// A school's name. Ordered as people order names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    fold: String,
    id: Uuid,
    /// Its name.
    pub name: String,
    urn: Option<String>,
}

impl Named {
    /// As the type `FinanceSchool`.
    #[must_use]
    pub fn json(&self) -> Json {
        json!({"id": graph::id::encode("School", self.id), "name": self.name, "urn": self.urn})
    }
}

/// Reads the names of a trust's schools, in one statement.
pub(super) async fn schools(reader: &dyn Reader, trust: &Value) -> Result<HashMap<Uuid, Named>, LoadError> {
    let columns = [S::Id, S::NameFold, S::Name, S::Urn].map(Column::of);
    let rows = reader.rows(&columns, Column::of(S::TrustId), std::slice::from_ref(trust)).await?;
    let named = |row: &Vec<Value>| {
        let id = row[0].as_uuid()?;
        let (fold, name) = (row[1].as_text()?.to_owned(), row[2].as_text()?.to_owned());
        Some((id, Named { fold, id, name, urn: row[3].as_text().map(str::to_owned) }))
    };
    Ok(rows.iter().filter_map(named).collect())
}

/// The type.
pub(super) fn computed() -> ComputedType {
    computed_type(
        "FinanceSchool",
        "A school beside its figures.",
        [
            computed_field("id", "ID!", OPEN, "The global id of the school, for `node`."),
            computed_field("name", "String!", OPEN, "Its name."),
            computed_field("urn", "String", OPEN, "Unique reference number."),
        ],
    )
}
