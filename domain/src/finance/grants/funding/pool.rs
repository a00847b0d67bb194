//! A school's funding before and after the trust allocates it, and what moved it (domain-model §5.4), pure.

use entity::codes::{FundingDriver, GrantStream};
use serde_json::{Value as Json, json};

use crate::money::{each, in_words, pounds};

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

    /// As the type `SchoolFunding`, year and school apart.
    #[must_use]
    pub fn json(&self) -> Json {
        let moves = self.moves();
        let moved: i64 = moves.iter().map(|(_, pence, _)| pence).sum();
        let (before, after) = (self.before(), self.before() + moved);
        let sum = |pence: i64| json!({"amount": pounds(pence), "perPupil": each(pence, self.pupils)});
        let refused = self.pooled.as_ref().map(|pooled| pooled.accepted(self.gag()).1);
        json!({
            "pupils": self.pupils,
            "before": sum(before),
            "after": sum(after),
            "moved": sum(moved),
            "grants": self.grants.iter().map(|(stream, pence)| {
                json!({"stream": stream.code(), "amount": pounds(*pence), "perPupil": each(*pence, self.pupils)})
            }).collect::<Vec<_>>(),
            "drivers": moves.iter().map(|(driver, pence, why)| {
                json!({"driver": driver.code(), "amount": pounds(*pence), "perPupil": each(*pence, self.pupils), "reason": why})
            }).collect::<Vec<_>>(),
            "privateFinance": self.pooled.as_ref().map(|pooled| pounds(pooled.pfi)),
            "refusedContribution": refused.map(pounds),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Funding, Pooled};
    use entity::codes::GrantStream;

    fn funding(contribution: i64, pfi: i64) -> Funding {
        Funding {
            grants: vec![(GrantStream::Gag, 1_000_000), (GrantStream::PupilPremium, 50_000)],
            pupils: Some(200),
            charge: Some((65_000, "6.50% of the general annual grant".to_owned())),
            pooled: Some(Pooled { contribution, pfi, allocation: 12_345, driver: "By need".to_owned(), reason: None }),
        }
    }

    #[test]
    fn what_moved_it_leads_from_before_to_after() {
        let json = funding(20_000, 0).json();
        assert_eq!((&json["before"]["amount"], &json["after"]["amount"]), (&"10500.00".into(), &"9773.45".into()));
        assert_eq!((&json["moved"]["amount"], &json["after"]["perPupil"]), (&"-726.55".into(), &"48.87".into()));
        let drivers: Vec<_> = json["drivers"].as_array().expect("a list").iter().map(|d| &d["amount"]).collect();
        assert_eq!(drivers, ["-650.00", "-200.00", "123.45"]);
    }

    #[test]
    fn private_finance_is_no_contribution() {
        // Of 10,000 for the school 9,900 pay for the contract: at most 100 can be pooled.
        let json = funding(20_000, 990_000).json();
        assert_eq!(
            (&json["drivers"][1]["amount"], &json["refusedContribution"]),
            (&"-100.00".into(), &"100.00".into())
        );
        assert_eq!(funding(5_000, 2_000_000).json()["refusedContribution"], "50.00");
    }
}
