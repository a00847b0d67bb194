//! A person: staff, governor, parent or several of these, always in one row.

use entity::codes::Sex;
use entity::person::{Column as C, Entity};
use entity::{contact, governance_appointment, principal, pupil, staff_member};
use graph::declare::{
    Access, CODE, DeriveContext, EMAIL, LINE, NAME, Need, OPEN, Owner, PROSE, Path, Resource, any_of, col, column,
    derived, enumerated, exists, object, owner, resource, set, text, whole,
};
use graph::{Kind, Value};

use crate::people::identifiers::NI_NUMBER;
use crate::platform::access::compartment::{DIVERSITY, NATIONAL_INSURANCE};
use crate::platform::access::permission::*;
use crate::platform::access::reach::{OWN_CLASSES, SCHOOL, of_staff, taught_today};
use crate::platform::postcode::POSTCODE;
use crate::platform::telephone::TELEPHONE;

/// Reached by the schools where the person works, worked or governs, by the managers above, and by the person.
fn serving() -> Owner {
    use governance_appointment::Column as G;
    of_staff(C::Id).reached(SCHOOL, exists(G::PersonId, C::Id, col(G::SchoolId)))
}

/// Reached by the current school of a pupil whose contact the person is, and by the pupil's teachers today.
fn of_child() -> Owner {
    use contact::Column as K;
    owner()
        .reached(
            SCHOOL,
            exists(K::PersonId, C::Id, exists(pupil::Column::Id, K::PupilId, col(pupil::Column::SchoolId))),
        )
        .reached(OWN_CLASSES, exists(K::PersonId, C::Id, taught_today(K::PupilId)))
}

/// People in the directory: those who work for the trust, govern it or sign in to it. A person who is only the contact
/// of a pupil is not among them.
fn serves() -> [Path; 3] {
    [
        exists(principal::Column::PersonId, C::Id, whole()),
        exists(staff_member::Column::PersonId, C::Id, whole()),
        exists(governance_appointment::Column::PersonId, C::Id, whole()),
    ]
}

/// People who are the contact of a pupil.
fn is_contact() -> [Path; 1] {
    [exists(contact::Column::PersonId, C::Id, whole())]
}

/// PUPIL_READ, applied to the contacts of pupils within its reach.
fn through_child() -> Need {
    PUPIL_READ.by(of_child()).among(is_contact())
}

/// Field access to private details: STAFF_READ for people in the directory, PUPIL_READ for contacts of pupils.
fn private() -> Access {
    any_of([STAFF_READ.by(serving()).among(serves()), through_child()])
}

/// Contacts of a pupil whose address is restricted: the contact's own address could reveal it.
fn restricted() -> Path {
    exists(
        contact::Column::PersonId,
        C::Id,
        exists(pupil::Column::Id, contact::Column::PupilId, set(pupil::Column::AddressRestricted)),
    )
}

/// The declaration.
#[must_use]
pub fn person() -> Resource {
    resource(
        "Person",
        Entity,
        serving(),
        any_of([DIRECTORY_READ.by(serving()).among(serves()), through_child()]),
        "A person: a member of staff, a governor, a contact of a pupil, or several of these at once.",
    )
    .root("people", "People that the caller may read: staff, governors, contacts of pupils.")
    .fields([
        text("title", C::Title, LINE, OPEN, "Form of address, such as `Ms` or `Dr`."),
        text("givenName", C::GivenName, NAME, OPEN, "Given name."),
        text("familyName", C::FamilyName, NAME, OPEN, "Family name.")
            .filter_folded(C::FamilyFold)
            .order_by(C::FamilyFold),
        text("preferredName", C::PreferredName, NAME, OPEN, "The given name the person goes by."),
        text("formerNames", C::FormerNames, LINE, private(), "Names the person had before."),
        text("emailWork", C::EmailWork, EMAIL, OPEN, "Work e-mail.").filter(),
        column("dateOfBirth", C::DateOfBirth, private(), "Date of birth."),
        enumerated::<Sex>("sex", C::Sex, private(), "Sex as recorded for the workforce census."),
        object(
            "address",
            ("PersonAddress", "Where a person lives."),
            private(),
            "Home address. Null, without an error, for a contact of a pupil whose address is restricted, unless the \
             caller may read court orders (PUPIL_COURT_READ).",
            [
                text("line1", C::AddressLine1, LINE, OPEN, "House and street."),
                text("town", C::Town, LINE, OPEN, "Town.").filter(),
                text("postcode", C::Postcode, POSTCODE, OPEN, "Postcode.").filter(),
            ],
        )
        .withheld_where([restricted()], PUPIL_COURT_READ.by(of_child())),
        text("phone", C::Phone, TELEPHONE, private(), "Telephone.").filter(),
        text("emailPersonal", C::EmailPersonal, EMAIL, private(), "Private e-mail.").filter(),
        text("niNumber", C::NiNumber, NI_NUMBER, PAY_IDENTITY_READ, "National Insurance number.")
            .special(NATIONAL_INSURANCE),
        derived(
            "niNumberMasked",
            [C::NiNumber],
            Kind::Text,
            PAY_IDENTITY_STATUS,
            "National Insurance number with all but the last four characters replaced by `•`.",
            masked,
        ),
        text("ethnicity", C::Ethnicity, CODE, DIVERSITY_READ, "Ethnicity, as a code of the workforce census.")
            .special(DIVERSITY),
        text("religion", C::Religion, LINE, DIVERSITY_READ, "Religion.").special(DIVERSITY),
        text("sexualOrientation", C::SexualOrientation, LINE, DIVERSITY_READ, "Sexual orientation.").special(DIVERSITY),
        text("disability", C::Disability, PROSE, DIVERSITY_READ, "Disability.").special(DIVERSITY),
        text("nationality", C::Nationality, LINE, DIVERSITY_READ, "Nationality.").special(DIVERSITY),
    ])
    .ordered([C::FamilyFold])
    .searched_by(C::NameFold)
    .unowned()
    .written(any_of([STAFF_WRITE.by(serving()).among(serves()), PUPIL_WRITE.by(of_child()).among(is_contact())]))
    .guarded([C::NiNumber], PAY_IDENTITY_WRITE)
    .guarded_where([C::AddressLine1, C::Town, C::Postcode], [restricted()], PUPIL_COURT_READ.by(of_child()))
    .guarded([C::Ethnicity, C::Religion, C::SexualOrientation, C::Disability, C::Nationality], DIVERSITY_WRITE)
    .data_subject("Person", C::Id)
}

fn masked(inputs: &[Value], _: &DeriveContext) -> Value {
    let Some(number) = inputs[0].as_text() else { return Value::Null };
    let hidden = number.chars().count().saturating_sub(4);
    Value::Text(number.chars().enumerate().map(|(at, c)| if at < hidden { '•' } else { c }).collect())
}
