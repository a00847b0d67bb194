//! A principal: a person of one trust, or an application, that can sign in and hold grants.

use entity::codes::PrincipalKind;
use entity::principal::{Column as C, Entity};
use graph::declare::{EMAIL, LINE, OPEN, Resource, col, column, enumerated, owner, resource, text, to_one};

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
        "A person of the trust or an application, that can sign in and hold grants.",
    )
    .root("principals", "Principals: people and applications that can sign in.")
    .shapes_rights()
    .fields([
        text("name", C::Name, LINE, OPEN, "Display name.").filter_folded(C::NameFold).order_by(C::NameFold),
        enumerated::<PrincipalKind>("kind", C::Kind, OPEN, "Whether it is a person or an application.").filter(),
        text("email", C::Email, EMAIL, OPEN, "Work e-mail, by which a person signs in."),
        column("active", C::Active, OPEN, "Whether it may sign in.").filter(),
    ])
    .links([to_one("person", "Person", C::PersonId, OPEN, "The person; null for an application.")])
    .ordered([C::NameFold])
}
