//! A period in which a member of staff works at a school. It decides on which schools' staff lists a person is.
//!
//! Spells are computed from contracts whenever these change (`spells.rs`); no action writes one directly.

use entity::staff_spell::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, resource, to_one};

use crate::platform::access::permission::{DIRECTORY_READ, STAFF_WRITE};
use crate::platform::access::reach::of_school_and_person;

/// The declaration.
#[must_use]
pub fn staff_spell() -> Resource {
    resource(
        "StaffSpell",
        Entity,
        of_school_and_person(C::SchoolId, C::PersonId),
        DIRECTORY_READ,
        "A period in which a member of staff works or worked at a school, under one contract or several.",
    )
    .fields([
        column("startsOn", C::StartsOn, OPEN, "First day at the school.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "Last day of the period; null where it has no end.").filter(),
    ])
    .links([
        to_one("staffMember", "StaffMember", C::StaffId, OPEN, "The member of staff.")
            .back_through("schools", "School", C::SchoolId, OPEN, "Schools where the person works on `asOf`.")
            .dated(C::StartsOn, C::EndsOn)
            .back("spells", OPEN, "Periods in which the person works or worked at a school, newest first.")
            .newest_first(C::StartsOn)
            .touches("spells", OPEN),
        to_one("school", "School", C::SchoolId, OPEN, "The school.")
            .back_through(
                "staff",
                "StaffMember",
                C::StaffId,
                DIRECTORY_READ,
                "Members of staff who work at the school on `asOf`, by name.",
            )
            .dated(C::StartsOn, C::EndsOn)
            .apart("a school's staff are followed with the members of staff"),
    ])
    .ordered([C::StartsOn])
    .written(STAFF_WRITE)
}
