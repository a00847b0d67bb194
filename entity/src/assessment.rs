//! Judgements of a child in a subject at an assessment point. Owned by the school and the class.
//! Band order and standing repeat those of the band, so that counting needs no join.

use sea_orm::entity::prelude::*;

/// One judgement.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Child.
    pub pupil_id: Uuid,
    /// School that judged.
    pub school_id: Uuid,
    /// Class the child was taught in.
    pub class_id: Option<Uuid>,
    /// Subject.
    pub subject_id: Uuid,
    /// Point of the year.
    pub assessment_point_id: Uuid,
    /// Band given.
    pub band_id: Uuid,
    /// Place of the band on its scale.
    pub band_sort: i32,
    /// Whether the band counts as at or above the expected standard.
    pub at_or_above: bool,
    /// `TEACHER`, `TEST` or `BOTH`.
    pub basis: String,
    /// `RAW`, `MODERATED` or `STANDARDISED`.
    pub stage: String,
    /// Staff member who judged.
    pub assessor_staff_id: Option<Uuid>,
    /// Value as the school recorded it.
    pub source_value: Option<String>,
    /// Scale the school recorded it on.
    pub source_scale: Option<String>,
    /// National curriculum year at the point, 0 being reception.
    pub nc_year: i32,
    /// Day of recording.
    pub recorded_on: Date,
    /// When the row last changed, in UTC; written by whatever changes it.
    pub updated_at: DateTimeUtc,
    /// Version of the row, rising with every change; a change names the one it saw.
    pub row_version: i32,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
