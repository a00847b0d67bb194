//! The audit trail: who changed what, row by row.

use entity::audit_event::{Column as C, Entity};
use graph::declare::{OPEN, Resource, col, column, global_id, owner, resource, text, to_one};

use super::permission::AUDIT_READ;
use super::reach::SCHOOL;

/// The declaration.
#[must_use]
pub fn audit_event() -> Resource {
    resource(
        "AuditEvent",
        Entity,
        owner().reached(SCHOOL, col(C::OwnerAfter)).reached(SCHOOL, col(C::OwnerBefore)),
        AUDIT_READ,
        "A row that somebody changed: who, how and when. The trail is only ever added to.",
    )
    .root("auditEvents", "Who changed what, by time.")
    .fields([
        column("at", C::At, OPEN, "When.").filter().order(),
        text("action", C::Action, OPEN, "The action, such as `recordAssessments`.").filter(),
        text("kind", C::Kind, OPEN, "`CREATED`, `UPDATED` or `REMOVED`.").filter(),
        text("typeName", C::TypeName, OPEN, "The type of the row.").filter(),
        global_id("rowId", C::TypeName, C::RowKey, OPEN, "The row."),
        text("changedFields", C::ChangedFields, OPEN, "The fields that changed, as a JSON list of their names."),
        text("operation", C::Operation, OPEN, "The name of the operation of the document.").filter(),
        text("purpose", C::Purpose, OPEN, "The purpose that the request stated."),
    ])
    .links([to_one("principal", "Principal", C::PrincipalId, OPEN, "Who acted.")])
    .ordered([C::At])
}
