//! Figures of finance, cost of staff and reporting lines, worked out anew by plain statements over the demo trust's
//! rows and held against what the graph answers.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, QueryResult, Statement};
use serde_json::{Map, Value as Json, json};
use tests::{World, run, worlds};
use uuid::Uuid;

const TRUST: &str = "Colonnade Learning Trust";

fn read(world: &World, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(world.db.get_database_backend(), sql.to_owned());
    run(world.db.query_all_raw(statement)).expect("it reads")
}

/// Money as pence.
#[track_caller]
fn pence(money: &Json) -> i64 {
    let text = money.as_str().unwrap_or_else(|| panic!("{money} is no money"));
    text.replace('.', "").parse().unwrap_or_else(|_| panic!("{text} is no money"))
}

fn list(value: &Json) -> &Vec<Json> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

/// Half away from zero; the amounts here are positive.
fn rounded(numerator: i128, denominator: i128) -> i64 {
    i64::try_from((2 * numerator + denominator) / (2 * denominator)).expect("an amount")
}

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

/// Name, GAG in pence, pupils, whether special, whether joined this year.
type Funded = (String, i64, i64, bool, bool);

/// The schools with a general grant of a year.
fn funded(world: &World, year: &str) -> Vec<Funded> {
    let sql = format!(
        "select s.name as name, g.amount_pence as gag, cast(g.pupils_basis as bigint) as pupils, s.type_name as kind, \
         cast(m.joined_on as text) as joined from grant_allocation g join school s on s.id = g.school_id \
         join trust t on t.id = g.trust_id join academic_year y on y.id = g.academic_year_id \
         join trust_membership m on m.school_id = s.id \
         where t.name = '{TRUST}' and y.label = '{year}' and g.stream = 'GAG'"
    );
    let school = |row: &QueryResult| {
        let text = |name: &str| row.try_get::<String>("", name).expect("a text");
        let number = |name: &str| row.try_get::<i64>("", name).expect("a number");
        (
            text("name"),
            number("gag"),
            number("pupils"),
            text("kind").contains("special"),
            text("joined") == "2025-09-01",
        )
    };
    read(world, &sql).iter().map(school).collect()
}

#[test]
fn every_school_is_charged_by_its_rule() {
    for world in worlds() {
        let charged = |year: &str| {
            let document = format!(
                "{{ trust {{ topSlice(year: \"{year}\") {{ amount netGeneralGrant schools {{ school {{ name }} amount \
                 netGeneralGrant }} }} }} }}"
            );
            world.data("cfo", &document)["trust"]["topSlice"].clone()
        };
        let hold = |year: &str, rule: &dyn Fn(&Funded) -> i64| {
            let (schools, found) = (funded(world, year), charged(year));
            assert_eq!(list(&found["schools"]).len(), schools.len());
            let mut sum = 0;
            for school in &schools {
                let told = list(&found["schools"]).iter().find(|told| told["school"]["name"] == school.0.as_str());
                let told = told.unwrap_or_else(|| panic!("{} is not charged", school.0));
                assert_eq!(pence(&told["amount"]), rule(school), "{year} {}", school.0);
                assert_eq!(pence(&told["netGeneralGrant"]), school.1 - rule(school), "{year} {}", school.0);
                sum += rule(school);
            }
            assert_eq!(pence(&found["amount"]), sum);
        };
        hold("2025/26", &|(_, gag, pupils, special, joined)| match (joined, special) {
            (true, _) => 4_500_000,
            (_, true) => 65_000 * pupils,
            _ => rounded(i128::from(*gag) * 65, 1_000),
        });
        hold("2024/25", &|(_, gag, pupils, ..)| {
            let percent = match pupils {
                ..300 => 7,
                300..900 => 6,
                _ => 5,
            };
            rounded(i128::from(*gag) * percent, 100)
        });
    }
}

#[test]
fn funding_moves_and_none_is_lost() {
    for world in worlds() {
        let document = "{ schools(where: { stage: { eq: MEMBER } }) { nodes { name funding(year: \"2025/26\") { pupils \
                        before { amount } after { amount perPupil } moved { amount } drivers { driver amount } } } } }";
        let data = world.data("cfo", document);
        let sql = format!(
            "select s.name as name, cast(sum(g.amount_pence) as bigint) as pence from grant_allocation g \
             join school s on s.id = g.school_id join academic_year y on y.id = g.academic_year_id \
             join trust t on t.id = g.trust_id where t.name = '{TRUST}' and y.label = '2025/26' group by s.name"
        );
        let grants: BTreeMap<String, i64> = read(world, &sql)
            .iter()
            .map(|row| (row.try_get("", "name").expect("a name"), row.try_get("", "pence").expect("a sum")))
            .collect();
        let mut pool = BTreeMap::<String, i64>::new();
        let schools = list(&data["schools"]["nodes"]);
        assert_eq!(schools.len(), grants.len());
        for school in schools {
            let (name, funding) = (school["name"].as_str().expect("a name"), &school["funding"]);
            assert_eq!(pence(&funding["before"]["amount"]), grants[name], "{name}");
            let mut moved = 0;
            for driver in list(&funding["drivers"]) {
                moved += pence(&driver["amount"]);
                *pool.entry(driver["driver"].as_str().expect("a driver").to_owned()).or_default() +=
                    pence(&driver["amount"]);
            }
            assert_eq!(pence(&funding["moved"]["amount"]), moved, "{name}");
            let (after, pupils) = (grants[name] + moved, funding["pupils"].as_i64().expect("a number"));
            assert_eq!(pence(&funding["after"]["amount"]), after, "{name}");
            assert_eq!(pence(&funding["after"]["perPupil"]), rounded(i128::from(after), i128::from(pupils)), "{name}");
        }
        assert!(pool["POOL_ALLOCATION"] > 0);
        assert_eq!(pool["POOL_ALLOCATION"], -pool["POOL_CONTRIBUTION"], "the pool gives what it gets");
    }
}

/// Asks for things by their ids, as the chief financial officer.
fn nodes(world: &World, type_name: &str, ids: &[Uuid], selection: &str) -> Vec<Json> {
    let document = format!("query($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {type_name} {{ {selection} }} }} }}");
    ids.chunks(200)
        .flat_map(|ids| {
            let ids: Vec<String> = ids.iter().map(|id| graph::id::encode(type_name, *id)).collect();
            let answer = world.ask_with("cfo", &document, Map::from_iter([("ids".to_owned(), json!(ids))])).json;
            assert!(answer.get("errors").is_none(), "{answer}");
            list(&answer["data"]["nodes"]).clone()
        })
        .collect()
}

#[test]
fn a_teacher_costs_what_the_scale_and_the_rates_say() {
    for world in worlds() {
        // One contract all year, no allowance, on a scale: the plain case, by a formula of one line each.
        let sql = format!(
            "select c.id as id, p.annual_pence as annual, cast(c.hours_per_week_hundredths as bigint) as hours, \
             cast(c.full_time_hours_hundredths as bigint) as whole, coalesce(c.protected_salary_pence, 0) as protected \
             from contract c join trust t on t.id = c.trust_id \
             join pay_point p on p.pay_scale_id = c.pay_scale_id and p.point = c.pay_point \
             where t.name = '{TRUST}' and p.valid_from = '2025-09-01' and c.pension_scheme = 'TPS' \
             and not c.pension_opt_out and c.starts_on <= '2025-09-01' \
             and (c.ends_on is null or c.ends_on >= '2026-09-01') and c.paid_weeks_thousandths = 52143 \
             and not exists (select 1 from contract_allowance a where a.contract_id = c.id) \
             and (select count(*) from contract o where o.person_id = c.person_id) = 1"
        );
        let found = read(world, &sql);
        assert!(found.len() > 100, "{} plain contracts", found.len());
        let ids: Vec<Uuid> = found.iter().map(|row| row.try_get("", "id").expect("a key")).collect();
        let told = nodes(
            world,
            "Contract",
            &ids,
            "cost(year: \"2025/26\") { pay employerNi employerNiOnPayslips employerPension levy total fromAgreedSalary }",
        );
        for (row, told) in found.iter().zip(&told) {
            let number = |name: &str| i128::from(row.try_get::<i64>("", name).expect("a number"));
            let pay = rounded(number("annual") * number("hours"), number("whole")) + number("protected") as i64;
            let cost = &told["cost"];
            assert_eq!(pence(&cost["pay"]), pay);
            assert_eq!(pence(&cost["employerNi"]), rounded(i128::from(pay - 500_000) * 15, 100));
            assert_eq!(pence(&cost["employerNiOnPayslips"]), rounded(i128::from(pay - 12 * 41_700) * 15, 100));
            assert_eq!(pence(&cost["employerPension"]), rounded(i128::from(pay) * 2_868, 10_000));
            let parts = ["pay", "employerNi", "employerPension", "levy"];
            assert_eq!(pence(&cost["total"]), parts.iter().map(|part| pence(&cost[*part])).sum::<i64>());
            assert_eq!(cost["fromAgreedSalary"], false);
        }
    }
}

#[test]
fn contracts_add_up_to_persons_and_persons_to_the_levy() {
    for world in worlds() {
        let sql = format!(
            "select m.id as id from staff_member m join trust t on t.id = m.trust_id where t.name = '{TRUST}' order by m.id"
        );
        let ids: Vec<Uuid> = read(world, &sql).iter().map(|row| row.try_get("", "id").expect("a key")).collect();
        let money = "pay employerNi employerPension levy total";
        let staff = nodes(
            world,
            "StaffMember",
            &ids,
            &format!(
                "cost(year: \"2025/26\") {{ {money} months {{ month {money} }} }} \
                 contracts(first: 50) {{ nodes {{ cost(year: \"2025/26\") {{ {money} }} }} }}"
            ),
        );
        let young = format!(
            "select m.id as id from staff_member m join trust t on t.id = m.trust_id join person p on p.id = m.person_id \
             where t.name = '{TRUST}' and p.date_of_birth >= '2004-09-01'"
        );
        let young: Vec<Uuid> = read(world, &young).iter().map(|row| row.try_get("", "id").expect("a key")).collect();
        assert!(young.len() < 20, "{} were under 21 at some time of the year", young.len());
        let (mut bill, mut levy, mut several) = ([0; 12], 0, 0);
        for (id, person) in ids.iter().zip(&staff) {
            let (whole, contracts) = (&person["cost"], list(&person["contracts"]["nodes"]));
            several += usize::from(contracts.len() > 1);
            for part in money.split(' ') {
                let of_contracts: i64 = contracts.iter().map(|contract| pence(&contract["cost"][part])).sum();
                let of_months: i64 = list(&whole["months"]).iter().map(|month| pence(&month[part])).sum();
                assert_eq!((of_contracts, of_months), (pence(&whole[part]), pence(&whole[part])), "{part}: {person}");
            }
            for (sum, month) in bill.iter_mut().zip(list(&whole["months"])) {
                *sum += pence(&month["pay"]);
            }
            levy += pence(&whole["levy"]);
            // One employer: the threshold counts once a month, whatever the number of contracts.
            let above =
                list(&whole["months"]).iter().map(|month| (12 * i128::from(pence(&month["pay"])) - 500_000).max(0));
            let due = rounded(above.sum::<i128>() * 15, 1_200);
            let told = pence(&whole["employerNi"]);
            assert!(told == due || (young.contains(id) && told < due), "{told} where {due} is due: {person}");
        }
        assert!(several > 10, "{several} with several contracts");
        let due: i128 = bill.iter().map(|pay| (12 * i128::from(*pay) * 50 - 15_000_000_000).max(0)).sum();
        assert!(levy > 0);
        assert_eq!(levy, rounded(due, 120_000), "the levy of the trust is shared to the penny");
    }
}

#[test]
fn every_line_ends_where_the_posts_say() {
    for world in worlds() {
        let sql = format!(
            "with recursive up(start, post, depth) as (select p.id, p.line_manager_post_id, 1 from post p \
             join trust t on t.id = p.trust_id where t.name = '{TRUST}' \
             union all select u.start, p.line_manager_post_id, u.depth + 1 from up u join post p on p.id = u.post \
             where u.depth < 50) \
             select start as id, cast(count(post) as bigint) as above from up group by start order by start"
        );
        let found = read(world, &sql);
        assert!(found.len() > 400);
        let ids: Vec<Uuid> = found.iter().map(|row| row.try_get("", "id").expect("a key")).collect();
        let told = nodes(world, "Post", &ids, "reportsTo { distance tier holders { name } }");
        for (row, told) in found.iter().zip(&told) {
            let steps = list(&told["reportsTo"]);
            let above: i64 = row.try_get("", "above").expect("a number");
            assert_eq!(steps.len() as i64, above + 1, "the posts above, and the board: {told}");
            let last = steps.last().expect("the board");
            assert_eq!((&last["tier"], &last["distance"]), (&json!("BOARD"), &json!(above + 1)));
            assert!(list(&last["holders"]).len() > 5, "the board has members");
        }
    }
}

#[test]
fn schools_pay_each_month_what_the_centre_receives() {
    for world in worlds() {
        let sql = format!(
            "select y.label as year, cast(b.version as bigint) as version, cast(l.period as bigint) as period, \
             cast(sum(case when k.code = '67100' then l.amount_pence else 0 end) as bigint) as paid, \
             cast(sum(case when k.code = '52100' then l.amount_pence else 0 end) as bigint) as received \
             from budget_line l join budget b on b.id = l.budget_id join ledger_code k on k.id = l.ledger_code_id \
             join academic_year y on y.id = b.academic_year_id join trust t on t.id = b.trust_id \
             where t.name = '{TRUST}' group by y.label, b.version, l.period"
        );
        let months = read(world, &sql);
        assert_eq!(months.len(), 36, "three versions of twelve months");
        for month in months {
            let number = |name: &str| month.try_get::<i64>("", name).expect("a number");
            assert!(number("paid") > 0);
            assert_eq!(number("paid"), number("received"), "version {} month {}", number("version"), number("period"));
        }
    }
}

#[test]
fn a_year_is_asked_by_a_variable() {
    let document = "query($year: String, $version: Int) { trust { finance(year: $year, version: $version) { \
                    year centralBudgetVersion } } }";
    for world in worlds() {
        // One plan for all of them: it holds no year.
        for (variables, expected) in [
            (json!({ "year": "2024/25" }), json!({ "year": "2024/25", "centralBudgetVersion": 1 })),
            (json!({ "year": "2025/26" }), json!({ "year": "2025/26", "centralBudgetVersion": 2 })),
            (json!({ "year": "2025/26", "version": 1 }), json!({ "year": "2025/26", "centralBudgetVersion": 1 })),
            (json!({ "year": "2025/26", "version": 9 }), json!({ "year": "2025/26", "centralBudgetVersion": null })),
            (json!({ "year": null }), json!({ "year": "2025/26", "centralBudgetVersion": 2 })),
            (json!({}), json!({ "year": "2025/26", "centralBudgetVersion": 2 })),
            (json!({ "year": "1999/00" }), json!(null)),
        ] {
            let answer = world.ask_with("cfo", document, variables.as_object().expect("a map").clone()).json;
            assert_eq!(answer, json!({ "data": { "trust": { "finance": expected } } }), "{variables}");
        }
        let refused = world.ask_with("cfo", document, Map::from_iter([("version".to_owned(), json!("two"))])).json;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{refused}");
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
