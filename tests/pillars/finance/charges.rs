//! What schools pay to the centre, computed a second time by each rule.

use sea_orm::QueryResult;
use tests::{World, worlds};

use crate::pillars::figures::{TRUST, list, pence, read, rounded};

/// A school's name, its general grant in pence, its pupils, whether it is special, whether it joined this year.
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
