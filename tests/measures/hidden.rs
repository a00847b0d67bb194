//! An attacker who asks for everything, adds up and takes away.

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

/// Everything there is to ask over some dimensions: what by, and which filter.
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

/// Asks everything as a persona, and gives the small parts that follow from the answers.
fn attack(
    world: &World,
    persona: &str,
    facts: &[Judged],
    dimensions: &[&'static str],
    filters: &[(&'static str, &'static str, &'static str)],
) -> (usize, Vec<String>) {
    let finest = facts.iter().map(|one| dimensions.iter().map(|name| one.members[name].clone()).collect());
    let mut finest: BTreeSet<Vec<String>> = finest.collect();
    // Where it is not told that nobody is there, it is not known.
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
fn small_parts_do_not_follow_from_all_answers_together() {
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
fn who_may_not_read_rows_combines_two_groups_and_no_more() {
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
