//! The levels that every measure is drilled through: phase and year of joining, then school.

use entity::codes::Phase;
use entity::school;
use graph::declare::{At, Day, Dimension, Key, Members, Role, Test, at, dimension, enumeration};

use crate::trust::{covering, joined_on};

/// The alias under which a cube joins the school of its facts.
pub(crate) const SCHOOL: &str = "s";

/// The join of a fact's school.
pub(crate) fn its_school(school_id: At) -> [Test; 1] {
    [Test::Same(at(SCHOOL, school::Column::Id), school_id)]
}

/// Facts of the central team, which has no school.
pub(crate) struct Central {
    /// What they are called.
    pub name: &'static str,
    /// Their trust.
    pub trust: At,
}

/// School, phase, and the day the school joined the trust: by the membership that covers the day of the fact.
pub(crate) fn levels(school_id: At, on: Day, central: Option<Central>) -> [Dimension; 3] {
    use school::Column as S;
    let without = central.as_ref().map_or("None", |central| central.name);
    let memberships = covering(school_id, central.map(|central| central.trust), on);
    [
        dimension(
            "PHASE",
            Key::Column(at(SCHOOL, S::Phase)),
            Members::Set(enumeration::<Phase>()),
            Role::Level,
            "The phase of the school. Special and alternative schools have none.",
        )
        .absent(without),
        dimension(
            "JOINED",
            Key::LeastOf(memberships, joined_on(), None),
            Members::Days,
            Role::Level,
            "The day the school joined the trust; filter by it to compare like with like over the years. The central team has that \
             of the first of the schools.",
        )
        // A school has one such day. As a level above schools it would reveal single schools beside the phases, so it
        // is given only where the school itself is.
        .within(["SCHOOL"])
        .absent("Not a member"),
        dimension("SCHOOL", Key::Column(school_id), Members::Rows("School"), Role::Level, "The school.")
            .labelled(at(SCHOOL, S::Name), at(SCHOOL, S::NameFold))
            .within(["PHASE"])
            .absent(without),
    ]
}
