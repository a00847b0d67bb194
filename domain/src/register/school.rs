//! A school of the national register.

use entity::register_school::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, decimal, enumerated, lookup, object, owner, resource, text};

use entity::codes::{GenderOfEntry, Phase};

/// The declaration.
#[must_use]
pub fn register_school() -> Resource {
    resource(
        "RegisterSchool",
        Entity,
        owner(),
        OPEN,
        "A school of the national register (GIAS), in any trust or in none.",
    )
    .root("registerSchools", "Schools of the national register.")
    .root_one("registerSchool", "One school of the national register, by `id` or another of its keys.")
    .fields([
        text("urn", C::Urn, OPEN, "Unique reference number (URN).").filter().order(),
        text("name", C::Name, OPEN, "Name of the school.").filter_folded(C::NameFold).order_by(C::NameFold),
        text("laCode", C::LaCode, OPEN, "Code of the local authority: three digits.").filter(),
        text("laName", C::LaName, OPEN, "Name of the local authority.").filter(),
        text(
            "establishmentNumber",
            C::EstabNo,
            OPEN,
            "Establishment number: four digits, unique within the local authority.",
        ),
        text("ukprn", C::Ukprn, OPEN, "UK provider reference number."),
        text("typeCode", C::TypeCode, OPEN, "Code of the type of establishment.").filter(),
        text("typeName", C::TypeName, OPEN, "Name of the type of establishment.").filter(),
        enumerated::<Phase>("phase", C::Phase, OPEN, "Phase of education.").filter().order(),
        text(
            "status",
            C::Status,
            OPEN,
            "Whether it is open, in the words of the register; null where no imported file gave it.",
        )
        .filter(),
        column("openDate", C::OpenDate, OPEN, "When it opened.").filter(),
        column("closeDate", C::CloseDate, OPEN, "When it closed.").filter(),
        text("reasonOpened", C::ReasonOpened, OPEN, "Why it opened."),
        text("reasonClosed", C::ReasonClosed, OPEN, "Why it closed."),
        column("lowAge", C::LowAge, OPEN, "Lowest statutory age."),
        column("highAge", C::HighAge, OPEN, "Highest statutory age."),
        enumerated::<GenderOfEntry>("genderOfEntry", C::GenderOfEntry, OPEN, "Sex of the pupils that it admits.")
            .filter(),
        text("religiousCharacter", C::ReligiousCharacter, OPEN, "Religious character.").filter(),
        text("diocese", C::Diocese, OPEN, "Diocese."),
        text("admissionsPolicy", C::AdmissionsPolicy, OPEN, "Admissions policy."),
        column("hasNursery", C::HasNursery, OPEN, "Whether it has a nursery."),
        column("hasSixthForm", C::HasSixthForm, OPEN, "Whether it has a sixth form."),
        column("capacity", C::Capacity, OPEN, "Number of pupil places.").filter().order(),
        column("numberOnRoll", C::NumberOnRoll, OPEN, "Number of pupils on roll.").filter().order(),
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
        text(
            "urbanRural",
            C::UrbanRural,
            OPEN,
            "Urban or rural, by the classification of the Office for National Statistics.",
        )
        .filter(),
    ])
    .lookups([lookup("urn", C::Urn, OPEN, "Unique reference number (URN).")])
    .ordered([C::NameFold])
}
