//! Pay scales of a trust, and what a contract on them is worth (domain model §5.3).

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::batch::Batch;
use crate::dice::Ids;
use domain::people::pay::published_pay;

/// Weeks of a year, as pay is worked out: paid all year round.
pub const ALL_YEAR_THOUSANDTHS: i32 = 52_143;

/// A point of a scale with its dated figures, oldest first.
type Figures = Vec<(NaiveDate, i64)>;

/// The scales by code, with their points by name.
#[derive(Debug, Default)]
pub struct Pay {
    scales: HashMap<String, (Uuid, HashMap<String, Figures>)>,
}

impl Pay {
    /// The id of a scale of the demo.
    pub fn scale(&self, code: &str) -> Uuid {
        self.scales[code].0
    }

    /// Full-time pence a year of a point on a day; the oldest figure where the day is before all.
    pub fn annual(&self, code: &str, point: &str, on: NaiveDate) -> i64 {
        let figures = &self.scales[code].1[point];
        figures.iter().rev().find(|(from, _)| *from <= on).unwrap_or(&figures[0]).1
    }
}

/// A contract's pence a year, rounded half up: full-time pay × hours × paid weeks.
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
