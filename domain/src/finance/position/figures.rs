//! Figures of a budget from its sums by ledger code (domain-model §5.4), pure.

use entity::codes::{BudgetStatus, LedgerType};
use serde_json::{Value as Json, json};

use crate::finance::ledger::categories::{AGENCY, INTERNAL, STAFF};
use crate::money::{each, percent, pounds};

/// What is known of a ledger code.
#[derive(Clone, Debug)]
pub struct Code {
    /// What it counts.
    pub kind: LedgerType,
    /// Line of the department's return.
    pub category: Option<String>,
}

impl Code {
    fn is_among(&self, categories: &[&str]) -> bool {
        self.category.as_deref().is_some_and(|category| categories.contains(&category))
    }
}

/// Sums of a budget, in pence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Income.
    pub income: i64,
    /// Expenditure.
    pub expenditure: i64,
    /// Of expenditure: staff.
    pub staff: i64,
    /// Of expenditure: agency staff.
    pub agency: i64,
    /// Of expenditure: paid to other parts of the trust.
    pub charges_paid: i64,
    /// Of income: received from other parts of the trust.
    pub charges_received: i64,
}

impl Figures {
    /// Adds the sum of a ledger code; what is neither income nor expenditure does not count.
    pub fn add(&mut self, code: &Code, pence: i64) {
        let internal = code.is_among(&INTERNAL);
        match code.kind {
            LedgerType::Income => {
                self.income += pence;
                self.charges_received += if internal { pence } else { 0 };
            }
            LedgerType::Expenditure => {
                self.expenditure += pence;
                self.charges_paid += if internal { pence } else { 0 };
                self.staff += if code.is_among(&STAFF) { pence } else { 0 };
                self.agency += if code.is_among(&[AGENCY]) { pence } else { 0 };
            }
            LedgerType::Asset | LedgerType::Liability | LedgerType::Reserve => {}
        }
    }

    /// Income less expenditure.
    #[must_use]
    pub fn balance(&self) -> i64 {
        self.income - self.expenditure
    }

    /// The same without what stays inside the trust.
    #[must_use]
    pub fn consolidated(self) -> Figures {
        Figures {
            income: self.income - self.charges_received,
            expenditure: self.expenditure - self.charges_paid,
            charges_paid: 0,
            charges_received: 0,
            ..self
        }
    }

    /// The sum of several.
    #[must_use]
    pub fn sum<'a>(parts: impl IntoIterator<Item = &'a Figures>) -> Figures {
        parts.into_iter().fold(Figures::default(), |sum, part| Figures {
            income: sum.income + part.income,
            expenditure: sum.expenditure + part.expenditure,
            staff: sum.staff + part.staff,
            agency: sum.agency + part.agency,
            charges_paid: sum.charges_paid + part.charges_paid,
            charges_received: sum.charges_received + part.charges_received,
        })
    }

    /// As the type `FinancialPosition`. Pupils are those that the year's general grant was worked out on.
    #[must_use]
    pub fn json(&self, pupils: Option<i64>, unknown: &[Json]) -> Json {
        let with_agency = self.staff + self.agency;
        json!({
            "income": pounds(self.income),
            "expenditure": pounds(self.expenditure),
            "inYearBalance": pounds(self.balance()),
            "inYearBalancePercentOfIncome": percent(self.balance(), self.income),
            "staffCost": pounds(self.staff),
            "staffCostPercentOfIncome": percent(self.staff, self.income),
            "staffCostPercentOfExpenditure": percent(self.staff, self.expenditure),
            "staffCostWithAgency": pounds(with_agency),
            "staffCostWithAgencyPercentOfIncome": percent(with_agency, self.income),
            "internalChargesPaid": pounds(self.charges_paid),
            "internalChargesReceived": pounds(self.charges_received),
            "pupils": pupils,
            "incomePerPupil": each(self.income, pupils),
            "expenditurePerPupil": each(self.expenditure, pupils),
            "staffCostPerPupil": each(self.staff, pupils),
            "reserves": null,
            "cash": null,
            "actualIncome": null,
            "actualExpenditure": null,
            "forecastBalance": null,
            "unknown": unknown,
        })
    }
}

/// Whether schools and the centre, less what they charge one another, are the trust (domain-model §5.4). The trust's
/// figures are summed on their own, by ledger code.
#[must_use]
pub fn reconciliation(schools: &Figures, central: &Figures, trust: &Figures) -> Json {
    let parts = Figures::sum([schools, central]);
    let internal = parts.charges_received;
    let income = parts.income - internal - trust.income;
    let expenditure = parts.expenditure - internal - trust.expenditure;
    json!({
        "ok": income == 0 && expenditure == 0,
        "schoolsIncome": pounds(schools.income),
        "schoolsExpenditure": pounds(schools.expenditure),
        "centralIncome": pounds(central.income),
        "centralExpenditure": pounds(central.expenditure),
        "internalCharges": pounds(internal),
        "trustIncome": pounds(trust.income),
        "trustExpenditure": pounds(trust.expenditure),
        "differenceOfIncome": pounds(income),
        "differenceOfExpenditure": pounds(expenditure),
        "difference": pounds(income - expenditure),
    })
}

/// Which version of each budget counts: the one asked for, else the latest that is no draft.
#[must_use]
pub fn counted(versions: &[(i64, BudgetStatus)], asked: Option<i64>) -> Option<usize> {
    let all = versions.iter().enumerate();
    match asked {
        Some(asked) => all.filter(|(_, (version, _))| *version == asked).map(|(index, _)| index).next(),
        None => all
            .filter(|(_, (_, status))| *status != BudgetStatus::Draft)
            .max_by_key(|(_, (v, _))| *v)
            .map(|(index, _)| index),
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Figures, counted, reconciliation};
    use entity::codes::BudgetStatus;
    use entity::codes::LedgerType::{self, Asset, Expenditure, Income};

    fn figures(of: &[(LedgerType, &str, i64)]) -> Figures {
        let mut figures = Figures::default();
        for (kind, category, pence) in of {
            let category = (!category.is_empty()).then(|| (*category).to_owned());
            figures.add(&Code { kind: *kind, category }, *pence);
        }
        figures
    }

    fn school() -> Figures {
        figures(&[
            (Income, "PRE_POST_16", 100_000),
            (Income, "CATERING", 5_000),
            (Expenditure, "BAE010", 60_000),
            (Expenditure, "BAE070", 10_000),
            (Expenditure, "BAE240", 3_000),
            (Expenditure, "BAE080", 1_000),
            (Expenditure, "CENTRAL_CHARGE", 6_500),
            (Asset, "", 999_999),
        ])
    }

    #[test]
    fn staff_is_what_the_return_calls_staff() {
        let found = school();
        assert_eq!((found.income, found.expenditure, found.balance()), (105_000, 80_500, 24_500));
        assert_eq!((found.staff, found.agency), (70_000, 3_000));
        let json = found.json(Some(10), &[]);
        assert_eq!((&json["staffCostPercentOfIncome"], &json["incomePerPupil"]), (&66.7.into(), &"105.00".into()));
        assert_eq!(json["staffCostWithAgencyPercentOfIncome"], 69.5);
    }

    #[test]
    fn charges_leave_the_trust_as_it_is() {
        let central = figures(&[(Income, "CENTRAL_CHARGE", 6_500), (Expenditure, "BAE040", 6_000)]);
        let trust = Figures::sum([&school(), &central]).consolidated();
        assert_eq!((trust.income, trust.expenditure, trust.balance()), (105_000, 80_000, 25_000));
        let found = reconciliation(&school(), &central, &trust);
        assert_eq!(
            (&found["ok"], &found["difference"], &found["internalCharges"]),
            (&true.into(), &"0.00".into(), &"65.00".into())
        );
    }

    #[test]
    fn a_charge_that_only_one_side_has_shows() {
        let central = figures(&[(Income, "CENTRAL_CHARGE", 6_499), (Expenditure, "BAE040", 6_000)]);
        let trust = Figures::sum([&school(), &central]).consolidated();
        let found = reconciliation(&school(), &central, &trust);
        assert_eq!((&found["ok"], &found["differenceOfExpenditure"]), (&false.into(), &"0.01".into()));
        assert_eq!(found["difference"], "-0.01");
    }

    #[test]
    fn the_latest_version_that_is_no_draft_counts() {
        let all = [(1, BudgetStatus::Approved), (3, BudgetStatus::Draft), (2, BudgetStatus::Revised)];
        assert_eq!((counted(&all, None), counted(&all, Some(3)), counted(&all, Some(4))), (Some(2), Some(1), None));
        assert_eq!(counted(&all[1..2], None), None);
    }
}
