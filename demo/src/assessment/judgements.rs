//! Judgements (bands) at every assessment point, and common tests each spring.

use chrono::{Datelike, Days, NaiveDate};
use entity::codes::{AssessmentBasis, AssessmentStage};
use entity::{assessment, assessment_predecessor, test_result};

use crate::builder::Builder;
use crate::classes::Classes;
use crate::classes::teaching::Leads;
use crate::draw::dice::Dice;
use crate::pupils::child::Child;
use crate::trust::calendar::changed_at;
use crate::trust::schools::School;

/// Subjects judged at each point, in the order of [`Child::attainment`].
const SUBJECTS: [(&str, &str); 3] = [("REA", "reading"), ("WRI", "writing"), ("MAT", "mathematics")];

/// The level at which each band above the lowest begins, in thousandths of a standard deviation.
const FLOORS: [i32; 4] = [-1_750, -650, 750, 1_550];

/// Adds the judgements and common tests of a child.
pub fn write(
    builder: &mut Builder<'_>,
    dice: &mut Dice,
    schools: &[School],
    classes: &[Classes],
    leads: &Leads,
    child: &Child,
) {
    for point in builder.calendar.points.clone() {
        let Some(spell) = child.on(point.on) else {
            continue;
        };
        let nc_year = child.nc_year_on(point.on);
        let school = &schools[spell.school];
        if nc_year < 0 || (point.last_year && school.is_new) {
            continue;
        }
        for (subject, (code, name)) in SUBJECTS.iter().enumerate() {
            // Some judgements are missing, as in real data.
            if dice.chance(28) {
                continue;
            }
            // This year's levels are a little higher than last year's.
            let level = child.attainment[subject] + dice.normal() * 3 / 10 + if point.last_year { -60 } else { 0 };
            let set = classes[spell.school].sets(point.last_year, nc_year, if subject == 2 { 1 } else { 0 });
            let forms = classes[spell.school].registration(point.last_year, nc_year);
            let class = match (set.is_empty(), forms.is_empty()) {
                (false, _) => Some(&set[child.sets[if subject == 2 { 1 } else { 0 }].min(set.len() - 1)]),
                (true, false) => Some(&forms[child.form % forms.len()]),
                (true, true) => None,
            };
            let assessor = class.and_then(|class| leads.get(&class.id)).map(|lead| lead.0);
            let recorded_on = point.on - Days::new(dice.below(5) as u64);
            let judge = |builder: &mut Builder<'_>, level: i32, basis: AssessmentBasis, stage: AssessmentStage| {
                let band = FLOORS.iter().filter(|floor| level >= **floor).count();
                let (band_id, at_or_above) = builder.calendar.bands[band];
                // The school that has just joined still records on its own scale.
                let own_scale = school.is_new && basis == AssessmentBasis::Teacher;
                let id = builder.ids.next("assessment");
                // This follows from the id, so that it uses no random numbers.
                let was_changed = id.as_u128() % 40 == 7;
                if was_changed {
                    let before = if band == 0 { 1 } else { band - 1 };
                    let (band_id, at_or_above) = builder.calendar.bands[before];
                    builder.batch.assessment_predecessor.push(assessment_predecessor::Model {
                        id: builder.ids.next("assessment_predecessor"),
                        trust_id: builder.trust_id,
                        assessment_id: id,
                        pupil_id: child.id,
                        school_id: school.id,
                        band_id,
                        band_sort: before as i32 + 1,
                        at_or_above,
                        assessor_staff_id: assessor,
                        source_value: None,
                        source_scale: None,
                        recorded_on: recorded_on - Days::new(3),
                        row_version: 1,
                        replaced_at: changed_at(id, Some(recorded_on)),
                    });
                }
                builder.batch.assessment.push(assessment::Model {
                    row_version: if was_changed { 2 } else { 1 },
                    id,
                    trust_id: builder.trust_id,
                    pupil_id: child.id,
                    school_id: school.id,
                    class_id: class.map(|class| class.id),
                    subject_id: builder.calendar.subjects[code],
                    assessment_point_id: point.id,
                    band_id,
                    band_sort: band as i32 + 1,
                    at_or_above,
                    basis,
                    stage,
                    assessor_staff_id: assessor,
                    source_value: own_scale.then(|| (band * 2 + 1).to_string()),
                    source_scale: own_scale.then(|| "School steps 1-9".to_owned()),
                    nc_year,
                    recorded_on,
                    updated_at: changed_at(id, Some(recorded_on)),
                });
            };
            judge(builder, level, AssessmentBasis::Teacher, AssessmentStage::Raw);
            if subject == 1 && dice.chance(60) {
                let moderated = level + dice.between(-500, 300);
                judge(builder, moderated, AssessmentBasis::Teacher, AssessmentStage::Moderated);
            }
            let tested = level + dice.normal() * 35 / 100;
            if subject != 1 && dice.chance(300) {
                judge(builder, tested, AssessmentBasis::Test, AssessmentStage::Raw);
            }
            if point.tests && subject != 1 {
                sit_test(builder, child, school, (code, name), (point.id, point.on), nc_year, tested);
            }
        }
    }
}

/// Adds the result of a common test.
fn sit_test(
    builder: &mut Builder<'_>,
    child: &Child,
    school: &School,
    subject: (&str, &str),
    point: (uuid::Uuid, NaiveDate),
    nc_year: i32,
    level: i32,
) {
    let taken_on = point.1 - Days::new(5);
    let months = (taken_on.year() - child.born.year()) * 12 + taken_on.month() as i32 - child.born.month() as i32;
    let year = if nc_year == 0 { "reception".to_owned() } else { format!("year {nc_year}") };
    let id = builder.ids.next("test_result");
    builder.batch.test_result.push(test_result::Model {
        id,
        trust_id: builder.trust_id,
        pupil_id: child.id,
        school_id: school.id,
        subject_id: builder.calendar.subjects[subject.0],
        assessment_point_id: Some(point.0),
        test_name: format!("Spring common test, {}, {year}", subject.1),
        taken_on,
        raw_hundredths: Some((30 + level * 8 / 1000).clamp(0, 50) * 100),
        max_hundredths: Some(5_000),
        standardised_hundredths: Some((100 + level * 15 / 1000).clamp(69, 141) * 100),
        scaled: None,
        reading_age_months: (subject.0 == "REA").then(|| (months + level * 14 / 1000).max(48)),
        at_or_above: Some(level >= FLOORS[1]),
        updated_at: changed_at(id, Some(taken_on)),
    });
}
