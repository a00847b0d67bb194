//! Works out what no single file says: which groups are one legal entity, which members are current, when a former member
//! left, and to which school a link or a census row belongs.
//!
//! It runs over the whole register after each import, writes only what differs, and keeps no more than the groups in memory.

mod entities;
mod memberships;
mod schools;

use sea_orm::{DatabaseTransaction, DbErr};

pub use entities::is_trust;

/// Updates the derived columns of the register.
pub async fn settle(txn: &DatabaseTransaction) -> Result<(), DbErr> {
    let groups = entities::settle(txn).await?;
    memberships::settle(txn, &groups).await?;
    schools::settle(txn).await
}
