//! The salary of a contract on a day, from its scale and point: one statement for all contracts of a request.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::pay_point::Column as P;
use futures::FutureExt;
use graph::declare::{Column, DeriveContext, LoadError, LoadFuture, Reader, table_rows};
use graph::{Period, Value, table_row};
use uuid::Uuid;

use crate::people::formulas::annual_pay;

table_row! {
    struct PointRow of P { scale: Uuid = PayScaleId, point: String = Point, from: NaiveDate = ValidFrom, pence: i64 = AnnualPence }
}

/// The annual salary of each contract on `asOf` (domain-model §5.3): the point's full-time amount with the latest start
/// on or before that day plus the protected salary, times hours over full-time hours, times paid weeks over 52.143.
/// Null where the scale has no such point on that day, or the contract does not hold on it.
///
/// Inputs: scale, point, hours, full-time hours, paid weeks, protected, start, end.
pub(crate) fn salary<'a>(reader: &'a dyn Reader, rows: Vec<Vec<Value>>, context: DeriveContext) -> LoadFuture<'a> {
    async move {
        let points = points(reader, &rows, context).await?;
        Ok(rows.iter().map(|row| one(row, &points, context)).collect())
    }
    .boxed()
}

fn one(row: &[Value], points: &HashMap<(Uuid, String), i64>, context: DeriveContext) -> Value {
    let (Some(full_time), true) = (full_time(row, points), holds(&row[6..8], context)) else { return Value::Null };
    let (Some(hours), Some(whole), Some(weeks)) = (row[2].as_int(), row[3].as_int(), row[4].as_int()) else {
        return Value::Null;
    };
    let full_time = full_time + row[5].as_int().unwrap_or(0);
    annual_pay(full_time, hours, whole, weeks).map_or(Value::Null, Value::Int)
}

/// Whether a contract, by its first and its last day, holds on `asOf`.
fn holds(days: &[Value], context: DeriveContext) -> bool {
    days[0].as_date().is_some_and(|first| Period::new(first, days[1].as_date()).covers(context.as_of))
}

/// Whether each contract names a point that its scale does not have on `asOf`. Null where it names no point or does not hold
/// on that day.
///
/// Inputs: scale, point, first day, last day.
pub(crate) fn off_scale<'a>(reader: &'a dyn Reader, rows: Vec<Vec<Value>>, context: DeriveContext) -> LoadFuture<'a> {
    async move {
        let points = points(reader, &rows, context).await?;
        Ok(rows
            .iter()
            .map(|row| match row[1].as_text() {
                Some(_) if holds(&row[2..4], context) => Value::Bool(full_time(row, &points).is_none()),
                _ => Value::Null,
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
    reader: &dyn Reader,
    rows: &[Vec<Value>],
    context: DeriveContext,
) -> Result<HashMap<(Uuid, String), i64>, LoadError> {
    let mut scales: Vec<Uuid> = rows.iter().filter_map(|row| row[0].as_uuid()).collect();
    scales.sort_unstable();
    scales.dedup();
    let keys: Vec<Value> = scales.into_iter().map(Value::Uuid).collect();
    Ok(in_force(table_rows(reader, Column::of(P::PayScaleId), &keys).await?, context))
}

/// For each point, the amount with the latest start on or before `asOf`.
fn in_force(points: Vec<PointRow>, context: DeriveContext) -> HashMap<(Uuid, String), i64> {
    let mut newest = HashMap::new();
    for PointRow { scale, point, from, pence } in points.into_iter().filter(|point| point.from <= context.as_of) {
        let held = newest.entry((scale, point)).or_insert((from, pence));
        if held.0 < from {
            *held = (from, pence);
        }
    }
    newest.into_iter().map(|(key, (_, pence))| (key, pence)).collect()
}

#[cfg(test)]
mod tests {
    use super::{PointRow, in_force, one};
    use chrono::NaiveDate;
    use graph::Value;
    use graph::declare::DeriveContext;
    use uuid::Uuid;

    const SCALE: Uuid = Uuid::from_u128(1);

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    fn amount(from: NaiveDate, pence: i64) -> PointRow {
        PointRow { scale: SCALE, point: "M6".to_owned(), from, pence }
    }

    /// The salary of a contract from September 2023 to August 2026 on point M6, whose amount rises in September 2025.
    #[track_caller]
    fn check(point: &str, hours: i64, protected: Value, as_of: NaiveDate, expected: Value) {
        let context = DeriveContext { as_of, today: day(2026, 3, 16) };
        // Newest first: the order of the rows must not decide.
        let points = vec![amount(day(2025, 9, 1), 4_535_200), amount(day(2024, 9, 1), 4_360_700)];
        let row = [
            Value::Uuid(SCALE),
            Value::Text(point.to_owned()),
            Value::Int(hours),
            Value::Int(3_250),
            Value::Int(52_143),
            protected,
            Value::Date(day(2023, 9, 1)),
            Value::Date(day(2026, 8, 31)),
        ];
        assert_eq!(one(&row, &in_force(points, context), context), expected);
    }

    #[test]
    fn the_latest_amount_on_the_day_is_paid() {
        check("M6", 3_250, Value::Null, day(2025, 8, 31), Value::Int(4_360_700));
        check("M6", 3_250, Value::Null, day(2025, 9, 1), Value::Int(4_535_200));
        check("M6", 1_950, Value::Null, day(2025, 9, 1), Value::Int(2_721_120));
        check("M6", 1_950, Value::Int(100_000), day(2025, 9, 1), Value::Int(2_781_120));
        check("M6", 3_250, Value::Null, day(2026, 8, 31), Value::Int(4_535_200));
    }

    #[test]
    fn nothing_is_paid_off_the_scale_or_outside_the_contract() {
        check("M7", 3_250, Value::Null, day(2025, 9, 1), Value::Null);
        check("M6", 3_250, Value::Null, day(2024, 8, 31), Value::Null);
        check("M6", 3_250, Value::Null, day(2023, 8, 31), Value::Null);
        check("M6", 3_250, Value::Null, day(2026, 9, 1), Value::Null);
    }
}
