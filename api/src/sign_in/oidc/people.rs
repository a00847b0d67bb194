//! From a verified identity to a principal of the provider's trust.
//!
//! By issuer and subject where the principal has them, else by an address that the provider has verified. A principal
//! that has a subject is never found by its address: addresses pass on to the next in the post, subjects do not.

use entity::codes::PrincipalKind;
use entity::{principal, trust};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};
use thiserror::Error;
use uuid::Uuid;

use super::Identity;

/// Why a provider speaks for no trust. Nobody is signed in until the operator has mended it.
#[derive(Debug, Error)]
pub enum NoTrust {
    /// There is none.
    #[error("there is no trust in the database yet: `colonnade import gias --adopt UID` makes one")]
    None,
    /// There are several.
    #[error("the database holds {0} trusts: name with --oidc-trust the one whose people this provider signs in")]
    Several(usize),
    /// None is called so.
    #[error("no trust has the UID or name `{0}`: write --oidc-trust as GIAS has it")]
    Unknown(String),
    /// The database's fault.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The trust that a provider speaks for: the one named by GIAS group UID or name, else the only one.
pub async fn trust(db: &DatabaseConnection, named: Option<&str>) -> Result<Uuid, NoTrust> {
    let ids = trust::Entity::find().select_only().column(trust::Column::Id);
    let Some(named) = named else {
        let all: Vec<Uuid> = ids.into_tuple().all(db).await?;
        return match all[..] {
            [only] => Ok(only),
            [] => Err(NoTrust::None),
            _ => Err(NoTrust::Several(all.len())),
        };
    };
    let is_it = match named.parse::<i32>() {
        Ok(uid) => trust::Column::GiasGroupUid.eq(uid),
        Err(_) => trust::Column::NameFold.eq(entity::fold(named)),
    };
    let found: Vec<Uuid> = ids.filter(is_it).into_tuple().all(db).await?;
    match found[..] {
        [only] => Ok(only),
        [] => Err(NoTrust::Unknown(named.to_owned())),
        _ => Err(NoTrust::Several(found.len())),
    }
}

/// The principal of a trust that an identity is; whether it is active is for whoever compiles its rights.
pub async fn principal(db: &DatabaseConnection, trust: Uuid, identity: &Identity) -> Result<Option<Uuid>, DbErr> {
    use principal::Column as C;
    let ids = principal::Entity::find().filter(C::TrustId.eq(trust)).select_only().column(C::Id);
    let bound: Option<Uuid> = ids
        .clone()
        .filter(C::OidcIssuer.eq(&identity.issuer))
        .filter(C::OidcSubject.eq(&identity.subject))
        .into_tuple()
        .one(db)
        .await?;
    let Some(email) = identity.email.as_deref().filter(|_| bound.is_none()) else {
        return Ok(bound);
    };
    let found: Vec<Uuid> = ids
        .filter(C::Kind.eq(PrincipalKind::Person))
        .filter(C::OidcSubject.is_null())
        .filter(ExprTrait::eq(Expr::expr(Func::lower(Expr::col(C::Email))), email))
        .limit(2)
        .into_tuple()
        .all(db)
        .await?;
    // Two that differ in capitals alone: nobody says which is meant.
    Ok(if let [only] = found[..] { Some(only) } else { None })
}

/// How many active principals of a trust an issuer's tokens can find.
pub async fn known(db: &DatabaseConnection, trust: Uuid, issuer: &str) -> Result<u64, DbErr> {
    use principal::Column as C;
    let by_address = Condition::all()
        .add(C::OidcSubject.is_null())
        .add(C::Email.is_not_null())
        .add(C::Kind.eq(PrincipalKind::Person));
    principal::Entity::find()
        .filter(C::TrustId.eq(trust))
        .filter(C::Active.eq(true))
        .filter(Condition::any().add(C::OidcIssuer.eq(issuer)).add(by_address))
        .count(db)
        .await
}
