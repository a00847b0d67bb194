//! A school by its name, where figures of several stand side by side.

use std::collections::HashMap;

use async_graphql::{ID, SimpleObject};
use entity::school::Column as S;
use graph::Value;
use graph::declare::{Column, LoadError, Reader};
use serde::Serialize;
use uuid::Uuid;

/// A school beside its figures.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FinanceSchool {
    /// The global id of the school, for `node`.
    pub id: ID,
    /// Its name.
    pub name: String,
    /// Unique reference number.
    pub urn: Option<String>,
}

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
    /// As it stands beside its figures.
    #[must_use]
    pub fn school(&self) -> FinanceSchool {
        FinanceSchool {
            id: graph::id::encode("School", self.id).into(),
            name: self.name.clone(),
            urn: self.urn.clone(),
        }
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
