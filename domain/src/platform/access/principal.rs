//! Whoever can hold a grant: a person of one trust, or an application.

use entity::codes::PrincipalKind;
use entity::principal::{Column as C, Entity};
use entity::role_grant;
use graph::declare::{OPEN, Resource, col, column, enumerated, owner, resource, text, to_many, to_one};

use super::permission::PLATFORM_READ;
use super::reach::SELF;

/// The declaration.
#[must_use]
pub fn principal() -> Resource {
    resource(
        "Principal",
        Entity,
        owner().reached(SELF, col(C::PersonId)),
        PLATFORM_READ,
        "Whoever can hold a grant: a person of the trust, or an application.",
    )
    .root("principals", "Whoever can sign in: persons and applications.")
    .shapes_rights()
    .fields([
        text("name", C::Name, OPEN, "What it is called.").filter_folded(C::NameFold).order_by(C::NameFold),
        enumerated::<PrincipalKind>("kind", C::Kind, OPEN, "A person or an application.").filter(),
        text("email", C::Email, OPEN, "Work e-mail, by which a person signs in."),
        column("active", C::Active, OPEN, "Whether it may sign in at all.").filter(),
    ])
    .links([
        to_one("person", "Person", C::PersonId, OPEN, "The person; null for an application."),
        to_many("grants", "RoleGrant", role_grant::Column::PrincipalId, OPEN, "What it may do, newest first.")
            .newest_first(role_grant::Column::StartsOn),
    ])
    .ordered([C::NameFold])
}
