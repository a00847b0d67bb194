//! What every part of the generator carries along: whose rows these are, their ids, the rows so far.

use std::collections::HashMap;

use uuid::Uuid;

use crate::batch::Batch;
use crate::calendar::Calendar;
use crate::dice::{Dice, Ids};
use crate::pay::Pay;

/// One trust in the making.
#[derive(Debug)]
pub struct Maker<'a> {
    /// Seed of this trust's streams.
    pub seed: u64,
    /// The trust.
    pub trust_id: Uuid,
    /// Domain of its work e-mail addresses.
    pub mail_domain: &'static str,
    /// Ids, shared by all trusts of one load.
    pub ids: &'a mut Ids,
    /// Rows that wait to be written.
    pub batch: Batch,
    /// What its schools share.
    pub calendar: Calendar,
    /// Its pay scales.
    pub pay: Pay,
    /// Its ledger codes by code.
    pub ledger: HashMap<&'static str, Uuid>,
    /// Work addresses given out, so that a namesake gets a number.
    pub mailboxes: HashMap<String, u32>,
}

impl Maker<'_> {
    /// The stream of a subject in this trust.
    pub fn dice(&self, subject: &str, index: usize) -> Dice {
        Dice::new(self.seed, subject, index as u64)
    }

    /// A work address nobody else has.
    pub fn work_email(&mut self, given: &str, family: &str) -> String {
        let name = format!("{}.{}", entity::fold(given), entity::fold(family)).replace(' ', "-");
        let holders = self.mailboxes.entry(name.clone()).or_default();
        *holders += 1;
        match holders {
            1 => format!("{name}@{}", self.mail_domain),
            number => format!("{name}{number}@{}", self.mail_domain),
        }
    }
}
