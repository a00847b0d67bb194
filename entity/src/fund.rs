//! Funds, which say what money may be spent on. Owned by the trust.

use sea_orm::entity::prelude::*;

/// A fund of the accounts.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "fund")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Code in the ledger.
    pub code: String,
    /// Name.
    pub name: String,
    /// `UNRESTRICTED`, `RESTRICTED_GAG`, `RESTRICTED_OTHER` or `FIXED_ASSET`.
    pub fund_type: String,
    /// What the money is given for.
    pub restriction: Option<String>,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
