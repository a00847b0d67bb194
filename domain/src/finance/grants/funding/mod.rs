//! Funding of a school before and after the trust allocates it: grants, top-slice, pool.

mod pool;
mod types;

use std::collections::HashMap;

use entity::pool_allocation::Column as P;
use futures::FutureExt;
use graph::Value;
use graph::declare::{Asked, Column, LoadError, ObjectsFuture, Reader, nothing};
use uuid::Uuid;

use crate::finance::charges::top_slice::{self, Charged};
use crate::trust::Year;
use pool::{Funding, Pooled};
pub use types::{FundingGrant, FundingMove, FundingSum, SchoolFunding};

/// How many statements it takes: those of a top-slice, and the pool.
pub const STATEMENTS: usize = top_slice::STATEMENTS + 1;

/// The funding of each school; null for one without a grant. Inputs: trust, school.
pub fn of_schools<'a>(reader: &'a dyn Reader, rows: Vec<Vec<Value>>, asked: Asked) -> ObjectsFuture<'a, SchoolFunding> {
    async move {
        let Some(charged) = Charged::read(reader, &rows[0][0], &asked).await? else {
            return Ok(nothing(&rows));
        };
        let mut pool = pool(reader, &charged.year).await?;
        let funding = |row: &Vec<Value>| {
            let school = row[1].as_uuid()?;
            let own = charged.grants.iter().filter(|grant| grant.0 == school);
            let grants: Vec<_> = own.map(|(_, stream, pence, _)| (*stream, *pence)).collect();
            if grants.is_empty() {
                return None;
            }
            let funding = Funding {
                grants,
                pupils: charged.funded.get(&school).and_then(|funded| funded.pupils),
                charge: charged.charges.get(&school).map(|charge| (charge.amount, charge.basis.clone())),
                pooled: pool.remove(&school),
            };
            Some(funding.of(&charged.year.label, charged.named(school)?))
        };
        Ok(rows.iter().map(funding).collect())
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
