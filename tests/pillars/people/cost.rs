//! The cost of staff, computed a second time from contracts, scales and rates.

use tests::worlds;
use uuid::Uuid;

use crate::pillars::figures::{TRUST, list, nodes, pence, read, rounded};

#[test]
fn a_teachers_cost_follows_from_the_scale_and_the_rates() {
    for world in worlds() {
        // The plain case: one contract all year, no allowance, on a scale; each part is a formula of one line.
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
            let pay = rounded((number("annual") + number("protected")) * number("hours"), number("whole"));
            let cost = &told["cost"];
            assert_eq!(pence(&cost["pay"]), pay);
            assert_eq!(pence(&cost["employerNi"]), rounded(i128::from(pay - 500_000) * 15, 100));
            assert_eq!(pence(&cost["employerNiOnPayslips"]), on_payslips(pay));
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
            // With one employer the threshold applies once a month, however many contracts there are.
            let above =
                list(&whole["months"]).iter().map(|month| (12 * i128::from(pence(&month["pay"])) - 500_000).max(0));
            let due = rounded(above.sum::<i128>() * 15, 1_200);
            let told = pence(&whole["employerNi"]);
            assert!(told == due || (young.contains(id) && told < due), "{told} is returned, {due} is due: {person}");
        }
        assert!(several > 10, "{several} with several contracts");
        let due: i128 = bill.iter().map(|pay| (12 * i128::from(*pay) * 50 - 15_000_000_000).max(0)).sum();
        assert!(levy > 0);
        assert_eq!(levy, rounded(due, 120_000), "the levy of the trust is shared to the penny");
    }
}

/// Employer's National Insurance of twelve payslips: each is worked out on its month and rounded by itself, an exact half
/// down.
fn on_payslips(pay: i64) -> i64 {
    let month = |number: i64| pay / 12 + i64::from(number < pay % 12);
    (0..12).map(|number| (((month(number) - 41_700) * 15).max(0) + 49) / 100).sum()
}
