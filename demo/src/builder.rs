//! What every part of the demo is handed: the trust that is being made, its ids, and the rows made so far.

use std::collections::{BTreeMap, HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::batch::Batch;
use crate::draw::dice::{Dice, Ids};
use crate::people::pay::Pay;
use crate::trust::calendar::Calendar;

/// One trust that is being made.
#[derive(Debug)]
pub struct Builder<'a> {
    /// Seed of this trust's random numbers.
    pub seed: u64,
    /// The trust.
    pub trust_id: Uuid,
    /// Domain of its work e-mail addresses.
    pub mail_domain: &'static str,
    /// Source of ids, shared by all trusts of one load.
    pub ids: &'a mut Ids,
    /// Rows that are not yet written.
    pub batch: Batch,
    /// Ids of its years, subjects, bands and assessment points.
    pub calendar: Calendar,
    /// Its pay scales.
    pub pay: Pay,
    /// Ids of its ledger codes, by code.
    pub ledger: HashMap<&'static str, Uuid>,
    /// How many people have each work e-mail name, so that a second one gets a number.
    pub mailboxes: HashMap<String, u32>,
}

impl Builder<'_> {
    /// The random numbers of a subject in this trust.
    pub fn dice(&self, subject: &str, index: usize) -> Dice {
        Dice::new(self.seed, subject, index as u64)
    }

    /// A work e-mail address that nobody else has.
    pub fn work_email(&mut self, given: &str, family: &str) -> String {
        let name = format!("{}.{}", entity::fold(given), entity::fold(family)).replace(' ', "-");
        let holders = self.mailboxes.entry(name.clone()).or_default();
        *holders += 1;
        match holders {
            1 => format!("{name}@{}", self.mail_domain),
            number => format!("{name}{number}@{}", self.mail_domain),
        }
    }

    /// Writes the rows made so far and adds their number to `rows`.
    pub async fn flush<C: ConnectionTrait>(
        &mut self,
        txn: &C,
        rows: &mut BTreeMap<&'static str, u64>,
    ) -> anyhow::Result<()> {
        std::mem::take(&mut self.batch).write(txn, rows).await
    }
}
