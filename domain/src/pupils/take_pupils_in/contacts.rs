//! The contacts of a child. A person who is already there, by name and one more matching detail, is not entered twice.

use entity::{contact, person, pupil};
use graph::mutate::Stop;
use uuid::Uuid;

use super::find::Row;
use super::said::{Contact, Said};
use super::{Taking, over};
use crate::people::new_person::unknown;

impl Taking<'_, '_> {
    /// Adds the contacts that are new, brings the others and their persons up to date, and hands them to the school that has the child now.
    pub(super) fn contacts(&mut self, child: &pupil::Model, said: &Said) -> Result<bool, Stop> {
        let found = self.found;
        let known: &[Row<contact::Entity>] = found.contacts.get(&child.id).map_or(&[], Vec::as_slice);
        let mut all: Vec<contact::Model> =
            known.iter().map(|one| contact::Model { school_id: child.school_id, ..one.row.clone() }).collect();
        let mut names: Vec<String> =
            known.iter().map(|one| found.names.get(&one.row.person_id).cloned().unwrap_or_default()).collect();
        let mut changed = false;
        for (priority, one) in (1..).zip(&said.contacts) {
            let folded = one.folded();
            let at = match names.iter().position(|name| *name == folded) {
                Some(at) => {
                    changed |= self.brought_up_to_date(all[at].person_id, one, priority - 1)?;
                    at
                }
                None => {
                    let person = self.person(one, &folded)?;
                    all.push(self.contact(child, person, one));
                    names.push(folded);
                    all.len() - 1
                }
            };
            all[at].relationship.clone_from(&one.relationship);
            if let Some(responsible) = one.parental_responsibility {
                all[at].parental_responsibility = responsible;
            }
            all[at].priority = priority;
        }
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

    /// What the row says of a person who is a contact of this child already: the same name and the same child are the same
    /// person. What the caller may not change is left as it is, with a warning for each field, whether it differs or not.
    fn brought_up_to_date(&mut self, id: Uuid, said: &Contact, place: i32) -> Result<bool, Stop> {
        let found = self.found;
        let place = place.to_string();
        let home = &said.address;
        let has_home = [&home.line1, &home.town, &home.postcode].into_iter().any(Option::is_some);
        let given = [("title", said.title.is_some()), ("phone", said.phone.is_some()), ("email", said.email.is_some())];
        let is_new = self.new_people.iter().any(|person| person.id == id);
        let Some(held) = found.people.get(&id) else {
            let message = match is_new {
                true => "left as it is: an earlier contact of the call has this name and is new",
                false => "left as it is: the person is not yours to change",
            };
            for (field, _) in given.into_iter().chain([("address", has_home)]).filter(|(_, given)| *given) {
                self.warn(&["contacts", &place, field], message);
            }
            return Ok(false);
        };
        let mut next = self.people.get(&id).unwrap_or(&held.row).clone();
        let before = next.clone();
        over(&mut next.title, said.title.as_ref());
        over(&mut next.phone, said.phone.as_ref());
        over(&mut next.email_personal, said.email.as_ref());
        if self.change.may_set::<person::Entity, _>(held, person::Column::Postcode)? {
            over(&mut next.address_line1, home.line1.as_ref());
            over(&mut next.town, home.town.as_ref());
            over(&mut next.postcode, home.postcode.as_ref());
        } else if has_home {
            let message = "left as it is: to change it here needs PUPIL_COURT_READ";
            self.warn(&["contacts", &place, "address"], message);
        }
        let changed = next != before;
        if changed {
            self.people.insert(id, next);
        }
        Ok(changed)
    }

    /// Writes the persons of whom the rows said something new: each once, whatever the number of their children.
    pub(super) fn write_people(&mut self) -> Result<(), Stop> {
        for (id, next) in std::mem::take(&mut self.people) {
            if let Some(held) = self.found.people.get(&id) {
                self.change.update(held, &next, &[])?;
            }
        }
        Ok(())
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
        let known =
            self.found.people.values().map(|held| &held.row).filter(|person| is_it(person)).min_by_key(|one| one.id);
        if let Some(person) = known.or_else(|| self.new_people.iter().find(is_it)) {
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
