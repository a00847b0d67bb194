//! Judgements held against other rows: the test of the same point, and the bands of the scale.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::band::Column as B;
use entity::codes::AssessmentBasis;
use entity::test_result::Column as T;
use futures::FutureExt;
use graph::declare::{Column, DeriveContext, LoadError, LoadFuture, Reader, table_rows};
use graph::{Value, table_row};
use uuid::Uuid;

table_row! {
    struct TestRow of T {
        pupil: Uuid = PupilId,
        subject: Uuid = SubjectId,
        point: Option<Uuid> = AssessmentPointId,
        at_or_above: Option<bool> = AtOrAbove,
        taken_on: NaiveDate = TakenOn,
        id: Uuid = Id,
    }
}

table_row! {
    struct BandRow of B { id: Uuid = Id, scale: Uuid = BandScaleId, sort: i64 = Sort, at_or_above: bool = AtOrAbove }
}

/// Whether a test of the same pupil, subject and point agrees with each judgement: the latest that has a standard,
/// where there are several. A judgement that rests on a test would agree with itself: null.
///
/// Inputs: pupil, subject, point, at or above, basis.
pub(super) fn agreement<'a>(reader: &'a dyn Reader, rows: Vec<Vec<Value>>, _: DeriveContext) -> LoadFuture<'a> {
    async move { agree(reader, rows).await }.boxed()
}

async fn agree(reader: &dyn Reader, rows: Vec<Vec<Value>>) -> Result<Vec<Value>, LoadError> {
    let pupils = distinct(rows.iter().filter_map(|row| row[0].as_uuid()));
    let mut results = table_rows::<TestRow>(reader, Column::of(T::PupilId), &pupils).await?;
    // The database promises no order, and the last one put in stays.
    results.sort_unstable_by_key(|test| (test.taken_on, test.id));
    let mut tests: HashMap<[Option<Uuid>; 3], bool> = HashMap::new();
    for test in &results {
        if let Some(at_or_above) = test.at_or_above {
            tests.insert([Some(test.pupil), Some(test.subject), test.point], at_or_above);
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
    let asked = distinct(rows.iter().filter_map(|row| row[0].as_uuid()));
    let own = table_rows::<BandRow>(reader, Column::of(B::Id), &asked).await?;
    let scales = distinct(own.iter().map(|band| band.scale));
    let all = table_rows::<BandRow>(reader, Column::of(B::BandScaleId), &scales).await?;
    let mut expected: HashMap<Uuid, i64> = HashMap::new();
    for band in all.iter().filter(|band| band.at_or_above) {
        let lowest = expected.entry(band.scale).or_insert(band.sort);
        *lowest = band.sort.min(*lowest);
    }
    let above: HashMap<Option<Uuid>, bool> =
        own.iter().filter_map(|band| Some((Some(band.id), band.sort > *expected.get(&band.scale)?))).collect();
    Ok(rows.iter().map(|row| above.get(&row[0].as_uuid()).map_or(Value::Null, |yes| Value::Bool(*yes))).collect())
}

fn distinct(keys: impl Iterator<Item = Uuid>) -> Vec<Value> {
    let mut keys: Vec<Uuid> = keys.collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().map(Value::Uuid).collect()
}
