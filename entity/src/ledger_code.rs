//! The chart of accounts. Owned by the trust.

use sea_orm::entity::prelude::*;

/// An account of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_code")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Code, five digits where it is the DfE's; local codes use the last digit.
    pub code: String,
    /// Name of the account.
    pub name: String,
    /// `name` folded, for human order and search.
    pub name_fold: String,
    /// `INCOME`, `EXPENDITURE`, `ASSET`, `LIABILITY` or `RESERVE`.
    pub r#type: String,
    /// Reporting category the account counts in.
    pub category_code: Option<String>,
    /// Kind of fund the account is limited to, if any.
    pub fund_type: Option<String>,
    /// Whether new lines may use it.
    pub active: bool,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
