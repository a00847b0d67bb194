//! The pool in which the schools of the trust share part of their general annual grant.

use entity::pool_allocation;

use crate::builder::Builder;
use crate::draw::dice::shares;
use crate::trust::calendar::changed_at;
use crate::trust::schools::School;

/// The figures of a school that decide its part in the pool.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// General annual grant, in pence.
    pub gag: i64,
    /// Whether a private finance contract is paid out of it.
    pub pfi: bool,
    /// Pupils with pupil premium: the pool is allocated in proportion to them.
    pub premium: i64,
}

/// Adds the pool of the current year: each school contributes a hundredth of its grant without private finance costs, and
/// the sum is allocated by pupils with pupil premium.
pub fn write(builder: &mut Builder<'_>, schools: &[School], parts: &[Part]) {
    if schools.len() < 2 {
        return;
    }
    let contract = |part: &Part| if part.pfi { part.gag * 8 / 100 } else { 0 };
    let paid: Vec<i64> = parts.iter().map(|part| (part.gag - contract(part)) / 100).collect();
    let got = shares(paid.iter().sum(), &parts.iter().map(|part| part.premium).collect::<Vec<_>>());
    for (((school, part), contribution_pence), allocation_pence) in schools.iter().zip(parts).zip(paid).zip(got) {
        let id = builder.ids.next("pool_allocation");
        builder.batch.pool_allocation.push(pool_allocation::Model {
            id,
            trust_id: builder.trust_id,
            school_id: school.id,
            academic_year_id: builder.calendar.years[1],
            contribution_pence,
            pfi_pence: contract(part),
            allocation_pence,
            driver: format!("Shared by pupils with pupil premium, of whom it has {}", part.premium),
            reason: None,
            updated_at: changed_at(id, None),
        });
    }
}
