//! A school: an academy of the trust, or one that is joining or has left.

use entity::codes::{CapacityFlag, GenderOfEntry, PayRegion, Phase, SchoolStage, SchoolStatus};
use entity::school::{Column as C, Entity};
use graph::declare::{
    CODE, DeriveContext, LINE, OPEN, Resource, col, column, decimal, derived, enumerated, enumeration, lookup, object,
    owner, resource, text,
};
use graph::{Kind, Value};

use crate::platform::access::permission::ORG_READ;
use crate::platform::access::reach::SCHOOL;
use crate::platform::postcode::POSTCODE;

/// The declaration.
#[must_use]
pub fn school() -> Resource {
    resource(
        "School",
        Entity,
        owner().reached(SCHOOL, col(C::Id)),
        OPEN,
        "An academy of the trust, or a school that is joining or has left.",
    )
    .root("schools", "Schools of the trust by name: members, joining schools and former members.")
    .root_one("school", "One school, by `id` or another of its keys.")
    .fields([
        text("name", C::Name, LINE, OPEN, "Name of the school.").filter_folded(C::NameFold).order_by(C::NameFold),
        text(
            "urn",
            C::Urn,
            CODE,
            OPEN,
            "Unique reference number (URN): six digits. A school that converts to an academy gets a new one.",
        )
        .filter()
        .order(),
        text("ukprn", C::Ukprn, CODE, OPEN, "UK provider reference number."),
        derived(
            "laestab",
            [C::LaCode, C::EstabNo],
            Kind::Text,
            OPEN,
            "Local authority and establishment number, such as `384/9990`.",
            laestab,
        ),
        enumerated::<Phase>("phase", C::Phase, OPEN, "Phase of education; special schools have none.").filter().order(),
        enumerated::<SchoolStatus>("status", C::Status, OPEN, "Whether it is open.").filter(),
        enumerated::<SchoolStage>("stage", C::Stage, OPEN, "Stage of the school's relationship with the trust.")
            .filter(),
        text("typeName", C::TypeName, LINE, OPEN, "Type of establishment, as the national register calls it.").filter(),
        column("openDate", C::OpenDate, OPEN, "When it opened under this URN.").filter(),
        column("closeDate", C::CloseDate, OPEN, "When it closed under this URN."),
        text("reasonOpened", C::ReasonOpened, LINE, OPEN, "Why it opened."),
        text("reasonClosed", C::ReasonClosed, LINE, OPEN, "Why it closed."),
        column("lowAge", C::LowAge, OPEN, "Lowest statutory age.").filter(),
        column("highAge", C::HighAge, OPEN, "Highest statutory age.").filter(),
        enumerated::<GenderOfEntry>("genderOfEntry", C::GenderOfEntry, OPEN, "Sex of the pupils that it admits.")
            .filter(),
        text("religiousCharacter", C::ReligiousCharacter, LINE, OPEN, "Religious character.").filter(),
        text("diocese", C::Diocese, LINE, OPEN, "Diocese.").filter(),
        text("admissionsPolicy", C::AdmissionsPolicy, LINE, OPEN, "Admissions policy."),
        column("hasNursery", C::HasNursery, OPEN, "Whether it has a nursery.").filter(),
        column("hasSixthForm", C::HasSixthForm, OPEN, "Whether it has a sixth form.").filter(),
        column("capacity", C::Capacity, OPEN, "Number of pupil places.").filter().order(),
        column(
            "publishedAdmissionNumber",
            C::Pan,
            ORG_READ,
            "Published admission number (PAN) of the normal year of entry.",
        ),
        column(
            "numberOnRoll",
            C::NumberOnRoll,
            OPEN,
            "Number of pupils on roll as the national register published it when the school was taken over from there. The \
             roll of a day is counted by `roll`.",
        )
        .filter()
        .order(),
        derived(
            "occupancyPercent",
            [C::NumberOnRoll, C::Capacity],
            Kind::Decimal(1),
            OPEN,
            "`numberOnRoll` as a percentage of `capacity`, to one decimal; null where either is unknown.",
            occupancy,
        ),
        derived(
            "capacityFlag",
            [C::NumberOnRoll, C::Capacity],
            Kind::Enum(enumeration::<CapacityFlag>()),
            OPEN,
            "`OVER` above 100 % of `capacity`, `UNDER` below 85 %, else `WITHIN`; null where `occupancyPercent` is.",
            flag,
        ),
        decimal("fsmPercent", C::FsmHundredths, 2, OPEN, "Pupils eligible for free school meals, as a percentage.")
            .filter()
            .order(),
        column(
            "resourcedProvision",
            C::ResourcedProvision,
            OPEN,
            "Whether it has resourced provision for special needs.",
        )
        .filter(),
        column("senUnit", C::SenUnit, OPEN, "Whether it has a special unit.").filter(),
        object(
            "address",
            ("SchoolAddress", "Where a school is."),
            OPEN,
            "Address.",
            [
                text("line1", C::AddressLine1, LINE, OPEN, "Street."),
                text("town", C::Town, LINE, OPEN, "Town."),
                text("county", C::County, LINE, OPEN, "County."),
                text("postcode", C::Postcode, POSTCODE, OPEN, "Postcode.").filter(),
            ],
        ),
        text("town", C::Town, LINE, OPEN, "Town.").filter().order(),
        text("region", C::Region, LINE, OPEN, "Region of England.").filter(),
        enumerated::<PayRegion>(
            "payRegion",
            C::PayRegion,
            OPEN,
            "Region of the statutory pay scales that apply to the school.",
        )
        .filter(),
        text(
            "urbanRural",
            C::UrbanRural,
            LINE,
            OPEN,
            "Urban or rural, by the classification of the Office for National Statistics.",
        )
        .filter(),
        column(
            "deprivationDecile",
            C::DeprivationDecile,
            OPEN,
            "Decile of the school's postcode on the Income Deprivation Affecting Children Index (IDACI): 1 is the most \
             deprived tenth of England, 10 the least.",
        )
        .filter()
        .order(),
        column("floorAreaSquareMetres", C::FloorAreaM2, ORG_READ, "Floor area in square metres."),
        column(
            "privateFinance",
            C::Pfi,
            ORG_READ,
            "Whether its building is paid for under a private finance contract (PFI).",
        ),
        text("sourceSystem", C::SourceSystem, LINE, ORG_READ, "The system that the row was imported from."),
    ])
    .lookups([lookup("urn", C::Urn, OPEN, "Unique reference number (URN).")])
    .ordered([C::NameFold])
    .searched_by(C::NameFold)
}

fn laestab(inputs: &[Value], _: &DeriveContext) -> Value {
    match (inputs[0].as_text(), inputs[1].as_text()) {
        (Some(la), Some(estab)) => Value::Text(format!("{la}/{estab}")),
        _ => Value::Null,
    }
}

/// Pupils on roll as a share of places, in tenths of a percent, rounded half up.
fn share(inputs: &[Value]) -> Option<i64> {
    let (roll, places) = (inputs[0].as_int()?, inputs[1].as_int()?);
    (places > 0).then(|| (2_000 * roll + places) / (2 * places))
}

fn occupancy(inputs: &[Value], _: &DeriveContext) -> Value {
    share(inputs).map_or(Value::Null, Value::Int)
}

fn flag(inputs: &[Value], _: &DeriveContext) -> Value {
    let flag = match share(inputs) {
        None => return Value::Null,
        Some(over) if over > 1_000 => CapacityFlag::Over,
        Some(under) if under < 850 => CapacityFlag::Under,
        Some(_) => CapacityFlag::Within,
    };
    Value::Text(flag.to_string())
}
