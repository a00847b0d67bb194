//! Chance and identity without a clock: the same seed gives the same trust, byte for byte.
//!
//! Every subject ("pupils of school 3") has a stream of its own, so that a change in one part
//! of the generator does not reshuffle all others. Whole numbers only: a float's last bit may
//! differ between machines.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use uuid::Uuid;

/// One stream of random numbers (splitmix64).
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// The stream of a subject; `index` tells its instances apart.
    pub fn new(seed: u64, subject: &str, index: u64) -> Self {
        let named = subject.bytes().fold(mix(seed), |state, byte| mix(state ^ u64::from(byte)));
        Dice(mix(named ^ mix(index)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number from 0 to `end`, exclusive; 0 where `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        // The high half times the bound: no modulo bias worth speaking of, and no division.
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// A number between both ends, inclusive.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below((high - low).max(0) as usize + 1) as i32
    }

    /// True in `per_mille` cases of a thousand.
    pub fn chance(&mut self, per_mille: i32) -> bool {
        self.between(0, 999) < per_mille
    }

    /// One of the items, all alike.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// One of the items, by weight.
    pub fn weighted<T: Copy>(&mut self, items: &[(T, usize)]) -> T {
        let mut left = self.below(items.iter().map(|item| item.1).sum());
        for (item, weight) in items {
            if left < *weight {
                return *item;
            }
            left -= weight;
        }
        items[0].0
    }

    /// A normal deviate in thousandths of a standard deviation, within ±6000.
    pub fn normal(&mut self) -> i32 {
        (0..12).map(|_| self.between(0, 999)).sum::<i32>() - 5994
    }

    /// A day from `first` to `last`, inclusive; `first` where `last` is before it.
    pub fn day(&mut self, first: NaiveDate, last: NaiveDate) -> NaiveDate {
        let span = (last - first).num_days().max(0) as usize;
        first + Days::new(self.below(span + 1) as u64)
    }
}

/// The ids of all rows: rising within a table, so that an index is filled at its end.
#[derive(Debug)]
pub struct Ids {
    seed: u64,
    next: HashMap<&'static str, u64>,
}

impl Ids {
    /// Midnight of the anchor date in milliseconds. As in a version 7 id this leads, so that
    /// rows added in use sort after the demo's own.
    const ANCHOR_MS: u64 = 1_773_619_200_000;

    /// Ids that follow from the seed.
    pub fn new(seed: u64) -> Self {
        Ids { seed, next: HashMap::new() }
    }

    /// The next id of a table.
    pub fn next(&mut self, table: &'static str) -> Uuid {
        let counter = self.next.entry(table).or_default();
        *counter += 1;
        let tail = Dice::new(self.seed, table, *counter).next();
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&((Self::ANCHOR_MS + *counter) << 16 | tail & 0xffff).to_be_bytes());
        bytes[8..].copy_from_slice(&mix(tail).to_be_bytes());
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    }
}

fn mix(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

/// Splits a whole by weights into parts that add up to it (largest remainder, ties in order).
pub fn shares(whole: i64, weights: &[i64]) -> Vec<i64> {
    let total = i128::from(weights.iter().sum::<i64>().max(1));
    let exact = |weight: i64| i128::from(whole) * i128::from(weight);
    let mut parts: Vec<i64> = weights.iter().map(|weight| (exact(*weight) / total) as i64).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&part| std::cmp::Reverse(exact(weights[part]) % total));
    let missing = whole - parts.iter().sum::<i64>();
    for part in order.into_iter().take(missing.max(0) as usize) {
        parts[part] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_repeats_and_differs_by_subject() {
        let rolls = |subject| {
            let mut dice = Dice::new(1, subject, 0);
            (0..9).map(|_| dice.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(rolls("pupils"), rolls("pupils"));
        assert_ne!(rolls("pupils"), rolls("staff"));
    }

    #[test]
    fn ids_rise_and_say_version_8() {
        let mut ids = Ids::new(1);
        let made: Vec<_> = (0..1000).map(|_| ids.next("pupil")).collect();
        assert!(made.is_sorted());
        assert_eq!(made[0].get_version_num(), 8);
        assert_ne!(made[0], Ids::new(2).next("pupil"));
        assert_ne!(made[0], Ids::new(1).next("staff_member"));
    }

    #[test]
    fn the_deviate_is_centred() {
        let mut dice = Dice::new(1, "normal", 0);
        let sum: i64 = (0..20_000).map(|_| i64::from(dice.normal())).sum();
        assert!((sum / 20_000).abs() < 30, "{sum}");
    }

    #[test]
    fn shares_add_up() {
        assert_eq!(shares(10, &[1, 1, 1]), [4, 3, 3]);
        // Domain model §5.3: a year's pay in months is eight of 3,779.33 and four of 3,779.34.
        let months = shares(4_535_200, &[1; 12]);
        assert_eq!(months.iter().sum::<i64>(), 4_535_200);
        assert_eq!(months.iter().filter(|month| **month == 377_934).count(), 4);
    }
}
