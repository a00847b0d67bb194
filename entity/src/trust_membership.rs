//! Spells in which a school belonged to the trust. Owned by the school.

use sea_orm::entity::prelude::*;

/// One spell of a school's membership.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trust_membership")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// School that joined.
    pub school_id: Uuid,
    /// First day as part of the trust.
    pub joined_on: Date,
    /// First day no longer part of the trust; none while it is.
    pub left_on: Option<Date>,
    /// `MEMBER` or `SPONSORED`.
    pub role: String,
    /// How it came: `CONVERTER`, `SPONSORED`, `FREE_SCHOOL` or `TRANSFER`.
    pub route: String,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
