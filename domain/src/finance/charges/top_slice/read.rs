//! Reads the rules of a year and the grants they charge, in a fixed number of statements.

use std::collections::HashMap;

use entity::central_charge_band::Column as Band;
use entity::central_charge_policy::Column as P;
use entity::codes::{CentralChargeModel, GrantStream};
use entity::grant_allocation::Column as G;
use entity::school;
use futures::FutureExt;
use graph::Value;
use graph::declare::{Asked, Coded, Column, Linked, LoadError, ObjectsFuture, Reader, nothing, table_rows};
use graph::table_row;
use uuid::Uuid;

use super::rules::{Charge, Funded, Policy, charges, rule_for};
use super::types::{TopSlice, TrustTopSlice};
use crate::finance::named::{Named, schools};
use crate::money::{Decimal, percent};
use crate::platform::input::Money;
use crate::trust::{Year, year_asked};

/// How many statements a top-slice takes: the year, schools, grants, rules, bands.
pub const STATEMENTS: usize = 5;

/// What all schools pay; null where none has both a rule and a grant. Inputs: trust.
pub fn of_trust<'a>(reader: &'a dyn Reader, rows: Vec<Vec<Value>>, asked: Asked) -> ObjectsFuture<'a, TrustTopSlice> {
    async move {
        let mut found = Vec::new();
        for row in &rows {
            let charged = Charged::read(reader, &row[0], &asked).await?.filter(|charged| !charged.charges.is_empty());
            found.push(charged.map(|charged| charged.trust()));
        }
        Ok(found)
    }
    .boxed()
}

/// What each school pays; null for one without a rule or a grant. Inputs: trust, school.
pub fn of_schools<'a>(reader: &'a dyn Reader, rows: Vec<Vec<Value>>, asked: Asked) -> ObjectsFuture<'a, TopSlice> {
    async move {
        let Some(charged) = Charged::read(reader, &rows[0][0], &asked).await? else {
            return Ok(nothing(&rows));
        };
        Ok(rows.iter().map(|row| charged.school(row[1].as_uuid()?)).collect())
    }
    .boxed()
}

/// Grants of a year and what is charged of them.
pub(in crate::finance) struct Charged {
    pub year: Year,
    names: HashMap<Uuid, Named>,
    /// Every grant of the year: school, stream, pence, pupils.
    pub grants: Vec<(Uuid, GrantStream, i64, Option<i64>)>,
    pub funded: HashMap<Uuid, Funded>,
    policies: Vec<Policy>,
    pub charges: HashMap<Uuid, Charge>,
}

impl Charged {
    pub async fn read(reader: &dyn Reader, trust: &Value, asked: &Asked) -> Result<Option<Self>, LoadError> {
        let Some(year) = year_asked(reader, trust, asked).await? else { return Ok(None) };
        let names = schools(reader, trust).await?;
        let grants = grants(reader, &year).await?;
        let general = grants.iter().filter(|grant| grant.1 == GrantStream::Gag);
        let funded: HashMap<Uuid, Funded> =
            general.map(|(school, _, gag, pupils)| (*school, Funded { gag: *gag, pupils: *pupils })).collect();
        let policies = policies(reader, &year).await?;
        let charges = charges(&policies, &funded);
        Ok(Some(Self { year, names, grants, funded, policies, charges }))
    }

    pub fn named(&self, school: Uuid) -> Option<Linked<school::Entity>> {
        self.names.get(&school).map(Named::school)
    }

    fn school(&self, school: Uuid) -> Option<TopSlice> {
        let (funded, charge) = (self.funded.get(&school)?, self.charges.get(&school)?);
        let policy = rule_for(school, &self.policies)?;
        Some(TopSlice {
            year: self.year.label.clone(),
            school: self.named(school)?,
            model: Coded::of(&policy.model),
            is_exception: policy.school.is_some(),
            rate_percent: charge.rate.map(|rate| Decimal::of(rate, 2)),
            amount_per_pupil: charge.per_pupil.map(Money),
            general_grant: Money(funded.gag),
            pupils: funded.pupils,
            basis: charge.basis.clone(),
            amount: Money(charge.amount),
            percent_of_general_grant: percent(charge.amount, funded.gag),
            net_general_grant: Money(funded.gag - charge.amount),
            services: policy.services.clone(),
            appeal_route: policy.appeal.clone(),
        })
    }

    fn trust(&self) -> TrustTopSlice {
        let mut charged: Vec<(&Named, Uuid)> =
            self.charges.keys().filter_map(|school| Some((self.names.get(school)?, *school))).collect();
        charged.sort();
        let mut free: Vec<&Named> = self
            .funded
            .keys()
            .filter(|school| !self.charges.contains_key(*school))
            .filter_map(|school| self.names.get(school))
            .collect();
        free.sort();
        let gag: i64 = self.funded.values().map(|funded| funded.gag).sum();
        let amount: i64 = self.charges.values().map(|charge| charge.amount).sum();
        TrustTopSlice {
            year: self.year.label.clone(),
            general_grant: Money(gag),
            amount: Money(amount),
            percent_of_general_grant: percent(amount, gag),
            net_general_grant: Money(gag - amount),
            schools: charged.iter().filter_map(|(_, school)| self.school(*school)).collect(),
            not_charged: free.into_iter().map(Named::school).collect(),
        }
    }
}

table_row! {
    struct GrantRow of G {
        school: Uuid = SchoolId,
        stream: String = Stream,
        amount: i64 = AmountPence,
        pupils: Option<i64> = PupilsBasis,
    }
}

table_row! {
    struct PolicyRow of P {
        id: Uuid = Id,
        school: Option<Uuid> = SchoolId,
        model: String = Model,
        rate: Option<i64> = RateHundredths,
        amount: Option<i64> = AmountPence,
        services: String = Services,
        appeal: Option<String> = AppealRoute,
    }
}

table_row! {
    struct BandRow of Band { policy: Uuid = PolicyId, from: i64 = FromPupils, rate: i64 = RateHundredths }
}

async fn grants(reader: &dyn Reader, year: &Year) -> Result<Vec<(Uuid, GrantStream, i64, Option<i64>)>, LoadError> {
    let rows = table_rows::<GrantRow>(reader, Column::of(G::AcademicYearId), &[Value::Uuid(year.id)]).await?;
    let grant = |row: GrantRow| Some((row.school, GrantStream::from_code(&row.stream)?, row.amount, row.pupils));
    let mut grants: Vec<_> = rows.into_iter().filter_map(grant).collect();
    grants.sort_unstable_by_key(|(school, stream, amount, pupils)| (*school, stream.code(), *amount, *pupils));
    Ok(grants)
}

async fn policies(reader: &dyn Reader, year: &Year) -> Result<Vec<Policy>, LoadError> {
    let rows = table_rows::<PolicyRow>(reader, Column::of(P::AcademicYearId), &[Value::Uuid(year.id)]).await?;
    let keys: Vec<Value> = rows.iter().map(|row| Value::Uuid(row.id)).collect();
    let mut bands: HashMap<Uuid, Vec<(i64, i64)>> = HashMap::new();
    for row in table_rows::<BandRow>(reader, Column::of(Band::PolicyId), &keys).await? {
        bands.entry(row.policy).or_default().push((row.from, row.rate));
    }
    bands.values_mut().for_each(|bands| bands.sort_unstable());
    let policy = |row: PolicyRow| {
        Some(Policy {
            id: row.id,
            school: row.school,
            model: CentralChargeModel::from_code(&row.model)?,
            rate: row.rate,
            amount: row.amount,
            bands: bands.remove(&row.id).unwrap_or_default(),
            services: row.services.lines().map(str::to_owned).collect(),
            appeal: row.appeal,
        })
    };
    let mut policies: Vec<Policy> = rows.into_iter().filter_map(policy).collect();
    policies.sort_by_key(|policy| policy.id);
    Ok(policies)
}
