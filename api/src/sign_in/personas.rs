//! Principals that a local token can be made for: the demo's personas, people by address, applications.
//!
//! Reads the sign-in tables directly: nobody is signed in yet, so there is no caller whose rights could be asked.
//! Only ids, names, and the role and school of a persona leave this module.

use std::collections::HashMap;

use entity::codes::PrincipalKind;
use entity::{principal, role, role_grant, role_grant_school, school};
use sea_orm::{ColumnTrait, Condition, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use uuid::Uuid;

/// A persona of the demo, as the sign-in page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Persona {
    /// What to sign in as: `head`.
    pub name: String,
    /// The role: `Headteacher`.
    pub label: String,
    /// Who it is.
    pub person: String,
    /// Where, if the role is held at a school.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
}

/// The personas, in the order in which the demo made them.
pub async fn list(db: &DatabaseConnection) -> Result<Vec<Persona>, DbErr> {
    let principals = principal::Entity::find()
        .filter(principal::Column::Persona.is_not_null())
        .filter(principal::Column::Active.eq(true))
        .order_by_asc(principal::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = principals.iter().map(|principal| principal.id).collect();
    let grants = role_grant::Entity::find()
        .filter(role_grant::Column::PrincipalId.is_in(ids.clone()))
        .order_by_asc(role_grant::Column::Id)
        .all(db)
        .await?;
    let reached =
        role_grant_school::Entity::find().filter(role_grant_school::Column::PrincipalId.is_in(ids)).all(db).await?;
    let roles = names::<role::Entity, _>(db, role::Column::Id, grants.iter().map(|grant| grant.role_id), |row| {
        (row.id, row.name)
    })
    .await?;
    let at = grants.iter().filter_map(|grant| grant.school_id).chain(reached.iter().map(|row| row.school_id));
    let schools = names::<school::Entity, _>(db, school::Column::Id, at, |row| (row.id, row.name)).await?;
    Ok(principals
        .into_iter()
        .filter_map(|principal| {
            let grant = grants.iter().find(|grant| grant.principal_id == principal.id);
            let school = grant.and_then(|grant| {
                grant.school_id.or_else(|| Some(reached.iter().find(|row| row.role_grant_id == grant.id)?.school_id))
            });
            let name = principal.persona?;
            Some(Persona {
                label: grant.and_then(|grant| roles.get(&grant.role_id)).unwrap_or(&name).clone(),
                person: principal.name,
                school: school.and_then(|id| schools.get(&id).cloned()),
                name,
            })
        })
        .collect())
}

async fn names<E, C>(
    db: &DatabaseConnection,
    id: C,
    ids: impl Iterator<Item = Uuid>,
    name: fn(E::Model) -> (Uuid, String),
) -> Result<HashMap<Uuid, String>, DbErr>
where
    E: EntityTrait,
    C: ColumnTrait,
{
    let ids: std::collections::HashSet<Uuid> = ids.collect();
    Ok(E::find().filter(id.is_in(ids)).all(db).await?.into_iter().map(name).collect())
}

/// The active principal behind a persona's name.
pub async fn by_persona(db: &DatabaseConnection, name: &str) -> Result<Option<principal::Model>, DbErr> {
    active().filter(principal::Column::Persona.eq(name)).one(db).await
}

/// The active people with this address: one in each trust that knows it.
pub async fn by_email(db: &DatabaseConnection, email: &str) -> Result<Vec<principal::Model>, DbErr> {
    active()
        .filter(principal::Column::Kind.eq(PrincipalKind::Person))
        .filter(principal::Column::Email.eq(email))
        .all(db)
        .await
}

/// The active applications with this id, name or persona.
pub async fn by_app(db: &DatabaseConnection, known_as: &str) -> Result<Vec<principal::Model>, DbErr> {
    let is_it = match Uuid::parse_str(known_as) {
        Ok(id) => Condition::all().add(principal::Column::Id.eq(id)),
        Err(_) => {
            Condition::any().add(principal::Column::Name.eq(known_as)).add(principal::Column::Persona.eq(known_as))
        }
    };
    active().filter(principal::Column::Kind.eq(PrincipalKind::Application)).filter(is_it).all(db).await
}

/// Every active principal: personas first, then applications, then people by name.
pub async fn all(db: &DatabaseConnection) -> Result<Vec<principal::Model>, DbErr> {
    let mut all =
        active().order_by_asc(principal::Column::Kind).order_by_asc(principal::Column::NameFold).all(db).await?;
    all.sort_by_key(|principal| principal.persona.is_none());
    Ok(all)
}

fn active() -> sea_orm::Select<principal::Entity> {
    principal::Entity::find().filter(principal::Column::Active.eq(true))
}
