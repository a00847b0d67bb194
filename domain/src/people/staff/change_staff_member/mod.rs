//! The actions `createStaffMember` and `updateStaffMember`: a person joins, changes or leaves.
//!
//! A person has one `Person` row in all their roles: a governor who becomes a member of staff is named by id. Names and
//! addresses are in that row, and the staff record keeps copies of the names; both are written together.

mod details;

use async_graphql::{ID, InputObject, MaybeUndefined};
use entity::codes::RoleCategory;
use entity::{person, principal, school, staff_member, staff_spell, trust};
use futures::FutureExt;
use graph::mutate::{
    Ask, Change, Found, HandledAction, Handling, Held, HeldPlace, Made, Stop, UserError, UserErrorCode, action, among,
    equal,
};
use sea_orm::EntityTrait;
use uuid::Uuid;

use self::details::{PersonInput, StaffDetailsInput};
use super::leaving;
use super::spells::{self, Ground};
use crate::people::new_person::unknown;
use crate::platform::access::permission::STAFF_WRITE;
use crate::platform::input::{Day, key};

/// The actions of this file.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    vec![
        action(
            "createStaffMember",
            STAFF_WRITE,
            "Adds a member of staff: a new person, or a person that the trust has already, such as a governor. A main \
             school puts the person on its staff list from `trustStart`; `createContract` adds contracts.",
            create,
        )
        .gives_one("staffMember", "StaffMember", "The member of staff."),
        action(
            "updateStaffMember",
            STAFF_WRITE,
            "Changes a member of staff and the person's details. Fields that are left out stay as they are; null \
             empties a field that may be empty. Nobody can change their own record. Contracts, teaching and grants of roles \
             end with `leavingDate`; they do not come back where it is emptied again.",
            update,
        )
        .gives_one("staffMember", "StaffMember", "The member of staff after the change."),
    ]
}

/// A member of staff who joins.
#[derive(Debug, InputObject)]
pub struct CreateStaffMemberInput {
    /// A person that the trust has already. Give either this or `newPerson`.
    person: Option<ID>,
    /// A person that the trust does not have yet. Give either this or `person`.
    new_person: Option<PersonInput>,
    /// Add `newPerson` although the trust has a person of the same name and date of birth.
    #[graphql(default = false)]
    allow_namesake: bool,
    /// Staff number, unique in the trust.
    number: String,
    /// Kind of work of the main post.
    role_category: RoleCategory,
    /// Title of the main post.
    main_post_title: Option<String>,
    /// School of the main post; left out for the central team.
    main_school: Option<ID>,
    /// First day in the trust.
    trust_start: Day,
    /// Further details of the employment.
    details: Option<StaffDetailsInput>,
}

/// Changes to a member of staff.
#[derive(Debug, InputObject)]
pub struct UpdateStaffMemberInput {
    /// The member of staff.
    staff_member: ID,
    /// `rowVersion` of the member of staff as it was read; another version is refused with CONFLICT.
    row_version: i32,
    /// Changes to the person.
    person: Option<PersonInput>,
    /// Staff number, unique in the trust.
    number: Option<String>,
    /// Kind of work of the main post.
    role_category: Option<RoleCategory>,
    /// Title of the main post.
    main_post_title: MaybeUndefined<String>,
    /// School of the main post; null for the central team. A move needs STAFF_WRITE at the new school as well.
    main_school: MaybeUndefined<ID>,
    /// First day in the trust.
    trust_start: Option<Day>,
    /// Changes to the details of the employment.
    details: Option<StaffDetailsInput>,
}

/// A pending read of the school, or of the trust for the central team, under which the caller may add rows of `T`.
struct Under<T: EntityTrait>(HeldPlace<school::Entity>, HeldPlace<trust::Entity>, std::marker::PhantomData<T>);

impl<T: EntityTrait + Default> Under<T> {
    fn ask(ask: &mut Ask<'_, '_>, school: Option<Uuid>, tenant: Uuid) -> Self {
        let centre = school.is_none().then_some(tenant);
        Self(
            ask.under::<T, school::Entity>(among(school::Column::Id, school)),
            ask.under::<T, trust::Entity>(among(trust::Column::Id, centre)),
            std::marker::PhantomData,
        )
    }

    fn take(self, found: &mut Found) -> Result<Place, Stop> {
        match (found.take_held(self.0)?.pop(), found.take_held(self.1)?.pop()) {
            (Some(school), _) => Ok(Place::School(Box::new(school))),
            (None, Some(trust)) => Ok(Place::Trust(Box::new(trust))),
            (None, None) => {
                let message = "there is no school with this id whose staff you may change";
                Err(Stop::not_found(&["mainSchool"], message))
            }
        }
    }
}

/// The school of the main post, or the trust for the central team.
enum Place {
    School(Box<Held<school::Entity>>),
    Trust(Box<Held<trust::Entity>>),
}

impl Place {
    fn add<T: EntityTrait + Default>(
        &self,
        change: &mut Change<'_>,
        row: &T::Model,
        at: &[&str],
    ) -> Result<Uuid, Stop> {
        match self {
            Place::School(school) => change.add::<T, _>(school, row, at),
            Place::Trust(trust) => change.add::<T, _>(trust, row, at),
        }
    }

    fn move_here(
        &self,
        change: &mut Change<'_>,
        held: &Held<staff_member::Entity>,
        row: &staff_member::Model,
    ) -> Result<bool, Stop> {
        match self {
            Place::School(school) => change.move_to(held, school, row, &[]),
            Place::Trust(trust) => change.move_to(held, trust, row, &[]),
        }
    }
}

fn create<'c>(change: &'c mut Change<'_>, input: CreateStaffMemberInput) -> Handling<'c> {
    async move {
        if input.person.is_some() == input.new_person.is_some() {
            return Err(Stop::input(&["person"], "give either `person` or `newPerson`"));
        }
        let school = input.main_school.as_ref().map(|school| key(school, "School"));
        let known = input.person.as_ref().map(|person| key(person, "Person"));
        let tenant = change.tenant();
        let mut row = details::record(change, known.unwrap_or_else(|| change.new_key()), school, &input);
        let mut newcomer = unknown(row.person_id, tenant, change.now());
        let mut errors = Vec::new();
        if let Some(given) = input.new_person {
            given.applied(&mut newcomer, "newPerson", &mut errors);
            details::named(&newcomer, "newPerson", &mut errors);
        }
        if let Some(given) = input.details {
            given.applied(&mut row, &mut errors);
        }
        let mut ask = change.ask();
        let records = Under::<staff_member::Entity>::ask(&mut ask, school, tenant);
        let people = Under::<person::Entity>::ask(&mut ask, school, tenant);
        let spells = ask.under::<staff_spell::Entity, school::Entity>(among(school::Column::Id, school));
        let theirs = ask.held::<person::Entity>(among(person::Column::Id, known));
        let like = match (known, newcomer.date_of_birth) {
            (None, Some(born)) if !input.allow_namesake => {
                equal(person::Column::FamilyFold, newcomer.family_fold.as_str()).and(person::Column::DateOfBirth, born)
            }
            _ => among(person::Column::Id, []),
        };
        // Only people whom the caller may change: another match would reveal a date of birth.
        let namesakes = ask.held::<person::Entity>(like);
        let employed = ask.trusted::<staff_member::Entity>(among(staff_member::Column::PersonId, known));
        let numbered = ask.trusted::<staff_member::Entity>(equal(staff_member::Column::StaffNo, row.staff_no.as_str()));
        let mut found = ask.read().await?;
        let (records, people) = (records.take(&mut found)?, people.take(&mut found)?);
        let theirs = found.take_held(theirs)?.pop();
        if known.is_some() && theirs.is_none() {
            return Err(Stop::not_found(&["person"], "there is no person with this id whom you may change"));
        }
        let mut refuse = |field: &str, message: String| {
            errors.push(UserError::new(UserErrorCode::Conflict, &[field], message));
        };
        if !found.take(employed)?.is_empty() {
            refuse("person", "the person is a member of staff already: use `updateStaffMember`".to_owned());
        }
        if !found.take(numbered)?.is_empty() {
            refuse("number", details::TAKEN.to_owned());
        }
        let namesakes = found.take_held(namesakes)?;
        if let Some(namesake) = namesakes.iter().find(|other| other.row.given_name == newcomer.given_name) {
            let id = graph::id::encode("Person", namesake.row.id);
            let message = format!(
                "the trust has a person of this name and date of birth: give `person: \"{id}\"`, or `allowNamesake: \
                 true` where this is another person"
            );
            refuse("newPerson", message);
        }
        let person = theirs.as_ref().map_or(&newcomer, |held| &held.row);
        details::copied(&mut row, person);
        details::checked(&mut row, &mut errors);
        if !errors.is_empty() {
            return Err(Stop::Refused(errors));
        }
        if known.is_none() {
            people.add::<person::Entity>(change, &newcomer, &["newPerson"])?;
        }
        let key = records.add::<staff_member::Entity>(change, &row, &["details"])?;
        if let (Some(school), Some(under)) = (school, found.take_held(spells)?.pop()) {
            let ground = Ground { record: &row, contracts: &[], today: change.today() };
            spells::follow(change, &ground, &[], Some((school, &under)))?;
        }
        Ok(Made::new().rows("staffMember", [key]))
    }
    .boxed()
}

fn update<'c>(change: &'c mut Change<'_>, input: UpdateStaffMemberInput) -> Handling<'c> {
    async move {
        let id = key(&input.staff_member, "StaffMember");
        let number = input.number;
        let me = change.principal();
        let mut ask = change.ask();
        let held = ask.held::<staff_member::Entity>(equal(staff_member::Column::Id, id));
        let numbered =
            ask.trusted::<staff_member::Entity>(equal(staff_member::Column::StaffNo, number.as_deref().unwrap_or("")));
        let own = ask.trusted::<principal::Entity>(equal(principal::Column::Id, me));
        let mut found = ask.read().await?;
        let Some(held) = found.take_held(held)?.pop() else {
            return Err(Stop::not_found(
                &["staffMember"],
                "there is no member of staff with this id whom you may change",
            ));
        };
        if found.take(own)?.pop().and_then(|own| own.person_id) == Some(held.row.person_id) {
            return Err(Stop::forbidden(&[], "the record is your own: somebody else has to change it"));
        }
        Stop::unless_current("record", held.row.row_version, input.row_version)?;
        let mut errors = Vec::new();
        if found.take(numbered)?.iter().any(|other| other.id != id) {
            errors.push(UserError::new(UserErrorCode::Conflict, &["number"], details::TAKEN));
        }
        let mut row = held.row.clone();
        row.staff_no = number.unwrap_or(row.staff_no);
        row.role_category = input.role_category.unwrap_or(row.role_category);
        input.main_post_title.update_to(&mut row.main_post_title);
        input.main_school.map(|school| school.map(|school| key(&school, "School"))).update_to(&mut row.main_school_id);
        row.trust_start = input.trust_start.map(|day| day.0).or(row.trust_start);
        if let Some(given) = input.details {
            given.applied(&mut row, &mut errors);
        }
        let moves = row.main_school_id != held.row.main_school_id;
        let (school, tenant) = (row.main_school_id.filter(|_| moves), change.tenant());
        let mut ask = change.ask();
        let added = ask.under::<staff_spell::Entity, school::Entity>(among(school::Column::Id, row.main_school_id));
        let known = ask.held::<staff_spell::Entity>(equal(staff_spell::Column::StaffId, id));
        let commitments = leaving::Asked::of(&mut ask, id);
        let people = ask.held::<person::Entity>(equal(person::Column::Id, row.person_id));
        let places = Under::<staff_member::Entity>::ask(&mut ask, school, tenant);
        let mut found = ask.read().await?;
        let place = if moves { Some(places.take(&mut found)?) } else { None };
        let person = match (input.person, found.take_held(people)?.pop()) {
            (None, _) => None,
            (Some(given), Some(person)) => {
                let mut next = person.row.clone();
                given.applied(&mut next, "person", &mut errors);
                details::named(&next, "person", &mut errors);
                details::copied(&mut row, &next);
                Some((person, next))
            }
            (Some(_), None) => {
                return Err(Stop::not_found(&["person"], "you may not change the details of this person"));
            }
        };
        details::checked(&mut row, &mut errors);
        if !errors.is_empty() {
            return Err(Stop::Refused(errors));
        }
        // A change of the person or of a spell counts as a change of the staff record, even where its own columns stay.
        let mut parts = match &person {
            Some((person, next)) => change.update(person, next, &["person"])?,
            None => false,
        };
        if moves || row.leaving_date != held.row.leaving_date {
            let mut commitments = commitments.take(&mut found)?;
            if let Some(last) = row.leaving_date.filter(|last| Some(*last) != held.row.leaving_date) {
                parts |= commitments.end(change, last)?;
            }
            let ground = Ground { record: &row, contracts: &commitments.contracts, today: change.today() };
            let added = found.take_held(added)?.pop();
            let under = row.main_school_id.zip(added.as_ref());
            parts |= spells::follow(change, &ground, &found.take_held(known)?, under)?;
        }
        match place {
            None if parts && row == held.row => change.touch(&held, &row, &[]).map(|()| true)?,
            Some(place) => place.move_here(change, &held, &row)?,
            None => change.update(&held, &row, &["details"])?,
        };
        Ok(Made::new().rows("staffMember", [id]))
    }
    .boxed()
}
