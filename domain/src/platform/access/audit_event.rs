//! The audit trail: who changed what, row by row.

use entity::audit_event::{Column as C, Entity};
use graph::declare::{AS_IS, OPEN, Resource, col, column, global_id, owner, resource, text, to_one};

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
        "An entry of the audit trail: one row that was changed, by whom, how and when. Entries are never changed.",
    )
    .root("auditEvents", "Entries of the audit trail, oldest first: who changed which row.")
    .fields([
        column("at", C::At, OPEN, "When the row was changed.").filter().order(),
        text("action", C::Action, AS_IS, OPEN, "The action, such as `recordAssessments`.").filter(),
        text("kind", C::Kind, AS_IS, OPEN, "`CREATED`, `UPDATED` or `REMOVED`.").filter(),
        text("typeName", C::TypeName, AS_IS, OPEN, "Type of the row.").filter(),
        global_id("rowId", C::TypeName, C::RowKey, OPEN, "The row that was changed."),
        text("changedFields", C::ChangedFields, AS_IS, OPEN, "The fields that changed, as a JSON list of their names."),
        text("operation", C::Operation, AS_IS, OPEN, "Name of the GraphQL operation.").filter(),
        text("purpose", C::Purpose, AS_IS, OPEN, "Purpose that the request stated."),
    ])
    .links([to_one("principal", "Principal", C::PrincipalId, OPEN, "The principal that made the change.")])
    .ordered([C::At])
}
