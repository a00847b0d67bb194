//! A role of the scheme of delegation, and the permissions it gives.

use entity::role::{Column as C, Entity};
use entity::{role_grant, role_permission};
use graph::declare::{OPEN, Resource, column, lookup, owner, resource, text, to_list, to_many, to_one};

use super::permission::ACCESS_READ;

/// The role.
#[must_use]
pub fn role() -> Resource {
    resource(
        "Role",
        Entity,
        owner(),
        ACCESS_READ,
        "A named set of permissions, each with its reach, as the trust's scheme of delegation gives it.",
    )
    .root("roles", "Roles of the scheme of delegation.")
    .shapes_rights()
    .fields([
        text("code", C::Code, OPEN, "Stable code, such as `headteacher`.").filter().order(),
        text("name", C::Name, OPEN, "What people call it."),
        text("description", C::Description, OPEN, "What its holder does."),
        column("isApplication", C::IsApplication, OPEN, "Whether applications hold it.").filter(),
        column("isImplicit", C::IsImplicit, OPEN, "Whether it is held without a grant."),
    ])
    .links([
        to_list("permissions", "RolePermission", role_permission::Column::RoleId, OPEN, "What it gives."),
        to_many("grants", "RoleGrant", role_grant::Column::RoleId, OPEN, "Who holds it, newest first.")
            .newest_first(role_grant::Column::StartsOn),
    ])
    .lookups([lookup("code", C::Code, ACCESS_READ, "Stable code.")])
    .ordered([C::Code])
}

/// One permission of a role.
#[must_use]
pub fn role_permission() -> Resource {
    use role_permission::{Column as P, Entity};
    resource("RolePermission", Entity, owner(), ACCESS_READ, "One permission of a role, with its reach.")
        .shapes_rights()
        .fields([
            text("permission", P::Permission, OPEN, "The permission, such as `PUPIL_READ`.").filter().order(),
            text("reach", P::Reach, OPEN, "How far it goes: TRUST, SCHOOL, OWN_CLASSES, REPORTING_LINE or SELF.")
                .filter(),
            text("limit", P::RowLimit, OPEN, "A limit in words, where the scheme sets one."),
        ])
        .links([to_one("role", "Role", P::RoleId, OPEN, "The role.")])
        .ordered([P::Permission])
}
