//! Results of standardised tests. Owned by the school and the class.

use sea_orm::entity::prelude::*;

/// A child's result in one test.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "test_result")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Child.
    pub pupil_id: Uuid,
    /// School that held the test.
    pub school_id: Uuid,
    /// Subject tested.
    pub subject_id: Uuid,
    /// Point of the year the test counts for.
    pub assessment_point_id: Option<Uuid>,
    /// Name of the test.
    pub test_name: String,
    /// Day of the test.
    pub taken_on: Date,
    /// Raw mark, in hundredths.
    pub raw_hundredths: Option<i32>,
    /// Highest mark possible, in hundredths.
    pub max_hundredths: Option<i32>,
    /// Standardised score, in hundredths.
    pub standardised_hundredths: Option<i32>,
    /// Scaled score.
    pub scaled: Option<i32>,
    /// Reading age, in months.
    pub reading_age_months: Option<i32>,
    /// Whether the expected standard was met, where the test has one.
    pub at_or_above: Option<bool>,
    /// When the row last changed, in UTC; written by whatever changes it.
    pub updated_at: DateTimeUtc,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
