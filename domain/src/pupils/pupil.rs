//! A child on the roll of a school of the trust, now or in the past.
//!
//! The row belongs to every school that has enrolled the child; what is current (address, contacts, funding) belongs
//! to the school that has the child now.

use entity::codes::{SenProvision, Sex};
use entity::contact;
use entity::pupil::{Column as C, Entity};
use graph::declare::{
    AS_IS, CODE, Day, DeriveContext, LINE, NAME, OPEN, Owner, PROSE, Path, Resource, col, column, derived, enumerated,
    enumeration, exists, expression, fact, lookup, object, owner, resource, set, text, to_one,
};
use graph::{Kind, Value};

use crate::platform::access::compartment::{PUPIL_DIVERSITY, PUPIL_MEDICAL};
use crate::platform::access::permission::*;
use crate::platform::access::reach::{OWN_CLASSES, SCHOOL, ever_enrolled, taught_today};
use crate::platform::postcode::POSTCODE;
use crate::pupils::own_school::own_school_of;
use crate::pupils::roll::roll;
use crate::pupils::support::{premium, provision};
use crate::pupils::years;

/// Every school that has ever enrolled the child, and who teaches the child today.
fn enrolled() -> Owner {
    owner().reached(SCHOOL, ever_enrolled(C::Id)).reached(OWN_CLASSES, taught_today(C::Id))
}

/// The school that has the child now, and who teaches the child today.
fn current_school() -> Owner {
    owner().reached(SCHOOL, col(C::SchoolId)).reached(OWN_CLASSES, taught_today(C::Id))
}

/// A child with the same contact whose address is restricted: it is most likely the same address.
fn of_household() -> Path {
    use contact::Column as K;
    exists(K::PupilId, C::Id, exists(K::PersonId, K::PersonId, exists(C::Id, K::PupilId, set(C::AddressRestricted))))
}

/// What withholds where a child lives, and whatever is derived from it.
fn restricted_home() -> [Path; 2] {
    [set(C::AddressRestricted), of_household()]
}

/// The declaration.
#[must_use]
pub fn pupil() -> Resource {
    resource(
        "Pupil",
        Entity,
        enrolled(),
        PUPIL_READ,
        "A child on the roll of a school of the trust, now or in the past.",
    )
    .root("pupils", "Pupils the caller may see who are on roll on `asOf`, by name; with `roll` leavers, or all.")
    .root_during(roll())
    .root_one("pupil", "A pupil by one of the keys.")
    .texts(AS_IS, [C::FormerUpns])
    .fields([
        text("upn", C::Upn, CODE, PUPIL_READ, "Unique pupil number; temporary ones end in a letter.").filter(),
        text("uln", C::Uln, CODE, PUPIL_READ, "Unique learner number, from age 14."),
        text("givenName", C::GivenName, NAME, PUPIL_READ, "Legal given name.")
            .filter_folded(C::GivenFold)
            .order_by(C::GivenFold),
        text("familyName", C::FamilyName, NAME, PUPIL_READ, "Legal family name.")
            .filter_folded(C::FamilyFold)
            .order_by(C::FamilyFold),
        text("preferredName", C::PreferredName, NAME, PUPIL_READ, "The given name the child goes by, where it differs."),
        column("dateOfBirth", C::DateOfBirth, PUPIL_READ, "Date of birth.").filter().order(),
        derived("age", [C::DateOfBirth], Kind::Int, PUPIL_READ, "Whole years on `asOf`.", age).as_of(),
        enumerated::<Sex>("sex", C::Sex, PUPIL_READ, "Sex as recorded for the school census.").filter(),
        expression(
            "ncYear",
            years::year_group_on_roll(),
            Kind::Int,
            PUPIL_READ.by(current_school()),
            "National curriculum year group on `asOf`: 0 is Reception, negative is nursery. One up each 1 September, unless a row \
             of `years` says otherwise. Null on days on which the child is on no roll of the trust: `years` has what schools said.",
        )
        .as_of()
        .filter()
        .order(),
        expression(
            "registrationGroup",
            years::registration_group_on_roll(),
            Kind::Text,
            PUPIL_READ.by(current_school()),
            "Registration group on `asOf`, such as `6M`. New each academic year: none until it is named.",
        )
        .as_of()
        .filter(),
        expression(
            "overAge",
            years::over_age(),
            Kind::Bool,
            PUPIL_READ.by(current_school()),
            "Whether the child is today in a year group above the last one of its school, by the school's `highAge`: most likely one \
             who left in July and whose leaving is not recorded yet (`endEnrolment`).",
        )
        .filter(),
        expression(
            "pupilPremium",
            premium(fact(C::Id), Day::Asked),
            Kind::Bool,
            PUPIL_READ.by(current_school()),
            "Whether the child attracts pupil premium on `asOf`, without the reason: a PP_FSM flag that holds on the day or \
             ended within the six years before it, or a LAC or PLAC flag that holds on the day. Service premium does not \
             count.",
        )
        .filter()
        .order()
        .as_of(),
        expression(
            "senProvision",
            provision(fact(C::Id), Day::Asked),
            Kind::Enum(enumeration::<SenProvision>()),
            PUPIL_READ.by(current_school()),
            "The special educational provision of the child on `asOf`: that of the SEN record that holds on the day, NONE \
             without one.",
        )
        .filter()
        .order()
        .as_of(),
        column(
            "eal",
            C::Eal,
            PUPIL_READ,
            "Whether English is an additional language, by the first language; null where that is not known.",
        )
        .filter(),
        column(
            "deprivationDecile",
            C::DeprivationDecile,
            PUPIL_FUNDING_READ.by(current_school()),
            "IDACI decile of the home postcode: 1 is the most deprived tenth of England. Withheld as the address is.",
        )
        .filter()
        .order()
        .withheld_where(restricted_home(), PUPIL_COURT_READ.by(current_school())),
        column(
            "medicalFlag",
            C::MedicalFlag,
            PUPIL_READ.by(current_school()),
            "Whether there is a medical condition to know about.",
        ),
        text(
            "medicalConditions",
            C::MedicalConditions,
            PROSE,
            PUPIL_MEDICAL_READ.by(current_school()),
            "Medical conditions, in words.",
        )
        .special(PUPIL_MEDICAL),
        text("ethnicity", C::Ethnicity, CODE, PUPIL_DIVERSITY_READ, "Code of the census list in force.")
            .special(PUPIL_DIVERSITY)
            .filter(),
        text("religion", C::Religion, LINE, PUPIL_DIVERSITY_READ, "Religion, where the family stated it.")
            .special(PUPIL_DIVERSITY),
        text("firstLanguage", C::FirstLanguage, CODE, PUPIL_DIVERSITY_READ, "Code of the census list of languages.")
            .special(PUPIL_DIVERSITY)
            .filter(),
        column(
            "photoConsent",
            C::PhotoConsent,
            PUPIL_READ.by(current_school()),
            "Whether photographs may be published.",
        ),
        object(
            "address",
            ("PupilAddress", "Where a pupil lives."),
            PUPIL_READ.by(current_school()),
            "Home address. Null without an error where it is restricted, or where it would reveal the restricted address \
             of a brother or sister.",
            [
                text("line1", C::AddressLine1, LINE, OPEN, "House and street."),
                text("town", C::Town, LINE, OPEN, "Town.").filter(),
                text("postcode", C::Postcode, POSTCODE, OPEN, "Postcode.").filter(),
            ],
        )
        .withheld_where(restricted_home(), PUPIL_COURT_READ.by(current_school())),
        text("sourceSystem", C::SourceSystem, LINE, PUPIL_READ, "The system the row came from.").filter(),
    ])
    .links([to_one(
        "school",
        "School",
        C::SchoolId,
        OPEN,
        "The school where the child is on roll today as current or main, or which expects a child who has not been on a roll \
         of the trust yet. Former schools see it too. Null from the day after the last day on roll.",
    )
    .back("pupils", PUPIL_READ, "Pupils on roll on `asOf`, by name; with `roll` those who left, or all who were on roll on any day.")
    .during(roll())
    .apart("pupils are a list of their own")])
    .lookups([lookup("upn", C::Upn, PUPIL_READ, "Unique pupil number.")])
    .ordered([C::FamilyFold, C::GivenFold])
    .searched_by(C::NameFold)
    .written(PUPIL_WRITE.by(current_school()))
    .guarded([C::Ethnicity, C::Religion, C::FirstLanguage], PUPIL_DIVERSITY_WRITE.by(current_school()))
    .guarded([C::MedicalConditions], PUPIL_MEDICAL_WRITE.by(current_school()))
    .guarded([C::AddressRestricted], PUPIL_COURT_WRITE.by(current_school()))
    // A caller who may not read the address could otherwise test a guess by writing, and overwrite a value that it
    // never read.
    .guarded_where([C::AddressLine1, C::Town, C::Postcode], restricted_home(), PUPIL_COURT_READ.by(current_school()))
    .data_subject("Pupil", C::Id)
    .owner_column(C::SchoolId)
    .in_step(C::SchoolId, own_school_of(fact(C::Id), Day::Today))
}

/// Whole years from a date of birth to a day.
fn age(inputs: &[Value], context: &DeriveContext) -> Value {
    inputs[0].as_date().map_or(Value::Null, |born| crate::platform::age::years_between(born, context.as_of))
}
