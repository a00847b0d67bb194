//! A rule by which schools pay for the centre in a year. The row is the trust's; an exception is read by its school.

use entity::central_charge_policy::{Column as C, Entity};
use entity::codes::CentralChargeModel;
use graph::declare::{OPEN, PROSE, Resource, col, decimal, enumerated, money, owner, resource, text, to_one};

use crate::platform::access::permission::FINANCE_READ;
use crate::platform::access::reach::SCHOOL;

/// The declaration.
#[must_use]
pub fn central_charge_policy() -> Resource {
    resource(
        "CentralChargePolicy",
        Entity,
        owner().reached(SCHOOL, col(C::SchoolId)),
        FINANCE_READ,
        "A rule by which schools pay for central services in a year.",
    )
    .root("centralChargePolicies", "Rules by which schools pay for central services.")
    .fields([
        enumerated::<CentralChargeModel>("model", C::Model, OPEN, "How it charges.").filter(),
        decimal(
            "ratePercent",
            C::RateHundredths,
            2,
            OPEN,
            "Percentage of the general annual grant, where it is one for all.",
        ),
        money(
            "amount",
            C::AmountPence,
            OPEN,
            "Amount for each pupil, for the school, or for all, according to `model`.",
        ),
        text("services", C::Services, PROSE, OPEN, "What it pays for, one service a line."),
        text("appealRoute", C::AppealRoute, PROSE, OPEN, "How a school appeals against it."),
    ])
    .links([
        to_one("academicYear", "AcademicYear", C::AcademicYearId, OPEN, "The year."),
        to_one("school", "School", C::SchoolId, OPEN, "The school it is an exception for; null for the rule of all."),
    ])
    .ordered([C::Model])
}
