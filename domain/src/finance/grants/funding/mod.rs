//! Funding of a school before and after the trust allocates it: grants, top-slice, pool.

mod pool;
mod types;

use std::collections::HashMap;

use entity::pool_allocation::Column as P;
use futures::FutureExt;
use graph::Value;
use graph::declare::{Asked, Column, LoadError, ObjectsFuture, Reader, nothing, table_rows};
use graph::table_row;
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

table_row! {
    struct PoolRow of P {
        school: Uuid = SchoolId,
        contribution: i64 = ContributionPence,
        pfi: i64 = PfiPence,
        allocation: i64 = AllocationPence,
        driver: String = Driver,
        reason: Option<String> = Reason,
    }
}

async fn pool(reader: &dyn Reader, year: &Year) -> Result<HashMap<Uuid, Pooled>, LoadError> {
    let rows = table_rows::<PoolRow>(reader, Column::of(P::AcademicYearId), &[Value::Uuid(year.id)]).await?;
    let pooled = |row| {
        let PoolRow { school, contribution, pfi, allocation, driver, reason } = row;
        (school, Pooled { contribution, pfi, allocation, driver, reason })
    };
    Ok(rows.into_iter().map(pooled).collect())
}
