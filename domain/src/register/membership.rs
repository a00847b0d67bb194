//! A school's time in a group of the national register.

use entity::register_membership::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, owner, resource, to_one};

/// The declaration.
#[must_use]
pub fn register_membership() -> Resource {
    resource("RegisterMembership", Entity, owner(), OPEN, "A school's time in a group of the national register.")
        .fields([
            column("joinedOn", C::JoinedOn, OPEN, "When it joined, as the register has it.").filter().order(),
            column("leftOn", C::LeftOn, OPEN, "When it left, where that is known.").filter(),
            column("firstSeenOn", C::FirstSeenOn, OPEN, "Day of the oldest file that has it.").filter().order(),
            column("lastSeenOn", C::LastSeenOn, OPEN, "Day of the newest file that has it.").filter().order(),
            column("current", C::Current, OPEN, "Whether the newest file that covers the group has it.").filter(),
        ])
        .links([
            to_one("trust", "RegisterTrust", C::RegisterTrustId, OPEN, "The group."),
            to_one("school", "RegisterSchool", C::RegisterSchoolId, OPEN, "The school."),
        ])
        .ordered([C::JoinedOn])
}
