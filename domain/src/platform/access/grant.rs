//! A role given to a principal, for a time and for schools.

use entity::role_grant::{Column as C, Entity};
use entity::role_grant_school;
use graph::declare::{OPEN, Resource, col, column, exists, owner, resource, through, to_one};

use super::permission::ACCESS_READ;
use super::reach::{SCHOOL, SELF};

/// The declaration: a grant at a school is reached by that school, and by its holder.
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
        "A role given to a principal, for a time and, where its reach is a school, for schools.",
    )
    .root("roleGrants", "Who holds which role.")
    .shapes_rights()
    .fields([
        column("startsOn", C::StartsOn, OPEN, "First day.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "First day on which it no longer holds; null while it is open.").filter(),
    ])
    .links([
        to_one("principal", "Principal", C::PrincipalId, OPEN, "Who holds it."),
        to_one("role", "Role", C::RoleId, OPEN, "What is held."),
        through("schools", "School", (S::RoleGrantId, S::SchoolId), OPEN, "The schools it is for."),
        to_one(
            "schemeVersion",
            "SchemeVersion",
            C::SchemeVersionId,
            OPEN,
            "The version of the scheme it was given under.",
        ),
    ])
    .ordered([C::StartsOn])
}
