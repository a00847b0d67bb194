//! The grant pool: what moves between schools, and that nothing is lost.

use std::collections::BTreeMap;
use tests::worlds;

use crate::pillars::figures::{TRUST, list, pence, read, rounded};

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
