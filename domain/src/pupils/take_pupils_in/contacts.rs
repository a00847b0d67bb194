//! The contacts of a child. A person who is already there, by name and one more matching detail, is not entered twice.

use entity::{contact, person, pupil};
use graph::mutate::Stop;
use uuid::Uuid;

use super::Taking;
use super::find::Row;
use super::said::{Contact, Said};
use crate::people::new_person::unknown;

impl Taking<'_, '_> {
    /// Adds the contacts that are new, brings the others up to date, and hands them to the school that has the child now.
    pub(super) fn contacts(&mut self, child: &pupil::Model, said: &Said) -> Result<bool, Stop> {
        let found = self.found;
        let known: &[Row<contact::Entity>] = found.contacts.get(&child.id).map_or(&[], Vec::as_slice);
        let mut all: Vec<contact::Model> =
            known.iter().map(|one| contact::Model { school_id: child.school_id, ..one.row.clone() }).collect();
        let mut names: Vec<String> =
            known.iter().map(|one| found.names.get(&one.row.person_id).cloned().unwrap_or_default()).collect();
        for (priority, one) in (1..).zip(&said.contacts) {
            let folded = one.folded();
            let at = match names.iter().position(|name| *name == folded) {
                Some(at) => at,
                None => {
                    let person = self.person(one, &folded)?;
                    all.push(self.contact(child, person, one));
                    names.push(folded);
                    all.len() - 1
                }
            };
            all[at].relationship.clone_from(&one.relationship);
            all[at].parental_responsibility = one.parental_responsibility;
            all[at].priority = priority;
        }
        let mut changed = false;
        for (place, contact) in all.iter().enumerate() {
            match known.get(place) {
                None => {
                    self.change.add::<contact::Entity, _>(&found.at.contacts, contact, &[])?;
                    changed = true;
                }
                Some(Row { held: Some(held), .. }) => {
                    changed |= self.change.move_to(held, &found.at.contacts, contact, &[])?;
                }
                Some(one) if one.row != *contact => self.not_yet(&["contacts"]),
                Some(_) => {}
            }
        }
        Ok(changed)
    }

    /// The person: a parent of a brother or sister, by the name and the same telephone, address or e-mail; else a new one.
    fn person(&mut self, said: &Contact, folded: &str) -> Result<Uuid, Stop> {
        let same = |one: Option<&String>, other: Option<&String>| one.is_some() && one == other;
        let is_it = |person: &&person::Model| {
            person.name_fold == folded
                && (same(person.phone.as_ref(), said.phone.as_ref())
                    || same(person.email_personal.as_ref(), said.email.as_ref())
                    || same(person.postcode.as_ref(), said.address.postcode.as_ref()))
        };
        if let Some(person) = self.found.parents.iter().chain(&self.new_people).find(is_it) {
            return Ok(person.id);
        }
        let person = person::Model {
            title: said.title.clone(),
            given_name: said.given_name.clone(),
            family_name: said.family_name.clone(),
            name_fold: folded.to_owned(),
            family_fold: entity::fold(&said.family_name),
            address_line1: said.address.line1.clone(),
            town: said.address.town.clone(),
            postcode: said.address.postcode.clone(),
            phone: said.phone.clone(),
            email_personal: said.email.clone(),
            ..unknown(self.change.new_key(), self.change.tenant(), self.change.now())
        };
        let id = self.change.add::<person::Entity, _>(&self.found.at.people, &person, &[])?;
        self.new_people.push(person);
        Ok(id)
    }

    fn contact(&self, child: &pupil::Model, person_id: Uuid, said: &Contact) -> contact::Model {
        let home = said.address.postcode.as_ref();
        contact::Model {
            id: self.change.new_key(),
            trust_id: self.change.tenant(),
            pupil_id: child.id,
            school_id: child.school_id,
            person_id,
            relationship: String::new(),
            parental_responsibility: false,
            priority: 0,
            lives_with: home.is_some() && home == child.postcode.as_ref(),
            court_order: None,
            updated_at: self.change.now(),
        }
    }
}
