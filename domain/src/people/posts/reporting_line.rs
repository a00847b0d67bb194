//! The manager that a post had in a past period. The present manager is in the post itself.

use entity::reporting_line::{Column as R, Entity};
use graph::declare::{OPEN, Resource, column, resource, to_one};

use crate::platform::access::permission::{DIRECTORY_READ, DIRECTORY_WRITE};
use crate::platform::access::reach::of_school;

/// The declaration.
#[must_use]
pub fn reporting_line() -> Resource {
    resource(
        "ReportingLine",
        Entity,
        of_school(R::SchoolId),
        DIRECTORY_READ,
        "A past period in which a post reported to another post. The present one is `Post.lineManager`.",
    )
    .fields([
        column("startsOn", R::StartsOn, OPEN, "First day of the period.").filter().order(),
        column("endsOn", R::EndsOn, OPEN, "Last day of the period.").filter().order(),
    ])
    .links([
        to_one("post", "Post", R::PostId, OPEN, "The post.")
            .back("pastLines", OPEN, "Past periods in which it reported to another post than today.")
            .touches("pastLines", OPEN),
        to_one(
            "manager",
            "Post",
            R::ManagerPostId,
            OPEN,
            "The post that it reported to; null where it reported to no post of the trust.",
        ),
    ])
    .ordered([R::StartsOn])
    .written(DIRECTORY_WRITE)
}
