//! Who teaches which class, this year and last. A class teacher may read the pupils of their own classes by these rows.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::teaching_assignment;
use uuid::Uuid;

use crate::builder::Builder;
use crate::classes::{Classes, SET_SUBJECTS};
use crate::people::jobs;
use crate::people::team::{Member, Team};
use crate::trust::calendar::{LAST_YEAR_START, YEAR_START, changed_at, last_day};
use crate::trust::schools::{Kind, School};

/// Ids of the staff record and the person of the lead teacher, by class.
pub type Leads = HashMap<Uuid, (Uuid, Uuid)>;

/// Adds the teaching assignments of a school, and its lead teachers to `leads`.
pub fn write(
    builder: &mut Builder<'_>,
    school: &School,
    index: usize,
    classes: &Classes,
    team: &Team,
    leads: &mut Leads,
) {
    let (low, high) = school.kind.years();
    let class_teachers = by_post(team.at(index).filter(|member| std::ptr::eq(member.job, &jobs::CLASS_TEACHER)));
    let subject_teachers: Vec<&Member> =
        team.at(index).filter(|member| std::ptr::eq(member.job, &jobs::SUBJECT_TEACHER)).collect();
    let mut teaching = Teaching { builder, school_id: school.id, leads };
    let in_sets = |nc_year: i32| nc_year >= 7 && school.kind != Kind::Special;
    for last_year in [true, false] {
        let mut turn = 0;
        for nc_year in (low..=high).filter(|year| !in_sets(*year) && !class_teachers.is_empty()) {
            for class in classes.registration(last_year, nc_year) {
                let teachers = &class_teachers[turn % class_teachers.len()];
                turn += 1;
                for teacher in teachers {
                    teaching.assign(teacher, class.id, None, 2500, 1000 / teachers.len() as i32, last_year);
                }
            }
        }
        let mut tutor = 0;
        for nc_year in (low..=high).filter(|year| in_sets(*year) && !subject_teachers.is_empty()) {
            for class in classes.registration(last_year, nc_year) {
                teaching.assign(subject_teachers[tutor % subject_teachers.len()], class.id, None, 100, 1000, last_year);
                tutor += 1;
            }
        }
        for (place, (code, _)) in SET_SUBJECTS.iter().enumerate() {
            // Half of the subject teachers teach in sets. The subjects of the others have no classes in the demo.
            let department: Vec<&Member> = team
                .holder(Some(index), &jobs::HEADS_OF_DEPARTMENT[place])
                .into_iter()
                .chain(subject_teachers.iter().copied().skip(place).step_by(6))
                .collect();
            let subject = teaching.builder.calendar.subjects[code];
            let sets = (low..=high).flat_map(|nc_year| classes.sets(last_year, nc_year, place));
            for (turn, class) in sets.enumerate().filter(|_| !department.is_empty()) {
                let first = department[turn % department.len()];
                // A few classes are shared between two teachers.
                let second = department[(turn + 1) % department.len()];
                if turn % 12 == 5 && second.staff_id != first.staff_id {
                    teaching.assign(first, class.id, Some(subject), 300, 600, last_year);
                    teaching.assign(second, class.id, Some(subject), 200, 400, last_year);
                } else {
                    teaching.assign(first, class.id, Some(subject), 500, 1000, last_year);
                }
            }
        }
    }
}

/// The people by post: those who share a post share its class.
fn by_post<'a>(members: impl Iterator<Item = &'a Member>) -> Vec<Vec<&'a Member>> {
    let mut groups: Vec<Vec<&Member>> = Vec::new();
    for member in members {
        match groups.last_mut() {
            Some(group) if group[0].post == member.post => group.push(member),
            _ => groups.push(vec![member]),
        }
    }
    groups
}

struct Teaching<'a, 'b> {
    builder: &'a mut Builder<'b>,
    school_id: Uuid,
    leads: &'a mut Leads,
}

impl Teaching<'_, '_> {
    fn assign(
        &mut self,
        member: &Member,
        class_id: Uuid,
        subject_id: Option<Uuid>,
        periods: i32,
        share: i32,
        last_year: bool,
    ) {
        let holder = if last_year { member.last_year } else { Some((member.staff_id, member.person.id)) };
        let Some(holder) = holder else { return };
        let (starts_on, ends_on): (NaiveDate, _) =
            if last_year { (LAST_YEAR_START, Some(YEAR_START)) } else { (YEAR_START, None) };
        self.leads.entry(class_id).or_insert(holder);
        self.builder.batch.teaching_assignment.push(teaching_assignment::Model {
            id: self.builder.ids.next("teaching_assignment"),
            trust_id: self.builder.trust_id,
            staff_id: holder.0,
            person_id: holder.1,
            class_id,
            subject_id,
            school_id: self.school_id,
            periods_hundredths: periods,
            share_thousandths: share,
            starts_on,
            ends_on: last_day(ends_on),
            updated_at: changed_at(class_id, Some(starts_on)),
        });
    }
}
