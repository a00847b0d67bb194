//! Links of a school to establishments before and after it. Owned by the school.
//! The other end is a URN, as it is seldom a school of the trust.

use sea_orm::entity::prelude::*;

/// A predecessor, successor or other relation of a school.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "school_link")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// School that has the link.
    pub school_id: Uuid,
    /// URN of the other establishment.
    pub linked_urn: String,
    /// Its name at the time.
    pub linked_name: Option<String>,
    /// Kind of link, GIAS label: `Predecessor`.
    pub link_type: String,
    /// Day the link came into force.
    pub established_on: Option<Date>,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
