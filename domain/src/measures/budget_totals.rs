//! Budgets added up: income, spend and what of it goes to staff, by domain-model §5.4.

use entity::budget_line::{Column as L, Entity};
use entity::codes::{BudgetStatus, LedgerType};
use entity::{academic_year, budget, ledger_code, school};
use graph::declare::{
    Cube, Day, Formula, Key, Members, Quantity, Role, Term, Test, at, counting, cube, dimension, enumeration, fact,
    measure, other, sum,
};

use super::levels::{Central, SCHOOL, its_school, levels};
use crate::finance::ledger::categories::{AGENCY, INTERNAL, STAFF};
use crate::platform::access::permission::{FINANCE_AGGREGATE, FINANCE_READ};
use crate::platform::access::reach::of_school;
use crate::trust::covering;

const BUDGET: &str = "bu";
const YEAR: &str = "yr";
const CODE: &str = "lc";
/// What the central budget has for a school.
const CENTRAL: &str = "Central team";
/// The version that stands: the latest that is no draft.
fn standing() -> Vec<Test> {
    use budget::Column as B;
    let settled =
        |alias: &'static str| Test::among(at(alias, B::Status), [BudgetStatus::Approved, BudgetStatus::Revised]);
    let same = |column: B| Test::Same(at("lv", column), at(BUDGET, column));
    let school = Test::Any(vec![
        same(B::SchoolId),
        Test::All(vec![Test::Absent(at("lv", B::SchoolId)), Test::Absent(at(BUDGET, B::SchoolId))]),
    ]);
    let later = Test::Less(at(BUDGET, B::Version), at("lv", B::Version));
    let tests = [same(B::TrustId), same(B::AcademicYearId), school, later, settled("lv")];
    vec![settled(BUDGET), Test::Not(Box::new(Test::Exists(other("lv", budget::Entity, tests))))]
}

/// The cube.
#[must_use]
pub(crate) fn budget_totals() -> Cube {
    use Quantity::Here;
    use academic_year::Column as Y;
    let (category, kind) = (at(CODE, ledger_code::Column::CategoryCode), at(CODE, ledger_code::Column::Type));
    let of_kind = |of: LedgerType| Test::among(kind, [of]);
    let among = |codes: &[&'static str]| Test::Among(category, codes.to_vec());
    let amount = Term::Column(fact(L::AmountPence));
    let pounds = |name: &'static str, when: Vec<Test>| sum(name, amount, when).scaled(2);
    // What one part of the trust charges another is neither income nor spend of the whole.
    let outside = || Test::Not(Box::new(among(&INTERNAL)));
    let month = Day::MonthOf(at(YEAR, Y::StartsOn), fact(L::Period));
    // What a school spends before it joins the trust, or after it leaves, is not the trust's.
    let of_the_trust = vec![Test::Absent(fact(L::SchoolId)), Test::Exists(covering(fact(L::SchoolId), None, month))];
    let with_agency: Vec<&'static str> = STAFF.into_iter().chain([AGENCY]).collect();
    cube(
        "budgetTotals",
        ("BudgetTotals", "BudgetTotalsRow"),
        Entity,
        counting(FINANCE_AGGREGATE, FINANCE_READ, of_school(L::SchoolId), None),
        "Budgets added up, in pounds. The central team's is a row of its own beside the schools'. Of a school count the months that \
         begin while it is a member of the trust.",
    )
    .join(BUDGET, budget::Entity, [Test::Same(at(BUDGET, budget::Column::Id), fact(L::BudgetId))])
    .join(YEAR, academic_year::Entity, [Test::Same(at(YEAR, Y::Id), fact(L::AcademicYearId))])
    .join(CODE, ledger_code::Entity, [Test::Same(at(CODE, ledger_code::Column::Id), fact(L::LedgerCodeId))])
    .maybe(SCHOOL, school::Entity, its_school(fact(L::SchoolId)))
    .facts([Test::Any(of_the_trust)])
    .dimensions([
        dimension(
            "ACADEMIC_YEAR",
            Key::Column(at(YEAR, Y::Label)),
            Members::Texts,
            Role::Slice(vec![Test::Covers(at(YEAR, Y::StartsOn), at(YEAR, Y::EndsOn), Day::Today)]),
            "The academic and accounting year, such as `2025/26`; this year where none is named.",
        )
        .labelled(at(YEAR, Y::Label), at(YEAR, Y::StartsOn)),
        dimension(
            "VERSION",
            Key::Column(at(BUDGET, budget::Column::Version)),
            Members::Numbers,
            Role::Slice(standing()),
            "The version of the budget; of each school the latest that is no draft where none is named.",
        ),
    ])
    .dimensions(levels(fact(L::SchoolId), month, Some(Central { name: CENTRAL, trust: fact(L::TrustId) })))
    .dimensions([
        dimension(
            "TYPE",
            Key::Column(kind),
            Members::Set(enumeration::<LedgerType>()),
            Role::Group,
            "Income, expenditure, or an account of the balance sheet.",
        ),
        dimension(
            "CATEGORY",
            Key::Column(category),
            Members::Texts,
            Role::Group,
            "The reporting category of the account.",
        )
        .absent("Between parts of the trust")
        .needs(FINANCE_READ, FINANCE_READ),
        dimension(
            "PERIOD",
            Key::Column(fact(L::Period)),
            Members::Numbers,
            Role::Group,
            "The month of the year, 1 being September.",
        )
        .needs(FINANCE_READ, FINANCE_READ),
    ])
    .sums([
        pounds("income", vec![of_kind(LedgerType::Income), outside()]),
        pounds("spend", vec![of_kind(LedgerType::Expenditure), outside()]),
        pounds("staff", vec![of_kind(LedgerType::Expenditure), among(&STAFF)]),
        pounds("staffAndAgency", vec![of_kind(LedgerType::Expenditure), among(&with_agency)]),
        pounds("charged", vec![of_kind(LedgerType::Expenditure), among(&INTERNAL)]),
    ])
    .measures(
        [
        measure("income", Formula::Total(Here("income")), 2, "Income from outside the trust, in pounds."),
        measure("spend", Formula::Total(Here("spend")), 2, "Expenditure outside the trust, in pounds."),
        measure(
            "internalCharges",
            Formula::Total(Here("charged")),
            2,
            "What parts of the trust pay one another, the central charge above all, in pounds: neither income nor expenditure of the \
             trust as a whole.",
        ),
        measure(
            "staffCost",
            Formula::Total(Here("staff")),
            2,
            "Expenditure on employed staff (BAE010 to BAE070), in pounds, without agency staff.",
        ),
        measure(
            "staffCostShareOfIncome",
            Formula::Percent(Here("staff"), Here("income")),
            1,
            "Expenditure on employed staff (BAE010 to BAE070), in percent of income from outside the trust.",
        ),
        measure(
            "staffCostShareOfSpend",
            Formula::Percent(Here("staff"), Here("spend")),
            1,
            "Expenditure on employed staff (BAE010 to BAE070), in percent of expenditure outside the trust.",
        ),
        measure(
            "staffCostShareInclAgency",
            Formula::Percent(Here("staffAndAgency"), Here("income")),
            1,
            "Expenditure on employed and agency staff (BAE240 as well), in percent of income from outside the trust.",
        ),
    ]
        // Version 2: months in which a school is no member of the trust do not count.
        .map(|measure| measure.version(2)),
    )
    .period(at(YEAR, Y::StartsOn), at(YEAR, Y::EndsOn))
}
