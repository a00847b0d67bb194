//! The levels that every measure is drilled through: phase and year of joining, then school.

use entity::{school, trust_membership};
use graph::declare::{At, Dimension, Key, Members, Role, Test, at, dimension, enumeration, other};

use entity::codes::Phase;

/// The alias under which a cube joins the school of its facts.
pub(crate) const SCHOOL: &str = "s";

/// The join of a fact's school.
pub(crate) fn its_school(school_id: At) -> [Test; 1] {
    [Test::Same(at(SCHOOL, school::Column::Id), school_id)]
}

/// School, phase, and the day the school joined the trust.
pub(crate) fn levels(school_id: At, without: &'static str) -> [Dimension; 3] {
    use school::Column as S;
    use trust_membership::Column as M;
    let memberships = other(
        "tm",
        trust_membership::Entity,
        [Test::Same(at("tm", M::SchoolId), school_id), Test::Absent(at("tm", M::LeftOn))],
    );
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
            Key::LeastOf(memberships, at("tm", M::JoinedOn), None),
            Members::Days,
            Role::Level,
            "The day the school joined the trust; filter by it to compare like with like over the years.",
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
