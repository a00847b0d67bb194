//! Who can sign in: people of the trust and applications. Owned by the trust.

use sea_orm::entity::prelude::*;

/// A person or application that makes requests.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "principal")]
pub struct Model {
    /// Identity of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Trust whose row it is.
    pub trust_id: Uuid,
    /// `PERSON` or `APPLICATION`.
    pub kind: String,
    /// The person; none for an application.
    pub person_id: Option<Uuid>,
    /// The person's employment, if any.
    pub staff_id: Option<Uuid>,
    /// Name to show.
    pub name: String,
    /// `name` folded, for human order and search.
    pub name_fold: String,
    /// Address the identity provider knows the person by.
    pub email: Option<String>,
    /// Identity provider that knows it by `oidc_subject`; none while it is known by its address alone.
    pub oidc_issuer: Option<String>,
    /// What that provider calls it in `sub`.
    pub oidc_subject: Option<String>,
    /// Name of the demo persona, in a demo trust only.
    pub persona: Option<String>,
    /// Whether requests are accepted.
    pub active: bool,
}

/// None: the engine reads by declared links.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
