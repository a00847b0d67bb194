//! Dated facts of a child beside its needs: free meals and care. Periods of one kind never overlap.

use chrono::NaiveDate;
use entity::codes::{CareKind, FundingKind};
use entity::{care_flag, funding_flag};
use graph::Period;
use graph::mutate::Stop;
use uuid::Uuid;

use super::Taking;
use super::said::Said;

impl Taking<'_, '_> {
    /// Free meals: known periods are ended where the row ends them, new ones added.
    pub(super) fn meals(&mut self, pupil: Uuid, said: &Said) -> Result<bool, Stop> {
        let Some(right) = &self.found.at.meals else {
            if !said.meals.is_empty() {
                self.without_right("freeMeals", "PUPIL_FUNDING_WRITE");
            }
            return Ok(false);
        };
        let mut changed = false;
        let known: Vec<_> = self
            .found
            .meals
            .get(&pupil)
            .into_iter()
            .flatten()
            .filter(|flag| flag.row.kind == FundingKind::Fsm)
            .collect();
        for (place, period) in said.meals.iter().enumerate() {
            let (starts_on, ends_on) = (period.first, period.last);
            let clashes = known
                .iter()
                .filter(|flag| flag.row.starts_on != starts_on)
                .any(|flag| Period::new(flag.row.starts_on, flag.row.ends_on).overlaps(*period));
            let same = known.iter().find(|flag| flag.row.starts_on == starts_on);
            let at = ["freeMeals", &place.to_string()];
            match same {
                Some(flag) if flag.row.ends_on == ends_on => {}
                Some(flag) if ends_on.is_none() => self.ended_here(&at, flag.row.ends_on),
                _ if clashes => self.warn(&at, "left out: it overlaps a spell of free meals that is known here"),
                Some(flag) => match &flag.held {
                    Some(held) => {
                        let next = funding_flag::Model { ends_on, ..flag.row.clone() };
                        changed |= self.change.update(held, &next, &[])?;
                    }
                    None => self.not_yet(&at),
                },
                None => {
                    let flag = funding_flag::Model {
                        id: self.change.new_key(),
                        trust_id: self.change.tenant(),
                        pupil_id: pupil,
                        school_id: self.found.at.id,
                        kind: FundingKind::Fsm,
                        starts_on,
                        ends_on,
                        detail: None,
                        updated_at: self.change.now(),
                        row_version: 1,
                    };
                    self.change.add::<funding_flag::Entity, _>(right, &flag, &[])?;
                    changed = true;
                }
            }
        }
        Ok(changed)
    }

    /// Care: a row shows that a child is looked after and gives no first day, so the entry date is taken.
    pub(super) fn care(&mut self, pupil: Uuid, said: &Said) -> Result<bool, Stop> {
        let Some(authority) = &said.in_care else { return Ok(false) };
        let Some(right) = &self.found.at.care else {
            self.without_right("lookedAfter", "LAC_WRITE");
            return Ok(false);
        };
        let known = self.found.care.get(&pupil).into_iter().flatten();
        let known: Vec<_> = known.filter(|flag| flag.row.kind == CareKind::Lac).collect();
        if let Some(open) = known.iter().find(|flag| flag.row.ends_on.is_none()) {
            let Some(authority) = authority else { return Ok(false) };
            let detail = Some(looked_after_by(authority));
            return match &open.held {
                Some(held) => self.change.update(held, &care_flag::Model { detail, ..open.row.clone() }, &[]),
                None => {
                    self.not_yet(&["lookedAfter", "authority"]);
                    Ok(false)
                }
            };
        }
        if known
            .iter()
            .any(|flag| Period::new(flag.row.starts_on, flag.row.ends_on).overlaps(Period::new(said.entry, None)))
        {
            self.warn(&["lookedAfter"], "left out: it overlaps a time in care that is known here to have ended");
            return Ok(false);
        }
        let flag = care_flag::Model {
            id: self.change.new_key(),
            trust_id: self.change.tenant(),
            pupil_id: pupil,
            school_id: self.found.at.id,
            kind: CareKind::Lac,
            starts_on: said.entry,
            ends_on: None,
            detail: authority.as_deref().map(looked_after_by),
            updated_at: self.change.now(),
            row_version: 1,
        };
        self.change.add::<care_flag::Entity, _>(right, &flag, &[])?;
        Ok(true)
    }

    /// The row says that a period is open, and it has ended here: an end that a person entered stays.
    pub(super) fn ended_here(&mut self, at: &[&str], ended: Option<NaiveDate>) {
        if let Some(ended) = ended {
            self.warn(at, &format!("left as it is: it has ended here on {ended}"));
        }
    }
}

fn looked_after_by(authority: &str) -> String {
    format!("Local authority {authority}")
}
