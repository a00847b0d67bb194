//! Adds what actions on persons need: the row version that a change names, at most one staff record for a person, and
//! an index to find pupils by former numbers.
//!
//! Safe beside older nodes: every row starts at 1, and they never name the column. A trust in which a person has two
//! staff records has to join them first; none of its own actions could make them.

use sea_orm_migration::prelude::*;

step!(up, down);

const INDEXES: [&str; 2] = [
    "create unique index ux_staff_member_person on staff_member (trust_id, person_id)",
    "create index ix_pupil_former_upns on pupil (trust_id) where former_upns is not null",
];

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let column = ColumnDef::new("row_version").integer().not_null().default(1).to_owned();
    manager.alter_table(Table::alter().table("person").add_column(column).to_owned()).await?;
    for statement in INDEXES {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for name in ["ux_staff_member_person", "ix_pupil_former_upns"] {
        manager.get_connection().execute_unprepared(&format!("drop index {name}")).await?;
    }
    manager.alter_table(Table::alter().table("person").drop_column("row_version").to_owned()).await
}
