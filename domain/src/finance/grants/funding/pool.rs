//! A school's funding before and after the trust allocates it, and what moved it (domain-model §5.4), pure.

use entity::codes::{FundingDriver, GrantStream};
use entity::school;
use graph::declare::{Coded, Linked};

use super::types::{FundingGrant, FundingMove, FundingSum, SchoolFunding};
use crate::money::{each, in_words};
use crate::platform::input::Money;

/// What a school pays into the pool and gets out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pooled {
    /// Paid in, in pence, as the trust has it.
    pub contribution: i64,
    /// Part of the general annual grant for a private finance contract, in pence: it cannot be paid in.
    pub pfi: i64,
    /// Got out, in pence.
    pub allocation: i64,
    /// What the allocation was worked out by.
    pub driver: String,
    /// The trust's own reason.
    pub reason: Option<String>,
}

impl Pooled {
    /// What counts as paid in, and what is refused of it: funding for private finance is no contribution.
    #[must_use]
    pub fn accepted(&self, gag: i64) -> (i64, i64) {
        let most = (gag - self.pfi).max(0);
        let accepted = self.contribution.clamp(0, most);
        (accepted, self.contribution - accepted)
    }
}

/// The funding of a school.
#[derive(Clone, Debug)]
pub struct Funding {
    /// Grants of the year: stream and pence.
    pub grants: Vec<(GrantStream, i64)>,
    /// Pupils that the general grant was worked out on.
    pub pupils: Option<i64>,
    /// The charge for the centre, in pence, and how it was worked out.
    pub charge: Option<(i64, String)>,
    /// Its part in the pool.
    pub pooled: Option<Pooled>,
}

/// Something that moved a school's funding: driver, pence, why.
pub type Move = (FundingDriver, i64, String);

impl Funding {
    /// General annual grant, in pence.
    #[must_use]
    pub fn gag(&self) -> i64 {
        self.grants.iter().filter(|grant| grant.0 == GrantStream::Gag).map(|grant| grant.1).sum()
    }

    /// Grants before anything moved.
    #[must_use]
    pub fn before(&self) -> i64 {
        self.grants.iter().map(|grant| grant.1).sum()
    }

    /// What moved it.
    #[must_use]
    pub fn moves(&self) -> Vec<Move> {
        let mut moves: Vec<Move> = Vec::new();
        if let Some((charge, basis)) = &self.charge {
            moves.push((FundingDriver::TopSlice, -charge, basis.clone()));
        }
        if let Some(pooled) = &self.pooled {
            let (accepted, refused) = pooled.accepted(self.gag());
            let most = in_words((self.gag() - pooled.pfi).max(0));
            let mut why = format!("Out of £{most} of general annual grant that may be pooled");
            if refused > 0 {
                why.push_str(&format!("; £{} for private finance was refused", in_words(refused)));
            }
            moves.push((FundingDriver::PoolContribution, -accepted, why));
            let why =
                pooled.reason.as_ref().map_or_else(|| pooled.driver.clone(), |r| format!("{}: {r}", pooled.driver));
            moves.push((FundingDriver::PoolAllocation, pooled.allocation, why));
        }
        moves
    }

    /// As the funding of a school in a year.
    #[must_use]
    pub fn of(&self, year: &str, school: Linked<school::Entity>) -> SchoolFunding {
        let moves = self.moves();
        let moved: i64 = moves.iter().map(|(_, pence, _)| pence).sum();
        let before = self.before();
        let sum = |pence| FundingSum { amount: Money(pence), per_pupil: each(pence, self.pupils) };
        let grant = |(stream, pence): &(GrantStream, i64)| FundingGrant {
            stream: Coded::of(stream),
            amount: Money(*pence),
            per_pupil: each(*pence, self.pupils),
        };
        let driver = |(driver, pence, reason): Move| FundingMove {
            driver: Coded::of(&driver),
            amount: Money(pence),
            per_pupil: each(pence, self.pupils),
            reason,
        };
        SchoolFunding {
            year: year.to_owned(),
            school,
            pupils: self.pupils,
            before: sum(before),
            after: sum(before + moved),
            moved: sum(moved),
            grants: self.grants.iter().map(grant).collect(),
            drivers: moves.into_iter().map(driver).collect(),
            private_finance: self.pooled.as_ref().map(|pooled| Money(pooled.pfi)),
            refused_contribution: self.pooled.as_ref().map(|pooled| Money(pooled.accepted(self.gag()).1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Funding, Pooled, SchoolFunding};
    use crate::platform::input::Money;
    use entity::codes::GrantStream;
    use graph::declare::Linked;
    use uuid::Uuid;

    fn funding(contribution: i64, pfi: i64) -> Funding {
        Funding {
            grants: vec![(GrantStream::Gag, 1_000_000), (GrantStream::PupilPremium, 50_000)],
            pupils: Some(200),
            charge: Some((65_000, "6.50% of the general annual grant".to_owned())),
            pooled: Some(Pooled { contribution, pfi, allocation: 12_345, driver: "By need".to_owned(), reason: None }),
        }
    }

    fn of(funding: &Funding) -> SchoolFunding {
        funding.of("2025/26", Linked::to(Uuid::nil()))
    }

    #[test]
    fn what_moved_it_leads_from_before_to_after() {
        let found = of(&funding(20_000, 0));
        assert_eq!((found.before.amount, found.after.amount), (Money(1_050_000), Money(977_345)));
        assert_eq!((found.moved.amount, found.after.per_pupil), (Money(-72_655), Some(Money(4_887))));
        let drivers: Vec<Money> = found.drivers.iter().map(|driver| driver.amount).collect();
        assert_eq!(drivers, [Money(-65_000), Money(-20_000), Money(12_345)]);
    }

    #[test]
    fn private_finance_is_no_contribution() {
        // Of 10,000 for the school 9,900 pay for the contract: at most 100 can be pooled.
        let found = of(&funding(20_000, 990_000));
        assert_eq!((found.drivers[1].amount, found.refused_contribution), (Money(-10_000), Some(Money(10_000))));
        assert_eq!(of(&funding(5_000, 2_000_000)).refused_contribution, Some(Money(5_000)));
    }
}
