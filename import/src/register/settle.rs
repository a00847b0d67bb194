//! Works out what no single file says: which groups are one legal entity, who is a member now,
//! when a former member left, and to which school a link or a census row belongs.
//!
//! Runs over the whole register after files went in, writes only what differs, and holds no more
//! than the groups in memory.

mod entities;
mod memberships;
mod schools;

use sea_orm::{DatabaseTransaction, DbErr};

pub use entities::is_trust;

/// Brings the derived columns up to date.
pub async fn settle(txn: &DatabaseTransaction) -> Result<(), DbErr> {
    let groups = entities::settle(txn).await?;
    memberships::settle(txn, &groups).await?;
    schools::settle(txn).await
}
