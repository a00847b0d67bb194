//! Special educational provision and needs: provision that is open here ends where a later one of the row begins.

use entity::{sen_need, sen_record};
use graph::Period;
use graph::mutate::Stop;
use graph::period::day_before;
use uuid::Uuid;

use super::Taking;
use super::find::Row;
use super::said::Said;

impl Taking<'_, '_> {
    /// Brings provision and needs up to date. Returns whether a row was written.
    pub(super) fn sen(&mut self, pupil: Uuid, said: &Said) -> Result<bool, Stop> {
        let mut changed = false;
        let (Some(right), Some(of_needs)) = (&self.found.at.sen, &self.found.at.needs) else {
            if !said.sen.is_empty() {
                self.without_right("senProvision", "PUPIL_SEN_WRITE");
            }
            if !said.needs.is_empty() {
                self.without_right("senNeeds", "PUPIL_SEN_WRITE");
            }
            return Ok(changed);
        };
        if said.sen.is_empty() {
            return Ok(changed);
        }
        let found = self.found;
        let known: &[Row<sen_record::Entity>] = found.sen.get(&pupil).map_or(&[], Vec::as_slice);
        // What stands at the end: known rows and new ones, each written once.
        let mut all: Vec<sen_record::Model> = known.iter().map(|record| record.row.clone()).collect();
        let may_end = |at: usize| known.get(at).is_none_or(|record| record.held.is_some());
        for spell in &said.sen {
            let (starts_on, ends_on) = (spell.period.first, spell.period.last);
            let at = ["senProvision", &spell.place.to_string()];
            if let Some(same) = all.iter().position(|record| record.starts_on == starts_on) {
                if all[same].ends_on.is_none() && ends_on.is_some() {
                    if may_end(same) { all[same].ends_on = ends_on } else { self.not_yet(&at) }
                }
                continue;
            }
            let before = all.iter().position(|record| record.ends_on.is_none() && record.starts_on < starts_on);
            if let Some(before) = before {
                if may_end(before) { all[before].ends_on = Some(day_before(starts_on)) } else { self.not_yet(&at) }
            }
            let Some(provision) = spell.provision else { continue };
            if all.iter().any(|one| Period::new(one.starts_on, one.ends_on).overlaps(spell.period)) {
                self.warn(&at, "left out: it overlaps a spell of provision that is known here");
                continue;
            }
            all.push(sen_record::Model {
                id: self.change.new_key(),
                trust_id: self.change.tenant(),
                pupil_id: pupil,
                school_id: found.at.id,
                provision,
                starts_on,
                ends_on,
                ehcp_authority: None,
                ehcp_issued_on: None,
                ehcp_review_due_on: None,
                top_up_band: None,
                updated_at: self.change.now(),
            });
        }
        for (place, record) in all.iter().enumerate() {
            match known.get(place) {
                None => {
                    self.change.add::<sen_record::Entity, _>(right, record, &[])?;
                    changed = true;
                }
                Some(Row { held: Some(held), .. }) => changed |= self.change.update(held, record, &[])?,
                Some(_) => {}
            }
        }
        let latest = all.iter().filter(|record| record.ends_on.is_none()).max_by_key(|record| record.starts_on);
        if let Some(record) = latest.filter(|_| !said.needs.is_empty()) {
            changed |= self.needs(record, of_needs, said)?;
        }
        Ok(changed)
    }

    /// The needs of provision: the row's list takes the place of another list, as ranks shift together.
    fn needs(
        &mut self,
        record: &sen_record::Model,
        right: &graph::mutate::Held<entity::school::Entity>,
        said: &Said,
    ) -> Result<bool, Stop> {
        let of_pupil = self.found.needs.get(&record.pupil_id).into_iter().flatten();
        let mut known: Vec<&Row<sen_need::Entity>> =
            of_pupil.filter(|need| need.row.sen_record_id == record.id).collect();
        known.sort_by_key(|need| need.row.need_rank);
        if known.iter().any(|need| need.held.is_none()) {
            self.not_yet(&["senNeeds"]);
            return Ok(false);
        }
        let mut held = known.iter().filter_map(|need| need.held.as_ref());
        let mut changed = false;
        for (need_rank, need_type) in (1..).zip(&said.needs) {
            let need_type = need_type.clone();
            if let Some(held) = held.next() {
                let next = sen_need::Model { need_rank, need_type, ..held.row.clone() };
                changed |= self.change.update(held, &next, &[])?;
                continue;
            }
            let need = sen_need::Model {
                id: self.change.new_key(),
                trust_id: record.trust_id,
                sen_record_id: record.id,
                pupil_id: record.pupil_id,
                school_id: self.found.at.id,
                need_rank,
                need_type,
                updated_at: self.change.now(),
            };
            self.change.add::<sen_need::Entity, _>(right, &need, &[])?;
            changed = true;
        }
        for held in held {
            self.change.remove(held)?;
            changed = true;
        }
        Ok(changed)
    }
}
