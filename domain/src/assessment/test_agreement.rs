//! Judgements held against other rows: the test of the same point, and the bands of the scale.

use std::collections::HashMap;

use entity::codes::AssessmentBasis;
use entity::{band, test_result};
use futures::FutureExt;
use graph::Value;
use graph::declare::{Column, DeriveContext, LoadError, LoadFuture, Reader};
use uuid::Uuid;

/// Whether a test of the same pupil, subject and point agrees with each judgement: the latest that has a standard,
/// where there are several. A judgement that rests on a test would agree with itself: null.
///
/// Inputs: pupil, subject, point, at or above, basis.
pub(super) fn agreement<'a>(reader: &'a dyn Reader, rows: Vec<Vec<Value>>, _: DeriveContext) -> LoadFuture<'a> {
    async move { agree(reader, rows).await }.boxed()
}

async fn agree(reader: &dyn Reader, rows: Vec<Vec<Value>>) -> Result<Vec<Value>, LoadError> {
    use test_result::Column as T;
    let columns = [T::PupilId, T::SubjectId, T::AssessmentPointId, T::AtOrAbove, T::TakenOn, T::Id].map(Column::of);
    let pupils = distinct(rows.iter().map(|row| &row[0]));
    let mut results = reader.rows(&columns, Column::of(T::PupilId), &pupils).await?;
    // The database promises no order, and the last one put in stays.
    results.sort_unstable_by_key(|test| (test[4].as_date(), test[5].as_uuid()));
    let mut tests: HashMap<[Option<Uuid>; 3], bool> = HashMap::new();
    for test in &results {
        if let Some(at_or_above) = test[3].as_bool() {
            tests.insert([test[0].as_uuid(), test[1].as_uuid(), test[2].as_uuid()], at_or_above);
        }
    }
    Ok(rows
        .iter()
        .map(|row| {
            let key = [row[0].as_uuid(), row[1].as_uuid(), row[2].as_uuid()];
            if row[4].as_text() == Some(AssessmentBasis::Test.code()) {
                return Value::Null;
            }
            match (tests.get(&key), row[3].as_bool()) {
                (Some(test), Some(judged)) => Value::Bool(*test == judged),
                _ => Value::Null,
            }
        })
        .collect())
}

/// Whether each band stands above the lowest band that counts as expected on its scale.
pub(super) fn above_expected<'a>(reader: &'a dyn Reader, rows: Vec<Vec<Value>>, _: DeriveContext) -> LoadFuture<'a> {
    async move { above(reader, rows).await }.boxed()
}

async fn above(reader: &dyn Reader, rows: Vec<Vec<Value>>) -> Result<Vec<Value>, LoadError> {
    use band::Column as B;
    let asked = distinct(rows.iter().map(|row| &row[0]));
    let own = reader.rows(&[B::Id, B::BandScaleId, B::Sort].map(Column::of), Column::of(B::Id), &asked).await?;
    let scales = distinct(own.iter().map(|band| &band[1]));
    let all = reader
        .rows(&[B::BandScaleId, B::Sort, B::AtOrAbove].map(Column::of), Column::of(B::BandScaleId), &scales)
        .await?;
    let mut expected: HashMap<Option<Uuid>, i64> = HashMap::new();
    for band in all.iter().filter(|band| band[2].as_bool() == Some(true)) {
        let sort = band[1].as_int().unwrap_or(i64::MAX);
        let lowest = expected.entry(band[0].as_uuid()).or_insert(sort);
        *lowest = sort.min(*lowest);
    }
    let above: HashMap<Option<Uuid>, bool> = own
        .iter()
        .filter_map(|band| Some((band[0].as_uuid(), band[2].as_int()? > *expected.get(&band[1].as_uuid())?)))
        .collect();
    Ok(rows.iter().map(|row| above.get(&row[0].as_uuid()).map_or(Value::Null, |yes| Value::Bool(*yes))).collect())
}

fn distinct<'v>(values: impl Iterator<Item = &'v Value>) -> Vec<Value> {
    let mut keys: Vec<Uuid> = values.filter_map(Value::as_uuid).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().map(Value::Uuid).collect()
}
