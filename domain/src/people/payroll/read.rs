//! Reads what the cost of staff is worked out from: a fixed number of statements for all rows of a level.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{ContractType, PensionScheme};
use entity::contract::Column as C;
use entity::contract_allowance::Column as A;
use entity::pay_point::Column as P;
use entity::person::Column as Who;
use futures::FutureExt;
use graph::Value;
use graph::declare::{Asked, Column, LoadError, ObjectsFuture, Reader, nothing};
use uuid::Uuid;

use super::pay::{Allowance, Terms};
use super::rates;
use super::staff::{Cost, Employment, costs};
use super::types::StaffCost;
use crate::platform::access::permission::PAY_READ;
use crate::trust::{Year, year_asked};

/// How many statements a cost takes: the year, rates, contracts, allowances, points, birthdays.
pub const STATEMENTS: usize = 6;

/// The cost of each contract. Inputs: trust, person, contract.
pub fn of_contracts<'a>(reader: &'a dyn Reader, rows: Vec<Vec<Value>>, asked: Asked) -> ObjectsFuture<'a, StaffCost> {
    async move {
        let Some(found) = Found::read(reader, &rows, &asked).await? else { return Ok(nothing(&rows)) };
        let right = reader.right(PAY_READ);
        let cost = |row: &Vec<Value>| {
            let (person, contract) = (row[1].as_uuid()?, row[2].as_uuid()?);
            let told = found.costs.get(&contract).copied().flatten()?.told(right, found.counting(person));
            Some(told.of(&found.year))
        };
        Ok(rows.iter().map(cost).collect())
    }
    .boxed()
}

/// The cost of each member of staff over all contracts; null where one's is not known. Inputs: trust, person.
pub fn of_staff<'a>(reader: &'a dyn Reader, rows: Vec<Vec<Value>>, asked: Asked) -> ObjectsFuture<'a, StaffCost> {
    async move {
        let Some(found) = Found::read(reader, &rows, &asked).await? else { return Ok(nothing(&rows)) };
        let right = reader.right(PAY_READ);
        let cost = |row: &Vec<Value>| {
            let person = row[1].as_uuid()?;
            let own = found.all.iter().filter(|employment| employment.person == person);
            let costs: Option<Vec<Cost>> =
                own.map(|employment| found.costs.get(&employment.contract).copied().flatten()).collect();
            let told = Cost::sum(&costs?).told(right, found.counting(person));
            Some(told.of(&found.year))
        };
        Ok(rows.iter().map(cost).collect())
    }
    .boxed()
}

/// What was read, and the costs of those asked for.
struct Found {
    year: Year,
    all: Vec<Employment>,
    costs: HashMap<Uuid, Option<Cost>>,
}

impl Found {
    /// Of the rows that begin with trust and person.
    async fn read(reader: &dyn Reader, rows: &[Vec<Value>], asked: &Asked) -> Result<Option<Self>, LoadError> {
        let trust = rows[0][0].clone();
        let Some(year) = year_asked(reader, &trust, asked).await? else { return Ok(None) };
        let rates = rates::read(reader, &trust).await?;
        let all = employments(reader, &trust).await?;
        let mut persons: Vec<Uuid> = rows.iter().filter_map(|row| row[1].as_uuid()).collect();
        persons.sort_unstable();
        persons.dedup();
        let born = birthdays(reader, &persons).await?;
        let costs = costs(&all, &born, &persons, &year, &rates);
        Ok(Some(Self { year, all, costs }))
    }

    /// The contracts of a person that hold at some time of the year.
    fn counting(&self, person: Uuid) -> impl Iterator<Item = &Employment> {
        self.all.iter().filter(move |of| of.person == person && of.terms.hold_in(&self.year))
    }
}

async fn birthdays(reader: &dyn Reader, persons: &[Uuid]) -> Result<HashMap<Uuid, NaiveDate>, LoadError> {
    let keys: Vec<Value> = persons.iter().copied().map(Value::Uuid).collect();
    let rows = reader.rows(&[Who::Id, Who::DateOfBirth].map(Column::of), Column::of(Who::Id), &keys).await?;
    Ok(rows.iter().filter_map(|row| Some((row[0].as_uuid()?, row[1].as_date()?))).collect())
}

/// Every contract of the trust with its allowances and the amounts of its point, in the order of keys.
async fn employments(reader: &dyn Reader, trust: &Value) -> Result<Vec<Employment>, LoadError> {
    let trust = std::slice::from_ref(trust);
    let columns = [
        C::Id,
        C::PersonId,
        C::StartsOn,
        C::EndsOn,
        C::HoursPerWeekHundredths,
        C::FullTimeHoursHundredths,
        C::PaidWeeksThousandths,
        C::PayScaleId,
        C::PayPoint,
        C::AgreedSalaryPence,
        C::ProtectedSalaryPence,
        C::PensionScheme,
        C::PensionOptOut,
        C::SchoolId,
        C::ContractType,
    ];
    let contracts = reader.rows(&columns.map(Column::of), Column::of(C::TrustId), trust).await?;
    let mut allowances = allowances(reader, trust).await?;
    let points = points(reader, trust).await?;
    let employment = |row: &Vec<Value>| {
        let contract = row[0].as_uuid()?;
        let point =
            row[7].as_uuid().zip(row[8].as_text()).and_then(|(scale, name)| points.get(&(scale, name.to_owned())));
        Some(Employment {
            contract,
            person: row[1].as_uuid()?,
            school: row[13].as_uuid(),
            apprentice: row[14].as_text() == Some(ContractType::Apprenticeship.code()),
            scheme: match row[12].as_bool() {
                Some(true) => Some(PensionScheme::None),
                _ => row[11].as_text().and_then(PensionScheme::from_code),
            },
            terms: Terms {
                starts_on: row[2].as_date()?,
                ends_on: row[3].as_date(),
                hours: row[4].as_int()?,
                full_time_hours: row[5].as_int()?,
                paid_weeks: row[6].as_int()?,
                point: point.cloned().unwrap_or_default(),
                agreed: row[9].as_int(),
                protected: row[10].as_int().unwrap_or(0),
                allowances: allowances.remove(&contract).unwrap_or_default(),
            },
        })
    };
    let mut all: Vec<Employment> = contracts.iter().filter_map(employment).collect();
    all.sort_by_key(|employment| employment.contract);
    Ok(all)
}

async fn allowances(reader: &dyn Reader, trust: &[Value]) -> Result<HashMap<Uuid, Vec<Allowance>>, LoadError> {
    let columns = [A::ContractId, A::StartsOn, A::EndsOn, A::AmountPence, A::ShareThousandths];
    let mut found: HashMap<Uuid, Vec<Allowance>> = HashMap::new();
    for row in reader.rows(&columns.map(Column::of), Column::of(A::TrustId), trust).await? {
        if let (Some(contract), Some(starts_on), Some(amount), Some(share)) =
            (row[0].as_uuid(), row[1].as_date(), row[3].as_int(), row[4].as_int())
        {
            found.entry(contract).or_default().push(Allowance { starts_on, ends_on: row[2].as_date(), amount, share });
        }
    }
    Ok(found)
}

/// Amounts over time, by scale and point.
type Points = HashMap<(Uuid, String), Vec<(NaiveDate, i64)>>;

async fn points(reader: &dyn Reader, trust: &[Value]) -> Result<Points, LoadError> {
    let columns = [P::PayScaleId, P::Point, P::ValidFrom, P::AnnualPence];
    let mut found = Points::new();
    for row in reader.rows(&columns.map(Column::of), Column::of(P::TrustId), trust).await? {
        if let (Some(scale), Some(point), Some(from), Some(pence)) =
            (row[0].as_uuid(), row[1].as_text(), row[2].as_date(), row[3].as_int())
        {
            found.entry((scale, point.to_owned())).or_default().push((from, pence));
        }
    }
    found.values_mut().for_each(|amounts| amounts.sort_unstable());
    Ok(found)
}
