//! A school's membership of the trust. Money counts in the months in which its school is a member, and measures count with
//! or without schools that joined recently.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{MembershipRole, MembershipRoute};
use entity::trust_membership::{Column as C, Entity};
use graph::declare::{
    At, Column, Day, LoadError, OPEN, Other, Reader, Resource, Test, at, column, enumerated, other, owner, resource,
    table_rows, to_one,
};
use graph::{Period, Value, table_row};
use uuid::Uuid;

/// The alias of memberships in statements.
const MEMBERSHIP: &str = "tm";

/// The declaration.
#[must_use]
pub fn trust_membership() -> Resource {
    resource("TrustMembership", Entity, owner(), OPEN, "A period in which a school is a member of the trust.")
        .fields([
            column("joinedOn", C::JoinedOn, OPEN, "First day as a member.").filter().order(),
            column("leftOn", C::LeftOn, OPEN, "Last day as a member; null while it is one.").filter().order(),
            enumerated::<MembershipRole>(
                "role",
                C::Role,
                OPEN,
                "Whether the school is a member of the trust or sponsored by it.",
            )
            .filter(),
            enumerated::<MembershipRoute>("route", C::Route, OPEN, "How the school came to the trust.").filter(),
        ])
        .links([to_one("school", "School", C::SchoolId, OPEN, "The school.")
            .back_list("memberships", OPEN, "Periods in which it is a member of the trust, oldest first.")
            .ordered(C::JoinedOn)])
        .ordered([C::JoinedOn])
}

/// Memberships that cover a day: those of the school that a column names, and where `trust` is given and the school is null,
/// as of the central team, those of all schools of the trust.
pub(crate) fn covering(school: At, trust: Option<At>, day: Day) -> Other {
    let of = |column: C| at(MEMBERSHIP, column);
    let its = Test::Same(of(C::SchoolId), school);
    let whose = match trust {
        Some(trust) => vec![Test::Same(of(C::TrustId), trust), Test::Any(vec![Test::Absent(school), its])],
        None => vec![its],
    };
    other(MEMBERSHIP, Entity, whose.into_iter().chain([Test::Covers(of(C::JoinedOn), of(C::LeftOn), day)]))
}

/// The day on which a membership of [`covering`] began.
pub(crate) fn joined_on() -> At {
    at(MEMBERSHIP, C::JoinedOn)
}

table_row! {
    struct MembershipRow of C { school: Uuid = SchoolId, joined: NaiveDate = JoinedOn, left: Option<NaiveDate> = LeftOn }
}

/// When each school is a member.
#[derive(Debug, Default)]
pub struct Memberships(HashMap<Uuid, Vec<Period>>);

impl Memberships {
    /// Reads those of a trust, in one statement.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(reader: &dyn Reader, trust: &Value) -> Result<Self, LoadError> {
        let mut found: HashMap<Uuid, Vec<Period>> = HashMap::new();
        for row in table_rows::<MembershipRow>(reader, Column::of(C::TrustId), std::slice::from_ref(trust)).await? {
            found.entry(row.school).or_default().push(Period::new(row.joined, row.left));
        }
        Ok(Self(found))
    }

    /// Whether a school is a member on a day. The central team, which is no school, always is.
    #[must_use]
    pub fn cover(&self, school: Option<Uuid>, day: NaiveDate) -> bool {
        let periods = |school| self.0.get(&school).map_or(&[][..], Vec::as_slice);
        school.is_none_or(|school| periods(school).iter().any(|period| period.covers(day)))
    }
}
