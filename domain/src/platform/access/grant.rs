//! A role given to a principal, for a time and for schools.

use entity::role_grant::{Column as C, Entity};
use entity::role_grant_school;
use graph::declare::{OPEN, Resource, col, column, exists, owner, resource, through, to_one};

use super::permission::ACCESS_READ;
use super::reach::{SCHOOL, SELF};

/// The declaration. A grant is within reach of the schools that it names, and of its holder.
#[must_use]
pub fn role_grant() -> Resource {
    use role_grant_school::Column as S;
    let owner = owner()
        .reached(SCHOOL, exists(S::RoleGrantId, C::Id, col(S::SchoolId)))
        .reached(SCHOOL, col(C::SchoolId))
        .reached(SELF, col(C::PersonId));
    resource(
        "RoleGrant",
        Entity,
        owner,
        ACCESS_READ,
        "A role given to a principal for a period and, where the role's reach is SCHOOL, at named schools.",
    )
    .root("roleGrants", "Grants of roles: who holds which role, and when.")
    .shapes_rights()
    .fields([
        column("startsOn", C::StartsOn, OPEN, "First day.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "Last day of the grant; null where it has no end.").filter(),
    ])
    .links([
        to_one("principal", "Principal", C::PrincipalId, OPEN, "The principal that holds the role.")
            .back("grants", OPEN, "Grants that it holds, newest first.")
            .newest_first(C::StartsOn),
        to_one("role", "Role", C::RoleId, OPEN, "The role.")
            .back("grants", OPEN, "Grants of this role, newest first.")
            .newest_first(C::StartsOn),
        through(
            "schools",
            "School",
            (S::RoleGrantId, S::SchoolId),
            OPEN,
            "The schools at which the role is held; empty for a role of the whole trust.",
        ),
        to_one(
            "schemeVersion",
            "SchemeVersion",
            C::SchemeVersionId,
            OPEN,
            "The version of the scheme of delegation under which it was granted.",
        ),
    ])
    .ordered([C::StartsOn])
}
