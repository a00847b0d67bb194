//! What a contract pays on a day, from its scale and point: one statement for all contracts of a level.

use std::collections::HashMap;

use entity::pay_point;
use futures::FutureExt;
use graph::Value;
use graph::declare::{Column, DeriveContext, LoadError, LoadFuture};
use graph::execute::Reader;
use uuid::Uuid;

use super::formulas::annual_pay;

/// The salary of each contract on `asOf` (domain-model §5.3): the amount of the point with the latest start on or
/// before that day, by hours and paid weeks, plus what is protected. Null off the scale, or before or after the
/// contract.
///
/// Inputs: scale, point, hours, full-time hours, paid weeks, protected, start, end.
pub(super) fn salary<'a>(reader: &'a Reader<'a>, rows: Vec<Vec<Value>>, context: DeriveContext) -> LoadFuture<'a> {
    async move {
        let points = points(reader, &rows, context).await?;
        Ok(rows.iter().map(|row| one(row, &points, context)).collect())
    }
    .boxed()
}

fn one(row: &[Value], points: &HashMap<(Uuid, String), i64>, context: DeriveContext) -> Value {
    let started = row[6].as_date().is_some_and(|day| day <= context.as_of);
    let ended = row[7].as_date().is_some_and(|day| day <= context.as_of);
    let full_time = full_time(row, points);
    let (Some(full_time), true, false) = (full_time, started, ended) else { return Value::Null };
    let (Some(hours), Some(whole), Some(weeks)) = (row[2].as_int(), row[3].as_int(), row[4].as_int()) else {
        return Value::Null;
    };
    annual_pay(full_time, hours, whole, weeks).map_or(Value::Null, |pay| Value::Int(pay + row[5].as_int().unwrap_or(0)))
}

/// Whether each contract names a point that its scale has not, on `asOf`. Null where it names none.
///
/// Inputs: scale, point.
pub(super) fn off_scale<'a>(reader: &'a Reader<'a>, rows: Vec<Vec<Value>>, context: DeriveContext) -> LoadFuture<'a> {
    async move {
        let points = points(reader, &rows, context).await?;
        Ok(rows
            .iter()
            .map(|row| match row[1].as_text() {
                Some(_) => Value::Bool(full_time(row, &points).is_none()),
                None => Value::Null,
            })
            .collect())
    }
    .boxed()
}

fn full_time(row: &[Value], points: &HashMap<(Uuid, String), i64>) -> Option<i64> {
    points.get(&(row[0].as_uuid()?, row[1].as_text()?.to_owned())).copied()
}

/// The amounts in force on a day, by scale and point.
async fn points(
    reader: &Reader<'_>,
    rows: &[Vec<Value>],
    context: DeriveContext,
) -> Result<HashMap<(Uuid, String), i64>, LoadError> {
    use pay_point::Column as P;
    let mut scales: Vec<Uuid> = rows.iter().filter_map(|row| row[0].as_uuid()).collect();
    scales.sort_unstable();
    scales.dedup();
    let keys: Vec<Value> = scales.into_iter().map(Value::Uuid).collect();
    let columns = [P::PayScaleId, P::Point, P::ValidFrom, P::AnnualPence].map(Column::of);
    let mut newest = HashMap::new();
    for point in reader.rows(&columns, Column::of(P::PayScaleId), &keys).await? {
        let (Some(scale), Some(name), Some(from), Some(pence)) =
            (point[0].as_uuid(), point[1].as_text(), point[2].as_date(), point[3].as_int())
        else {
            continue;
        };
        if from > context.as_of {
            continue;
        }
        let held = newest.entry((scale, name.to_owned())).or_insert((from, pence));
        if held.0 < from {
            *held = (from, pence);
        }
    }
    Ok(newest.into_iter().map(|(key, (_, pence))| (key, pence)).collect())
}
