//! Creates settings and access: schemes, roles, principals and grants.

use sea_orm_migration::prelude::*;

use crate::{
    column::{date, flag, int, references, text, uuid},
    table::{NewTable, plain_table, tenant_table},
};

step!(create tables);

fn tables() -> Vec<NewTable> {
    vec![setting(), scheme_version(), role(), role_permission(), principal(), role_grant(), role_grant_school()]
}

fn setting() -> NewTable {
    plain_table("setting", [text("key").key(), text("value")])
}

fn scheme_version() -> NewTable {
    tenant_table(
        "scheme_version",
        [int("number"), text("status"), date("approved_on").null(), date("effective_from").null()],
    )
    .unique(["number"])
}

fn role() -> NewTable {
    tenant_table("role", [text("code"), text("name"), text("description"), flag("is_application"), flag("is_implicit")])
        .unique(["code"])
}

fn role_permission() -> NewTable {
    tenant_table(
        "role_permission",
        [references("role_id", "role"), text("permission"), text("reach"), text("row_limit").null()],
    )
    .index(["role_id", "permission", "id"])
}

fn principal() -> NewTable {
    tenant_table(
        "principal",
        [
            text("kind"),
            references("person_id", "person").null(),
            references("staff_id", "staff_member").null(),
            text("name"),
            text("name_fold"),
            text("email").null(),
            text("persona").null(),
            flag("active"),
        ],
    )
    .unique(["email"])
    .unique(["persona"])
    .index(["trust_id", "name_fold", "id"])
}

fn role_grant() -> NewTable {
    tenant_table(
        "role_grant",
        [
            references("principal_id", "principal"),
            references("person_id", "person").null(),
            references("role_id", "role"),
            references("school_id", "school").null(),
            date("starts_on"),
            date("ends_on").null(),
            uuid("granted_by").null(),
            references("scheme_version_id", "scheme_version").null(),
        ],
    )
    .index(["principal_id", "starts_on", "id"])
    .index(["school_id", "starts_on", "id"])
}

fn role_grant_school() -> NewTable {
    tenant_table(
        "role_grant_school",
        [
            references("role_grant_id", "role_grant"),
            references("school_id", "school"),
            references("principal_id", "principal"),
        ],
    )
    .unique(["role_grant_id", "school_id"])
    .index(["principal_id", "school_id"])
}
