//! Grants allocated to schools by year and stream. Owned by the trust; the subject is the school.

use sea_orm::entity::prelude::*;

/// A year's allocation of one grant to one school.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_allocation")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// School the money is for.
    pub school_id: Uuid,
    /// Year of the allocation.
    pub academic_year_id: Uuid,
    /// `GAG`, `PUPIL_PREMIUM`, `PE_SPORT`, `UIFSM`, `SEN_TOP_UP`, `SIXTEEN_TO_NINETEEN`, `CAPITAL` or `OTHER`.
    pub stream: String,
    /// Amount in pence.
    pub amount_pence: i64,
    /// Number of pupils the amount was worked out from.
    pub pupils_basis: Option<i32>,
    /// When the row last changed, in UTC; written by whatever changes it.
    pub updated_at: DateTimeUtc,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
