//! Members, trustees and local governors, and the auditor who is none of them.

use chrono::NaiveDate;
use entity::codes::{GoverningBody, RoleCategory};
use entity::governance_appointment;
use uuid::Uuid;

use crate::calendar::day;
use crate::dice::Dice;
use crate::jobs;
use crate::maker::Maker;
use crate::people::{Adult, Wanted, adult};
use crate::schools::School;
use crate::staff::Team;

/// Those of the board and beside it whom a persona stands for.
#[derive(Debug)]
pub struct Board {
    /// A trustee without an office.
    pub trustee: Adult,
    /// A co-opted governor of the first school.
    pub governor: Adult,
    /// The internal auditor, of another firm.
    pub auditor: Adult,
}

/// Adds all appointments; `parents` are contacts of pupils by school.
pub fn write(maker: &mut Maker<'_>, schools: &[School], team: &Team, parents: &[Vec<Uuid>]) -> Board {
    let mut dice = maker.dice("governance", 0);
    for _ in 0..4 {
        let person = volunteer(maker, &mut dice);
        appoint(maker, &mut dice, person.id, None, GoverningBody::Members, "MEMBER", "Members");
    }
    let mut trustees = Vec::new();
    for role in
        ["CHAIR_TRUST", "VICE_CHAIR", "TRUSTEE", "TRUSTEE", "TRUSTEE", "TRUSTEE", "TRUSTEE", "LINK_SAFE", "LINK_SEND"]
    {
        let person = volunteer(maker, &mut dice);
        appoint(maker, &mut dice, person.id, None, GoverningBody::TrustBoard, role, "Members");
        trustees.push(person);
    }
    for chair in &trustees[2..4] {
        appoint(maker, &mut dice, chair.id, None, GoverningBody::Committee, "COMM_CHAIR", "Trust board");
    }
    for (job, role) in [(&jobs::CEO, "ACC_OFFICER"), (&jobs::CFO, "CFO")] {
        if let Some(officer) = team.holder(None, job) {
            appoint(maker, &mut dice, officer.person.id, None, GoverningBody::TrustBoard, role, "Trust board");
        }
    }
    let mut first_governor = None;
    for (index, school) in schools.iter().enumerate() {
        for role in ["CHAIR_LGB", "COOPTED", "COOPTED", "LOCAL_GOV", "LINK_SAFE"] {
            let person = volunteer(maker, &mut dice);
            appoint(
                maker,
                &mut dice,
                person.id,
                Some(school.id),
                GoverningBody::LocalGoverningBody,
                role,
                "Trust board",
            );
            if role == "COOPTED" {
                first_governor.get_or_insert(person);
            }
        }
        // One person may be a parent and a governor, or staff and a governor: the same row.
        for parent in parents[index].iter().take(2) {
            appoint(
                maker,
                &mut dice,
                *parent,
                Some(school.id),
                GoverningBody::LocalGoverningBody,
                "PARENT_GOV",
                "Parents",
            );
        }
        if let Some(teacher) = team.at(index).find(|member| member.job.category == RoleCategory::Teacher) {
            appoint(
                maker,
                &mut dice,
                teacher.person.id,
                Some(school.id),
                GoverningBody::LocalGoverningBody,
                "STAFF_GOV",
                "Staff",
            );
        }
    }
    let trustee = trustees[4].clone();
    let auditor = volunteer(maker, &mut dice);
    Board { governor: first_governor.unwrap_or_else(|| trustee.clone()), trustee, auditor }
}

fn volunteer(maker: &mut Maker<'_>, dice: &mut Dice) -> Adult {
    let born = day(dice.between(1952, 1994), 1, 1) + chrono::Days::new(dice.below(365) as u64);
    let (female, town) = (dice.chance(520), dice.below(6));
    adult(maker, dice, Wanted { female, born, town, relative: None, address: None, staff: false })
}

fn appoint(
    maker: &mut Maker<'_>,
    dice: &mut Dice,
    person_id: Uuid,
    school_id: Option<Uuid>,
    body: GoverningBody,
    role_code: &str,
    appointed_by: &str,
) {
    let (starts_on, ends_on) = term(dice);
    maker.batch.governance_appointment.push(governance_appointment::Model {
        id: maker.ids.next("governance_appointment"),
        trust_id: maker.trust_id,
        person_id,
        school_id,
        body,
        role_code: role_code.to_owned(),
        appointed_by: Some(appointed_by.to_owned()),
        starts_on,
        ends_on: Some(ends_on),
        term_years: Some(4),
    });
}

/// A term of four years that holds today.
fn term(dice: &mut Dice) -> (NaiveDate, NaiveDate) {
    let (year, month) = (dice.between(2022, 2025), dice.pick(&[1, 4, 9]));
    let year = if year == 2022 { 2023 } else { year };
    (day(year, month, 1), day(year + 4, month, 1))
}
