//! Judgements that were given anew: what stood there before. Kept by the database when a band changes.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment_history")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Judgement that replaced it.
    pub assessment_id: Uuid,
    /// Child.
    pub pupil_id: Uuid,
    /// School that judged.
    pub school_id: Uuid,
    /// Band given then.
    pub band_id: Uuid,
    /// Place of the band on its scale.
    pub band_sort: i32,
    /// Whether the band counts as at or above the expected standard.
    pub at_or_above: bool,
    /// Staff member who judged then.
    pub assessor_staff_id: Option<Uuid>,
    /// Value as the school recorded it.
    pub source_value: Option<String>,
    /// Scale the school recorded it on.
    pub source_scale: Option<String>,
    /// Day of recording.
    pub recorded_on: Date,
    /// Version of the judgement that it was.
    pub row_version: i32,
    /// When it was replaced, in UTC.
    pub replaced_at: DateTimeUtc,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
