//! What schools pay into a pool of general annual grant and get out of it. Owned by the trust; the subject is the school.

use sea_orm::entity::prelude::*;

/// A school's part in the pool of a year.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pool_allocation")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// School the row is about.
    pub school_id: Uuid,
    /// Year of the pool.
    pub academic_year_id: Uuid,
    /// Part of the general annual grant paid in, in pence.
    pub contribution_pence: i64,
    /// Part of the general annual grant that pays for a private finance contract, in pence: it is not pooled.
    pub pfi_pence: i64,
    /// What the pool gives, in pence.
    pub allocation_pence: i64,
    /// What the allocation was worked out by, in words.
    pub driver: String,
    /// Why, where the trust gave a reason of its own.
    pub reason: Option<String>,
    /// When the row last changed, in UTC; written by whatever changes it.
    pub updated_at: DateTimeUtc,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
