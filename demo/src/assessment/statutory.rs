//! Statutory results: phonics, the multiplication check, tests at the end of key stage 2.

use chrono::{Datelike, NaiveDate};
use entity::codes::ResultMethod;
use entity::statutory_result;

use crate::builder::Builder;
use crate::draw::dice::Dice;
use crate::pupils::child::Child;
use crate::trust::calendar::day;
use crate::trust::schools::School;

/// Adds the statutory results of a child: phonics in years 1 and 2, the multiplication check in year 4, tests and teacher
/// assessment in year 6.
pub fn write(builder: &mut Builder<'_>, dice: &mut Dice, schools: &[School], child: &Child) {
    let [reading, writing, mathematics] = child.attainment;
    match child.nc_year {
        2 => {
            phonics(builder, dice, schools, child, day(2025, 6, 10), reading);
        }
        3 => {
            let first = phonics(builder, dice, schools, child, day(2024, 6, 11), reading);
            if first == Some(false) {
                phonics(builder, dice, schools, child, day(2025, 6, 10), reading + 900);
            }
        }
        5 => {
            let score = (19 + mathematics * 5 / 1000 + dice.between(-3, 3)).clamp(0, 25);
            add(
                builder,
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
                    builder,
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
                builder,
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

/// Adds a phonics check with its parts; returns whether the standard was met, or `None` if the child was not at a school of
/// the trust.
fn phonics(
    builder: &mut Builder<'_>,
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
            builder,
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

/// Adds one result; returns false, without adding it, if the child was not at a school of the trust or the school was not yet
/// a member.
#[expect(clippy::too_many_arguments, reason = "the facts of one row; only this file calls it")]
fn add(
    builder: &mut Builder<'_>,
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
    builder.batch.statutory_result.push(statutory_result::Model {
        id: builder.ids.next("statutory_result"),
        trust_id: builder.trust_id,
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
