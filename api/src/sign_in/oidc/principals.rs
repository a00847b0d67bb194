//! From a verified identity to a principal of the provider's trust.
//!
//! A principal with an issuer and subject is found by those; any other by an e-mail address that the provider has
//! verified. A principal with a subject is never found by its address: an address may pass to somebody else, a subject
//! does not.

use entity::codes::PrincipalKind;
use entity::{principal, trust};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};
use thiserror::Error;
use uuid::Uuid;

use super::Identity;

/// Why a provider's trust cannot be determined. The provider signs nobody in until the operator corrects it.
#[derive(Debug, Error)]
pub enum NoTrust {
    /// The database holds no trust.
    #[error("there is no trust in the database yet: `colonnade import gias --adopt UID` creates one")]
    None,
    /// The database holds several trusts, and the settings name none of them.
    #[error("the database holds {0} trusts: name the provider's trust with --oidc-trust")]
    Several(usize),
    /// No trust has the UID or name of the settings.
    #[error("no trust has the UID or name `{0}`: write --oidc-trust as GIAS has it")]
    Unknown(String),
    /// A query failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// A provider's trust: the one with the GIAS group UID or name `named`, else the only trust in the database.
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

/// The principal of a trust with this identity. It may be inactive: compiling its rights checks that.
pub async fn find(db: &DatabaseConnection, trust: Uuid, identity: &Identity) -> Result<Option<Uuid>, DbErr> {
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
    // Two addresses that differ only in case: it is not known which principal is meant.
    Ok(if let [only] = found[..] { Some(only) } else { None })
}

/// How many active principals of a trust can sign in with tokens of an issuer.
pub async fn count(db: &DatabaseConnection, trust: Uuid, issuer: &str) -> Result<u64, DbErr> {
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
