//! What ends with a person's last day in the trust: contracts and teaching. So no reader of a contract has to know who
//! left: cost, staffing, the line of managers and the classes of a teacher follow from the rows alone.

use chrono::NaiveDate;
use entity::{contract, teaching_assignment};
use graph::Period;
use graph::mutate::{Ask, Change, Found, Held, HeldPlace, SeenPlace, Stop, equal};
use graph::period::day_after;
use uuid::Uuid;

/// Where the person's contracts and teaching will be found.
pub(super) struct Asked {
    contracts: SeenPlace<contract::Entity>,
    held_contracts: HeldPlace<contract::Entity>,
    teaching: SeenPlace<teaching_assignment::Entity>,
    held_teaching: HeldPlace<teaching_assignment::Entity>,
}

/// The person's contracts and teaching, and which of them the caller may change.
pub(super) struct Commitments {
    pub contracts: Vec<contract::Model>,
    held_contracts: Vec<Held<contract::Entity>>,
    teaching: Vec<teaching_assignment::Model>,
    held_teaching: Vec<Held<teaching_assignment::Entity>>,
}

impl Asked {
    pub fn of(ask: &mut Ask<'_, '_>, staff: Uuid) -> Self {
        Self {
            contracts: ask.trusted(equal(contract::Column::StaffId, staff)),
            held_contracts: ask.held(equal(contract::Column::StaffId, staff)),
            teaching: ask.trusted(equal(teaching_assignment::Column::StaffId, staff)),
            held_teaching: ask.held(equal(teaching_assignment::Column::StaffId, staff)),
        }
    }

    pub fn take(self, found: &mut Found) -> Result<Commitments, Stop> {
        Ok(Commitments {
            contracts: found.take(self.contracts)?,
            held_contracts: found.take_held(self.held_contracts)?,
            teaching: found.take(self.teaching)?,
            held_teaching: found.take_held(self.held_teaching)?,
        })
    }
}

impl Commitments {
    /// Ends on the last day what would go on after it; returns whether anything changed.
    pub fn end(&mut self, change: &mut Change<'_>, last: NaiveDate) -> Result<bool, Stop> {
        let mut changed = false;
        for row in &mut self.contracts {
            let Some(ends_on) = cut("contract", (row.starts_on, row.ends_on), last)? else { continue };
            row.ends_on = Some(ends_on);
            let held = self.held_contracts.iter().find(|held| held.row.id == row.id);
            changed |= change.update(held.ok_or_else(|| out_of_reach("a contract"))?, row, AT)?;
        }
        for row in &mut self.teaching {
            let Some(ends_on) = cut("teaching assignment", (row.starts_on, row.ends_on), last)? else { continue };
            row.ends_on = Some(ends_on);
            let held = self.held_teaching.iter().find(|held| held.row.id == row.id);
            changed |= change.update(held.ok_or_else(|| out_of_reach("a teaching assignment"))?, row, AT)?;
        }
        Ok(changed)
    }
}

const AT: &[&str] = &["details", "leavingDate"];

/// The new last day of something that goes on after a person's last day; none where it ends in time.
fn cut(
    what: &str,
    (starts_on, ends_on): (NaiveDate, Option<NaiveDate>),
    last: NaiveDate,
) -> Result<Option<NaiveDate>, Stop> {
    let period = Period::new(starts_on, ends_on);
    let cut = period.before(day_after(last));
    if cut == period {
        return Ok(None);
    }
    if cut.is_empty() {
        let message = format!("a {what} of the person begins on {starts_on}: give that day or a later one");
        return Err(Stop::conflict(AT, message));
    }
    Ok(cut.last)
}

fn out_of_reach(what: &str) -> Stop {
    let message = format!("the person has {what} after that day that you may not change: it has to be ended first");
    Stop::forbidden(AT, message)
}
