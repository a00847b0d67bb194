//! Adds the issuer and subject by which an identity provider knows a principal.
//!
//! Safe beside older nodes: the columns are nullable, and older nodes never name them.

use sea_orm_migration::prelude::*;

use crate::column::{Column, text};

step!(up, down);

const TABLE: &str = "principal";
const INDEX: &str = "ux_principal_oidc_issuer_oidc_subject";

fn columns() -> [(&'static str, Column); 2] {
    ["oidc_issuer", "oidc_subject"].map(|name| (name, text(name).null()))
}

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let database = manager.get_database_backend();
    for (_, column) in columns() {
        // One at a time: SQLite adds one column per statement.
        let statement = Table::alter().table(TABLE).add_column(column.definition(database)).to_owned();
        manager.alter_table(statement).await?;
    }
    let index = Index::create()
        .name(INDEX)
        .table(TABLE)
        .col("trust_id")
        .col("oidc_issuer")
        .col("oidc_subject")
        .unique()
        .to_owned();
    manager.create_index(index).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager.drop_index(Index::drop().name(INDEX).table(TABLE).to_owned()).await?;
    for (name, _) in columns() {
        manager.alter_table(Table::alter().table(TABLE).drop_column(name).to_owned()).await?;
    }
    Ok(())
}
