//! What a school pays into the pool of general annual grant and gets out of it. The row is the trust's; the school reads
//! what is about itself.

use entity::pool_allocation::{Column as C, Entity};
use graph::declare::{LINE, OPEN, PROSE, Resource, money, resource, text, to_one};

use crate::platform::access::permission::FINANCE_READ;
use crate::platform::access::reach::of_school;

/// The declaration.
#[must_use]
pub fn pool_allocation() -> Resource {
    resource(
        "PoolAllocation",
        Entity,
        of_school(C::SchoolId),
        FINANCE_READ,
        "What a school pays into the trust's pool of general annual grant in a year, and gets out of it.",
    )
    .root("poolAllocations", "What schools pay into the pool of grant and get out of it.")
    .fields([
        money("contribution", C::ContributionPence, OPEN, "What it pays in."),
        money(
            "privateFinance",
            C::PfiPence,
            OPEN,
            "Part of its grant that pays for a private finance contract (PFI): it cannot be paid in.",
        ),
        money("allocation", C::AllocationPence, OPEN, "What it gets out.").filter().order(),
        text("driver", C::Driver, LINE, OPEN, "What the allocation was worked out by."),
        text("reason", C::Reason, PROSE, OPEN, "The trust's own reason, where it gave one."),
    ])
    .links([
        to_one("school", "School", C::SchoolId, OPEN, "The school.").back(
            "poolAllocations",
            FINANCE_READ,
            "What it pays into the trust's pool and gets out of it.",
        ),
        to_one("academicYear", "AcademicYear", C::AcademicYearId, OPEN, "The year."),
    ])
    .ordered([C::UpdatedAt])
}
