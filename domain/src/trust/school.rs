//! A school: an academy of the trust, or one that is joining or has left.

use entity::school::{Column as C, Entity};
use entity::{
    budget, class, enrolment, governance_appointment, grant_allocation, pool_allocation, post, pupil, roll_projection,
    school_link, staff_school, trust_membership,
};
use graph::declare::{
    DeriveContext, OPEN, Resource, batch_object, col, column, decimal, derived, enumerated, enumeration, lookup,
    object, owner, resource, text, through, to_list, to_many,
};
use graph::{Kind, Value};

use super::ARGUMENT as YEAR;
use super::codes::{CapacityFlag, GenderOfEntry, PayRegion, Phase, SchoolStage, SchoolStatus};
use crate::finance::charges::top_slice;
use crate::finance::grants::funding;
use crate::finance::position;
use crate::platform::access::permission::{DIRECTORY_READ, FINANCE_AGGREGATE, FINANCE_READ, ORG_READ, PUPIL_READ};
use crate::platform::access::reach::SCHOOL;

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
    .fields([
        text("name", C::Name, OPEN, "Name.").filter_folded(C::NameFold).order_by(C::NameFold),
        text("urn", C::Urn, OPEN, "Unique reference number: six digits, new after a conversion.").filter().order(),
        text("ukprn", C::Ukprn, OPEN, "UK provider reference number."),
        derived(
            "laestab",
            [C::LaCode, C::EstabNo],
            Kind::Text,
            OPEN,
            "Local authority and establishment number, such as `384/9990`.",
            laestab,
        ),
        enumerated("phase", C::Phase, enumeration::<Phase>(), OPEN, "Phase of education; special schools have none.")
            .filter()
            .order(),
        enumerated("status", C::Status, enumeration::<SchoolStatus>(), OPEN, "Whether it is open.").filter(),
        enumerated("stage", C::Stage, enumeration::<SchoolStage>(), OPEN, "Where it stands with the trust.").filter(),
        text("typeName", C::TypeName, OPEN, "Type of establishment, as the national register calls it.").filter(),
        column("openDate", C::OpenDate, OPEN, "When it opened under this URN.").filter(),
        column("closeDate", C::CloseDate, OPEN, "When it closed under this URN."),
        text("reasonOpened", C::ReasonOpened, OPEN, "Why it opened."),
        text("reasonClosed", C::ReasonClosed, OPEN, "Why it closed."),
        column("lowAge", C::LowAge, OPEN, "Lowest statutory age.").filter(),
        column("highAge", C::HighAge, OPEN, "Highest statutory age.").filter(),
        enumerated("genderOfEntry", C::GenderOfEntry, enumeration::<GenderOfEntry>(), OPEN, "Whom it admits.").filter(),
        text("religiousCharacter", C::ReligiousCharacter, OPEN, "Religious character.").filter(),
        text("diocese", C::Diocese, OPEN, "Diocese.").filter(),
        text("admissionsPolicy", C::AdmissionsPolicy, OPEN, "Admissions policy."),
        column("hasNursery", C::HasNursery, OPEN, "Whether it has a nursery.").filter(),
        column("hasSixthForm", C::HasSixthForm, OPEN, "Whether it has a sixth form.").filter(),
        column("capacity", C::Capacity, OPEN, "Places.").filter().order(),
        column(
            "publishedAdmissionNumber",
            C::Pan,
            ORG_READ,
            "Published admission number (PAN) of the normal year of entry.",
        ),
        column("numberOnRoll", C::NumberOnRoll, OPEN, "Pupils on roll.").filter().order(),
        derived(
            "occupancyPercent",
            [C::NumberOnRoll, C::Capacity],
            Kind::Decimal(1),
            OPEN,
            "Pupils on roll as a percentage of places, to one decimal.",
            occupancy,
        ),
        derived(
            "capacityFlag",
            [C::NumberOnRoll, C::Capacity],
            Kind::Enum(enumeration::<CapacityFlag>()),
            OPEN,
            "Whether it is over or under capacity.",
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
                text("line1", C::AddressLine1, OPEN, "Street."),
                text("town", C::Town, OPEN, "Town."),
                text("county", C::County, OPEN, "County."),
                text("postcode", C::Postcode, OPEN, "Postcode."),
            ],
        ),
        text("town", C::Town, OPEN, "Town.").filter().order(),
        text("region", C::Region, OPEN, "Region of England.").filter(),
        enumerated("payRegion", C::PayRegion, enumeration::<PayRegion>(), OPEN, "Region of the statutory pay scales.")
            .filter(),
        text("urbanRural", C::UrbanRural, OPEN, "Urban or rural, as the national statistics class it.").filter(),
        column(
            "deprivationDecile",
            C::DeprivationDecile,
            OPEN,
            "IDACI decile of its postcode: 1 is the most deprived tenth of England.",
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
        batch_object(
            "finance",
            [C::TrustId, C::Id],
            FINANCE_AGGREGATE,
            "Its financial position in an academic year; null without a budget of that year and version.",
            position::STATEMENTS,
            position::of_schools,
        )
        .argument(YEAR.0, YEAR.1, YEAR.2)
        .argument(position::VERSION.0, position::VERSION.1, position::VERSION.2),
        batch_object(
            "topSlice",
            [C::TrustId, C::Id],
            FINANCE_READ,
            "What it pays for central services in an academic year: rule, basis, amount and what it pays for; null \
             where no rule applies or a figure that the rule needs is not known.",
            top_slice::STATEMENTS,
            top_slice::of_schools,
        )
        .argument(YEAR.0, YEAR.1, YEAR.2),
        batch_object(
            "funding",
            [C::TrustId, C::Id],
            FINANCE_READ,
            "What it is funded with in an academic year before and after the trust allocates it, and what moved it; \
             null without a grant.",
            funding::STATEMENTS,
            funding::of_schools,
        )
        .argument(YEAR.0, YEAR.1, YEAR.2),
        text("sourceSystem", C::SourceSystem, ORG_READ, "The system the row came from."),
        column("updatedAt", C::UpdatedAt, OPEN, "When the row last changed.").filter().order(),
    ])
    .links([
        to_many("pupils", "Pupil", pupil::Column::SchoolId, PUPIL_READ, "Pupils on roll now, by name."),
        to_many(
            "enrolments",
            "Enrolment",
            enrolment::Column::SchoolId,
            PUPIL_READ,
            "Every enrolment, past ones too, newest first.",
        )
        .newest_first(enrolment::Column::EntryDate),
        through(
            "staff",
            "StaffMember",
            (staff_school::Column::SchoolId, staff_school::Column::StaffId),
            DIRECTORY_READ,
            "Who works here on `asOf`, by name.",
        )
        .dated(staff_school::Column::StartsOn, staff_school::Column::EndsOn),
        to_many("posts", "Post", post::Column::SchoolId, DIRECTORY_READ, "Its posts, by title."),
        to_many("classes", "Class", class::Column::SchoolId, DIRECTORY_READ, "Its classes, by name."),
        to_many(
            "governance",
            "GovernanceAppointment",
            governance_appointment::Column::SchoolId,
            OPEN,
            "Who governs it, newest first.",
        )
        .newest_first(governance_appointment::Column::StartsOn),
        to_many("budgets", "Budget", budget::Column::SchoolId, FINANCE_READ, "Its budgets."),
        to_many(
            "grantAllocations",
            "GrantAllocation",
            grant_allocation::Column::SchoolId,
            FINANCE_READ,
            "What grants it brings.",
        ),
        to_many(
            "poolAllocations",
            "PoolAllocation",
            pool_allocation::Column::SchoolId,
            FINANCE_READ,
            "What it pays into the trust's pool and gets out of it.",
        ),
        to_list("memberships", "TrustMembership", trust_membership::Column::SchoolId, OPEN, "When it joined and left.")
            .ordered(trust_membership::Column::JoinedOn),
        to_list(
            "links",
            "SchoolLink",
            school_link::Column::SchoolId,
            OPEN,
            "Predecessors and successors under other URNs.",
        )
        .ordered(school_link::Column::EstablishedOn),
        to_many(
            "rollProjections",
            "RollProjection",
            roll_projection::Column::SchoolId,
            OPEN,
            "Pupils expected in years to come.",
        ),
    ])
    .lookups([lookup("urn", C::Urn, OPEN, "Unique reference number.")])
    .ordered([C::NameFold])
    .searched_by(C::NameFold)
}

fn laestab(inputs: &[Value], _: &DeriveContext) -> Value {
    match (inputs[0].as_text(), inputs[1].as_text()) {
        (Some(la), Some(estab)) => Value::Text(format!("{la}/{estab}")),
        _ => Value::Null,
    }
}

/// Tenths of a percent of places taken, rounded half up.
fn share(inputs: &[Value]) -> Option<i64> {
    let (roll, places) = (inputs[0].as_int()?, inputs[1].as_int()?);
    (places > 0).then(|| (2_000 * roll + places) / (2 * places))
}

fn occupancy(inputs: &[Value], _: &DeriveContext) -> Value {
    share(inputs).map_or(Value::Null, Value::Int)
}

fn flag(inputs: &[Value], _: &DeriveContext) -> Value {
    let name = match share(inputs) {
        None => return Value::Null,
        Some(over) if over > 1_000 => "OVER",
        Some(under) if under < 850 => "UNDER",
        Some(_) => "WITHIN",
    };
    Value::Text(name.to_owned())
}
