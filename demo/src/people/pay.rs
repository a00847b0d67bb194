//! Pay scales of a trust, and the salary of a contract on them (domain model §5.3).

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::batch::Batch;
use crate::draw::dice::Ids;
use domain::people::pay::published_pay;

/// Weeks of a year in thousandths: the paid weeks of a contract that is not for term time only.
pub const ALL_YEAR_THOUSANDTHS: i32 = 52_143;

/// The yearly pay of a point in pence from each date on, oldest first.
type Figures = Vec<(NaiveDate, i64)>;

/// The scales by code: id, and the figures of each point.
#[derive(Debug, Default)]
pub struct Pay {
    scales: HashMap<String, (Uuid, HashMap<String, Figures>)>,
}

impl Pay {
    /// The id of a scale.
    pub fn scale(&self, code: &str) -> Uuid {
        self.scales[code].0
    }

    /// Full-time yearly pay of a point on a day, in pence; the oldest figure if the day is before all figures.
    pub fn annual(&self, code: &str, point: &str, on: NaiveDate) -> i64 {
        let figures = &self.scales[code].1[point];
        figures.iter().rev().find(|(from, _)| *from <= on).unwrap_or(&figures[0]).1
    }
}

/// Yearly pay of a contract in pence, rounded half up: full-time pay × share of hours × share of paid weeks.
pub fn agreed(annual_pence: i64, hours: i32, full_time_hours: i32, paid_weeks: i32) -> i64 {
    let whole = i128::from(full_time_hours) * i128::from(ALL_YEAR_THOUSANDTHS);
    let part = i128::from(annual_pence) * i128::from(hours) * i128::from(paid_weeks);
    ((2 * part + whole) / (2 * whole)) as i64
}

/// Adds the scales of a trust.
pub fn write(ids: &mut Ids, trust_id: Uuid, batch: &mut Batch) -> Pay {
    let mut pay = Pay::default();
    for (scale, points) in published_pay::rows(trust_id, |(table, _)| ids.next(table)) {
        let mut by_point: HashMap<String, Figures> = HashMap::new();
        for row in &points {
            by_point.entry(row.point.clone()).or_default().push((row.valid_from, row.annual_pence));
        }
        pay.scales.insert(scale.code.clone(), (scale.id, by_point));
        batch.pay_scale.push(scale);
        batch.pay_point.extend(points);
    }
    pay
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn part_time_and_term_time() {
        assert_eq!(agreed(4_535_200, 3250, 3250, ALL_YEAR_THOUSANDTHS), 4_535_200);
        assert_eq!(agreed(4_535_200, 1950, 3250, ALL_YEAR_THOUSANDTHS), 2_721_120);
        // 25,989 × 30/37 × 44.5/52.143 = 17,983.45 and a little.
        assert_eq!(agreed(2_598_900, 3000, 3700, 44_500), 1_798_345);
    }
}
