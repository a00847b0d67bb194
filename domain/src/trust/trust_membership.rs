//! A school's time in the trust: what every figure with or without joiners rests on.

use entity::trust_membership::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, enumerated, owner, resource, to_one};

use entity::codes::{MembershipRole, MembershipRoute};

/// The declaration.
#[must_use]
pub fn trust_membership() -> Resource {
    resource("TrustMembership", Entity, owner(), OPEN, "A school's time in the trust.")
        .fields([
            column("joinedOn", C::JoinedOn, OPEN, "First day as a member.").filter().order(),
            column("leftOn", C::LeftOn, OPEN, "First day on which it is no longer a member; null while it is one.")
                .filter()
                .order(),
            enumerated::<MembershipRole>("role", C::Role, OPEN, "As what it belongs.").filter(),
            enumerated::<MembershipRoute>("route", C::Route, OPEN, "How it came.").filter(),
        ])
        .links([to_one("school", "School", C::SchoolId, OPEN, "The school.")])
        .ordered([C::JoinedOn])
}
