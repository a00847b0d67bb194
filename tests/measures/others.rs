//! The other measures: their figures, their statements, and who may ask for them.

use std::collections::{BTreeMap, BTreeSet};

use entity::{contract, enrolment};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value as Json, json};
use tests::{TODAY, worlds};

use super::labels;

fn values(data: &Json, cube: &str, measure: &str) -> BTreeMap<Vec<String>, f64> {
    let rows = data[cube]["rows"].as_array().expect("rows");
    rows.iter().filter_map(|row| Some((labels(row), row[measure]["value"].as_f64()?))).collect()
}

#[test]
fn the_roll_of_any_day_equals_the_enrolments_of_that_day() {
    for world in worlds() {
        let tenant = world.caller("ceo").tenant;
        let all = enrolment::Entity::find().filter(enrolment::Column::TrustId.eq(tenant));
        let all = tests::run(all.all(&world.db)).expect("it reads");
        for day in ["2026-03-16", "2025-09-01", "2024-12-13"] {
            let on = day.parse::<chrono::NaiveDate>().expect("a day");
            let open: Vec<_> = all
                .iter()
                .filter(|e| ["CURRENT", "MAIN"].contains(&e.status.code()))
                .filter(|e| e.entry_date <= on && e.leaving_date.is_none_or(|left| left >= on))
                .collect();
            let document = format!(
                "{{ roll(asOf: \"{day}\") {{ rows {{ dimensions {{ label }} pupils {{ value period {{ from }} }} }} }} }}"
            );
            let data = world.data("ceo", &document);
            assert_eq!(data["roll"]["rows"][0]["pupils"]["value"], json!(open.len()), "{day}");
            assert_eq!(data["roll"]["rows"][0]["pupils"]["period"]["from"], day);
            let schools: BTreeSet<_> = open.iter().map(|e| e.school_id).collect();
            let document = format!(
                "{{ roll(asOf: \"{day}\", by: [SCHOOL]) {{ rows {{ dimensions {{ label }} pupils {{ value }} }} }} }}"
            );
            let by = values(&world.data("ceo", &document), "roll", "pupils");
            assert_eq!(by.len(), schools.len());
            assert!((by.values().sum::<f64>() - open.len() as f64).abs() < 0.5);
        }
        // Pupils in Year 6 today were in Year 5 a year ago.
        let year = |day: &str, year: i64| {
            let document = format!(
                "{{ roll(asOf: \"{day}\", where: {{ yearGroup: [{year}], phase: [PRIMARY] }}) {{ rows {{ pupils {{ value }} }} }} }}"
            );
            world.data("ceo", &document)["roll"]["rows"][0]["pupils"]["value"].as_i64().expect("a number")
        };
        let (now, then) = (year("2026-03-16", 6), year("2025-03-17", 5));
        assert!((now - then).abs() * 5 < now, "{now} in Year 6 now, {then} in Year 5 a year ago");
    }
}

#[test]
fn a_person_with_two_posts_counts_as_one_head_and_all_hours() {
    for world in worlds() {
        let tenant = world.caller("ceo").tenant;
        let all = contract::Entity::find().filter(contract::Column::TrustId.eq(tenant));
        let all = tests::run(all.all(&world.db)).expect("it reads");
        let open: Vec<_> =
            all.iter().filter(|c| c.starts_on <= TODAY && c.ends_on.is_none_or(|ends| ends >= TODAY)).collect();
        let heads = |some: &[&contract::Model]| some.iter().map(|c| c.person_id).collect::<BTreeSet<_>>().len();
        let fte = |c: &contract::Model| {
            (f64::from(c.hours_per_week_hundredths) / f64::from(c.full_time_hours_hundredths)).min(1.0)
        };
        let rows = "rows { dimensions { label } headcount { value } fte { value } }";
        let data = world.data("hr", &format!("{{ staffing {{ {rows} }} }}"));
        assert_eq!(data["staffing"]["rows"][0]["headcount"]["value"], json!(heads(&open)));
        let total = open.iter().map(|c| fte(c)).sum::<f64>();
        assert!((values(&data, "staffing", "fte")[&Vec::new()] - total).abs() < 0.000_51, "rounded once, at the end");
        let data = world.data("hr", &format!("{{ staffing(by: [SCHOOL]) {{ {rows} }} }}"));
        let by = values(&data, "staffing", "headcount");
        assert!(by.values().sum::<f64>() > heads(&open) as f64, "someone works at two schools");
        let central: Vec<_> = open.iter().copied().filter(|c| c.school_id.is_none()).collect();
        assert!((by[&vec!["Central team".to_owned()]] - heads(&central) as f64).abs() < 0.5);
        // Pupils of the school divided by its teachers; a caller who may not count pupils gets an error.
        let ratio = "{ staffing(by: [SCHOOL]) { rows { pupilTeacherRatio { value numerator denominator } teacherFte { value } } } }";
        let data = world.data("ceo", ratio);
        let rows = data["staffing"]["rows"].as_array().expect("rows");
        for row in rows.iter().filter(|row| row["teacherFte"]["value"].as_f64() > Some(0.0)) {
            let ratio = &row["pupilTeacherRatio"];
            let (above, below) =
                (ratio["numerator"].as_f64().expect("pupils"), ratio["denominator"].as_f64().expect("teachers"));
            assert_eq!(ratio["denominator"], row["teacherFte"]["value"]);
            assert!((ratio["value"].as_f64().expect("a ratio") - above / below).abs() <= 0.05 + 1e-9, "{row}");
        }
        let refused = world.ask("hr", ratio).json;
        assert!(refused["data"]["staffing"]["rows"][0]["pupilTeacherRatio"].is_null());
        assert_eq!(refused["errors"][0]["extensions"]["permission"], "PUPIL_AGGREGATE", "{refused}");
        assert_eq!(refused["errors"][0]["path"], json!(["staffing", "rows", 0, "pupilTeacherRatio"]));
    }
}

#[test]
fn progress_adds_up_to_all_pupils_judged_at_both_points() {
    for world in worlds() {
        let parts = ["aboveExpectedProgress", "expectedProgress", "belowExpectedProgress", "stuckInLowestBand"];
        let selected = parts.map(|part| format!("{part} {{ numerator }}")).join(" ");
        let document = format!(
            "{{ progress(by: [SUBJECT, YEAR_GROUP], where: {{ fromPoint: [\"2024/25 SUM2\"] }}) {{ rows {{ dimensions {{ label }} matched {{ value }} {selected} }} }} }}"
        );
        let data = world.data("data-manager", &document);
        let rows = data["progress"]["rows"].as_array().expect("rows");
        assert!(rows.len() > 10, "{}", rows.len());
        for row in rows {
            let sum: i64 = parts.iter().map(|part| row[*part]["numerator"].as_i64().expect("a number")).sum();
            assert_eq!(json!(sum), row["matched"]["value"], "{row}");
        }
        assert!(rows.iter().any(|row| row["stuckInLowestBand"]["numerator"].as_i64() > Some(0)));
    }
}

#[test]
fn one_statement_for_each_grouping() {
    for world in worlds() {
        let dashboard = "{ roll(by: [SCHOOL]) { rows { pupils { value } } } \
            attainment(by: [SCHOOL], where: { subject: [\"MAT\"] }) { rows { atExpectedOrAbove { value } aboveExpected { value } coverage { value } } } \
            progress(by: [SCHOOL], where: { subject: [\"MAT\"] }) { rows { averageSteps { value } stuckInLowestBand { value } } } \
            staffing(by: [SCHOOL]) { rows { headcount { value } fte { value } pupilTeacherRatio { value } } } \
            budgetTotals(by: [SCHOOL]) { rows { income { value } staffCostShareOfIncome { value } } } }";
        let answer = world.ask("ceo", dashboard);
        assert!(answer.json.get("errors").is_none(), "{}", answer.json);
        assert_eq!(answer.statements, 7, "eleven measures of ten schools");
    }
}

#[test]
fn no_right_no_figure() {
    for world in worlds() {
        for (persona, document, permission) in [
            (
                "payroll-app",
                "{ attainment(where: { subject: [\"MAT\"] }) { rows { assessed { value } } } }",
                "ASSESSMENT_AGGREGATE",
            ),
            ("teacher", "{ budgetTotals { rows { income { value } } } }", "FINANCE_AGGREGATE"),
            (
                "cfo",
                "{ attainment(by: [ETHNICITY], where: { subject: [\"MAT\"] }) { rows { assessed { value } } } }",
                "PUPIL_DIVERSITY_AGGREGATE",
            ),
            ("teacher", "{ roll(where: { fsm6: true }) { rows { pupils { value } } } }", "PUPIL_FUNDING_AGGREGATE"),
            (
                "hr",
                "{ attainment(by: [PUPIL_PREMIUM], where: { subject: [\"MAT\"] }) { rows { assessed { value } } } }",
                "PUPIL_AGGREGATE",
            ),
            ("governor", "{ budgetTotals(by: [CATEGORY]) { rows { spend { value } } } }", "FINANCE_READ"),
        ] {
            let answer = world.ask(persona, document);
            let error = &answer.json["errors"][0];
            assert_eq!(error["extensions"]["code"], "FORBIDDEN", "{document}: {}", answer.json);
            assert_eq!(error["extensions"]["permission"], permission, "{document}");
            assert_eq!(answer.statements, 0);
        }
        // Another trust's head counts only her own pupils, whichever school she names.
        let theirs = world.data("ceo", "{ school(by: { urn: \"900001\" }) { id } }");
        let id = theirs["school"]["id"].as_str().expect("an id");
        let document =
            format!("{{ roll(where: {{ school: [\"{id}\"] }}) {{ rows {{ pupils {{ value suppressed }} }} }} }}");
        let seen = world.data("other-head", &document);
        assert_eq!(seen["roll"]["rows"], json!([{ "pupils": { "value": 0, "suppressed": false } }]));
    }
}

#[test]
fn a_bad_request_gets_an_error_that_says_what_to_do() {
    for world in worlds() {
        for (document, words) in [
            ("{ attainment { rows { assessed { value } } } }", "SUBJECT"),
            ("{ roll(by: [SCHOOL, SCHOOL]) { rows { pupils { value } } } }", "twice"),
            ("{ roll(where: { eal: null }) { rows { pupils { value } } } }", "where.eal"),
            ("{ roll(asOf: \"2027-10-01\") { rows { pupils { value } } } }", "still to come"),
            (
                "{ attainment(where: { subject: [\"MAT\", \"REA\"] }) { rows { assessed { value } } } }",
                "cannot be added up over SUBJECT",
            ),
            (
                "{ budgetTotals(where: { version: [1, 2] }) { rows { income { value } } } }",
                "cannot be added up over VERSION",
            ),
            ("{ attainment(by: [POINT, SUBJECT, CLASS, SEX, ETHNICITY]) { rows { assessed { value } } } }", "rows"),
        ] {
            let answer = world.ask("data-manager", document);
            let answer = if document.contains("budget") { world.ask("cfo", document) } else { answer };
            let error = &answer.json["errors"][0];
            assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{}", answer.json);
            assert!(error["message"].as_str().is_some_and(|message| message.contains(words)), "{error}");
        }
    }
}

#[test]
fn a_definition_that_changed_says_its_version() {
    for world in worlds() {
        let data = world.data(
            "ceo",
            "{ roll { rows { pupils { definition { name version } } } } budgetTotals { rows { spend { definition { version } } } } \
             staffing { rows { fte { definition { version } } } } }",
        );
        let version = |cube: &str, measure: &str| data[cube]["rows"][0][measure]["definition"]["version"].clone();
        assert_eq!((version("roll", "pupils"), version("budgetTotals", "spend")), (json!(2), json!(2)), "{data}");
        assert_eq!(version("staffing", "fte"), 1);
    }
}
