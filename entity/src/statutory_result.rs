//! Results of the national assessments, with a row per component. Owned by the school and the class.

use sea_orm::entity::prelude::*;

/// A child's result in one component.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "statutory_result")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Child.
    pub pupil_id: Uuid,
    /// School that entered the child.
    pub school_id: Uuid,
    /// Stage of the assessment: `KS1`.
    pub key_stage: String,
    /// Subject, code of the national scheme.
    pub subject_code: String,
    /// Component, for instance `PHONICS_CHECK`, `DECODING` or `BLENDING`.
    pub component: String,
    /// `TEST`, `TEACHER` or `TASK`.
    pub method: String,
    /// Result as reported.
    pub value: String,
    /// Score, where the result is a number.
    pub score: Option<i32>,
    /// Whether the expected standard was met.
    pub met_standard: Option<bool>,
    /// Calendar year of the assessment.
    pub year: i32,
    /// Day, where there is one.
    pub taken_on: Option<Date>,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
