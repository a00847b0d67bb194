//! Lines of a budget: an amount per account and period. Owned as its budget is.
//! School and year repeat the budget's, so that sums need no join.

use sea_orm::entity::prelude::*;

/// A budgeted amount.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "budget_line")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Budget the line is part of.
    pub budget_id: Uuid,
    /// School of the budget; none for the central team.
    pub school_id: Option<Uuid>,
    /// Year of the budget.
    pub academic_year_id: Uuid,
    /// Account.
    pub ledger_code_id: Uuid,
    /// Cost centre, where one is named.
    pub cost_centre_id: Option<Uuid>,
    /// Fund, where one is named.
    pub fund_id: Option<Uuid>,
    /// Month of the accounting year, 1 being September.
    pub period: i32,
    /// Amount in pence, signed as the account's type is.
    pub amount_pence: i64,
    /// Version of the row, rising with every change; a change names the one it saw.
    pub row_version: i32,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
