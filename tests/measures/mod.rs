//! Measures compared with counts computed by the tests, suppression against an attacker, and the number of statements.

mod days;
mod facts;
mod hidden;
mod others;

use std::collections::BTreeMap;

use serde_json::Value as Json;
use tests::{World, worlds};
use uuid::Uuid;

use facts::{Judged, counts, judged};

/// The answer for each part: how many are judged, and how many at the expected level; `None` where it is suppressed.
pub type Told = BTreeMap<Vec<String>, Option<(i64, i64)>>;

/// Asks for attainment in mathematics.
#[track_caller]
pub fn ask(world: &World, persona: &str, by: &[&str], filter: &str) -> Told {
    let document = format!(
        "{{ attainment(by: [{}], where: {{ subject: [\"MAT\"] {filter} }}) {{ rows {{ dimensions {{ label }} \
         atExpectedOrAbove {{ value numerator denominator suppressed }} assessed {{ value suppressed }} }} }} }}",
        by.join(", ")
    );
    let data = world.data(persona, &document);
    let mut told = Told::new();
    for row in data["attainment"]["rows"].as_array().expect("rows") {
        let key = labels(row);
        let rate = &row["atExpectedOrAbove"];
        let number = |value: &Json| value.as_i64().expect("a whole number");
        let cell = if rate["suppressed"] == true {
            for hidden in ["value", "numerator", "denominator"] {
                assert!(rate[hidden].is_null(), "{document}: {row}");
            }
            assert!(row["assessed"]["value"].is_null() && row["assessed"]["suppressed"] == true, "{row}");
            None
        } else {
            let (above, below) = (number(&rate["numerator"]), number(&rate["denominator"]));
            assert_eq!(number(&row["assessed"]["value"]), below);
            let exact = 100.0 * above as f64 / below as f64;
            if below > 0 {
                assert!((rate["value"].as_f64().expect("a rate") - exact).abs() <= 0.050_000_1, "{row}");
            }
            Some((below, above))
        };
        // Two classes of one name are two rows; their labels are one.
        let known = told.entry(key).or_insert(Some((0, 0)));
        *known = known.zip(cell).map(|((a, b), (c, d))| (a + c, b + d));
    }
    told
}

fn labels(row: &Json) -> Vec<String> {
    let dimensions = row["dimensions"].as_array().expect("dimensions");
    dimensions.iter().map(|member| member["label"].as_str().expect("a label").to_owned()).collect()
}

const GROUPINGS: [&[&str]; 11] = [
    &[],
    &["SCHOOL"],
    &["PHASE"],
    &["YEAR_GROUP"],
    &["SCHOOL", "YEAR_GROUP"],
    &["CLASS"],
    &["PUPIL_PREMIUM"],
    &["SEN_PROVISION", "SEX"],
    &["SCHOOL", "PUPIL_PREMIUM"],
    &["YEAR_GROUP", "EHCP"],
    &["SCHOOL", "YEAR_GROUP", "SEX"],
];

fn school(world: &World, urn: &str) -> Uuid {
    let data = world.data("ceo", &format!("{{ school(by: {{ urn: \"{urn}\" }}) {{ id }} }}"));
    data["school"]["id"].as_str().and_then(graph::id::decode).expect("the school has an id").1
}

#[test]
fn a_measure_equals_a_count_of_the_rows() {
    for world in worlds() {
        let all = judged(world, "MAT");
        let own = school(world, "900001");
        let mine: Vec<Judged> = all.iter().filter(|one| one.schools.contains(&own)).cloned().collect();
        assert!(all.len() > 3_000 && mine.len() > 300 && mine.len() < all.len());
        for (persona, facts) in [("data-manager", &all), ("ceo", &all), ("head", &mine)] {
            for by in GROUPINGS {
                let told = ask(world, persona, by, "");
                let expected: Told = counts(facts, by).into_iter().map(|(key, cell)| (key, Some(cell))).collect();
                assert_eq!(told, expected, "{persona} by {by:?} on {}", world.name);
            }
        }
    }
}

#[test]
fn a_filter_counts_the_members_it_names() {
    for world in worlds() {
        let all = judged(world, "MAT");
        for (filter, holds) in [
            ("pupilPremium: true", ("PUPIL_PREMIUM", vec!["Yes"])),
            ("senProvision: [SUPPORT, EHCP]", ("SEN_PROVISION", vec!["SUPPORT", "EHCP"])),
            ("yearGroup: [0, 1, 2]", ("YEAR_GROUP", vec!["Reception", "Year 1", "Year 2"])),
            ("phase: [SECONDARY]", ("PHASE", vec!["SECONDARY"])),
            ("yearGroup: []", ("YEAR_GROUP", vec![])),
        ] {
            let (name, wanted) = holds;
            let some: Vec<Judged> =
                all.iter().filter(|one| wanted.contains(&one.members[name].as_str())).cloned().collect();
            for by in [&["SCHOOL"][..], &["EAL"]] {
                let expected: Told = counts(&some, by).into_iter().map(|(key, cell)| (key, Some(cell))).collect();
                assert_eq!(ask(world, "data-manager", by, filter), expected, "{filter} by {by:?}");
            }
        }
    }
}

#[test]
fn a_caller_without_rows_gets_the_true_figure_or_none() {
    for world in worlds() {
        let all = judged(world, "MAT");
        let own = school(world, "900001");
        let mine: Vec<Judged> = all.iter().filter(|one| one.schools.contains(&own)).cloned().collect();
        for (persona, facts) in [("cfo", &all), ("trustee", &all), ("governor", &mine)] {
            let mut hidden = 0;
            for by in GROUPINGS {
                let truth = counts(facts, by);
                let told = ask(world, persona, by, "");
                assert!(truth.keys().all(|key| told.contains_key(key)), "{persona} by {by:?}: every part is there");
                for (key, cell) in told {
                    match cell {
                        Some(cell) => {
                            // An empty part is listed only where it is suppressed.
                            assert_eq!(Some(&cell), truth.get(&key), "{persona} {key:?}");
                            assert!(cell.0 >= 6, "{persona} sees a group of {} at {key:?}", cell.0);
                        }
                        None => hidden += 1,
                    }
                }
            }
            assert!(hidden > 10, "{persona}: only {hidden} are hidden");
        }
    }
}
