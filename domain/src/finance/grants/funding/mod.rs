//! Funding of a school before and after the trust allocates it: grants, top-slice, pool.

mod pool;

use std::collections::HashMap;

use entity::pool_allocation::Column as P;
use futures::FutureExt;
use graph::Value;
use graph::declare::{
    Asked, Column, ComputedField, ComputedType, LoadError, OPEN, ObjectsFuture, Reader, computed_field, computed_type,
};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::finance::charges::top_slice::{self, Charged};
use crate::trust::Year;
use pool::{Funding, Pooled};

/// How many statements it takes: those of a top-slice, and the pool.
pub const STATEMENTS: usize = top_slice::STATEMENTS + 1;

/// The funding of each school; null for one without a grant. Inputs: trust, school.
pub fn of_schools<'a>(reader: &'a dyn Reader, rows: Vec<Vec<Value>>, asked: Asked) -> ObjectsFuture<'a> {
    async move {
        let Some(charged) = Charged::read(reader, &rows[0][0], &asked).await? else {
            return Ok(vec![Json::Null; rows.len()]);
        };
        let mut pool = pool(reader, &charged.year).await?;
        let mut funding = |row: &Vec<Value>| {
            let school = row[1].as_uuid()?;
            let own = charged.grants.iter().filter(|grant| grant.0 == school);
            let grants: Vec<_> = own.map(|(_, stream, pence, _)| (stream.clone(), *pence)).collect();
            if grants.is_empty() {
                return None;
            }
            let funding = Funding {
                grants,
                pupils: charged.funded.get(&school).and_then(|funded| funded.pupils),
                charge: charged.charges.get(&school).map(|charge| (charge.amount, charge.basis.clone())),
                pooled: pool.remove(&school),
            };
            let mut told = funding.json();
            told["year"] = json!(charged.year.label);
            told["school"] = charged.named(school)?;
            Some(told)
        };
        Ok(rows.iter().map(|row| funding(row).unwrap_or(Json::Null)).collect())
    }
    .boxed()
}

async fn pool(reader: &dyn Reader, year: &Year) -> Result<HashMap<Uuid, Pooled>, LoadError> {
    let columns = [P::SchoolId, P::ContributionPence, P::PfiPence, P::AllocationPence, P::Driver, P::Reason];
    let rows = reader.rows(&columns.map(Column::of), Column::of(P::AcademicYearId), &[Value::Uuid(year.id)]).await?;
    let pooled = |row: &Vec<Value>| {
        Some((
            row[0].as_uuid()?,
            Pooled {
                contribution: row[1].as_int()?,
                pfi: row[2].as_int()?,
                allocation: row[3].as_int()?,
                driver: row[4].as_text()?.to_owned(),
                reason: row[5].as_text().map(str::to_owned),
            },
        ))
    };
    Ok(rows.iter().filter_map(pooled).collect())
}

fn all(of: &'static [(&'static str, &'static str, &'static str)]) -> impl Iterator<Item = ComputedField> {
    of.iter().map(|(name, ty, description)| computed_field(name, ty, OPEN, description))
}

/// The types that funding is made of.
#[must_use]
pub fn types() -> Vec<ComputedType> {
    vec![
        computed_type(
            "SchoolFunding",
            "What a school is funded with in an academic year, before and after the trust allocates it.",
            all(&[
                ("year", "String!", "The academic year."),
                ("school", "FinanceSchool!", "The school."),
                ("pupils", "Int", "Pupils that the general annual grant was worked out on."),
                ("before", "FundingSum!", "Its grants, capital too, before anything is moved."),
                ("after", "FundingSum!", "What it has to spend: before, and all that moved it."),
                ("moved", "FundingSum!", "The difference."),
                ("grants", "[FundingGrant!]!", "Its grants, by stream."),
                ("drivers", "[FundingMove!]!", "What moved its funding; together they are the difference."),
                (
                    "privateFinance",
                    "Money",
                    "Part of the general annual grant that pays for a private finance contract (PFI): it is not \
                     pooled. Null where the school is in no pool.",
                ),
                (
                    "refusedContribution",
                    "Money",
                    "What was meant for the pool out of funding for private finance, and is not counted. Null where \
                     the school is in no pool.",
                ),
            ]),
        ),
        computed_type(
            "FundingSum",
            "An amount, and the same for each pupil.",
            all(&[
                ("amount", "Money!", "Amount for the year."),
                ("perPupil", "Money", "For each pupil of the general annual grant; null where there is no number."),
            ]),
        ),
        computed_type(
            "FundingGrant",
            "What a grant brings.",
            all(&[
                ("stream", "GrantStream!", "What it is for."),
                ("amount", "Money!", "Amount for the year."),
                ("perPupil", "Money", "For each pupil of the general annual grant."),
            ]),
        ),
        computed_type(
            "FundingMove",
            "Something that moved a school's funding.",
            all(&[
                ("driver", "FundingDriver!", "What it is."),
                ("amount", "Money!", "By how much: negative where the school pays."),
                ("perPupil", "Money", "For each pupil of the general annual grant."),
                ("reason", "String!", "How it was worked out, or why, in words."),
            ]),
        ),
    ]
}
