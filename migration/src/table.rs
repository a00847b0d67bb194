//! Tables as data, and the statements that create and drop them.
//!
//! Foreign keys stand inside `CREATE TABLE`, as SQLite cannot add one later. What every table of
//! a tenant has (`id`, `trust_id`, an index for each foreign key) is added here and nowhere else.

use sea_orm_migration::{
    prelude::{ForeignKey, ForeignKeyCreateStatement, Index, IndexCreateStatement, IndexOrder, SchemaManager, Table},
    sea_orm::DbErr,
};

use crate::column::{Column, references, text, timestamp, uuid};

/// A table to be created.
#[derive(Clone, Debug)]
pub struct NewTable {
    name: &'static str,
    columns: Vec<Column>,
    indexes: Vec<NewIndex>,
    tenant: bool,
}

#[derive(Clone, Debug)]
struct NewIndex {
    columns: Vec<&'static str>,
    descending: Option<&'static str>,
    unique: bool,
}

/// A table of a tenant: begins with `id` and `trust_id`.
pub fn tenant_table(name: &'static str, columns: impl IntoIterator<Item = Column>) -> NewTable {
    let own = [uuid("id").key(), references("trust_id", "trust")];
    NewTable {
        tenant: true,
        // Serves lists without an `orderBy`.
        ..plain_table(name, own.into_iter().chain(columns)).index(["trust_id", "id"])
    }
}

/// A public table that no tenant owns: begins with `id`.
pub fn public_table(name: &'static str, columns: impl IntoIterator<Item = Column>) -> NewTable {
    plain_table(name, [uuid("id").key()].into_iter().chain(columns))
}

/// A table of just these columns.
pub fn plain_table(name: &'static str, columns: impl IntoIterator<Item = Column>) -> NewTable {
    NewTable { name, columns: columns.into_iter().collect(), indexes: Vec::new(), tenant: false }
}

impl NewTable {
    /// Adds where the row was imported from.
    #[must_use]
    pub fn with_provenance(mut self) -> Self {
        self.columns.extend([text("source_system").null(), text("source_key").null(), timestamp("imported_at").null()]);
        self
    }

    /// Adds when the row last changed.
    #[must_use]
    pub fn with_updated_at(mut self) -> Self {
        self.columns.push(timestamp("updated_at"));
        self
    }

    /// Allows one row per value of these columns. In a table of tenants that holds within a trust: a conflict must not
    /// reveal rows of another trust.
    #[must_use]
    pub fn unique<const N: usize>(mut self, columns: [&'static str; N]) -> Self {
        let trust = self.tenant.then_some("trust_id");
        self.indexes.push(NewIndex {
            columns: trust.into_iter().chain(columns).collect(),
            descending: None,
            unique: true,
        });
        self
    }

    /// Adds an index, exactly as given.
    #[must_use]
    pub fn index<const N: usize>(mut self, columns: [&'static str; N]) -> Self {
        self.indexes.push(NewIndex { columns: columns.into(), descending: None, unique: false });
        self
    }

    /// Adds the index of a child list that begins with the latest day.
    #[must_use]
    pub fn newest_first(mut self, parent: &'static str, day: &'static str) -> Self {
        self.indexes.push(NewIndex { columns: vec![parent, day, "id"], descending: Some(day), unique: false });
        self
    }

    /// The declared indexes, and one for every foreign key that no declared index begins with.
    fn all_indexes(&self) -> Vec<NewIndex> {
        let mut indexes = self.indexes.clone();
        for column in self.columns.iter().filter(|c| c.refers_to.is_some()) {
            if indexes.iter().all(|i| i.columns[0] != column.name) {
                indexes.push(NewIndex { columns: vec![column.name, "id"], descending: None, unique: false });
            }
        }
        indexes
    }

    fn foreign_key(&self, column: &Column) -> Option<ForeignKeyCreateStatement> {
        let target = column.refers_to?;
        let mut key = ForeignKey::create();
        key.name(format!("fk_{}_{}", self.name, column.name)).from(self.name, column.name).to(target, "id");
        Some(key)
    }
}

impl NewIndex {
    /// PostgreSQL cuts names at 63 bytes, so `trust_id` of a unique index and every `_id` are left out.
    fn name(&self, table: &str) -> String {
        let mut name = String::from(if self.unique { "ux_" } else { "ix_" });
        name.push_str(table);
        let columns = match self.columns.as_slice() {
            ["trust_id", rest @ ..] if self.unique && !rest.is_empty() => rest,
            all => all,
        };
        for column in columns {
            name.push('_');
            name.push_str(column.strip_suffix("_id").unwrap_or(column));
        }
        name
    }

    fn statement(&self, table: &'static str) -> IndexCreateStatement {
        let mut statement = Index::create();
        statement.name(self.name(table)).table(table);
        if self.unique {
            statement.unique();
        }
        for column in &self.columns {
            if self.descending == Some(column) {
                statement.col((*column, IndexOrder::Desc));
            } else {
                statement.col(*column);
            }
        }
        statement
    }
}

/// Creates the tables in the order given, each with its indexes.
pub async fn create_all(manager: &SchemaManager<'_>, tables: &[NewTable]) -> Result<(), DbErr> {
    let database = manager.get_database_backend();
    for table in tables {
        let mut statement = Table::create();
        statement.table(table.name);
        for column in &table.columns {
            statement.col(column.definition(database));
            if let Some(mut key) = table.foreign_key(column) {
                statement.foreign_key(&mut key);
            }
        }
        manager.create_table(statement).await?;
        for index in table.all_indexes() {
            manager.create_index(index.statement(table.name)).await?;
        }
    }
    Ok(())
}

/// Drops the tables, the last created first.
pub async fn drop_all(manager: &SchemaManager<'_>, tables: &[NewTable]) -> Result<(), DbErr> {
    for table in tables.iter().rev() {
        let statement = Table::drop().table(table.name).to_owned();
        manager.drop_table(statement).await?;
    }
    Ok(())
}
