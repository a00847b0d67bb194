//! The fields by which a caller reads its own rights and the access rules.

use std::collections::HashMap;

use async_graphql::{ID, SimpleObject};
use graph::declare::{Catalogue, Coded, ComputedField, OPEN, PermissionName, computed};
use graph::{Caller, Permission, Right};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use super::access_rule;
use crate::platform::access::reach::SCHOOL;
use crate::platform::input::Day;
use entity::codes::PrincipalKind;

/// The caller, with its roles and permissions.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Viewer {
    /// The global id of the principal.
    pub id: ID,
    /// Name of the person or application.
    pub display_name: String,
    /// A person or an application.
    pub kind: Coded<PrincipalKind>,
    /// Work e-mail.
    pub email: Option<String>,
    /// The trust this token is for.
    pub trust_name: Option<String>,
    /// The day that dated answers are worked out for where none is asked.
    pub today: Day,
    /// The roles held today, implicit ones included.
    pub roles: Vec<ViewerRole>,
    /// Every permission held, with its reach.
    pub permissions: Vec<HeldPermission>,
}

/// A role that the caller holds.
#[derive(Clone, Debug, SimpleObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ViewerRole {
    /// Stable code, such as `headteacher`.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// The reach of most of its permissions: TRUST, SCHOOL, OWN_CLASSES, REPORTING_LINE or SELF.
    pub reach: Option<String>,
    /// The schools the grant names; empty where its reach is not a school.
    pub schools: Vec<ViewerSchool>,
    /// First day; null for an implicit role.
    pub starts_on: Option<Day>,
    /// Last day; null while it is open.
    pub ends_on: Option<Day>,
    /// Whether it is held without a grant.
    pub implicit: bool,
}

/// A school that a grant names.
#[derive(Clone, Debug, SimpleObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ViewerSchool {
    /// The global id of the school.
    pub id: ID,
    /// Its name.
    pub name: String,
    /// Unique reference number.
    pub urn: Option<String>,
}

/// A permission and how far the caller's goes.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HeldPermission {
    /// The permission.
    pub permission: PermissionName,
    /// Whether it is held at all.
    pub held: bool,
    /// Whether it covers the whole trust.
    pub trust_wide: bool,
    /// The kinds of reach it is held with.
    pub reaches: Vec<String>,
    /// The schools it covers, where its reach is a school.
    pub schools: Vec<ViewerSchool>,
}

/// What is read of a caller when its rights are compiled, and kept with it as JSON.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Profile {
    /// The key of the principal.
    pub principal: Uuid,
    /// Name of the person or application.
    pub name: String,
    /// The name of a value of `PrincipalKind`.
    pub kind: String,
    /// Work e-mail.
    pub email: Option<String>,
    /// The name of the trust.
    pub trust: Option<String>,
    /// The roles held.
    pub roles: Vec<ViewerRole>,
    /// The schools that grants name, by key.
    pub schools: HashMap<Uuid, ViewerSchool>,
}

impl Profile {
    fn of(caller: &Caller) -> Self {
        Self::deserialize(&caller.profile).unwrap_or_default()
    }
}

/// The root fields.
#[must_use]
pub fn roots() -> Vec<ComputedField> {
    vec![
        computed("viewer", OPEN, "The caller, with its roles and permissions.", viewer).part(
            computed("can", OPEN, "Whether and where certain permissions are held.", can).argument(
                "permissions",
                "[Permission!]!",
                "The permissions to look at.",
            ),
        ),
        access_rule::root(),
    ]
}

fn viewer(catalogue: &Catalogue, caller: &Caller, _: &Json) -> Viewer {
    let profile = Profile::of(caller);
    let held = caller.rights.held();
    Viewer {
        permissions: held.map(|(p, right)| holding(catalogue, &profile, p, Some(right))).collect(),
        id: graph::id::encode("Principal", profile.principal).into(),
        display_name: profile.name,
        kind: Coded::stored(&profile.kind),
        email: profile.email,
        trust_name: profile.trust,
        today: Day(caller.today),
        roles: profile.roles,
    }
}

fn can(catalogue: &Catalogue, caller: &Caller, arguments: &Json) -> Vec<HeldPermission> {
    let profile = Profile::of(caller);
    let asked = arguments["permissions"].as_array().into_iter().flatten();
    asked
        .filter_map(|name| catalogue.permission(name.as_str()?))
        .map(|permission| holding(catalogue, &profile, permission, caller.rights.right(permission)))
        .collect()
}

fn holding(catalogue: &Catalogue, profile: &Profile, permission: Permission, right: Option<&Right>) -> HeldPermission {
    let has = |index: usize| right.is_some_and(|right| right.has(graph::Reach(u8::try_from(index).unwrap_or(u8::MAX))));
    let reaches = catalogue.reaches.iter().enumerate().filter(|(index, _)| has(*index));
    let keys = right.and_then(|right| right.keys(SCHOOL)).map(graph::Keys::as_slice).unwrap_or_default();
    HeldPermission {
        permission: PermissionName(catalogue.permission_name(permission)),
        held: right.is_some(),
        trust_wide: right.is_some_and(Right::everywhere),
        reaches: reaches.map(|(_, name)| (*name).to_owned()).collect(),
        schools: keys.iter().filter_map(|key| profile.schools.get(key).cloned()).collect(),
    }
}
