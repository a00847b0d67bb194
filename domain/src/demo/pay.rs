//! Pay scales of a trust, and what a contract on them is worth (domain model §5.3).

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::{pay_point, pay_scale};
use uuid::Uuid;

use super::batch::Batch;
use super::calendar::day;
use super::dice::Ids;
use super::pay_tables::{
    LEADERSHIP, LEADERSHIP_ENDS_2025, MAIN_2024, MAIN_2025, NJC, REGIONS, RegionalPoint, UNQUALIFIED_2025, UPPER_2024,
    UPPER_2025,
};

/// Weeks of a year, as pay is worked out: paid all year round.
pub const ALL_YEAR_THOUSANDTHS: i32 = 52_143;
const TEACHERS_2024: NaiveDate = day(2024, 9, 1);
const TEACHERS_2025: NaiveDate = day(2025, 9, 1);
const SUPPORT_2024: NaiveDate = day(2024, 4, 1);
const SUPPORT_2025: NaiveDate = day(2025, 4, 1);

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
    let mut scales = Scales { ids, trust_id, batch, pay: Pay::default() };
    for (index, (region, place)) in REGIONS.iter().enumerate() {
        let in_region = |points: &[RegionalPoint], before: &[i64]| -> Vec<(String, Figures)> {
            points
                .iter()
                .enumerate()
                .map(|(row, (point, pounds))| {
                    // The 2024 figures are those of England outside London only.
                    let earlier = before.get(row).filter(|_| index == 0).map(|pounds| (TEACHERS_2024, *pounds));
                    let figures = earlier.into_iter().chain([(TEACHERS_2025, pounds[index])]).collect();
                    ((*point).to_owned(), figures)
                })
                .collect()
        };
        scales.add(
            &format!("MAIN_{region}"),
            &format!("Teachers, main range, {place}"),
            region,
            "MAIN",
            in_region(MAIN_2025, &MAIN_2024),
        );
        scales.add(
            &format!("UPPER_{region}"),
            &format!("Teachers, upper range, {place}"),
            region,
            "UPPER",
            in_region(UPPER_2025, &UPPER_2024),
        );
        scales.add(
            &format!("UNQUALIFIED_{region}"),
            &format!("Unqualified teachers, {place}"),
            region,
            "UNQUALIFIED",
            in_region(UNQUALIFIED_2025, &[]),
        );
        let leadership: Vec<(String, Figures)> = match index {
            0 => (1..)
                .zip(LEADERSHIP)
                .map(|(point, (old, new))| (format!("L{point}"), vec![(TEACHERS_2024, *old), (TEACHERS_2025, *new)]))
                .collect(),
            _ => {
                let (least, most) = LEADERSHIP_ENDS_2025[index - 1];
                vec![("L1".to_owned(), vec![(TEACHERS_2025, least)]), ("L43".to_owned(), vec![(TEACHERS_2025, most)])]
            }
        };
        scales.add(&format!("LEADERSHIP_{region}"), &format!("Leadership, {place}"), region, "LEADERSHIP", leadership);
    }
    let spine = NJC
        .iter()
        .map(|(point, old, new)| (point.to_string(), vec![(SUPPORT_2024, *old), (SUPPORT_2025, *new)]))
        .collect();
    scales.add("NJC", "Support staff, NJC spine", "ENGLAND", "SUPPORT", spine);
    scales.pay
}

struct Scales<'a> {
    ids: &'a mut Ids,
    trust_id: Uuid,
    batch: &'a mut Batch,
    pay: Pay,
}

impl Scales<'_> {
    fn add(&mut self, code: &str, name: &str, region: &str, category: &str, points: Vec<(String, Figures)>) {
        let id = self.ids.next("pay_scale");
        self.batch.pay_scale.push(pay_scale::Model {
            id,
            trust_id: self.trust_id,
            code: code.to_owned(),
            name: name.to_owned(),
            region: region.to_owned(),
            category: category.to_owned(),
            is_statutory: category != "SUPPORT",
        });
        let mut by_point = HashMap::new();
        let names: Vec<String> = points.iter().map(|point| point.0.clone()).collect();
        for (index, (point, figures)) in points.into_iter().enumerate() {
            let pence: Figures = figures.into_iter().map(|(from, pounds)| (from, pounds * 100)).collect();
            for (valid_from, annual_pence) in &pence {
                self.batch.pay_point.push(pay_point::Model {
                    id: self.ids.next("pay_point"),
                    trust_id: self.trust_id,
                    pay_scale_id: id,
                    point: point.clone(),
                    sort: index as i32 + 1,
                    valid_from: *valid_from,
                    annual_pence: *annual_pence,
                    next_point: names.get(index + 1).cloned(),
                });
            }
            by_point.insert(point, pence);
        }
        self.pay.scales.insert(code.to_owned(), (id, by_point));
    }
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
