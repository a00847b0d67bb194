//! A school by its name, where figures of several stand side by side.

use std::collections::HashMap;

use entity::school::{self, Column as S};
use graph::Value;
use graph::declare::{Column, Linked, LoadError, Reader};
use uuid::Uuid;

/// A school's name. Ordered as people order names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    fold: String,
    id: Uuid,
    /// Its name.
    pub name: String,
}

impl Named {
    /// The school itself.
    #[must_use]
    pub fn school(&self) -> Linked<school::Entity> {
        Linked::to(self.id)
    }
}

/// Reads the names of a trust's schools, in one statement.
pub(super) async fn schools(reader: &dyn Reader, trust: &Value) -> Result<HashMap<Uuid, Named>, LoadError> {
    let columns = [S::Id, S::NameFold, S::Name].map(Column::of);
    let rows = reader.rows(&columns, Column::of(S::TrustId), std::slice::from_ref(trust)).await?;
    let named = |row: &Vec<Value>| {
        let id = row[0].as_uuid()?;
        let (fold, name) = (row[1].as_text()?.to_owned(), row[2].as_text()?.to_owned());
        Some((id, Named { fold, id, name }))
    };
    Ok(rows.iter().filter_map(named).collect())
}
