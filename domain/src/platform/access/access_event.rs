//! The trace of sensitive reads: who was told what of whose record.

use entity::access_event::{Column as C, Entity};
use entity::{pupil, staff_spell};
use graph::declare::{
    Link, OPEN, Owner, Resource, col, column, exists, global_id, owner, resource, text, to_many, to_one,
};

use super::permission::AUDIT_READ;
use super::reach::SCHOOL;

/// The school that has the child now, and those where the person works now.
fn of_subject() -> Owner {
    owner().reached(SCHOOL, exists(pupil::Column::Id, C::SubjectKey, col(pupil::Column::SchoolId))).reached(
        SCHOOL,
        exists(staff_spell::Column::PersonId, C::SubjectKey, col(staff_spell::Column::SchoolId))
            .current(staff_spell::Column::StartsOn, staff_spell::Column::EndsOn),
    )
}

/// The declaration.
#[must_use]
pub fn access_event() -> Resource {
    resource(
        "AccessEvent",
        Entity,
        of_subject(),
        AUDIT_READ,
        "A row of which somebody was told pay, something of a special category or of safeguarding: who, what, of whom \
         and when. It is written within a second of the answer, and only ever added to.",
    )
    .root("accessEvents", "Who was told what of whose record, by time.")
    .fields([
        column("at", C::At, OPEN, "When.").filter().order(),
        global_id("subjectId", C::SubjectType, C::SubjectKey, OPEN, "The pupil or person whose record the row is."),
        text("typeName", C::TypeName, OPEN, "The type of the row.").filter(),
        global_id("rowId", C::TypeName, C::RowKey, OPEN, "The row."),
        text(
            "fields",
            C::Fields,
            OPEN,
            "What was told, as a JSON list of coordinates such as `Pupil.ethnicity`. `ContractWhere.agreedSalary` says \
             that the row was found by it.",
        ),
        text("operation", C::Operation, OPEN, "The name of the operation of the document.").filter(),
        text("purpose", C::Purpose, OPEN, "The purpose that the request stated."),
    ])
    .links([to_one("principal", "Principal", C::PrincipalId, OPEN, "Who was told.")])
    .ordered([C::At])
}

/// Who has seen the record of the type's row.
pub fn seen_by() -> Link {
    to_many(
        "accessEvents",
        "AccessEvent",
        C::SubjectKey,
        AUDIT_READ,
        "Who was told pay, something of a special category or of safeguarding out of this record, newest first.",
    )
    .newest_first(C::At)
}
