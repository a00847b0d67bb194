//! Bands at every assessment point, common tests each spring, and statutory results.

use chrono::{Datelike, Days, NaiveDate};
use entity::codes::{AssessmentBasis, AssessmentStage, ResultMethod};
use entity::{assessment, assessment_predecessor, statutory_result, test_result};

use crate::calendar::{changed_at, day};
use crate::child::Child;
use crate::classes::Classes;
use crate::dice::Dice;
use crate::maker::Maker;
use crate::schools::School;
use crate::teaching::Leads;

/// Subjects judged at each point, in the order of [`Child::attainment`].
const SUBJECTS: [(&str, &str); 3] = [("REA", "reading"), ("WRI", "writing"), ("MAT", "mathematics")];

/// The lowest band has no floor; each next one begins here, in thousandths of a deviation.
const FLOORS: [i32; 4] = [-1_750, -650, 750, 1_550];

/// Adds all results of a child.
pub fn write(
    maker: &mut Maker<'_>,
    dice: &mut Dice,
    schools: &[School],
    classes: &[Classes],
    leads: &Leads,
    child: &Child,
) {
    for point in maker.calendar.points.clone() {
        let Some(spell) = child.on(point.on) else {
            continue;
        };
        let nc_year = child.nc_year_on(point.on);
        let school = &schools[spell.school];
        if nc_year < 0 || (point.last_year && school.is_new) {
            continue;
        }
        for (subject, (code, name)) in SUBJECTS.iter().enumerate() {
            // Some judgements are missing: coverage is never quite whole.
            if dice.chance(28) {
                continue;
            }
            // Children drift a little upwards against the expected as schools get better.
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
            let judge = |maker: &mut Maker<'_>, level: i32, basis: AssessmentBasis, stage: AssessmentStage| {
                let band = FLOORS.iter().filter(|floor| level >= **floor).count();
                let (band_id, at_or_above) = maker.calendar.bands[band];
                // The school that joined still records on a scale of its own.
                let own_scale = school.is_new && basis == AssessmentBasis::Teacher;
                let id = maker.ids.next("assessment");
                // By the key and not by a throw: the other throws stay what they were.
                let given_anew = id.as_u128() % 40 == 7;
                if given_anew {
                    let before = if band == 0 { 1 } else { band - 1 };
                    let (band_id, at_or_above) = maker.calendar.bands[before];
                    maker.batch.assessment_predecessor.push(assessment_predecessor::Model {
                        id: maker.ids.next("assessment_predecessor"),
                        trust_id: maker.trust_id,
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
                maker.batch.assessment.push(assessment::Model {
                    row_version: if given_anew { 2 } else { 1 },
                    id,
                    trust_id: maker.trust_id,
                    pupil_id: child.id,
                    school_id: school.id,
                    class_id: class.map(|class| class.id),
                    subject_id: maker.calendar.subjects[code],
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
            judge(maker, level, AssessmentBasis::Teacher, AssessmentStage::Raw);
            if subject == 1 && dice.chance(60) {
                let moderated = level + dice.between(-500, 300);
                judge(maker, moderated, AssessmentBasis::Teacher, AssessmentStage::Moderated);
            }
            let tested = level + dice.normal() * 35 / 100;
            if subject != 1 && dice.chance(300) {
                judge(maker, tested, AssessmentBasis::Test, AssessmentStage::Raw);
            }
            if point.tests && subject != 1 {
                sit_test(maker, child, school, (code, name), (point.id, point.on), nc_year, tested);
            }
        }
    }
    statutory(maker, dice, schools, child);
}

fn sit_test(
    maker: &mut Maker<'_>,
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
    let id = maker.ids.next("test_result");
    maker.batch.test_result.push(test_result::Model {
        id,
        trust_id: maker.trust_id,
        pupil_id: child.id,
        school_id: school.id,
        subject_id: maker.calendar.subjects[subject.0],
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

/// Phonics in years 1 and 2, the multiplication check in year 4, tests at the end of key stage 2.
fn statutory(maker: &mut Maker<'_>, dice: &mut Dice, schools: &[School], child: &Child) {
    let [reading, writing, mathematics] = child.attainment;
    match child.nc_year {
        2 => {
            phonics(maker, dice, schools, child, day(2025, 6, 10), reading);
        }
        3 => {
            let first = phonics(maker, dice, schools, child, day(2024, 6, 11), reading);
            if first == Some(false) {
                phonics(maker, dice, schools, child, day(2025, 6, 10), reading + 900);
            }
        }
        5 => {
            let score = (19 + mathematics * 5 / 1000 + dice.between(-3, 3)).clamp(0, 25);
            add(
                maker,
                schools,
                child,
                day(2025, 6, 12),
                ("KS2", "MAT", "MULTIPLICATION_CHECK", ResultMethod::Test),
                score.to_string(),
                Some(score),
                None,
            );
        }
        7 => {
            for (code, level) in [("REA", reading), ("MAT", mathematics), ("GPS", (reading + writing) / 2)] {
                let scaled = (104 + level * 7 / 1000 + dice.between(-2, 2)).clamp(80, 120);
                let key = ("KS2", code, "SCALED_SCORE", ResultMethod::Test);
                add(
                    maker,
                    schools,
                    child,
                    day(2025, 5, 14),
                    key,
                    scaled.to_string(),
                    Some(scaled),
                    Some(scaled >= 100),
                );
            }
            let value =
                ["PKS", "WTS", "EXS", "GDS"][[-2_200, -600, 1_100].iter().filter(|floor| writing >= **floor).count()];
            add(
                maker,
                schools,
                child,
                day(2025, 6, 27),
                ("KS2", "WRI", "TEACHER_ASSESSMENT", ResultMethod::Teacher),
                value.to_owned(),
                None,
                Some(matches!(value, "EXS" | "GDS")),
            );
        }
        _ => {}
    }
}

/// Adds a phonics check with its strands; answers whether the standard was met.
fn phonics(
    maker: &mut Maker<'_>,
    dice: &mut Dice,
    schools: &[School],
    child: &Child,
    on: NaiveDate,
    level: i32,
) -> Option<bool> {
    let strand = |dice: &mut Dice| (18 + level * 3 / 1000 + dice.between(-2, 2)).clamp(0, 20);
    let (decoding, blending) = (strand(dice), strand(dice));
    let score = decoding + blending;
    let met = score >= 32;
    let mut written = false;
    for (component, part, standard) in
        [("PHONICS_CHECK", score, Some(met)), ("DECODING", decoding, None), ("BLENDING", blending, None)]
    {
        written = add(
            maker,
            schools,
            child,
            on,
            ("KS1", "PHO", component, ResultMethod::Test),
            part.to_string(),
            Some(part),
            standard,
        );
    }
    written.then_some(met)
}

#[expect(clippy::too_many_arguments, reason = "one row's facts, from this file alone")]
fn add(
    maker: &mut Maker<'_>,
    schools: &[School],
    child: &Child,
    on: NaiveDate,
    key: (&str, &str, &str, ResultMethod),
    value: String,
    score: Option<i32>,
    met_standard: Option<bool>,
) -> bool {
    let Some(school) = child.on(on).map(|spell| &schools[spell.school]).filter(|school| !school.is_new) else {
        return false;
    };
    let (key_stage, subject_code, component, method) = key;
    maker.batch.statutory_result.push(statutory_result::Model {
        id: maker.ids.next("statutory_result"),
        trust_id: maker.trust_id,
        pupil_id: child.id,
        school_id: school.id,
        key_stage: key_stage.to_owned(),
        subject_code: subject_code.to_owned(),
        component: component.to_owned(),
        method,
        value,
        score,
        met_standard,
        year: on.year(),
        taken_on: Some(on),
    });
    true
}
