//! Staff records, and the times for which people work at a school (spells).

use chrono::NaiveDate;
use entity::codes::{EctStatus, LeavingReason, QtsStatus, RoleCategory, SubjectLevel};
use entity::{staff_member, staff_spell, staff_subject};
use uuid::Uuid;

use crate::builder::Builder;
use crate::draw::dice::Dice;
use crate::people::adults::Adult;
use crate::people::contracts::Place;
use crate::people::jobs::Range;
use crate::people::team::Opening;
use crate::trust::calendar::{changed_at, day, last_day};
use crate::trust::schools::{HR_SYSTEM, School};

/// Adds the staff record of a person, and the subject in which a teacher is trained.
#[expect(clippy::too_many_arguments, reason = "the facts of one staff record; only `hiring` calls it")]
pub fn add_staff(
    builder: &mut Builder<'_>,
    dice: &mut Dice,
    schools: &[School],
    opening: Opening,
    person: &Adult,
    place: &Place,
    started: NaiveDate,
    leaving: Option<NaiveDate>,
) -> Uuid {
    use LeavingReason::{ResignIndep, ResignOther, ResignTeachState, Retire};
    let id = builder.ids.next("staff_member");
    let number = builder.batch.staff_member.len() + 1;
    let job = opening.job;
    let teaching = matches!(job.range, Range::Teacher) || job.category == RoleCategory::Leadership;
    let qualified = teaching && place.scale != Some("UNQUALIFIED_ENGLAND");
    let service = started.min(day(2025 - place.years, 9, 1));
    let induction = match (qualified, place.scale, place.point.as_str()) {
        (true, Some("MAIN_ENGLAND"), "M1") => (EctStatus::Year1, Some(day(2027, 7, 31))),
        (true, Some("MAIN_ENGLAND"), "M2") => (EctStatus::Year2, Some(day(2026, 7, 31))),
        (true, _, _) => (EctStatus::Completed, None),
        _ => (EctStatus::None, None),
    };
    builder.batch.staff_member.push(staff_member::Model {
        row_version: 1,
        id,
        trust_id: builder.trust_id,
        person_id: person.id,
        staff_no: format!("S{number:05}"),
        given_name: person.given.to_owned(),
        family_name: person.family.to_owned(),
        name_fold: person.name_fold.clone(),
        family_fold: person.family_fold.clone(),
        email_work: person.email.clone(),
        role_category: job.category,
        main_post_title: Some(job.title.to_owned()),
        main_school_id: opening.school.map(|school| schools[school].id),
        trn: qualified.then(|| format!("99{number:05}")),
        continuous_service_from: Some(service),
        trust_start: Some(started),
        leaving_date: leaving,
        leaving_reason: leaving.map(|_| dice.pick(&[ResignTeachState, ResignOther, Retire, ResignIndep])),
        qts_status: Some(if qualified { QtsStatus::Qts } else { QtsStatus::None }),
        qts_date: qualified.then(|| day(2025 - place.years, 7, 15)),
        ect_status: Some(induction.0),
        ect_period_end: induction.1,
        right_to_work_expiry: dice.chance(20).then(|| dice.day(day(2026, 4, 1), day(2028, 12, 31))),
        teacher_pension_no: teaching.then(|| format!("99/{number:05}")),
        source_system: Some(HR_SYSTEM.to_owned()),
        source_key: None,
        imported_at: None,
        updated_at: changed_at(id, leaving),
    });
    if teaching {
        let subject = match job.title {
            "Head of English" | "Trust lead for English" => "ENG",
            "Head of mathematics" | "Trust lead for mathematics" => "MAT",
            "Head of science" => "SCI",
            _ => dice.pick(&["ENG", "MAT", "SCI", "HIS", "GEO", "ART", "MUS", "PED", "MFL", "CPT"]),
        };
        builder.batch.staff_subject.push(staff_subject::Model {
            id: builder.ids.next("staff_subject"),
            trust_id: builder.trust_id,
            staff_id: id,
            person_id: person.id,
            subject_id: builder.calendar.subjects[subject],
            level: dice.weighted(&[(SubjectLevel::Degree, 6), (SubjectLevel::ALevel, 2), (SubjectLevel::Trained, 2)]),
        });
    }
    id
}

/// Adds a spell at a school; without a school (central team) there is none.
pub fn add_spell(
    builder: &mut Builder<'_>,
    holder: (Uuid, Uuid),
    school_id: Option<Uuid>,
    starts_on: NaiveDate,
    ends_on: Option<NaiveDate>,
) {
    let Some(school_id) = school_id else { return };
    builder.batch.staff_spell.push(staff_spell::Model {
        id: builder.ids.next("staff_spell"),
        trust_id: builder.trust_id,
        staff_id: holder.0,
        person_id: holder.1,
        school_id,
        starts_on,
        ends_on: last_day(ends_on),
        updated_at: changed_at(holder.0, Some(starts_on)),
    });
}
