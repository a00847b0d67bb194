//! Adds the version of a person, which a change is checked against: staff records and transfer files both change them.
//!
//! Safe beside older nodes: every row starts at 1, and they never name the column.

use sea_orm_migration::prelude::*;

/// The step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = ColumnDef::new("row_version").integer().not_null().default(1).to_owned();
        manager.alter_table(Table::alter().table("person").add_column(column).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("person").drop_column("row_version").to_owned()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
