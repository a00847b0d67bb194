//! The posts above a post, as pure functions. The walk ends even where posts report to each other in a circle.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use graph::Period;
use uuid::Uuid;

/// A post and the one it reports to today.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its title.
    pub title: String,
    /// Its school; none for the central team.
    pub school: Option<Uuid>,
    /// What it reports to today.
    pub manager: Option<Uuid>,
}

/// What a post reported to for a time that is over.
#[derive(Clone, Debug)]
pub struct Past {
    /// What it reported to; none where it reported to no post of the trust.
    pub manager: Option<Uuid>,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
}

/// Who holds a post, and from when to when.
#[derive(Clone, Debug)]
pub struct Holding {
    /// The member of staff.
    pub staff: Uuid,
    /// The post.
    pub post: Uuid,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// Hours a week, in hundredths.
    pub hours: i64,
}

impl Holding {
    /// Whether it holds on a day.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        Period::new(self.starts_on, self.ends_on).covers(day)
    }
}

/// The posts above a post on a day, nearest first.
#[must_use]
pub fn above(post: Uuid, day: NaiveDate, places: &HashMap<Uuid, Place>, past: &HashMap<Uuid, Vec<Past>>) -> Vec<Uuid> {
    let mut seen = HashSet::from([post]);
    let mut chain = Vec::new();
    let mut at = post;
    while let Some(manager) = manager(at, day, places, past) {
        if !places.contains_key(&manager) || !seen.insert(manager) {
            break;
        }
        chain.push(manager);
        at = manager;
    }
    chain
}

fn manager(post: Uuid, day: NaiveDate, places: &HashMap<Uuid, Place>, past: &HashMap<Uuid, Vec<Past>>) -> Option<Uuid> {
    let covers = |line: &&Past| Period::new(line.starts_on, Some(line.ends_on)).covers(day);
    let then = past.get(&post).and_then(|past| past.iter().find(covers));
    match then {
        Some(line) => line.manager,
        None => places.get(&post)?.manager,
    }
}

/// The main post of a member of staff on a day: that of the most hours, then of the earliest start.
#[must_use]
pub fn main_post(staff: Uuid, day: NaiveDate, holdings: &[Holding]) -> Option<Uuid> {
    let held = holdings.iter().filter(|holding| holding.staff == staff && holding.covers(day));
    held.min_by_key(|holding| (-holding.hours, holding.starts_on, holding.post)).map(|holding| holding.post)
}

#[cfg(test)]
mod tests {
    use super::{Holding, Past, Place, above, main_post};
    use chrono::NaiveDate;
    use graph::period::day_before;
    use std::collections::HashMap;
    use uuid::Uuid;

    const NO_POST: [Uuid; 0] = [];

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn day(year: i32, month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, 1).expect("a day")
    }

    /// Posts by number, each with the number of its manager.
    fn places(of: &[(u128, Option<u128>)]) -> HashMap<Uuid, Place> {
        let place = |manager: Option<u128>| Place { title: String::new(), school: None, manager: manager.map(id) };
        of.iter().map(|(post, manager)| (id(*post), place(*manager))).collect()
    }

    #[test]
    fn a_line_ends_at_the_top_or_where_it_would_turn() {
        let straight = places(&[(1, Some(2)), (2, Some(3)), (3, None)]);
        assert_eq!(above(id(1), day(2026, 3), &straight, &HashMap::new()), [id(2), id(3)]);
        let circle = places(&[(1, Some(2)), (2, Some(3)), (3, Some(1))]);
        assert_eq!(above(id(1), day(2026, 3), &circle, &HashMap::new()), [id(2), id(3)]);
        let itself = places(&[(1, Some(1))]);
        assert_eq!(above(id(1), day(2026, 3), &itself, &HashMap::new()), NO_POST);
        let nowhere = places(&[(1, Some(9))]);
        assert_eq!(above(id(1), day(2026, 3), &nowhere, &HashMap::new()), NO_POST);
    }

    #[test]
    fn a_past_line_holds_for_its_time() {
        let places = places(&[(1, Some(2)), (2, None), (3, None)]);
        let line = |manager: Option<u128>, from, to| Past {
            manager: manager.map(id),
            starts_on: from,
            ends_on: day_before(to),
        };
        let past = HashMap::from([(
            id(1),
            vec![line(Some(3), day(2024, 9), day(2025, 1)), line(None, day(2023, 9), day(2024, 9))],
        )]);
        let on = |day| above(id(1), day, &places, &past);
        assert_eq!(on(day(2024, 12)), [id(3)]);
        assert_eq!(on(day(2025, 1)), [id(2)]);
        assert_eq!(on(day(2024, 8)), NO_POST);
    }

    #[test]
    fn the_main_post_has_the_most_hours() {
        let held = |post, hours, ends_on: Option<NaiveDate>| Holding {
            staff: id(1),
            post: id(post),
            starts_on: day(2020, 9),
            ends_on: ends_on.map(day_before),
            hours,
        };
        let holdings = [held(5, 1_300, None), held(6, 1_950, Some(day(2026, 1))), held(4, 1_300, None)];
        assert_eq!(main_post(id(1), day(2025, 12), &holdings), Some(id(6)));
        assert_eq!(main_post(id(1), day(2026, 1), &holdings), Some(id(4)));
        assert_eq!(main_post(id(1), day(2019, 1), &holdings), None);
    }
}
