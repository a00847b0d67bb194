//! Grants of roles to principals, dated. Owned by the trust, or by the school of a grant at one.
//! A grant at several schools has a row for each of them beside it.

use sea_orm::entity::prelude::*;

/// A role given to a principal for a spell.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grant")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// Who holds it.
    pub principal_id: Uuid,
    /// The holder's person; none for an application.
    pub person_id: Option<Uuid>,
    /// Role granted.
    pub role_id: Uuid,
    /// School, where the grant is at exactly one.
    pub school_id: Option<Uuid>,
    /// First day.
    pub starts_on: Date,
    /// First day it no longer holds; none while open.
    pub ends_on: Option<Date>,
    /// Principal who granted it; no foreign key, as grants outlive their givers.
    pub granted_by: Option<Uuid>,
    /// Version of the scheme it rests on.
    pub scheme_version_id: Option<Uuid>,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
