//! The rules by which schools pay for the centre (domain-model §5.4), pure.

use entity::codes::CentralChargeModel;
use std::collections::HashMap;

use uuid::Uuid;

use crate::money::{in_words, rounded, split};

/// A rule of a year, for all schools or for one.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Its row.
    pub id: Uuid,
    /// The school it is an exception for.
    pub school: Option<Uuid>,
    /// How it charges.
    pub model: CentralChargeModel,
    /// Hundredths of a percent of the general annual grant.
    pub rate: Option<i64>,
    /// Pence: for each pupil, each school, or all schools together.
    pub amount: Option<i64>,
    /// By size: fewest pupils and hundredths of a percent, in order.
    pub bands: Vec<(i64, i64)>,
    /// What it pays for.
    pub services: Vec<String>,
    /// How a school appeals.
    pub appeal: Option<String>,
}

/// What a school is charged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Funded {
    /// General annual grant of the year, in pence.
    pub gag: i64,
    /// Pupils it was worked out on.
    pub pupils: Option<i64>,
}

/// A school's charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// Pence.
    pub amount: i64,
    /// The rate that was used, in hundredths of a percent.
    pub rate: Option<i64>,
    /// The amount for each pupil that was used, in pence.
    pub per_pupil: Option<i64>,
    /// The working, in words.
    pub basis: String,
}

/// The rule for a school: its exception, else the rule of all.
#[must_use]
pub fn rule_for(school: Uuid, policies: &[Policy]) -> Option<&Policy> {
    let exception = policies.iter().find(|policy| policy.school == Some(school));
    exception.or_else(|| policies.iter().find(|policy| policy.school.is_none()))
}

/// The charge of every school that has a rule whose figures are known. A sum for all is split by pupils, largest
/// remainder, over the schools under that rule in the order of keys.
#[must_use]
pub fn charges(policies: &[Policy], funded: &HashMap<Uuid, Funded>) -> HashMap<Uuid, Charge> {
    let mut schools: Vec<Uuid> = funded.keys().copied().collect();
    schools.sort_unstable();
    let mut found = HashMap::new();
    for policy in policies {
        let under: Vec<(Uuid, Funded)> = schools
            .iter()
            .filter(|school| rule_for(**school, policies).is_some_and(|rule| rule.id == policy.id))
            .map(|school| (*school, funded[school]))
            .collect();
        if policy.model == CentralChargeModel::Apportioned {
            found.extend(apportioned(policy, &under));
            continue;
        }
        found.extend(under.into_iter().filter_map(|(school, funded)| Some((school, single(policy, funded)?))));
    }
    found
}

fn apportioned(policy: &Policy, under: &[(Uuid, Funded)]) -> Vec<(Uuid, Charge)> {
    let pupils: Option<Vec<i64>> = under.iter().map(|(_, funded)| funded.pupils).collect();
    let (Some(sum), Some(pupils)) = (policy.amount, pupils) else { return Vec::new() };
    let all: i64 = pupils.iter().sum();
    let shares = split(sum, &pupils);
    let charge = |share, pupils| Charge {
        amount: share,
        rate: None,
        per_pupil: None,
        basis: format!("{pupils} of {all} pupils, of £{}", in_words(sum)),
    };
    let parts = under.iter().zip(shares).zip(pupils);
    parts.map(|(((school, _), share), pupils)| (*school, charge(share, pupils))).collect()
}

fn single(policy: &Policy, funded: Funded) -> Option<Charge> {
    let of_grant = |rate: i64, why: &str| Charge {
        amount: rounded(i128::from(funded.gag) * i128::from(rate), 10_000),
        rate: Some(rate),
        per_pupil: None,
        basis: format!("{}% of the general annual grant{why}", in_words(rate)),
    };
    match policy.model {
        CentralChargeModel::FlatRate => Some(of_grant(policy.rate?, "")),
        CentralChargeModel::PerPupil => {
            let (amount, pupils) = (policy.amount?, funded.pupils?);
            let basis = format!("£{} for each of {pupils} pupils", in_words(amount));
            Some(Charge { amount: amount * pupils, rate: None, per_pupil: Some(amount), basis })
        }
        CentralChargeModel::Fixed => Some(Charge {
            amount: policy.amount?,
            rate: None,
            per_pupil: None,
            basis: format!("£{} for the school", in_words(policy.amount?)),
        }),
        CentralChargeModel::Banded => {
            let pupils = funded.pupils?;
            let (from, rate) = policy.bands.iter().rev().find(|(from, _)| *from <= pupils)?;
            Some(of_grant(*rate, &format!(", for schools of {from} pupils and more: it has {pupils}")))
        }
        // Shared by all schools under the rule: see `apportioned`.
        CentralChargeModel::Apportioned => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Charge, Funded, Policy, charges};
    use entity::codes::CentralChargeModel::{self, Apportioned, Banded, Fixed, FlatRate, PerPupil};
    use std::collections::HashMap;
    use uuid::Uuid;

    fn policy(id: u128, model: CentralChargeModel, rate: Option<i64>, amount: Option<i64>) -> Policy {
        let bands = vec![(0, 700), (300, 600), (900, 500)];
        Policy { id: Uuid::from_u128(id), school: None, model, rate, amount, bands, services: Vec::new(), appeal: None }
    }

    fn funded(of: &[(u128, i64, i64)]) -> HashMap<Uuid, Funded> {
        of.iter().map(|(id, gag, pupils)| (Uuid::from_u128(*id), Funded { gag: *gag, pupils: Some(*pupils) })).collect()
    }

    fn amounts(policies: &[Policy], of: &[(u128, i64, i64)]) -> Vec<Option<i64>> {
        let found: HashMap<Uuid, Charge> = charges(policies, &funded(of));
        of.iter().map(|(id, ..)| found.get(&Uuid::from_u128(*id)).map(|charge| charge.amount)).collect()
    }

    #[test]
    fn each_model_charges_in_its_way() {
        let one = [(1, 123_456_789, 299)];
        assert_eq!(amounts(&[policy(9, FlatRate, Some(650), None)], &one), [Some(8_024_691)]);
        assert_eq!(amounts(&[policy(9, PerPupil, None, Some(65_000))], &one), [Some(19_435_000)]);
        assert_eq!(amounts(&[policy(9, Fixed, None, Some(4_500_000))], &one), [Some(4_500_000)]);
        assert_eq!(amounts(&[policy(9, FlatRate, None, None)], &one), [None], "a rule without its rate charges nobody");
    }

    #[test]
    fn a_band_begins_with_its_fewest_pupils() {
        let schools = [(1, 1_000_000, 299), (2, 1_000_000, 300), (3, 1_000_000, 899), (4, 1_000_000, 900)];
        assert_eq!(amounts(&[policy(9, Banded, None, None)], &schools), [70_000, 60_000, 60_000, 50_000].map(Some));
    }

    #[test]
    fn a_sum_for_all_is_charged_to_the_penny() {
        let schools = [(1, 0, 100), (2, 0, 100), (3, 0, 100)];
        let parts = amounts(&[policy(9, Apportioned, None, Some(10_000))], &schools);
        assert_eq!(parts, [3_334, 3_333, 3_333].map(Some));
    }

    #[test]
    fn an_exception_stands_for_the_rule() {
        let exception = Policy { school: Some(Uuid::from_u128(2)), ..policy(8, Fixed, None, Some(1)) };
        let all = [policy(9, FlatRate, Some(1_000), None), exception];
        assert_eq!(amounts(&all, &[(1, 1_000, 1), (2, 1_000, 1)]), [Some(100), Some(1)]);
        assert_eq!(amounts(&all[1..], &[(1, 1_000, 1)]), [None]);
    }
}
