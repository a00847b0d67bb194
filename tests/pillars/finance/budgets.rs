//! Budgets and positions, added up a second time from the lines and compared with the answers.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, QueryResult};
use serde_json::{Map, Value as Json, json};
use tests::{World, apart, run, worlds};

use crate::pillars::figures::{TRUST, list, pence, read};

/// Sums of the budgets of a version: school (empty for the centre) and ledger code.
fn sums(world: &World, year: &str, version: i32) -> BTreeMap<(String, String), i64> {
    let sql = format!(
        "select coalesce(s.name, '') as school, k.code as code, cast(sum(l.amount_pence) as bigint) as pence \
         from budget_line l join budget b on b.id = l.budget_id join ledger_code k on k.id = l.ledger_code_id \
         join academic_year y on y.id = b.academic_year_id join trust t on t.id = b.trust_id \
         left join school s on s.id = b.school_id \
         where t.name = '{TRUST}' and y.label = '{year}' and b.version = {version} group by s.name, k.code"
    );
    let cell = |row: &QueryResult| {
        let text = |name: &str| row.try_get::<String>("", name).expect("a text");
        ((text("school"), text("code")), row.try_get::<i64>("", "pence").expect("a sum"))
    };
    read(world, &sql).iter().map(cell).collect()
}

#[test]
fn budgets_add_up_to_the_trust() {
    for (year, version) in [("2025/26", 2), ("2025/26", 1), ("2024/25", 1)] {
        for world in worlds() {
            let sums = sums(world, year, version);
            let total = |school: Option<&str>, codes: &dyn Fn(&str) -> bool| -> i64 {
                let wanted = sums.iter().filter(|((at, code), _)| school.is_none_or(|s| s == at) && codes(code));
                wanted.map(|(_, pence)| pence).sum()
            };
            let (income, spent) = (|code: &str| code.starts_with('5'), |code: &str| code.starts_with('6'));
            let staff = |code: &str| ["60100", "60300", "60400", "60500", "60600", "60700"].contains(&code);
            let (paid, received) = (total(None, &|code| code == "67100"), total(None, &|code| code == "52100"));
            assert!(paid > 0);
            assert_eq!(paid, received, "{year} version {version}: what schools pay is what the centre receives");

            let position = "{ income expenditure inYearBalance staffCost staffCostWithAgency }";
            let document = format!(
                "{{ trust {{ finance(year: \"{year}\", version: {version}) {{ total {position} central {position} \
                 schools {{ school {{ name }} position {position} }} reconciles {{ ok difference internalCharges }} }} }} }}"
            );
            let data = world.data("cfo", &document);
            let finance = &data["trust"]["finance"];
            let whole = &finance["total"];
            assert_eq!(pence(&whole["income"]), total(None, &income) - received);
            assert_eq!(pence(&whole["expenditure"]), total(None, &spent) - paid);
            assert_eq!(pence(&whole["staffCost"]), total(None, &staff));
            assert_eq!(pence(&finance["reconciles"]["internalCharges"]), received);
            assert_eq!(finance["reconciles"]["ok"], true);
            let mut parts: Vec<(&str, &Json)> = vec![("", &finance["central"])];
            for school in list(&finance["schools"]) {
                parts.push((school["school"]["name"].as_str().expect("a name"), &school["position"]));
            }
            let names: std::collections::BTreeSet<&str> = sums.keys().map(|(school, _)| school.as_str()).collect();
            assert_eq!(parts.len(), names.len(), "every budget is there");
            let mut balance = 0;
            for (name, part) in parts {
                assert_eq!(pence(&part["income"]), total(Some(name), &income), "{name}");
                assert_eq!(pence(&part["expenditure"]), total(Some(name), &spent), "{name}");
                assert_eq!(pence(&part["staffCost"]), total(Some(name), &staff), "{name}");
                let agency = total(Some(name), &|code| code == "61100");
                assert_eq!(pence(&part["staffCostWithAgency"]), total(Some(name), &staff) + agency, "{name}");
                balance += pence(&part["inYearBalance"]);
            }
            // Schools + centre - internal charges, which stand on both sides.
            assert_eq!(balance, pence(&whole["inYearBalance"]));
        }
    }
}

#[test]
fn the_year_may_be_a_variable() {
    let document = "query($year: String, $version: Int) { trust { finance(year: $year, version: $version) { \
                    year centralBudgetVersion } } }";
    for world in worlds() {
        // All of these share one plan: it does not hold the year.
        for (variables, expected) in [
            (json!({ "year": "2024/25" }), json!({ "year": "2024/25", "centralBudgetVersion": 1 })),
            (json!({ "year": "2025/26" }), json!({ "year": "2025/26", "centralBudgetVersion": 2 })),
            (json!({ "year": "2025/26", "version": 1 }), json!({ "year": "2025/26", "centralBudgetVersion": 1 })),
            (json!({ "year": "2025/26", "version": 9 }), json!(null)),
            (json!({ "year": null }), json!({ "year": "2025/26", "centralBudgetVersion": 2 })),
            (json!({}), json!({ "year": "2025/26", "centralBudgetVersion": 2 })),
            (json!({ "year": "1999/00" }), json!(null)),
            // A year of the calendar without a budget, and a version that does not exist.
            (json!({ "year": "2028/29" }), json!(null)),
            (json!({ "year": "2025/26", "version": -1 }), json!(null)),
        ] {
            let answer = world.ask_with("cfo", document, variables.as_object().expect("a map").clone()).json;
            assert_eq!(answer, json!({ "data": { "trust": { "finance": expected } } }), "{variables}");
        }
        let refused = world.ask_with("cfo", document, Map::from_iter([("version".to_owned(), json!("two"))])).json;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{refused}");
    }
}

#[test]
fn a_year_without_figures_is_null_and_not_zero() {
    let figures = "finance(year: \"2028/29\") { year } topSlice(year: \"2028/29\") { amount }";
    let document = format!(
        "{{ trust {{ {figures} academicYears {{ label }} }} \
         schools(first: 100) {{ nodes {{ {figures} funding(year: \"2028/29\") {{ year }} }} }} }}"
    );
    for world in worlds() {
        let data = world.data("cfo", &document);
        let trust = &data["trust"];
        assert!(list(&trust["academicYears"]).contains(&json!({ "label": "2028/29" })), "the calendar has the year");
        assert_eq!((&trust["finance"], &trust["topSlice"]), (&Json::Null, &Json::Null));
        for school in list(&data["schools"]["nodes"]) {
            assert_eq!(school, &json!({ "finance": null, "topSlice": null, "funding": null }));
        }
    }
}

#[test]
fn the_position_and_the_measures_agree() {
    for world in worlds() {
        let data = world.data(
            "ceo",
            "{ trust { finance { total { income expenditure staffCost } } } \
               budgetTotals { rows { income { value } spend { value } staffCost { value } } } }",
        );
        let (total, row) = (&data["trust"]["finance"]["total"], &data["budgetTotals"]["rows"][0]);
        for (figure, measure) in [("income", "income"), ("expenditure", "spend"), ("staffCost", "staffCost")] {
            let value = row[measure]["value"].as_f64().unwrap_or_else(|| panic!("{row}"));
            assert_eq!(pence(&total[figure]), (value * 100.0).round() as i64, "{figure}");
        }
    }
}

/// Income and expenditure of lines from a month on, of one school, of the others and of the centre, from outside the trust.
fn spent(world: &World, school: &str, from: i32) -> (i64, i64) {
    let sql = format!(
        "select coalesce(s.name, '') as school, l.period as period, k.type as kind, cast(sum(l.amount_pence) as bigint) as pence \
         from budget_line l join budget b on b.id = l.budget_id join ledger_code k on k.id = l.ledger_code_id \
         join academic_year y on y.id = b.academic_year_id left join school s on s.id = b.school_id \
         where y.label = '2025/26' and b.version = 2 and k.type = 'EXPENDITURE' and k.category_code <> 'CENTRAL_CHARGE' \
         and b.trust_id = (select id from trust where name = '{TRUST}') group by 1, 2, 3"
    );
    let (mut own, mut others) = (0, 0);
    for row in read(world, &sql) {
        let name = row.try_get::<String>("", "school").expect("a name");
        let (period, pence) =
            (row.try_get::<i32>("", "period").expect("a month"), row.try_get::<i64>("", "pence").expect("a sum"));
        match name == school {
            true if period >= from => own += pence,
            true => {}
            false => others += pence,
        }
    }
    (own, others)
}

#[test]
fn a_school_that_joins_in_january_counts_from_january() {
    for world in apart() {
        let world = &world;
        let data = world.data("cfo", "{ school(by: { urn: \"900001\" }) { name } }");
        let name = data["school"]["name"].as_str().expect("a name").to_owned();
        let set = |column: &str, on: &str| {
            let sql = format!(
                "update trust_membership set {column} = '{on}' where school_id = (select id from school where urn = '900001')"
            );
            run(world.writer.execute_unprepared(&sql)).expect("it is written");
        };
        let asked = "{ trust { finance(year: \"2025/26\", version: 2) { total { expenditure } reconciles { difference } \
             schools { school { name } position { expenditure internalChargesPaid unknown { figure reason } } } } } \
             with: budgetTotals(where: { academicYear: [\"2025/26\"], version: [2] }) { rows { spend { value } } } \
             without: budgetTotals(where: { academicYear: [\"2025/26\"], version: [2], joinedBy: \"2025-12-31\" }) { rows { spend { value } } } \
             by: budgetTotals(by: [SCHOOL, PERIOD], where: { academicYear: [\"2025/26\"], version: [2] }) \
             { rows { dimensions { label } spend { value } } } }";
        for (column, on, months) in
            [("joined_on", "2026-01-01", 5..=12), ("joined_on", "2025-09-01", 1..=12), ("left_on", "2025-12-31", 1..=4)]
        {
            set(column, on);
            let data = world.data("cfo", asked);
            let spend =
                |of: &str| (data[of]["rows"][0]["spend"]["value"].as_f64().expect("a sum") * 100.0).round() as i64;
            let (own, others) = spent(world, &name, *months.start());
            let later = spent(world, &name, months.end() + 1).0;
            let own = own - later;
            assert!(own > 0 && others > 0);
            assert_eq!(spend("with"), own + others, "{column} {on}, {}", world.name);
            assert_eq!(pence(&data["trust"]["finance"]["total"]["expenditure"]), own + others, "{column} {on}");
            let school =
                list(&data["trust"]["finance"]["schools"]).iter().find(|one| one["school"]["name"] == name.as_str());
            let position = &school.expect("it has a budget")["position"];
            assert_eq!(pence(&position["expenditure"]) - pence(&position["internalChargesPaid"]), own, "{column} {on}");
            let partly = list(&position["unknown"]).iter().any(|one| one["figure"] == "months");
            assert_eq!(partly, months != (1..=12), "{column} {on}: {position}");
            if on == "2026-01-01" {
                assert_eq!(spend("without"), others, "without the joiner: the others and the centre");
            }
            let seen: std::collections::BTreeSet<String> = list(&data["by"]["rows"])
                .iter()
                .filter(|row| {
                    row["dimensions"][0]["label"] == name.as_str() && row["spend"]["value"].as_f64() != Some(0.0)
                })
                .map(|row| row["dimensions"][1]["label"].as_str().expect("a month").to_owned())
                .collect();
            assert_eq!(seen.len(), months.count(), "{column} {on}: {seen:?}");
        }
    }
}
