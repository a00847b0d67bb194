//! A school's membership of the trust. Measures use it to count with or without schools that joined recently.

use entity::trust_membership::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, enumerated, owner, resource, to_one};

use entity::codes::{MembershipRole, MembershipRoute};

/// The declaration.
#[must_use]
pub fn trust_membership() -> Resource {
    resource("TrustMembership", Entity, owner(), OPEN, "A period in which a school is a member of the trust.")
        .fields([
            column("joinedOn", C::JoinedOn, OPEN, "First day as a member.").filter().order(),
            column("leftOn", C::LeftOn, OPEN, "Last day as a member; null while it is one.").filter().order(),
            enumerated::<MembershipRole>(
                "role",
                C::Role,
                OPEN,
                "Whether the school is a member of the trust or sponsored by it.",
            )
            .filter(),
            enumerated::<MembershipRoute>("route", C::Route, OPEN, "How the school came to the trust.").filter(),
        ])
        .links([to_one("school", "School", C::SchoolId, OPEN, "The school.")
            .back_list("memberships", OPEN, "Periods in which it is a member of the trust, oldest first.")
            .ordered(C::JoinedOn)])
        .ordered([C::JoinedOn])
}
