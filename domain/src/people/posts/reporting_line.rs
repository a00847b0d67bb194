//! What a post reported to for a time that is over. What it reports to today stands in the post.

use entity::reporting_line::{Column as R, Entity};
use graph::declare::{OPEN, Resource, column, resource, to_one};

use crate::platform::access::permission::DIRECTORY_READ;
use crate::platform::access::reach::of_school;

/// The declaration.
#[must_use]
pub fn reporting_line() -> Resource {
    resource(
        "ReportingLine",
        Entity,
        of_school(R::SchoolId),
        DIRECTORY_READ,
        "What a post reported to for a time that is over.",
    )
    .fields([
        column("startsOn", R::StartsOn, OPEN, "First day.").filter().order(),
        column("endsOn", R::EndsOn, OPEN, "First day on which it no longer held.").filter().order(),
    ])
    .links([
        to_one("post", "Post", R::PostId, OPEN, "The post."),
        to_one("manager", "Post", R::ManagerPostId, OPEN, "What it reported to; null for nobody of the trust."),
    ])
    .ordered([R::StartsOn])
}
