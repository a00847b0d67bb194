//! Figures of a budget from its sums by ledger code (domain-model §5.4), pure.

use crate::finance::ledger::categories::{AGENCY, INTERNAL, STAFF};
use crate::finance::position::{FinancialPosition, Reconciliation};
use crate::money::{each, percent};
use crate::platform::input::Money;
use crate::platform::unknown_figure::UnknownFigure;
use entity::codes::{BudgetStatus, LedgerType};

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

    /// As a position. Pupils are those that the year's general grant was worked out on.
    #[must_use]
    pub fn position(&self, pupils: Option<i64>, unknown: Vec<UnknownFigure>) -> FinancialPosition {
        let with_agency = self.staff + self.agency;
        FinancialPosition {
            income: Money(self.income),
            expenditure: Money(self.expenditure),
            in_year_balance: Money(self.balance()),
            in_year_balance_percent_of_income: percent(self.balance(), self.income),
            staff_cost: Money(self.staff),
            staff_cost_percent_of_income: percent(self.staff, self.income),
            staff_cost_percent_of_expenditure: percent(self.staff, self.expenditure),
            staff_cost_with_agency: Money(with_agency),
            staff_cost_with_agency_percent_of_income: percent(with_agency, self.income),
            internal_charges_paid: Money(self.charges_paid),
            internal_charges_received: Money(self.charges_received),
            pupils,
            income_per_pupil: each(self.income, pupils),
            expenditure_per_pupil: each(self.expenditure, pupils),
            staff_cost_per_pupil: each(self.staff, pupils),
            reserves: None,
            cash: None,
            actual_income: None,
            actual_expenditure: None,
            forecast_balance: None,
            unknown,
        }
    }
}

/// Whether schools and the centre, less what they charge one another, are the trust (domain-model §5.4). The trust's
/// figures are summed on their own, by ledger code.
#[must_use]
pub fn reconciliation(schools: &Figures, central: &Figures, trust: &Figures) -> Reconciliation {
    let parts = Figures::sum([schools, central]);
    let internal = parts.charges_received;
    let income = parts.income - internal - trust.income;
    let expenditure = parts.expenditure - internal - trust.expenditure;
    Reconciliation {
        ok: income == 0 && expenditure == 0,
        schools_income: Money(schools.income),
        schools_expenditure: Money(schools.expenditure),
        central_income: Money(central.income),
        central_expenditure: Money(central.expenditure),
        internal_charges: Money(internal),
        trust_income: Money(trust.income),
        trust_expenditure: Money(trust.expenditure),
        difference_of_income: Money(income),
        difference_of_expenditure: Money(expenditure),
        difference: Money(income - expenditure),
    }
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
    use crate::money::Decimal;
    use crate::platform::input::Money;
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
        let position = found.position(Some(10), Vec::new());
        assert_eq!(position.staff_cost_percent_of_income, Some(Decimal::of(667, 1)));
        assert_eq!(position.income_per_pupil, Some(Money(10_500)));
        assert_eq!(position.staff_cost_with_agency_percent_of_income, Some(Decimal::of(695, 1)));
    }

    #[test]
    fn charges_leave_the_trust_as_it_is() {
        let central = figures(&[(Income, "CENTRAL_CHARGE", 6_500), (Expenditure, "BAE040", 6_000)]);
        let trust = Figures::sum([&school(), &central]).consolidated();
        assert_eq!((trust.income, trust.expenditure, trust.balance()), (105_000, 80_000, 25_000));
        let found = reconciliation(&school(), &central, &trust);
        assert_eq!((found.ok, found.difference, found.internal_charges), (true, Money(0), Money(6_500)));
    }

    #[test]
    fn a_charge_that_only_one_side_has_shows() {
        let central = figures(&[(Income, "CENTRAL_CHARGE", 6_499), (Expenditure, "BAE040", 6_000)]);
        let trust = Figures::sum([&school(), &central]).consolidated();
        let found = reconciliation(&school(), &central, &trust);
        assert_eq!((found.ok, found.difference_of_expenditure, found.difference), (false, Money(1), Money(-1)));
    }

    #[test]
    fn the_latest_version_that_is_no_draft_counts() {
        let all = [(1, BudgetStatus::Approved), (3, BudgetStatus::Draft), (2, BudgetStatus::Revised)];
        assert_eq!((counted(&all, None), counted(&all, Some(3)), counted(&all, Some(4))), (Some(2), Some(1), None));
        assert_eq!(counted(&all[1..2], None), None);
    }
}
