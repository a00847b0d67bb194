//! Members, trustees and local governors, and an internal auditor who is none of these.

use chrono::NaiveDate;
use entity::codes::{GoverningBody, RoleCategory};
use entity::governance_appointment;
use graph::period::day_before;
use uuid::Uuid;

use crate::batch::Batch;
use crate::builder::Builder;
use crate::draw::dice::Dice;
use crate::people::adults::{Adult, Wanted, adult};
use crate::people::jobs;
use crate::people::team::Team;
use crate::trust::calendar::{changed_at, day};
use crate::trust::schools::School;

/// The people who become personas.
#[derive(Debug)]
pub struct Board {
    /// A trustee without an office.
    pub trustee: Adult,
    /// A co-opted governor of the first school.
    pub governor: Adult,
    /// The internal auditor, from another firm.
    pub auditor: Adult,
}

/// Adds all appointments; `parents` are the future parent governors of each school.
pub fn write(builder: &mut Builder<'_>, schools: &[School], team: &Team, parents: &[Vec<Uuid>]) -> Board {
    let mut dice = builder.dice("governance", 0);
    for _ in 0..4 {
        let person = volunteer(builder, &mut dice);
        appoint(builder, &mut dice, person.id, None, GoverningBody::Members, "MEMBER", "Members");
    }
    let mut trustees = Vec::new();
    for role in
        ["CHAIR_TRUST", "VICE_CHAIR", "TRUSTEE", "TRUSTEE", "TRUSTEE", "TRUSTEE", "TRUSTEE", "LINK_SAFE", "LINK_SEND"]
    {
        let person = volunteer(builder, &mut dice);
        appoint(builder, &mut dice, person.id, None, GoverningBody::TrustBoard, role, "Members");
        trustees.push(person);
    }
    for chair in &trustees[2..4] {
        appoint(builder, &mut dice, chair.id, None, GoverningBody::Committee, "COMM_CHAIR", "Trust board");
    }
    for (job, role) in [(&jobs::CEO, "ACC_OFFICER"), (&jobs::CFO, "CFO")] {
        if let Some(officer) = team.holder(None, job) {
            appoint(builder, &mut dice, officer.person.id, None, GoverningBody::TrustBoard, role, "Trust board");
        }
    }
    let mut first_governor = None;
    for (index, school) in schools.iter().enumerate() {
        for role in ["CHAIR_LGB", "COOPTED", "COOPTED", "LOCAL_GOV", "LINK_SAFE"] {
            let person = volunteer(builder, &mut dice);
            appoint(
                builder,
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
        // A governor who is a parent or a member of staff as well keeps the same row of `person`.
        for parent in parents[index].iter().take(2) {
            appoint(
                builder,
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
                builder,
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
    let auditor = volunteer(builder, &mut dice);
    Board { governor: first_governor.unwrap_or_else(|| trustee.clone()), trustee, auditor }
}

/// The two parents of a school who will be its parent governors, out of the contacts just made.
pub fn future_parent_governors(batch: &Batch, school_id: Uuid) -> Vec<Uuid> {
    let here = batch.contact.iter().filter(|contact| contact.school_id == Some(school_id) && contact.priority == 1);
    let mut parents: Vec<Uuid> = here.step_by(7).map(|contact| contact.person_id).take(2).collect();
    parents.dedup();
    parents
}

fn volunteer(builder: &mut Builder<'_>, dice: &mut Dice) -> Adult {
    let born = day(dice.between(1952, 1994), 1, 1) + chrono::Days::new(dice.below(365) as u64);
    let (female, town) = (dice.chance(520), dice.below(6));
    adult(builder, dice, Wanted { female, born, town, relative: None, address: None, staff: false })
}

fn appoint(
    builder: &mut Builder<'_>,
    dice: &mut Dice,
    person_id: Uuid,
    school_id: Option<Uuid>,
    body: GoverningBody,
    role_code: &str,
    appointed_by: &str,
) {
    let (starts_on, ends_on) = term(dice);
    builder.batch.governance_appointment.push(governance_appointment::Model {
        id: builder.ids.next("governance_appointment"),
        trust_id: builder.trust_id,
        person_id,
        school_id,
        body,
        role_code: role_code.to_owned(),
        appointed_by: Some(appointed_by.to_owned()),
        starts_on,
        ends_on: Some(day_before(ends_on)),
        term_years: Some(4),
        updated_at: changed_at(person_id, Some(starts_on)),
    });
}

/// The first day of a term of four years that includes today, and the first day after it.
fn term(dice: &mut Dice) -> (NaiveDate, NaiveDate) {
    let (year, month) = (dice.between(2022, 2025), dice.pick(&[1, 4, 9]));
    let year = if year == 2022 { 2023 } else { year };
    (day(year, month, 1), day(year + 4, month, 1))
}
