//! Allowances paid on top of a contract. Owned as its contract is.

use sea_orm::entity::prelude::*;

/// An allowance for a spell of time.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_allowance")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Contract it is paid under.
    pub contract_id: Uuid,
    /// Staff member paid.
    pub staff_id: Uuid,
    /// The same person's record.
    pub person_id: Uuid,
    /// School of the contract; none for the central team.
    pub school_id: Option<Uuid>,
    /// `TLR1`, `TLR2`, `TLR3`, `SEN`, `RECRUITMENT_RETENTION`, `ACTING`, `FIRST_AID` or `OTHER`.
    pub kind: String,
    /// Full annual amount, in pence.
    pub amount_pence: i64,
    /// First day.
    pub starts_on: Date,
    /// First day no longer paid; none while open.
    pub ends_on: Option<Date>,
    /// Share paid, in thousandths; 1000 is not pro-rated.
    pub share_thousandths: i32,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
