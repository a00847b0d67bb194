//! Keeps the earlier version of a judgement whose band changes.
//!
//! A trigger does it, so that no way of changing a judgement can forget to.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::{
    column::{date, flag, int, references, text, timestamp},
    table::{NewTable, create_all, drop_all, tenant_table},
};

step!(up, down);

const COPY: &str = "insert into assessment_history (id, trust_id, assessment_id, pupil_id, school_id, band_id, \
     band_sort, at_or_above, assessor_staff_id, source_value, source_scale, recorded_on, row_version, replaced_at) \
     values (NEWKEY, old.trust_id, old.id, old.pupil_id, old.school_id, old.band_id, old.band_sort, \
     old.at_or_above, old.assessor_staff_id, old.source_value, old.source_scale, old.recorded_on, old.row_version, \
     new.updated_at)";

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_all(manager, &tables()).await?;
    let database = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Postgres {
        let copy = COPY.replace("NEWKEY", "gen_random_uuid()");
        database
            .execute_unprepared(&format!(
                "create function assessment_kept() returns trigger language plpgsql as $$ begin {copy}; return null; end $$"
            ))
            .await?;
        database
            .execute_unprepared(
                "create trigger assessment_kept after update on assessment for each row \
                 when (old.band_id <> new.band_id) execute function assessment_kept()",
            )
            .await?;
    } else {
        let copy = COPY.replace("NEWKEY", "randomblob(16)");
        database
            .execute_unprepared(&format!(
                "create trigger assessment_kept after update on assessment \
                 when old.band_id <> new.band_id begin {copy}; end"
            ))
            .await?;
    }
    Ok(())
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let database = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Postgres {
        database
            .execute_unprepared("drop trigger assessment_kept on assessment; drop function assessment_kept()")
            .await?;
    } else {
        database.execute_unprepared("drop trigger assessment_kept").await?;
    }
    drop_all(manager, &tables()).await
}

fn tables() -> Vec<NewTable> {
    vec![
        tenant_table(
            "assessment_history",
            [
                references("assessment_id", "assessment"),
                references("pupil_id", "pupil"),
                references("school_id", "school"),
                references("band_id", "band"),
                int("band_sort"),
                flag("at_or_above"),
                references("assessor_staff_id", "staff_member").null(),
                text("source_value").null(),
                text("source_scale").null(),
                date("recorded_on"),
                int("row_version"),
                timestamp("replaced_at"),
            ],
        )
        .newest_first("assessment_id", "row_version"),
    ]
}
