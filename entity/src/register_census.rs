//! A school's published January census: roll, special needs, first language, free school meals.
//!
//! Counts only: percentages are worked out from them. A count that the publisher withheld is null, and `withheld`
//! keeps the marker it printed instead.

use sea_orm::entity::prelude::*;

/// A school's census of one academic year.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_census")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The school, once the register holds it.
    pub register_school_id: Option<Uuid>,
    /// URN of the school.
    pub urn: String,
    /// Academic year ('2018/19').
    pub academic_year: String,
    /// Type of school as the census prints it.
    pub school_type: Option<String>,
    /// Pupils on roll (NOR).
    pub roll: Option<i32>,
    /// Girls on roll (NORG).
    pub girls: Option<i32>,
    /// Boys on roll (NORB).
    pub boys: Option<i32>,
    /// Pupils with an education, health and care plan (TSENELSE).
    pub ehcp: Option<i32>,
    /// Pupils with SEN support (TSENELK).
    pub sen_support: Option<i32>,
    /// Pupils whose first language is other than English (NUMEAL).
    pub eal: Option<i32>,
    /// Pupils whose first language is English (NUMENGFL).
    pub english: Option<i32>,
    /// Pupils whose first language is unclassified (NUMUNCFL).
    pub unclassified_language: Option<i32>,
    /// Pupils eligible for free school meals (NUMFSM).
    pub fsm: Option<i32>,
    /// Pupils eligible at any time in the past six years (NUMFSMEVER).
    pub fsm6: Option<i32>,
    /// Pupils that `fsm6` is counted among (NORFSMEVER: not the roll); null where the file has no such column.
    pub fsm6_roll: Option<i32>,
    /// Withheld counts with the marker printed instead, as `fsm6=SUPP eal=x`.
    pub withheld: Option<String>,
}

/// None: the engine joins by declared columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
