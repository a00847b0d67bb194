//! The bare insert: one judgement by a prepared statement that is a transaction of its own.
//!
//! Nothing is looked up, checked or told: whoever asks has to know every column. No audit event, no outbox.

use anyhow::Context;
use chrono::{NaiveDate, Utc};
use deadpool_postgres::Object;
use serde_json::{Value as Json, json};
use uuid::Uuid;

const INSERT: &str = "
insert into assessment (id, trust_id, pupil_id, school_id, subject_id, assessment_point_id, band_id, band_sort,
  at_or_above, basis, stage, nc_year, recorded_on, updated_at, row_version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)";

/// Inserts what the body says, and answers with the new id.
pub async fn one(client: &Object, body: &[u8], trust: Uuid, today: NaiveDate) -> anyhow::Result<String> {
    let body: Json = serde_json::from_slice(body)?;
    let given = &body["variables"];
    let key = |name: &str| -> anyhow::Result<Uuid> {
        Ok(given[name].as_str().with_context(|| format!("the body names a {name}"))?.parse()?)
    };
    let (id, now, year) = (Uuid::now_v7(), Utc::now(), 0_i32);
    let sort = i32::try_from(given["bandSort"].as_i64().context("the body names the place of the band")?)?;
    let above = given["atOrAbove"].as_bool().context("the body tells whether the band is at or above")?;
    let basis = given["basis"].as_str().context("the body names a basis")?;
    let stage = given["stage"].as_str().context("the body names a stage")?;
    let (pupil, school, subject) = (key("pupil")?, key("school")?, key("subject")?);
    let (point, band) = (key("point")?, key("band")?);
    let statement = client.prepare_cached(INSERT).await?;
    let row: [&(dyn tokio_postgres::types::ToSql + Sync); 14] =
        [&id, &trust, &pupil, &school, &subject, &point, &band, &sort, &above, &basis, &stage, &year, &today, &now];
    client.execute(&statement, &row).await?;
    Ok(json!({ "data": { "recorded": { "id": id } } }).to_string())
}
