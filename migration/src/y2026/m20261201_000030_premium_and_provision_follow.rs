//! Drops `pupil.pupil_premium` and `pupil.sen_provision`: both follow from rows of other tables, on any day.
//!
//! FSM6 follows from PP_FSM over six years, so rows of the kind FSM6 count no longer. One that no PP_FSM row explains
//! becomes the shortest PP_FSM period from which it follows: from its first day to six years before its last, or its
//! first day alone. The others are removed.
//!
//! `pupil.eal` becomes null where the first language is not known, which said no until now.
//!
//! Not safe beside older nodes, which read the columns: stop them first. Going down fills the columns as of the day it
//! runs and leaves flags as they are.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

step!(up, down);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let earlier = match manager.get_database_backend() {
        DbBackend::Postgres => "(ends_on - interval '6 years')::date",
        _ => "date(ends_on, '-6 years')",
    };
    let last = format!("case when {earlier} > starts_on then {earlier} else starts_on end");
    let explained = format!(
        "exists (select 1 from funding_flag o where o.pupil_id = funding_flag.pupil_id and o.kind = 'PP_FSM' \
         and o.starts_on <= {last} and (o.ends_on is null or o.ends_on >= funding_flag.starts_on))",
        last = last.replace("ends_on", "funding_flag.ends_on").replace("starts_on", "funding_flag.starts_on"),
    );
    for statement in [
        format!(
            "update funding_flag set kind = 'PP_FSM', ends_on = {last}, row_version = row_version + 1 \
             where kind = 'FSM6' and not {explained}"
        ),
        "delete from funding_flag where kind = 'FSM6'".to_owned(),
    ] {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    if manager.get_database_backend() == DbBackend::Postgres {
        // The engine writes lines about what changes when a day begins; they have no audit event.
        let own_transaction = "alter table outbox alter column txid set default pg_current_xact_id()::text::bigint";
        manager.get_connection().execute_unprepared(own_transaction).await?;
    }
    for statement in [
        "alter table pupil add column known boolean".to_owned(),
        "update pupil set known = eal where first_language not in ('REF', 'NOT', 'ZZZ')".to_owned(),
        "alter table pupil drop column eal".to_owned(),
        "alter table pupil rename column known to eal".to_owned(),
    ] {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    for name in ["pupil_premium", "sen_provision"] {
        manager.alter_table(Table::alter().table("pupil").drop_column(name).to_owned()).await?;
    }
    Ok(())
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let (collation, six_years_ago) = match manager.get_database_backend() {
        DbBackend::Postgres => ("collate \"C\"", "(current_date - interval '6 years')::date"),
        _ => ("", "date('now', '-6 years')"),
    };
    let holds = "starts_on <= current_date and (ends_on is null or ends_on >= current_date)";
    for statement in [
        "alter table pupil add column known boolean not null default false".to_owned(),
        "update pupil set known = coalesce(eal, false)".to_owned(),
        "alter table pupil drop column eal".to_owned(),
        "alter table pupil rename column known to eal".to_owned(),
        "alter table pupil add column pupil_premium boolean not null default false".to_owned(),
        format!("alter table pupil add column sen_provision text {collation} not null default 'NONE'"),
        format!(
            "update pupil set pupil_premium = true where exists (select 1 from funding_flag where pupil_id = pupil.id \
             and kind = 'PP_FSM' and starts_on <= current_date and (ends_on is null or ends_on >= {six_years_ago})) \
             or exists (select 1 from care_flag where pupil_id = pupil.id and kind in ('LAC', 'PLAC') and {holds})"
        ),
        format!(
            "update pupil set sen_provision = coalesce((select min(provision) from sen_record \
             where pupil_id = pupil.id and {holds}), 'NONE')"
        ),
    ] {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}
