//! When somebody worked at which school: the basis of whose staff list a person is on.
//!
//! Spells follow from contracts and are kept with them (`spells.rs`); nobody writes one by itself.

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
        "A time that a member of staff works or worked at a school, whatever the number of contracts in it.",
    )
    .fields([
        column("startsOn", C::StartsOn, OPEN, "First day.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "First day on which it no longer holds; null while it is open.").filter(),
    ])
    .links([
        to_one("staffMember", "StaffMember", C::StaffId, OPEN, "Who."),
        to_one("school", "School", C::SchoolId, OPEN, "The school."),
    ])
    .ordered([C::StartsOn])
    .written(STAFF_WRITE)
}
