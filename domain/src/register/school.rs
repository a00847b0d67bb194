//! A school of the national register.

use entity::register_school::{Column as C, Entity};
use graph::declare::{CODE, LINE, OPEN, Resource, column, decimal, enumerated, lookup, object, owner, resource, text};

use entity::codes::{GenderOfEntry, Phase};

use crate::platform::postcode::POSTCODE;

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
        text("urn", C::Urn, CODE, OPEN, "Unique reference number (URN).").filter().order(),
        text("name", C::Name, LINE, OPEN, "Name of the school.").filter_folded(C::NameFold).order_by(C::NameFold),
        text("laCode", C::LaCode, CODE, OPEN, "Code of the local authority: three digits.").filter(),
        text("laName", C::LaName, LINE, OPEN, "Name of the local authority.").filter(),
        text(
            "establishmentNumber",
            C::EstabNo,
            CODE,
            OPEN,
            "Establishment number: four digits, unique within the local authority.",
        ),
        text("ukprn", C::Ukprn, CODE, OPEN, "UK provider reference number."),
        text("typeCode", C::TypeCode, CODE, OPEN, "Code of the type of establishment.").filter(),
        text("typeName", C::TypeName, LINE, OPEN, "Name of the type of establishment.").filter(),
        enumerated::<Phase>("phase", C::Phase, OPEN, "Phase of education.").filter().order(),
        text(
            "status",
            C::Status,
            LINE,
            OPEN,
            "Whether it is open, in the words of the register; null where no imported file gave it.",
        )
        .filter(),
        column("openDate", C::OpenDate, OPEN, "When it opened.").filter(),
        column("closeDate", C::CloseDate, OPEN, "When it closed.").filter(),
        text("reasonOpened", C::ReasonOpened, LINE, OPEN, "Why it opened."),
        text("reasonClosed", C::ReasonClosed, LINE, OPEN, "Why it closed."),
        column("lowAge", C::LowAge, OPEN, "Lowest statutory age."),
        column("highAge", C::HighAge, OPEN, "Highest statutory age."),
        enumerated::<GenderOfEntry>("genderOfEntry", C::GenderOfEntry, OPEN, "Sex of the pupils that it admits.")
            .filter(),
        text("religiousCharacter", C::ReligiousCharacter, LINE, OPEN, "Religious character.").filter(),
        text("diocese", C::Diocese, LINE, OPEN, "Diocese."),
        text("admissionsPolicy", C::AdmissionsPolicy, LINE, OPEN, "Admissions policy."),
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
                text("line1", C::AddressLine1, LINE, OPEN, "Street."),
                text("locality", C::Locality, LINE, OPEN, "Locality."),
                text("town", C::Town, LINE, OPEN, "Town."),
                text("county", C::County, LINE, OPEN, "County."),
                text("postcode", C::Postcode, POSTCODE, OPEN, "Postcode.").filter(),
            ],
        ),
        text("region", C::Region, LINE, OPEN, "Region of England.").filter(),
        text("district", C::District, LINE, OPEN, "District.").filter(),
        text(
            "urbanRural",
            C::UrbanRural,
            LINE,
            OPEN,
            "Urban or rural, by the classification of the Office for National Statistics.",
        )
        .filter(),
    ])
    .lookups([lookup("urn", C::Urn, OPEN, "Unique reference number (URN).")])
    .ordered([C::NameFold])
}
