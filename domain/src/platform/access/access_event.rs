//! The read log: which principal read which sensitive fields of whose record.

use entity::access_event::{Column as C, Entity};
use entity::{pupil, staff_spell};
use graph::declare::{
    AS_IS, Extension, OPEN, Owner, Resource, col, column, exists, extend, global_id, owner, resource, text, to_many,
    to_one,
};

use super::permission::AUDIT_READ;
use super::reach::SCHOOL;

/// Reached by the school that the pupil is at now, and by the schools where the person works now.
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
        "An entry of the read log: one row whose sensitive fields (pay, special category, safeguarding) were returned \
         to a caller. It is written within a second of the response; entries are never changed.",
    )
    .root("accessEvents", "Entries of the read log, oldest first: who read which sensitive fields of whose record.")
    .fields([
        column("at", C::At, OPEN, "When the row was returned.").filter().order(),
        global_id(
            "subjectId",
            C::SubjectType,
            C::SubjectKey,
            OPEN,
            "The data subject: the pupil or person whose record the row is.",
        ),
        text("typeName", C::TypeName, AS_IS, OPEN, "The type of the row.").filter(),
        global_id("rowId", C::TypeName, C::RowKey, OPEN, "The row that was returned."),
        text(
            "fields",
            C::Fields,
            AS_IS,
            OPEN,
            "The sensitive fields that were returned, as a JSON list of coordinates such as `Pupil.ethnicity`. \
             `ContractWhere.agreedSalary` means that `where` compared the field, which reveals it too.",
        ),
        text("operation", C::Operation, AS_IS, OPEN, "Name of the GraphQL operation.").filter(),
        text("purpose", C::Purpose, AS_IS, OPEN, "Purpose that the request stated."),
    ])
    .links([to_one("principal", "Principal", C::PrincipalId, OPEN, "The principal that read the row.")])
    .ordered([C::At])
}

/// The read log of a record, as a link from `Pupil` and from `Person`.
#[must_use]
pub fn seen_by() -> [Extension; 2] {
    ["Pupil", "Person"].map(|subject| {
        extend(subject).links([to_many(
            "accessEvents",
            "AccessEvent",
            C::SubjectKey,
            AUDIT_READ,
            "The read log of this record: who read its sensitive fields (pay, special category, safeguarding), newest \
             first.",
        )
        .newest_first(C::At)])
    })
}
