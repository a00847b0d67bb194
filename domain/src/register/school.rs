//! A school of the national register.

use entity::register_school::{Column as C, Entity};
use entity::{register_census, register_link, register_membership};
use graph::declare::{
    OPEN, Resource, column, decimal, enumerated, lookup, object, owner, resource, text, to_list, to_many,
};

use entity::codes::{GenderOfEntry, Phase};

/// The declaration.
#[must_use]
pub fn register_school() -> Resource {
    resource(
        "RegisterSchool",
        Entity,
        owner(),
        OPEN,
        "A school of the national register (GIAS), of whatever trust or none.",
    )
    .root("registerSchools", "Schools of the national register.")
    .root_one("registerSchool", "A school of the national register by one of its keys.")
    .fields([
        text("urn", C::Urn, OPEN, "Unique reference number.").filter().order(),
        text("name", C::Name, OPEN, "Name.").filter_folded(C::NameFold).order_by(C::NameFold),
        text("laCode", C::LaCode, OPEN, "Local authority, by its three digits.").filter(),
        text("laName", C::LaName, OPEN, "Local authority, by name.").filter(),
        text("establishmentNumber", C::EstabNo, OPEN, "Four digits, unique within the local authority."),
        text("ukprn", C::Ukprn, OPEN, "UK provider reference number."),
        text("typeCode", C::TypeCode, OPEN, "Type of establishment, by code.").filter(),
        text("typeName", C::TypeName, OPEN, "Type of establishment, by name.").filter(),
        enumerated::<Phase>("phase", C::Phase, OPEN, "Phase of education.").filter().order(),
        text("status", C::Status, OPEN, "Whether it is open; null where no file said so.").filter(),
        column("openDate", C::OpenDate, OPEN, "When it opened.").filter(),
        column("closeDate", C::CloseDate, OPEN, "When it closed.").filter(),
        text("reasonOpened", C::ReasonOpened, OPEN, "Why it opened."),
        text("reasonClosed", C::ReasonClosed, OPEN, "Why it closed."),
        column("lowAge", C::LowAge, OPEN, "Lowest statutory age."),
        column("highAge", C::HighAge, OPEN, "Highest statutory age."),
        enumerated::<GenderOfEntry>("genderOfEntry", C::GenderOfEntry, OPEN, "Whom it admits.").filter(),
        text("religiousCharacter", C::ReligiousCharacter, OPEN, "Religious character.").filter(),
        text("diocese", C::Diocese, OPEN, "Diocese."),
        text("admissionsPolicy", C::AdmissionsPolicy, OPEN, "Admissions policy."),
        column("hasNursery", C::HasNursery, OPEN, "Whether it has a nursery."),
        column("hasSixthForm", C::HasSixthForm, OPEN, "Whether it has a sixth form."),
        column("capacity", C::Capacity, OPEN, "Places.").filter().order(),
        column("numberOnRoll", C::NumberOnRoll, OPEN, "Pupils on roll.").filter().order(),
        decimal("fsmPercent", C::FsmHundredths, 2, OPEN, "Pupils eligible for free school meals, as a percentage.")
            .filter(),
        object(
            "address",
            ("RegisterSchoolAddress", "Address of a school of the register."),
            OPEN,
            "Address.",
            [
                text("line1", C::AddressLine1, OPEN, "Street."),
                text("locality", C::Locality, OPEN, "Locality."),
                text("town", C::Town, OPEN, "Town."),
                text("county", C::County, OPEN, "County."),
                text("postcode", C::Postcode, OPEN, "Postcode."),
            ],
        ),
        text("region", C::Region, OPEN, "Region of England.").filter(),
        text("district", C::District, OPEN, "District.").filter(),
        text("urbanRural", C::UrbanRural, OPEN, "Urban or rural.").filter(),
    ])
    .links([
        to_many(
            "memberships",
            "RegisterMembership",
            register_membership::Column::RegisterSchoolId,
            OPEN,
            "The groups it belongs or belonged to.",
        )
        .ordered(register_membership::Column::JoinedOn),
        to_list(
            "censuses",
            "RegisterCensus",
            register_census::Column::RegisterSchoolId,
            OPEN,
            "Its January censuses, in order.",
        )
        .ordered(register_census::Column::AcademicYear),
        to_list("links", "RegisterLink", register_link::Column::RegisterSchoolId, OPEN, "Predecessors and successors.")
            .ordered(register_link::Column::EstablishedOn),
    ])
    .lookups([lookup("urn", C::Urn, OPEN, "Unique reference number.")])
    .ordered([C::NameFold])
}
