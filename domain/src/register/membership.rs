//! A school's membership of a group in the national register.

use entity::register_membership::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, owner, resource, to_one};

/// The declaration.
#[must_use]
pub fn register_membership() -> Resource {
    resource(
        "RegisterMembership",
        Entity,
        owner(),
        OPEN,
        "A period in which a school belongs to a group of the national register.",
    )
    .fields([
        column("joinedOn", C::JoinedOn, OPEN, "Day on which the school joined, as the register gives it.")
            .filter()
            .order(),
        column(
            "leftOn",
            C::LeftOn,
            OPEN,
            "Last day as a member; null where the school has not left or the day is unknown.",
        )
        .filter(),
        column("firstSeenOn", C::FirstSeenOn, OPEN, "Date of the oldest imported file that lists this membership.")
            .filter()
            .order(),
        column("lastSeenOn", C::LastSeenOn, OPEN, "Date of the newest imported file that lists this membership.")
            .filter()
            .order(),
        column(
            "current",
            C::Current,
            OPEN,
            "Whether the newest imported file that covers the group lists this membership.",
        )
        .filter(),
    ])
    .links([
        to_one("trust", "RegisterTrust", C::RegisterTrustId, OPEN, "The group.")
            .back("memberships", OPEN, "Memberships of its schools, past ones too, by `joinedOn`.")
            .ordered(C::JoinedOn),
        to_one("school", "RegisterSchool", C::RegisterSchoolId, OPEN, "The school.")
            .back("memberships", OPEN, "Its memberships of groups, past ones too, by `joinedOn`.")
            .ordered(C::JoinedOn),
    ])
    .ordered([C::JoinedOn])
}
