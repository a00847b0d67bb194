//! Reads the rows from which the cost of staff is worked out, in a fixed number of statements for all rows of a level.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::codes::{ContractType, PensionScheme};
use entity::contract::Column as C;
use entity::contract_allowance::Column as A;
use entity::pay_point::Column as P;
use entity::person::Column as Who;
use futures::FutureExt;
use graph::Value;
use graph::declare::{Asked, Column, LoadError, ObjectsFuture, Reader, nothing, table_rows};
use graph::table_row;
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
            let visible = found.costs.get(&contract).copied().flatten()?.visible_to(right, found.counting(person));
            Some(visible.of(&found.year))
        };
        Ok(rows.iter().map(cost).collect())
    }
    .boxed()
}

/// The cost of each member of staff over all contracts; null where the cost of one contract is not known. Inputs:
/// trust, person.
pub fn of_staff<'a>(reader: &'a dyn Reader, rows: Vec<Vec<Value>>, asked: Asked) -> ObjectsFuture<'a, StaffCost> {
    async move {
        let Some(found) = Found::read(reader, &rows, &asked).await? else { return Ok(nothing(&rows)) };
        let right = reader.right(PAY_READ);
        let cost = |row: &Vec<Value>| {
            let person = row[1].as_uuid()?;
            let own = found.all.iter().filter(|employment| employment.person == person);
            let costs: Option<Vec<Cost>> =
                own.map(|employment| found.costs.get(&employment.contract).copied().flatten()).collect();
            let visible = Cost::sum(&costs?).visible_to(right, found.counting(person));
            Some(visible.of(&found.year))
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

table_row! {
    struct BirthdayRow of Who { person: Uuid = Id, born: NaiveDate = DateOfBirth }
}

table_row! {
    struct ContractRow of C {
        id: Uuid = Id,
        person: Uuid = PersonId,
        school: Option<Uuid> = SchoolId,
        contract_type: Option<String> = ContractType,
        scheme: Option<String> = PensionScheme,
        opted_out: Option<bool> = PensionOptOut,
        starts_on: NaiveDate = StartsOn,
        ends_on: Option<NaiveDate> = EndsOn,
        hours: i64 = HoursPerWeekHundredths,
        full_time_hours: i64 = FullTimeHoursHundredths,
        paid_weeks: i64 = PaidWeeksThousandths,
        scale: Option<Uuid> = PayScaleId,
        point: Option<String> = PayPoint,
        agreed: Option<i64> = AgreedSalaryPence,
        protected: Option<i64> = ProtectedSalaryPence,
    }
}

table_row! {
    struct AllowanceRow of A {
        contract: Uuid = ContractId,
        starts_on: NaiveDate = StartsOn,
        ends_on: Option<NaiveDate> = EndsOn,
        amount: i64 = AmountPence,
        share: i64 = ShareThousandths,
    }
}

table_row! {
    struct PointRow of P {
        scale: Uuid = PayScaleId,
        point: String = Point,
        from: NaiveDate = ValidFrom,
        pence: i64 = AnnualPence,
    }
}

async fn birthdays(reader: &dyn Reader, persons: &[Uuid]) -> Result<HashMap<Uuid, NaiveDate>, LoadError> {
    let keys: Vec<Value> = persons.iter().copied().map(Value::Uuid).collect();
    let rows = table_rows::<BirthdayRow>(reader, Column::of(Who::Id), &keys).await?;
    Ok(rows.into_iter().map(|row| (row.person, row.born)).collect())
}

/// Every contract of the trust with its allowances and the amounts of its point, in the order of keys.
async fn employments(reader: &dyn Reader, trust: &Value) -> Result<Vec<Employment>, LoadError> {
    let trust = std::slice::from_ref(trust);
    let contracts = table_rows::<ContractRow>(reader, Column::of(C::TrustId), trust).await?;
    let mut allowances = allowances(reader, trust).await?;
    let points = points(reader, trust).await?;
    let employment = |row: ContractRow| {
        let point = row.scale.zip(row.point).and_then(|point| points.get(&point));
        Employment {
            contract: row.id,
            person: row.person,
            school: row.school,
            apprentice: row.contract_type.as_deref() == Some(ContractType::Apprenticeship.code()),
            scheme: match row.opted_out {
                Some(true) => Some(PensionScheme::None),
                _ => row.scheme.and_then(|scheme| PensionScheme::from_code(&scheme)),
            },
            terms: Terms {
                starts_on: row.starts_on,
                ends_on: row.ends_on,
                hours: row.hours,
                full_time_hours: row.full_time_hours,
                paid_weeks: row.paid_weeks,
                point: point.cloned().unwrap_or_default(),
                agreed: row.agreed,
                protected: row.protected.unwrap_or(0),
                allowances: allowances.remove(&row.id).unwrap_or_default(),
            },
        }
    };
    let mut all: Vec<Employment> = contracts.into_iter().map(employment).collect();
    all.sort_by_key(|employment| employment.contract);
    Ok(all)
}

async fn allowances(reader: &dyn Reader, trust: &[Value]) -> Result<HashMap<Uuid, Vec<Allowance>>, LoadError> {
    let mut found: HashMap<Uuid, Vec<Allowance>> = HashMap::new();
    for row in table_rows::<AllowanceRow>(reader, Column::of(A::TrustId), trust).await? {
        let AllowanceRow { contract, starts_on, ends_on, amount, share } = row;
        found.entry(contract).or_default().push(Allowance { starts_on, ends_on, amount, share });
    }
    Ok(found)
}

/// Amounts over time, by scale and point.
type Points = HashMap<(Uuid, String), Vec<(NaiveDate, i64)>>;

async fn points(reader: &dyn Reader, trust: &[Value]) -> Result<Points, LoadError> {
    let mut found = Points::new();
    for row in table_rows::<PointRow>(reader, Column::of(P::TrustId), trust).await? {
        found.entry((row.scale, row.point)).or_default().push((row.from, row.pence));
    }
    found.values_mut().for_each(|amounts| amounts.sort_unstable());
    Ok(found)
}
