//! What can be asked of the demo, and what it reports while and after it loads.

use std::collections::BTreeMap;

use anyhow::ensure;
use uuid::Uuid;

/// How large a trust to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Schools that are members.
    pub schools: usize,
    /// Pupils, including those who left last year.
    pub pupils: usize,
    /// Seed of the random numbers: another seed gives other people.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { schools: 10, pupils: 4000, seed: 1 }
    }
}

impl Options {
    /// Refuses a size that no real trust has.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        ensure!(
            (1..=400).contains(&self.schools),
            "the demo makes a trust of 1 to 400 schools, and {} were asked for",
            self.schools
        );
        let (least, most) = (60 * self.schools, 1200 * self.schools);
        ensure!(
            (least..=most).contains(&self.pupils),
            "a demo trust of {} schools has {least} to {most} pupils, and {} were asked for",
            self.schools,
            self.pupils
        );
        Ok(())
    }
}

/// How far the loading has come.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// What is being made.
    pub name: &'static str,
    /// How many are done.
    pub done: usize,
    /// Out of how many.
    pub total: usize,
}

/// What was loaded.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The demo trust.
    pub trust_id: Uuid,
    /// The second trust.
    pub second_trust_id: Uuid,
    /// Number of rows by table, both trusts together.
    pub rows: BTreeMap<&'static str, u64>,
}
