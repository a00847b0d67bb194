//! The bare insert: writes one judgement with a prepared statement, which is a transaction of its own.
//!
//! It looks nothing up and checks nothing: the caller sends every column. It writes no audit event and no outbox row.

use anyhow::Context;
use chrono::{NaiveDate, Utc};
use deadpool_postgres::Object;
use serde_json::{Value as Json, json};
use uuid::Uuid;

const INSERT: &str = "
insert into assessment (id, trust_id, pupil_id, school_id, subject_id, assessment_point_id, band_id, band_sort,
  at_or_above, basis, stage, nc_year, recorded_on, updated_at, row_version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)";

/// Inserts the judgement in the body and returns an answer with its id.
pub async fn one(client: &Object, body: &[u8], trust: Uuid, today: NaiveDate) -> anyhow::Result<String> {
    let body: Json = serde_json::from_slice(body)?;
    let given = &body["variables"];
    let key = |name: &str| -> anyhow::Result<Uuid> {
        Ok(given[name].as_str().with_context(|| format!("the body has no `{name}`"))?.parse()?)
    };
    let (id, now, year) = (Uuid::now_v7(), Utc::now(), 0_i32);
    let sort = i32::try_from(given["bandSort"].as_i64().context("the body has no `bandSort`")?)?;
    let above = given["atOrAbove"].as_bool().context("the body has no `atOrAbove`")?;
    let basis = given["basis"].as_str().context("the body has no `basis`")?;
    let stage = given["stage"].as_str().context("the body has no `stage`")?;
    let (pupil, school, subject) = (key("pupil")?, key("school")?, key("subject")?);
    let (point, band) = (key("point")?, key("band")?);
    let statement = client.prepare_cached(INSERT).await?;
    let row: [&(dyn tokio_postgres::types::ToSql + Sync); 14] =
        [&id, &trust, &pupil, &school, &subject, &point, &band, &sort, &above, &basis, &stage, &year, &today, &now];
    client.execute(&statement, &row).await?;
    Ok(json!({ "data": { "recorded": { "id": id } } }).to_string())
}
