//! A school by its name, where figures of several stand side by side.

use std::collections::HashMap;

use entity::school::{self, Column as S};
use graph::Value;
use graph::declare::{Column, Linked, LoadError, Reader, table_rows};
use graph::table_row;
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

table_row! {
    struct NameRow of S { id: Uuid = Id, fold: String = NameFold, name: String = Name }
}

/// Reads the names of a trust's schools, in one statement.
pub(super) async fn schools(reader: &dyn Reader, trust: &Value) -> Result<HashMap<Uuid, Named>, LoadError> {
    let rows = table_rows::<NameRow>(reader, Column::of(S::TrustId), std::slice::from_ref(trust)).await?;
    Ok(rows.into_iter().map(|NameRow { id, fold, name }| (id, Named { fold, id, name })).collect())
}
