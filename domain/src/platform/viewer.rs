//! What a caller may know of itself and of the rules.

use graph::declare::{Catalogue, ComputedField, ComputedType, OPEN, computed_field, computed_type};
use graph::{Caller, Permission, Right};
use serde_json::{Value as Json, json};

use super::access_rule;
use crate::platform::access::reach::SCHOOL;

/// The types.
#[must_use]
pub fn types() -> Vec<ComputedType> {
    vec![
        computed_type(
            "Viewer",
            "Who is asking, and what they may do where.",
            [
                computed_field("id", "ID!", OPEN, "The global id of the principal."),
                computed_field("displayName", "String!", OPEN, "Name of the person or application."),
                computed_field("kind", "PrincipalKind!", OPEN, "A person or an application."),
                computed_field("email", "String", OPEN, "Work e-mail."),
                computed_field("trustName", "String", OPEN, "The trust this token is for."),
                computed_field(
                    "today",
                    "Date!",
                    OPEN,
                    "The day that dated answers are worked out for where none is asked.",
                )
                .by(|_, caller, _, _| json!(caller.today.to_string())),
                computed_field("roles", "[ViewerRole!]!", OPEN, "The roles held today, implicit ones included."),
                computed_field("permissions", "[HeldPermission!]!", OPEN, "Every permission held, with its reach.").by(
                    |catalogue, caller, _, _| {
                        caller.rights.held().map(|(p, right)| held(catalogue, caller, p, Some(right))).collect()
                    },
                ),
                computed_field("can", "[HeldPermission!]!", OPEN, "Whether and where certain permissions are held.")
                    .argument("permissions", "[Permission!]!", "The permissions to look at.")
                    .by(can),
            ],
        ),
        computed_type(
            "ViewerRole",
            "A role that the caller holds.",
            [
                computed_field("code", "String!", OPEN, "Stable code, such as `headteacher`."),
                computed_field("name", "String!", OPEN, "What people call it."),
                computed_field(
                    "reach",
                    "String",
                    OPEN,
                    "The reach of most of its permissions: TRUST, SCHOOL, OWN_CLASSES, REPORTING_LINE or SELF.",
                ),
                computed_field(
                    "schools",
                    "[ViewerSchool!]!",
                    OPEN,
                    "The schools the grant names; empty where its reach is not a school.",
                ),
                computed_field("startsOn", "Date", OPEN, "First day; null for an implicit role."),
                computed_field("endsOn", "Date", OPEN, "First day on which it no longer holds; null while it is open."),
                computed_field("implicit", "Boolean!", OPEN, "Whether it is held without a grant."),
            ],
        ),
        computed_type(
            "ViewerSchool",
            "A school that a grant names.",
            [
                computed_field("id", "ID!", OPEN, "The global id of the school."),
                computed_field("name", "String!", OPEN, "Its name."),
                computed_field("urn", "String", OPEN, "Unique reference number."),
            ],
        ),
        computed_type(
            "HeldPermission",
            "A permission and how far the caller's goes.",
            [
                computed_field("permission", "Permission!", OPEN, "The permission."),
                computed_field("held", "Boolean!", OPEN, "Whether it is held at all."),
                computed_field("trustWide", "Boolean!", OPEN, "Whether it covers the whole trust."),
                computed_field("reaches", "[String!]!", OPEN, "The kinds of reach it is held with."),
                computed_field(
                    "schools",
                    "[ViewerSchool!]!",
                    OPEN,
                    "The schools it covers, where its reach is a school.",
                ),
            ],
        ),
        access_rule::computed(),
    ]
}

/// The root fields.
#[must_use]
pub fn roots() -> Vec<ComputedField> {
    vec![
        computed_field("viewer", "Viewer!", OPEN, "Who is asking, and what they may do where.")
            .by(|_, _, profile, _| profile.clone()),
        access_rule::root(),
    ]
}

fn can(catalogue: &Catalogue, caller: &Caller, _: &Json, arguments: &Json) -> Json {
    let asked = arguments["permissions"].as_array().cloned().unwrap_or_default();
    asked
        .iter()
        .filter_map(|name| catalogue.permission(name.as_str()?))
        .map(|permission| held(catalogue, caller, permission, caller.rights.right(permission)))
        .collect()
}

fn held(catalogue: &Catalogue, caller: &Caller, permission: Permission, right: Option<&Right>) -> Json {
    let reaches: Vec<_> = catalogue
        .reaches
        .iter()
        .enumerate()
        .filter(|(index, _)| {
            right.is_some_and(|right| right.has(graph::Reach(u8::try_from(*index).unwrap_or(u8::MAX))))
        })
        .map(|(_, name)| *name)
        .collect();
    let keys = right.and_then(|right| right.keys(SCHOOL)).map(graph::Keys::as_slice).unwrap_or_default();
    let schools: Vec<&Json> = keys.iter().filter_map(|key| caller.profile["schools"].get(key.to_string())).collect();
    json!({
        "permission": catalogue.permission_name(permission),
        "held": right.is_some(),
        "trustWide": right.is_some_and(Right::everywhere),
        "reaches": reaches,
        "schools": schools,
    })
}
