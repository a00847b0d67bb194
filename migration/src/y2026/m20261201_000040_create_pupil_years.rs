//! Creates the year groups of pupils in academic years, and fills them from enrolments: a row for each entry, and one for the
//! academic year in which a registration group is known. Pupils and enrolments no longer have the year group and the
//! registration group of now; an enrolment keeps the year group of its first day.
//!
//! The year group that stands in an enrolment is true on one day: in the demo trust on the demo's today, or on the last
//! day at the school; in an imported row on the day of the import; otherwise on the first day. One year is counted for each
//! 1 September between.
//!
//! Not safe beside older nodes, which read the columns that go: stop them first.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::column::{date, int, references, text};
use crate::table::{NewTable, create_all, drop_all, tenant_table};

step!(up, down);

fn tables() -> Vec<NewTable> {
    vec![
        tenant_table(
            "pupil_year",
            [
                references("pupil_id", "pupil"),
                references("school_id", "school"),
                int("first_year"),
                date("starts_on"),
                int("nc_year"),
                text("registration_group").null(),
                int("row_version"),
            ],
        )
        .with_updated_at()
        .unique(["pupil_id", "starts_on"])
        .newest_first("pupil_id", "starts_on"),
    ]
}

/// The SQL that differs between the databases.
struct Words {
    new_key: &'static str,
    /// The day of a time.
    imported_on: &'static str,
    least: &'static str,
    greatest: &'static str,
    as_date: fn(&str) -> String,
    /// The calendar year in which the academic year of a day begins.
    first_year: fn(&str) -> String,
    /// 1 September of a year.
    september: fn(&str) -> String,
}

fn words(database: DbBackend) -> Words {
    if database == DbBackend::Postgres {
        Words {
            new_key: "gen_random_uuid()",
            imported_on: "e.imported_at::date",
            least: "least",
            greatest: "greatest",
            as_date: |text| format!("({text})::date"),
            first_year: |day| {
                format!("(extract(year from {day}) - case when extract(month from {day}) < 9 then 1 else 0 end)::int4")
            },
            september: |year| format!("make_date({year}, 9, 1)"),
        }
    } else {
        Words {
            new_key: "randomblob(16)",
            imported_on: "substr(e.imported_at, 1, 10)",
            least: "min",
            greatest: "max",
            as_date: |text| format!("({text})"),
            first_year: |day| format!("(strftime('%Y', {day}) - (strftime('%m', {day}) < '09'))"),
            september: |year| format!("({year} || '-09-01')"),
        }
    }
}

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_all(manager, &tables()).await?;
    let Words { new_key, imported_on, least, greatest, as_date, first_year, september } =
        words(manager.get_database_backend());
    let demo = as_date("select value from setting where key = 'demo.today'");
    // The day on which the stored year group is true.
    let known_on = format!(
        "{greatest}(e.entry_date, {least}(coalesce({demo}, {imported_on}, e.entry_date), coalesce(e.leaving_date, {})))",
        as_date("'9999-12-31'")
    );
    let (entered_in, known_in) = (first_year("e.entry_date"), first_year(&known_on));
    let at_entry = format!("e.nc_year - ({known_in} - {entered_in})");
    let group = "case when e.leaving_date is null and p.school_id = e.school_id \
                 then p.registration_group else e.registration_group end";
    let own = "from enrolment e join pupil p on p.id = e.pupil_id where e.status in ('CURRENT', 'MAIN') \
               and (e.leaving_date is null or e.leaving_date >= e.entry_date)";
    let into = "insert into pupil_year (id, trust_id, pupil_id, school_id, first_year, starts_on, nc_year, \
                registration_group, updated_at, row_version)";
    let statements = [
        // One row for a day: of two enrolments that begin on it, the one with the greater key.
        format!(
            "{into} select {new_key}, e.trust_id, e.pupil_id, e.school_id, {entered_in}, e.entry_date, {at_entry}, \
             case when {known_in} = {entered_in} then {group} end, e.updated_at, 1 {own} \
             and not exists (select 1 from enrolment o where o.pupil_id = e.pupil_id and o.entry_date = e.entry_date \
             and o.status in ('CURRENT', 'MAIN') and (o.leaving_date is null or o.leaving_date >= o.entry_date) \
             and o.id > e.id)"
        ),
        format!(
            "{into} select {new_key}, e.trust_id, e.pupil_id, e.school_id, {known_in}, {}, e.nc_year, {group}, \
             e.updated_at, 1 {own} and {known_in} > {entered_in} and {group} is not null \
             and not exists (select 1 from pupil_year y where y.pupil_id = e.pupil_id and y.starts_on = {}) \
             and not exists (select 1 from enrolment o where o.pupil_id = e.pupil_id and o.id > e.id \
             and o.status in ('CURRENT', 'MAIN') and o.entry_date < {})",
            september(&known_in),
            september(&known_in),
            september(&known_in)
        ),
        format!("update enrolment as e set nc_year = {at_entry}"),
        "drop index ix_pupil_school_nc_year".to_owned(),
        "alter table pupil drop column nc_year".to_owned(),
        "alter table pupil drop column registration_group".to_owned(),
        "alter table enrolment drop column registration_group".to_owned(),
    ];
    run(manager, statements).await
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let (text, int) = match manager.get_database_backend() {
        DbBackend::Postgres => ("text collate \"C\"", "int4"),
        _ => ("text", "integer"),
    };
    let latest = |column: &str, of: &str| {
        format!("(select y.{column} from pupil_year y where {of} order by y.starts_on desc limit 1)")
    };
    let of_spell = "y.pupil_id = enrolment.pupil_id and y.school_id = enrolment.school_id \
                    and (enrolment.leaving_date is null or y.starts_on <= enrolment.leaving_date)";
    let statements = [
        format!("alter table pupil add column nc_year {int}"),
        format!("alter table pupil add column registration_group {text}"),
        format!("alter table enrolment add column registration_group {text}"),
        "create index ix_pupil_school_nc_year on pupil (school_id, nc_year)".to_owned(),
        format!(
            "update pupil set nc_year = {}, registration_group = {}",
            latest("nc_year", "y.pupil_id = pupil.id"),
            latest("registration_group", "y.pupil_id = pupil.id and y.school_id = pupil.school_id")
        ),
        format!(
            "update enrolment set nc_year = coalesce({}, nc_year), registration_group = {}",
            latest("nc_year", of_spell),
            latest("registration_group", of_spell)
        ),
    ];
    run(manager, statements).await?;
    drop_all(manager, &tables()).await
}

async fn run(manager: &SchemaManager<'_>, statements: impl IntoIterator<Item = String>) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}
