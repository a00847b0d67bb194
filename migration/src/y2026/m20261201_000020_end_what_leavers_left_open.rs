//! Ends contracts, teaching and staff lists with the last day of a person who left the trust. Until now they went on, so
//! that a leaver still cost full pay. What was to begin later keeps its days: somebody has to look at it.
//!
//! Safe beside older nodes: no table or column changes. Going down leaves the rows as they are.

use sea_orm_migration::prelude::*;

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for table in ["contract", "teaching_assignment", "staff_spell"] {
        let statement = format!(
            "update {table} set ends_on = (select s.leaving_date from staff_member s where s.id = {table}.staff_id) \
             where exists (select 1 from staff_member s where s.id = {table}.staff_id and s.leaving_date is not null \
             and s.leaving_date >= {table}.starts_on and ({table}.ends_on is null or {table}.ends_on > s.leaving_date))"
        );
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}

async fn down(_: &SchemaManager<'_>) -> Result<(), DbErr> {
    Ok(())
}
