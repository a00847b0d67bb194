//! Bands of a scale, such as working below or working above. Owned by the trust.

use sea_orm::entity::prelude::*;

/// One band.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "band")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Scale of the band.
    pub band_scale_id: Uuid,
    /// Code: `WB`, `B`, `E`, `A` or `WA` on the default scale.
    pub code: String,
    /// Label in full.
    pub label: String,
    /// Place on the scale, rising with attainment.
    pub sort: i32,
    /// Whether it counts as at or above the expected standard.
    pub at_or_above: bool,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
