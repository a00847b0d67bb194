//! A contract: one person, one post, hours and pay. A person may have several, at different rates and schools.

use entity::codes::{ContractType, PensionScheme, WorkingPattern};
use entity::contract::{Column as C, Entity};
use graph::declare::{
    CODE, DeriveContext, OPEN, Resource, batch, batch_object, column, decimal, derived, enumerated, money, resource,
    text, to_one,
};
use graph::{Kind, Value};

use super::salary;
use crate::people::{formulas, payroll};
use crate::platform::access::compartment::PAY;
use crate::platform::access::permission::{PAY_READ, PAY_WRITE, STAFF_READ, STAFF_WRITE};
use crate::platform::access::reach::of_school_and_person;
use crate::trust::ARGUMENT as YEAR;

/// The declaration.
#[must_use]
pub fn contract() -> Resource {
    resource(
        "Contract",
        Entity,
        of_school_and_person(C::SchoolId, C::PersonId),
        STAFF_READ,
        "A contract of employment: one person in one post, with hours and pay. A person may have several.",
    )
    .root("contracts", "Contracts of employment.")
    .shapes_rights()
    .fields([
        enumerated::<ContractType>("type", C::ContractType, OPEN, "Type of contract.").filter(),
        enumerated::<WorkingPattern>(
            "workingPattern",
            C::WorkingPattern,
            OPEN,
            "Working pattern, such as full time or term time only.",
        )
        .filter(),
        column("startsOn", C::StartsOn, OPEN, "First day of the contract.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "Last day of the contract; null where it has no end.").filter().order(),
        decimal("hoursPerWeek", C::HoursPerWeekHundredths, 2, OPEN, "Contracted hours a week.").filter().order(),
        decimal("fullTimeHours", C::FullTimeHoursHundredths, 2, OPEN, "Hours a week that count as full time."),
        decimal("weeksWorked", C::WeeksWorkedThousandths, 3, OPEN, "Weeks worked a year."),
        decimal("paidWeeks", C::PaidWeeksThousandths, 3, OPEN, "Weeks paid a year; 52.143 is a whole year."),
        derived(
            "fte",
            [C::HoursPerWeekHundredths, C::FullTimeHoursHundredths],
            Kind::Decimal(3),
            OPEN,
            "Full-time equivalent: `hoursPerWeek / fullTimeHours`, at most 1.",
            fte,
        ),
        derived(
            "paidFte",
            [C::HoursPerWeekHundredths, C::FullTimeHoursHundredths, C::PaidWeeksThousandths],
            Kind::Decimal(3),
            OPEN,
            "Paid full-time equivalent: `fte` times `paidWeeks / 52.143`.",
            paid_fte,
        ),
        text("payPoint", C::PayPoint, CODE, PAY_READ, "Point on the pay scale, such as `M6`.").special(PAY).filter().order(),
        money("agreedSalary", C::AgreedSalaryPence, PAY_READ, "Annual salary as agreed.").special(PAY).filter().order(),
        money(
            "protectedSalary",
            C::ProtectedSalaryPence,
            PAY_READ,
            "Full-time amount a year on top of that of the pay point, which protects an earlier salary: paid in proportion, as \
             the point's amount is.",
        )
        .special(PAY),
        batch(
            "salary",
            [
                C::PayScaleId,
                C::PayPoint,
                C::HoursPerWeekHundredths,
                C::FullTimeHoursHundredths,
                C::PaidWeeksThousandths,
                C::ProtectedSalaryPence,
                C::StartsOn,
                C::EndsOn,
            ],
            Kind::Money,
            PAY_READ,
            "Annual salary on `asOf`, without allowances: the annual amount of the pay point plus `protectedSalary`, times \
             `hoursPerWeek / fullTimeHours` (at most 1), times `paidWeeks / 52.143`. Null where `offScale` is \
             true, where no point is set, or where the contract does not hold on that day.",
            1,
            salary::salary,
        )
        .as_of(),
        batch(
            "offScale",
            [C::PayScaleId, C::PayPoint, C::StartsOn, C::EndsOn],
            Kind::Bool,
            PAY_READ,
            "Whether the pay scale has no amount for `payPoint` on `asOf`; null where no point is set or the contract does not \
             hold on that day.",
            1,
            salary::off_scale,
        )
        .as_of(),
        batch_object(
            "cost",
            [C::TrustId, C::PersonId, C::Id],
            PAY_READ,
            "Cost of the contract in an academic year, with its share of the on-costs that are worked out over all \
             contracts of the person. Null where no pay is known, or a rate is missing; without a \
             pension scheme the pension and the total are not known. A figure that would reveal pay \
             that the caller may not read is null, and `unknown` gives the reason.",
            payroll::STATEMENTS,
            payroll::of_contracts,
        )
        .argument(YEAR.0, YEAR.1, YEAR.2),
        enumerated::<PensionScheme>("pensionScheme", C::PensionScheme, PAY_READ, "Pension scheme.")
            .special(PAY)
            .filter(),
        column("pensionOptOut", C::PensionOptOut, PAY_READ, "Whether the person opted out of the pension scheme.")
            .special(PAY),
    ])
    .links([
        to_one("staffMember", "StaffMember", C::StaffId, OPEN, "The member of staff.")
            .back("contracts", STAFF_READ, "Contracts, past ones too, newest first.")
            .newest_first(C::StartsOn)
            .touches("contracts", STAFF_READ),
        to_one("post", "Post", C::PostId, OPEN, "The post.")
            .back(
                "contracts",
                STAFF_READ,
                "Contracts for the post, past ones too, newest first. Several at the same time share the post.",
            )
            .newest_first(C::StartsOn)
            .touches("contracts", STAFF_READ),
        to_one("school", "School", C::SchoolId, OPEN, "The school that bears the cost; null for the central team."),
        to_one("payScale", "PayScale", C::PayScaleId, PAY_READ, "The pay scale."),
    ])
    .ordered([C::StartsOn])
    .data_subject("Person", C::PersonId)
    .written(STAFF_WRITE)
    .guarded(
        [C::PayScaleId, C::PayPoint, C::AgreedSalaryPence, C::ProtectedSalaryPence, C::PensionScheme, C::PensionOptOut],
        PAY_WRITE,
    )
}

fn fte(inputs: &[Value], _: &DeriveContext) -> Value {
    inputs[0]
        .as_int()
        .zip(inputs[1].as_int())
        .and_then(|(hours, full)| formulas::fte(hours, full))
        .map_or(Value::Null, Value::Int)
}

fn paid_fte(inputs: &[Value], _: &DeriveContext) -> Value {
    match (inputs[0].as_int(), inputs[1].as_int(), inputs[2].as_int()) {
        (Some(hours), Some(full), Some(weeks)) => {
            formulas::paid_fte(hours, full, weeks).map_or(Value::Null, Value::Int)
        }
        _ => Value::Null,
    }
}
