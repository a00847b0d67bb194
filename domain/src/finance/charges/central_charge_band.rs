//! A band of a central charge: the rate for schools from a size on.

use entity::central_charge_band::{Column as C, Entity};
use entity::central_charge_policy;
use graph::declare::{OPEN, Resource, col, column, decimal, exists, owner, resource, to_one};

use crate::platform::access::permission::FINANCE_READ;
use crate::platform::access::reach::SCHOOL;

/// The declaration.
#[must_use]
pub fn central_charge_band() -> Resource {
    use central_charge_policy::Column as P;
    resource(
        "CentralChargeBand",
        Entity,
        owner().reached(SCHOOL, exists(P::Id, C::PolicyId, col(P::SchoolId))),
        FINANCE_READ,
        "The rate of a central charge for schools from a size on.",
    )
    .fields([
        column("fromPupils", C::FromPupils, OPEN, "Fewest pupils; the next band ends it.").filter().order(),
        decimal("ratePercent", C::RateHundredths, 2, OPEN, "Percentage of the general annual grant."),
    ])
    .links([to_one("policy", "CentralChargePolicy", C::PolicyId, OPEN, "The rule it is part of.")])
    .ordered([C::FromPupils])
}
