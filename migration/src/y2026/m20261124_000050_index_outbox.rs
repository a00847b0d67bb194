//! Adds the order in which the outbox is read: by the transaction of the change, then by number.
//!
//! Safe beside older nodes: an index, and nothing that they name. SQLite reads by number, which is its key.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

step!(up, down);

const NAME: &str = "outbox_txid_seq";

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    manager.create_index(Index::create().name(NAME).table("outbox").col("txid").col("seq").to_owned()).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    manager.drop_index(Index::drop().name(NAME).table("outbox").to_owned()).await
}
