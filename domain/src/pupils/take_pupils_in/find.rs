//! Everything that the rows of one call name: three statements, and a lock on the pupils between the first two.

use std::collections::{BTreeSet, HashMap};

use entity::{
    care_flag, class_membership, contact, enrolment, funding_flag, person, pupil, pupil_year, school, sen_need,
    sen_record,
};
use graph::mutate::{Change, Held, SeenPlace, Stop, among, by_key, equal, filled, named};
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::numbers::formerly;
use super::said::Said;

/// What the caller may do by the school: a right that is absent leaves its part of every pupil out.
pub(super) struct AtSchool {
    pub id: Uuid,
    pub pupils: Held<school::Entity>,
    pub rolls: Held<school::Entity>,
    pub contacts: Held<school::Entity>,
    pub people: Held<school::Entity>,
    pub years: Held<school::Entity>,
    pub meals: Option<Held<school::Entity>>,
    pub care: Option<Held<school::Entity>>,
    pub sen: Option<Held<school::Entity>>,
    pub needs: Option<Held<school::Entity>>,
}

/// A row about a pupil, with the right to change it where the caller has it.
pub(super) struct Row<E: EntityTrait> {
    pub row: E::Model,
    pub held: Option<Held<E>>,
}

/// Rows by the pupil they are about.
pub(super) type Rows<E> = HashMap<Uuid, Vec<Row<E>>>;

/// What the caller may do with a pupil of the trust.
pub(super) enum Known {
    /// Change it: a school that has it now is one of the caller's.
    Held(Held<pupil::Entity>),
    /// Take it: no school has it now, and the caller may see it.
    Free(Held<pupil::Entity>),
    /// See it.
    Seen(Box<pupil::Model>),
    /// Nothing.
    Hidden,
}

/// What was found.
pub(super) struct Found {
    pub at: AtSchool,
    /// Every number that one of the pupils has or had.
    numbers: HashMap<String, Uuid>,
    pub pupils: HashMap<Uuid, Known>,
    pub enrolments: Rows<enrolment::Entity>,
    pub classes: HashMap<Uuid, Vec<Held<class_membership::Entity>>>,
    /// The years of pupils, as far as the caller may change them.
    pub years: HashMap<Uuid, Vec<Held<pupil_year::Entity>>>,
    /// All years of pupils.
    pub known_years: HashMap<Uuid, Vec<pupil_year::Model>>,
    pub meals: Rows<funding_flag::Entity>,
    pub care: Rows<care_flag::Entity>,
    pub sen: Rows<sen_record::Entity>,
    pub needs: Rows<sen_need::Entity>,
    pub contacts: Rows<contact::Entity>,
    /// Persons whom the caller may change: those with a name of the rows, and the contacts of these pupils.
    pub people: HashMap<Uuid, Held<person::Entity>>,
    /// The folded names of those who are contacts of these pupils.
    pub names: HashMap<Uuid, String>,
}

impl Found {
    /// The pupils that a row names by its numbers.
    pub fn named(&self, said: &Said) -> BTreeSet<Uuid> {
        numbers(said).filter_map(|upn| self.numbers.get(upn).copied()).collect()
    }
}

/// The numbers of a row.
pub(super) fn numbers(said: &Said) -> impl Iterator<Item = &str> {
    std::iter::once(said.upn.as_str()).chain(said.former.iter().map(|upn| upn.as_str()))
}

/// Finds the school, the pupils by any number of theirs, and what is known of them.
pub(super) async fn find(change: &mut Change<'_>, school: Uuid, said: &[&Said]) -> Result<Found, Stop> {
    let (at, numbers) = by_number(change, school, said).await?;
    let ids: BTreeSet<Uuid> =
        said.iter().flat_map(|said| self::numbers(said)).filter_map(|upn| numbers.get(upn).copied()).collect();
    // Read after the lock: two files about one child are taken one after the other.
    if !ids.is_empty() {
        change.lock::<pupil::Entity>(ids.iter().copied()).await?;
    }
    let names: BTreeSet<String> =
        said.iter().flat_map(|said| &said.contacts).map(super::said::Contact::folded).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let mut ask = change.ask();
    let held = ask.held::<pupil::Entity>(among(pupil::Column::Id, ids.clone()));
    let free = ask.unowned::<pupil::Entity>(among(pupil::Column::Id, ids.clone()));
    let seen = ask.seen::<pupil::Entity>(among(pupil::Column::Id, ids.clone()));
    let classes = ask.held::<class_membership::Entity>(among(class_membership::Column::PupilId, ids.clone()));
    let of_pupils = || among(pupil_year::Column::PupilId, ids.clone());
    let years = (ask.trusted::<pupil_year::Entity>(of_pupils()), ask.held::<pupil_year::Entity>(of_pupils()));
    let parents = ask.held::<person::Entity>(named(person::Column::NameFold, names));
    macro_rules! rows {
        ($entity:ident) => {{
            let keys = || among($entity::Column::PupilId, ids.clone());
            (ask.trusted::<$entity::Entity>(keys()), ask.held::<$entity::Entity>(keys()))
        }};
    }
    let (enrolments, meals, care) = (rows!(enrolment), rows!(funding_flag), rows!(care_flag));
    let (sen, needs, contacts) = (rows!(sen_record), rows!(sen_need), rows!(contact));
    let mut found = ask.read().await?;
    macro_rules! taken {
        ($places:ident) => {{
            let mut held = by_key(found.take_held($places.1)?, |held| held.row.id);
            let mut rows = HashMap::new();
            for row in found.take($places.0)? {
                let held = held.remove(&row.id);
                rows.entry(row.pupil_id).or_insert_with(Vec::new).push(Row { row, held });
            }
            rows
        }};
    }
    let mut pupils: HashMap<Uuid, Known> = ids.iter().map(|id| (*id, Known::Hidden)).collect();
    pupils.extend(found.take(seen)?.into_iter().map(|row| (row.id, Known::Seen(Box::new(row)))));
    pupils.extend(found.take_held(free)?.into_iter().map(|held| (held.row.id, Known::Free(held))));
    pupils.extend(found.take_held(held)?.into_iter().map(|held| (held.row.id, Known::Held(held))));
    let mut of_classes: HashMap<Uuid, Vec<_>> = HashMap::new();
    for held in found.take_held(classes)? {
        of_classes.entry(held.row.pupil_id).or_default().push(held);
    }
    let mut known_years: HashMap<Uuid, Vec<_>> = HashMap::new();
    for row in found.take(years.0)? {
        known_years.entry(row.pupil_id).or_default().push(row);
    }
    let mut of_years: HashMap<Uuid, Vec<_>> = HashMap::new();
    for held in found.take_held(years.1)? {
        of_years.entry(held.row.pupil_id).or_default().push(held);
    }
    let contacts: Rows<contact::Entity> = taken!(contacts);
    let mut parents = by_key(found.take_held(parents)?, |held| held.row.id);
    let (enrolments, meals, care) = (taken!(enrolments), taken!(meals), taken!(care));
    let (sen, needs) = (taken!(sen), taken!(needs));
    let people: BTreeSet<Uuid> = contacts.values().flatten().map(|contact| contact.row.person_id).collect();
    let mut ask = change.ask();
    let of_contacts = ask.held::<person::Entity>(among(person::Column::Id, people.iter().copied()));
    let people: SeenPlace<person::Entity> = ask.trusted(among(person::Column::Id, people));
    let name = |person: &person::Model| entity::fold(&format!("{} {}", person.given_name, person.family_name));
    let mut found = ask.read().await?;
    let names = found.take(people)?.iter().map(|person| (person.id, name(person))).collect();
    parents.extend(found.take_held(of_contacts)?.into_iter().map(|held| (held.row.id, held)));
    Ok(Found {
        at,
        numbers,
        pupils,
        enrolments,
        classes: of_classes,
        years: of_years,
        known_years,
        meals,
        care,
        sen,
        needs,
        contacts,
        people: parents,
        names,
    })
}

/// What the caller may do by the school, and which pupil has or had each number.
async fn by_number(
    change: &mut Change<'_>,
    school: Uuid,
    said: &[&Said],
) -> Result<(AtSchool, HashMap<String, Uuid>), Stop> {
    let given: BTreeSet<String> = said.iter().flat_map(|said| numbers(said)).map(str::to_owned).collect();
    let own = || equal(school::Column::Id, school);
    let mut ask = change.ask();
    let rights = (
        ask.under::<pupil::Entity, school::Entity>(own()),
        ask.under::<enrolment::Entity, school::Entity>(own()),
        ask.under::<contact::Entity, school::Entity>(own()),
        ask.under::<person::Entity, school::Entity>(own()),
        ask.under::<pupil_year::Entity, school::Entity>(own()),
    );
    let meals = ask.under::<funding_flag::Entity, school::Entity>(own());
    let care = ask.under::<care_flag::Entity, school::Entity>(own());
    let sen = ask.under::<sen_record::Entity, school::Entity>(own());
    let needs = ask.under::<sen_need::Entity, school::Entity>(own());
    let of_now = ask.trusted::<pupil::Entity>(named(pupil::Column::Upn, given.iter().cloned()));
    let formers = ask.trusted::<pupil::Entity>(filled(pupil::Column::FormerUpns));
    let mut found = ask.read().await?;
    let mut right = |place| -> Result<Option<Held<school::Entity>>, Stop> { Ok(found.take_held(place)?.pop()) };
    let (Some(pupils), Some(rolls), Some(contacts), Some(people), Some(years)) =
        (right(rights.0)?, right(rights.1)?, right(rights.2)?, right(rights.3)?, right(rights.4)?)
    else {
        return Err(Stop::not_found(&["school"], "there is no school with this id whose pupils you may change"));
    };
    let (meals, care, sen, needs) = (right(meals)?, right(care)?, right(sen)?, right(needs)?);
    let at = AtSchool { id: school, pupils, rolls, contacts, people, years, meals, care, sen, needs };
    let mut numbers = HashMap::new();
    // A number of now outranks the same number as somebody's former one.
    for pupil in found.take(formers)? {
        let asked = formerly(&pupil).filter(|upn| given.contains(*upn));
        numbers.extend(asked.map(|upn| (upn.to_owned(), pupil.id)));
    }
    numbers.extend(found.take(of_now)?.into_iter().filter_map(|pupil| Some((pupil.upn?, pupil.id))));
    Ok((at, numbers))
}
