//! The reaches, and the rules of ownership that several types share.

use entity::{class_membership, enrolment, pupil};
use graph::declare::{Owner, col, exists, owner, whole};
use graph::{EVERYTHING, Reach, Right};
use sea_orm::ColumnTrait;
use uuid::Uuid;

/// Everything of the trust.
pub const TRUST: Reach = EVERYTHING;
/// The schools that a grant names. Keys are schools.
pub const SCHOOL: Reach = Reach(1);
/// The classes a person teaches today. Keys are classes.
pub const OWN_CLASSES: Reach = Reach(2);
/// The people who hold posts below the person's own. Keys are persons.
pub const REPORTING_LINE: Reach = Reach(3);
/// The person's own records. The only key is that person.
pub const SELF: Reach = Reach(4);

/// The names, by number.
#[must_use]
pub fn names() -> Vec<&'static str> {
    vec!["TRUST", "SCHOOL", "OWN_CLASSES", "REPORTING_LINE", "SELF"]
}

/// A row that all schools of the trust share, such as a ledger code: within reach of every caller with the permission,
/// whatever its reach.
#[must_use]
pub fn of_everyone() -> Owner {
    [SCHOOL, OWN_CLASSES, REPORTING_LINE, SELF].into_iter().fold(owner(), |owner, reach| owner.reached(reach, whole()))
}

/// A row of a school: reached through a column that names the school.
pub fn of_school(school: impl ColumnTrait) -> Owner {
    owner().reached(SCHOOL, col(school))
}

/// A row about a pupil at a school. It is within reach of that school, of the pupil's current school (which takes over
/// the history), and of the teachers of the pupil's classes today.
pub fn of_school_and_class(school: impl ColumnTrait, pupil: impl ColumnTrait + Copy) -> Owner {
    of_school(school)
        .reached(SCHOOL, exists(pupil::Column::Id, pupil, col(pupil::Column::SchoolId)))
        .reached(OWN_CLASSES, taught_today(pupil))
}

/// A row about a pupil that only the present owners may change: the pupil's current school, and the teachers of the
/// pupil's classes today. A school that the pupil leaves loses the right at once.
pub fn of_pupil_now(pupil: impl ColumnTrait + Copy) -> Owner {
    owner()
        .reached(SCHOOL, exists(pupil::Column::Id, pupil, col(pupil::Column::SchoolId)))
        .reached(OWN_CLASSES, taught_today(pupil))
}

/// From a column that names a pupil to the classes the pupil is in today.
pub fn taught_today(pupil: impl ColumnTrait) -> graph::declare::Path {
    use class_membership::Column as M;
    exists(M::PupilId, pupil, col(M::ClassId)).current(M::StartsOn, M::EndsOn)
}

/// From a column that names a pupil to every school that ever enrolled the pupil.
pub fn ever_enrolled(pupil: impl ColumnTrait) -> graph::declare::Path {
    exists(enrolment::Column::PupilId, pupil, col(enrolment::Column::SchoolId))
}

/// A row about a member of staff: within reach of the schools where the person works or worked, of the managers above,
/// and of the person.
pub fn of_staff(person: impl ColumnTrait + Copy) -> Owner {
    use entity::staff_spell::Column as S;
    owner()
        .reached(SCHOOL, exists(S::PersonId, person, col(S::SchoolId)))
        .reached(REPORTING_LINE, col(person))
        .reached(SELF, col(person))
}

/// A row of a school that is also about a person: within reach of the school, of the managers above, and of the person.
pub fn of_school_and_person(school: impl ColumnTrait, person: impl ColumnTrait + Copy) -> Owner {
    of_school(school).reached(REPORTING_LINE, col(person)).reached(SELF, col(person))
}

/// Whether a right reaches a row with the owner of [`of_school_and_person`], for code that holds the row already. A row
/// of the central team has no school.
#[must_use]
pub fn reaches_school_and_person(right: &Right, school: Option<Uuid>, person: Uuid) -> bool {
    let among = |reach: Reach, key: Uuid| right.keys(reach).is_some_and(|keys| keys.contains(key));
    right.everywhere()
        || school.is_some_and(|school| among(SCHOOL, school))
        || among(REPORTING_LINE, person)
        || among(SELF, person)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use graph::{Keys, Reach, Rights};
    use uuid::Uuid;

    use super::{REPORTING_LINE, SCHOOL, SELF, reaches_school_and_person};
    use crate::platform::access::permission::PAY_READ;

    #[track_caller]
    fn check(reach: Option<Reach>, key: u128, expected: [bool; 3]) {
        let mut rights = Rights::default();
        match reach {
            Some(reach) => rights.grant(PAY_READ, reach, &Arc::new(Keys::new(vec![Uuid::from_u128(key)]))),
            None => rights.grant_everywhere(PAY_READ),
        }
        let right = rights.right(PAY_READ).expect("it is granted");
        // Person 1 at school 10 and in the centre, and person 2 at school 20.
        let rows = [(Some(10), 1), (None, 1), (Some(20), 2)];
        let reached = rows.map(|(school, person)| {
            reaches_school_and_person(right, school.map(Uuid::from_u128), Uuid::from_u128(person))
        });
        assert_eq!(reached, expected);
    }

    #[test]
    fn a_row_of_a_school_and_a_person_is_reached_by_either() {
        check(None, 0, [true; 3]);
        check(Some(SCHOOL), 10, [true, false, false]);
        check(Some(SCHOOL), 20, [false, false, true]);
        check(Some(REPORTING_LINE), 1, [true, true, false]);
        check(Some(SELF), 2, [false, false, true]);
        // A key of another kind is none.
        check(Some(SCHOOL), 1, [false; 3]);
        check(Some(SELF), 10, [false; 3]);
    }
}
