//! Suppression against an attacker who asks for everything and solves the answers for what is suppressed.

use std::collections::{BTreeMap, BTreeSet};

use tests::{World, worlds};

use super::facts::{Judged, judged};
use super::{ask, school};

/// Equations over unknowns in reduced form.
#[derive(Default)]
struct Known {
    rows: Vec<(usize, Vec<f64>)>,
}

impl Known {
    fn reduced(&self, row: &[f64]) -> Vec<f64> {
        let mut row = row.to_vec();
        for (lead, known) in &self.rows {
            let factor = row[*lead];
            if factor.abs() > 1e-9 {
                row.iter_mut().zip(known).for_each(|(x, y)| *x -= factor * y);
            }
        }
        row
    }

    fn learn(&mut self, row: &[f64]) {
        let row = self.reduced(row);
        let Some(lead) = (0..row.len()).max_by(|a, b| row[*a].abs().total_cmp(&row[*b].abs())) else { return };
        if row[lead].abs() > 1e-6 {
            let factor = row[lead];
            self.rows.push((lead, row.iter().map(|x| x / factor).collect()));
        }
    }

    fn follows(&self, row: &[f64]) -> bool {
        self.reduced(row).iter().all(|x| x.abs() < 1e-6)
    }
}

/// Every request over some dimensions: each combination of `by` and filters.
fn questions(
    dimensions: &[&'static str],
    filters: &[(&'static str, &'static str, &'static str)],
) -> Vec<(Vec<&'static str>, Vec<usize>)> {
    let mut out = Vec::new();
    for set in 0..1u32 << dimensions.len() {
        let by: Vec<&'static str> =
            dimensions.iter().enumerate().filter(|(index, _)| set >> index & 1 == 1).map(|(_, name)| *name).collect();
        out.push((by.clone(), Vec::new()));
        for (index, (dimension, ..)) in filters.iter().enumerate() {
            if !by.contains(dimension) {
                out.push((by.clone(), vec![index]));
            }
        }
    }
    out
}

/// Asks everything as a persona, and returns the number of suppressed parts and the small parts that the answers
/// disclose.
fn attack(
    world: &World,
    persona: &str,
    facts: &[Judged],
    dimensions: &[&'static str],
    filters: &[(&'static str, &'static str, &'static str)],
) -> (usize, Vec<String>) {
    let finest = facts.iter().map(|one| dimensions.iter().map(|name| one.members[name].clone()).collect());
    let mut finest: BTreeSet<Vec<String>> = finest.collect();
    // A part that no answer shows as empty is an unknown.
    finest
        .extend(ask(world, persona, dimensions, "").into_iter().filter(|(_, cell)| cell.is_none()).map(|(key, _)| key));
    let finest: Vec<Vec<String>> = finest.into_iter().collect();
    let row = |by: &[&str], key: &[String], filter: Option<(&str, &str)>| -> Vec<f64> {
        let place = |name: &str| dimensions.iter().position(|known| *known == name).expect("one of them");
        finest
            .iter()
            .map(|cell| {
                let fits = by.iter().zip(key).all(|(name, member)| cell[place(name)] == *member);
                let passes = filter.is_none_or(|(name, member)| cell[place(name)] == member);
                f64::from(u8::from(fits && passes))
            })
            .collect()
    };
    let size = |vector: &[f64]| -> usize {
        let cells: BTreeSet<&Vec<String>> =
            finest.iter().zip(vector).filter(|(_, x)| **x > 0.5).map(|(cell, _)| cell).collect();
        let of = |one: &Judged| dimensions.iter().map(|name| one.members[name].clone()).collect::<Vec<_>>();
        facts.iter().filter(|one| cells.contains(&of(one))).count()
    };
    let mut known = Known::default();
    let mut small: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut hidden = 0;
    for (by, filter) in questions(dimensions, filters) {
        let chosen = filter.first().map(|index| filters[*index]);
        let told = ask(world, persona, &by, chosen.map_or("", |(_, _, text)| text));
        for (key, cell) in told {
            let vector = row(&by, &key, chosen.map(|(name, member, _)| (name, member)));
            match cell {
                Some(_) => known.learn(&vector),
                None => hidden += 1,
            }
            if (1..6).contains(&size(&vector)) {
                small.insert(format!("{by:?} {key:?} {chosen:?}"), vector);
            }
        }
    }
    let found = small.iter().filter(|(_, vector)| known.follows(vector)).map(|(name, _)| name.clone()).collect();
    assert!(small.len() > 3, "{persona}: there are only {} small parts to look for", small.len());
    (hidden, found)
}

#[test]
fn all_answers_together_disclose_no_small_part() {
    for world in worlds() {
        let all = judged(world, "MAT");
        let own = school(world, "900001");
        let mine: Vec<Judged> = all.iter().filter(|one| one.schools.contains(&own)).cloned().collect();
        let premium = [("PUPIL_PREMIUM", "Yes", "pupilPremium: true"), ("PUPIL_PREMIUM", "No", "pupilPremium: false")];
        let sen = [("SEN_PROVISION", "EHCP", "senProvision: [EHCP]"), ("SEX", "MALE", "sex: [MALE]")];
        for (persona, facts, dimensions, filters) in [
            ("governor", &mine, &["YEAR_GROUP", "SEX", "SEN_PROVISION"][..], &sen[..]),
            ("governor", &mine, &["CLASS", "PUPIL_PREMIUM", "EHCP"], &premium[..]),
            ("trustee", &all, &["SCHOOL", "SEN_PROVISION"], &sen[..1]),
            ("cfo", &all, &["SCHOOL", "YEAR_GROUP", "EHCP"], &[]),
        ] {
            let (hidden, found) = attack(world, persona, facts, dimensions, filters);
            assert!(hidden > 5, "{persona} by {dimensions:?}: {hidden} are hidden");
            assert!(found.is_empty(), "{persona} finds out {found:?}");
        }
    }
}

#[test]
fn a_caller_without_rows_combines_at_most_two_groups() {
    for world in worlds() {
        let ask = |persona: &str, by: &str, filter: &str| {
            let document = format!(
                "{{ attainment(by: [{by}], where: {{ subject: [\"MAT\"] {filter} }}) {{ rows {{ assessed {{ value }} }} }} }}"
            );
            world.ask(persona, &document).json
        };
        for (by, filter) in [
            ("SEX, EAL, PUPIL_PREMIUM", ""),
            ("SEX, EAL", "pupilPremium: true"),
            ("SCHOOL, SEX", "eal: true, ehcp: false"),
        ] {
            let refused = ask("trustee", by, filter);
            assert_eq!(refused["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{refused}");
            assert!(refused["data"]["attainment"].is_null());
            assert!(ask("data-manager", by, filter).get("errors").is_none());
        }
        assert!(ask("trustee", "SCHOOL, YEAR_GROUP, CLASS, SEX", "eal: true").get("errors").is_none());
    }
}

/// The rows of a measure as a persona sees them: labels, then the value, `None` where it is suppressed.
fn told(
    world: &World,
    persona: &str,
    field: &str,
    measure: &str,
    question: &str,
) -> BTreeMap<Vec<String>, Option<f64>> {
    let document = format!(
        "{{ {field}{question} {{ rows {{ dimensions {{ label }} m: {measure} {{ value suppressed period {{ from }} }} }} }} }}"
    );
    let data = world.data(persona, &document);
    let rows = data[field]["rows"].as_array().expect("rows").clone();
    rows.iter()
        .map(|row| {
            let hidden = row["m"]["suppressed"] == true;
            assert!(!hidden || row["m"]["value"].is_null(), "{row}");
            if hidden && field == "attainment" {
                assert!(
                    row["m"]["period"].is_null(),
                    "the period of a suppressed row discloses whether anybody is in it: {row}"
                );
            }
            (super::labels(row), row["m"]["value"].as_f64())
        })
        .collect()
}

#[test]
fn free_meals_are_not_shown_beside_the_premium_they_entitle_to() {
    for world in worlds() {
        let premium = told(world, "trustee", "roll", "pupils", "(by: [SCHOOL, PUPIL_PREMIUM])");
        let meals = told(world, "trustee", "roll", "pupils", "(by: [SCHOOL, FSM6])");
        let mut beside = 0;
        for (key, all) in premium.iter().filter(|(key, _)| key[1] == "Yes") {
            if let (Some(all), Some(Some(meals))) = (all, meals.get(key)) {
                // Both are rounded to fives, and shown only where the difference is nobody or many.
                assert!((all - meals).abs() < 3.0 || all - meals > 3.0, "{key:?}: {all} and {meals}");
                beside += 1;
            }
        }
        assert!(beside < 10, "{beside} schools show both");
        for value in meals.values().flatten() {
            assert!((value % 5.0).abs() < 1e-9, "{value} is not rounded to five");
        }
    }
}

#[test]
fn one_person_more_or_less_changes_no_figure() {
    for world in worlds() {
        // From one subject to another.
        for persona in ["head", "trustee"] {
            let rows = told(
                world,
                persona,
                "attainment",
                "assessed",
                "(by: [SUBJECT, ETHNICITY], where: { subject: [\"REA\", \"MAT\"] })",
            );
            assert!(rows.values().flatten().all(|value| (value % 5.0).abs() < 1e-9), "{persona}: {rows:?}");
            assert!(rows.values().flatten().count() > 2);
        }
        // From one day to another.
        for (persona, field) in [
            ("head", "roll(by: [ETHNICITY]"),
            ("trustee", "roll(by: [SEN_PROVISION]"),
            ("trustee", "staffing(by: [ROLE_CATEGORY]"),
        ] {
            let answer = world
                .ask(persona, &format!("{{ {field}, asOf: \"2026-02-24\") {{ rows {{ dimensions {{ label }} }} }} }}"));
            assert_eq!(
                answer.json["errors"][0]["extensions"]["code"], "BAD_USER_INPUT",
                "{persona} {field}: {}",
                answer.json
            );
        }
        // A caller who may read the rows may ask for any day.
        assert!(
            world
                .ask("data-manager", "{ roll(by: [ETHNICITY], asOf: \"2026-02-24\") { rows { pupils { value } } } }")
                .json
                .get("errors")
                .is_none()
        );
    }
}

#[test]
fn a_school_where_everyone_is_in_one_group_is_suppressed() {
    for world in worlds() {
        let rows = told(world, "trustee", "roll", "pupils", "(by: [SCHOOL, EHCP])");
        let special: Vec<_> = rows.iter().filter(|(key, _)| key[0] == "Oakfield School").collect();
        assert_eq!(special.len(), 2, "the empty group, no plan, must be suppressed, not left out: {special:?}");
        assert!(special.iter().all(|(_, value)| value.is_none()));
    }
}

#[test]
fn a_sum_of_posts_does_not_disclose_one_post() {
    for world in worlds() {
        for persona in ["governor", "trustee"] {
            let by_role = told(world, persona, "staffing", "fte", "(by: [SCHOOL, ROLE_CATEGORY])");
            let teachers = told(world, persona, "staffing", "teacherFte", "(by: [SCHOOL])");
            for (key, sum) in teachers {
                let of = |role: &str| by_role.get(&vec![key[0].clone(), role.to_owned()]).copied();
                if let (Some(_), Some(Some(_)), Some(None)) = (sum, of("TEACHER"), of("LEADERSHIP")) {
                    panic!("{persona} can derive the leaders of {key:?}");
                }
            }
        }
    }
}
