//! A role of the scheme of delegation, and the permissions it gives.

use entity::role::{Column as C, Entity};
use entity::role_permission;
use graph::declare::{AS_IS, LINE, OPEN, PROSE, Resource, column, lookup, owner, resource, text, to_one};

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
        text("code", C::Code, AS_IS, OPEN, "Stable code, such as `headteacher`.").filter().order(),
        text("name", C::Name, LINE, OPEN, "Name of the role."),
        text("description", C::Description, PROSE, OPEN, "What its holder does."),
        column("isApplication", C::IsApplication, OPEN, "Whether the role is for applications instead of people.")
            .filter(),
        column("isImplicit", C::IsImplicit, OPEN, "Whether it is held without a grant, such as `line_manager`."),
    ])
    .lookups([lookup("code", C::Code, ACCESS_READ, "Stable code.")])
    .ordered([C::Code])
}

/// One permission of a role.
#[must_use]
pub fn role_permission() -> Resource {
    use role_permission::{Column as P, Entity};
    resource("RolePermission", Entity, owner(), ACCESS_READ, "One permission of a role, and how far it reaches.")
        .shapes_rights()
        .fields([
            text("permission", P::Permission, AS_IS, OPEN, "The permission, such as `PUPIL_READ`.").filter().order(),
            text(
                "reach",
                P::Reach,
                AS_IS,
                OPEN,
                "How far the permission reaches: TRUST, SCHOOL, OWN_CLASSES, REPORTING_LINE or SELF.",
            )
            .filter(),
            text(
                "limit",
                P::RowLimit,
                AS_IS,
                OPEN,
                "A further limit in words, such as `after the central sift`; null where there is none.",
            ),
        ])
        .links([to_one("role", "Role", P::RoleId, OPEN, "The role.").back_list(
            "permissions",
            OPEN,
            "Permissions of the role.",
        )])
        .ordered([P::Permission])
}
