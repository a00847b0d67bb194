//! Gives a person or an application a principal and a role, on behalf of the operator of the installation.
//!
//! A new trust has no administrator who could grant the first role, so the operator does. Later the trust's own access
//! administrators grant roles; this command remains for the day when they are locked out. Running it twice changes
//! nothing.

use chrono::NaiveDate;
use entity::codes::PrincipalKind;
use entity::{person, principal, role, role_grant, role_grant_school, role_permission, school, staff_member};
use graph::Period;
use graph::declare::{EMAIL, LINE, TextClass};
use graph::period::day_before;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};
use thiserror::Error;
use uuid::Uuid;

/// Whom to admit, and with which role.
#[derive(Clone, Debug)]
pub struct Admission {
    /// The trust.
    pub trust_id: Uuid,
    /// E-mail address of the person at the identity provider.
    pub email: Option<String>,
    /// Issuer and subject of the identity provider, where they are known.
    pub subject: Option<(String, String)>,
    /// Display name; required for a new principal.
    pub name: Option<String>,
    /// Code of the role: `headteacher`.
    pub role: String,
    /// URNs of the schools at which it is held.
    pub schools: Vec<String>,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day; one before `starts_on` ends the role at once and grants nothing.
    pub ends_on: Option<NaiveDate>,
}

/// Why nobody was admitted. The operator can correct each of these.
#[derive(Debug, Error)]
pub enum Refused {
    /// There is no such role.
    #[error("no role is called {0}: these are {1}")]
    Role(String, String),
    /// A role at schools without schools.
    #[error("the role {0} is held at schools: name each of them with --school URN")]
    NoSchool(String),
    /// A role of the whole trust at a school.
    #[error("the role {0} is held for the whole trust: leave --school out")]
    NeedlessSchool(String),
    /// The trust has no such school.
    #[error("the trust has no school with the URN {0}")]
    School(String),
    /// The address or the name is none.
    #[error("{0}")]
    Text(String),
    /// Neither an address nor a subject is given.
    #[error("name the person with --email, or with --subject, the subject at the identity provider")]
    Nobody,
    /// A new principal has no name.
    #[error("there is no principal with this address or subject yet: give the name of the new one with --name")]
    NoName,
    /// Address and subject find two different principals.
    #[error("the address and the subject belong to two different principals: leave one out")]
    Two,
    /// The subject is bound already.
    #[error("{0} is bound to another subject of the identity provider: the address may now belong to another person")]
    Bound(String),
    /// The last day is before the first.
    #[error("the grant would end before it begins")]
    Days,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admitted {
    /// The principal.
    pub principal: Uuid,
    /// Its name.
    pub name: String,
    /// Whether it is new.
    pub is_new: bool,
    /// Whether a grant was created or its last day changed.
    pub granted: bool,
}

/// Admits a principal, in the caller's transaction.
///
/// # Errors
/// When the database cannot be read or written; the operator's mistakes are in the inner result.
pub async fn admit(txn: &DatabaseTransaction, wanted: &Admission) -> anyhow::Result<Result<Admitted, Refused>> {
    // The day before ends a role at once; an earlier one is a mistake.
    if wanted.ends_on.is_some_and(|last| last < day_before(wanted.starts_on)) {
        return Ok(Err(Refused::Days));
    }
    let (role, schools) = match role_at(txn, wanted).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    let (principal, is_new) = match who(txn, wanted, &role).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    let granted = grant(txn, wanted, &principal, &role, &schools).await?;
    Ok(Ok(Admitted { principal: principal.id, name: principal.name, is_new, granted }))
}

async fn role_at(
    txn: &DatabaseTransaction,
    wanted: &Admission,
) -> anyhow::Result<Result<(role::Model, Vec<Uuid>), Refused>> {
    let roles = role::Entity::find()
        .filter(role::Column::TrustId.eq(wanted.trust_id))
        .filter(role::Column::IsImplicit.eq(false))
        .all(txn)
        .await?;
    let Some(role) = roles.iter().find(|role| role.code == wanted.role) else {
        let mut codes: Vec<&str> = roles.iter().map(|role| role.code.as_str()).collect();
        codes.sort_unstable();
        return Ok(Err(Refused::Role(wanted.role.clone(), codes.join(", "))));
    };
    let reaches = role_permission::Entity::find().filter(role_permission::Column::RoleId.eq(role.id)).all(txn).await?;
    let at_schools = reaches.iter().any(|row| row.reach == "SCHOOL");
    if at_schools && wanted.schools.is_empty() {
        return Ok(Err(Refused::NoSchool(role.code.clone())));
    }
    if !reaches.iter().any(|row| matches!(row.reach.as_str(), "SCHOOL" | "OWN_CLASSES")) && !wanted.schools.is_empty() {
        return Ok(Err(Refused::NeedlessSchool(role.code.clone())));
    }
    let mut schools = Vec::new();
    for urn in &wanted.schools {
        use school::Column as C;
        let found = school::Entity::find().filter(C::TrustId.eq(wanted.trust_id)).filter(C::Urn.eq(urn.as_str()));
        match found.one(txn).await? {
            Some(school) if schools.contains(&school.id) => {}
            Some(school) => schools.push(school.id),
            None => return Ok(Err(Refused::School(urn.clone()))),
        }
    }
    schools.sort_unstable();
    Ok(Ok((role.clone(), schools)))
}

/// Finds the principal by subject or address, or creates one, and says whether it is new.
async fn who(
    txn: &DatabaseTransaction,
    wanted: &Admission,
    role: &role::Model,
) -> anyhow::Result<Result<(principal::Model, bool), Refused>> {
    use principal::Column as C;
    let of_trust = || principal::Entity::find().filter(C::TrustId.eq(wanted.trust_id));
    let by_subject = match &wanted.subject {
        Some((issuer, subject)) => {
            let bound = of_trust().filter(C::OidcIssuer.eq(issuer)).filter(C::OidcSubject.eq(subject));
            bound.one(txn).await?
        }
        None => None,
    };
    let cleaned = |class: TextClass, text: &Option<String>| {
        let text = text.as_ref().map(|text| class.clean(text)).transpose();
        text.map(|text| text.filter(|text| !text.is_empty()))
    };
    let (email, name) = match (cleaned(EMAIL, &wanted.email), cleaned(LINE, &wanted.name)) {
        (Ok(email), Ok(name)) => (email, name),
        (Err(fault), _) | (_, Err(fault)) => return Ok(Err(Refused::Text(fault))),
    };
    let by_email = match &email {
        Some(email) => {
            let same = ExprTrait::eq(Expr::expr(Func::lower(Expr::col(C::Email))), email.as_str());
            of_trust().filter(same).one(txn).await?
        }
        None => None,
    };
    let found = match (by_subject, by_email) {
        (Some(one), Some(other)) if one.id != other.id => return Ok(Err(Refused::Two)),
        (Some(one), _) | (None, Some(one)) => Some(one),
        (None, None) if email.is_none() && wanted.subject.is_none() => return Ok(Err(Refused::Nobody)),
        (None, None) => None,
    };
    let Some(found) = found else {
        let Some(name) = &name else { return Ok(Err(Refused::NoName)) };
        return Ok(Ok((add(txn, wanted, email, name, role).await?, true)));
    };
    let bound = found.oidc_issuer.clone().zip(found.oidc_subject.clone());
    if let (Some(bound), Some(asked)) = (&bound, &wanted.subject)
        && bound != asked
    {
        return Ok(Err(Refused::Bound(found.name)));
    }
    let mut row = found.clone();
    if let Some((issuer, subject)) = wanted.subject.clone() {
        (row.oidc_issuer, row.oidc_subject) = (Some(issuer), Some(subject));
    }
    row.email = row.email.or(email);
    row.active = true;
    if row != found {
        row.clone().into_active_model().reset_all().update(txn).await?;
    }
    Ok(Ok((row, false)))
}

async fn add(
    txn: &DatabaseTransaction,
    wanted: &Admission,
    email: Option<String>,
    name: &str,
    role: &role::Model,
) -> anyhow::Result<principal::Model> {
    // Linked to their person row, so that the principal reaches that person's own records (SELF).
    let person_id = match &email {
        Some(email) => {
            use person::Column as C;
            let same = ExprTrait::eq(Expr::expr(Func::lower(Expr::col(C::EmailWork))), email.as_str());
            let people = person::Entity::find().filter(C::TrustId.eq(wanted.trust_id)).filter(same).all(txn).await?;
            if let [only] = &people[..] { Some(only.id) } else { None }
        }
        None => None,
    };
    let staff_id = match person_id {
        Some(id) => {
            let staff = staff_member::Entity::find().filter(staff_member::Column::PersonId.eq(id)).one(txn).await?;
            staff.map(|staff| staff.id)
        }
        None => None,
    };
    let (oidc_issuer, oidc_subject) = wanted.subject.clone().unzip();
    let row = principal::Model {
        id: Uuid::now_v7(),
        trust_id: wanted.trust_id,
        kind: if role.is_application { PrincipalKind::Application } else { PrincipalKind::Person },
        person_id,
        staff_id,
        name: name.to_owned(),
        name_fold: entity::fold(name),
        email,
        oidc_issuer,
        oidc_subject,
        persona: None,
        active: true,
    };
    principal::Entity::insert(row.clone().into_active_model()).exec_without_returning(txn).await?;
    Ok(row)
}

/// Adds the grant, unless the principal holds the same role at the same schools: then only a given last day is set on
/// it.
async fn grant(
    txn: &DatabaseTransaction,
    wanted: &Admission,
    principal: &principal::Model,
    role: &role::Model,
    schools: &[Uuid],
) -> anyhow::Result<bool> {
    use role_grant::Column as C;
    let held = role_grant::Entity::find()
        .filter(C::PrincipalId.eq(principal.id))
        .filter(C::RoleId.eq(role.id))
        .all(txn)
        .await?;
    for grant in held.into_iter().filter(|grant| grant.ends_on.is_none_or(|last| last >= wanted.starts_on)) {
        let at = role_grant_school::Entity::find().filter(role_grant_school::Column::RoleGrantId.eq(grant.id)).all(txn);
        let mut at: Vec<Uuid> = at.await?.into_iter().map(|row| row.school_id).chain(grant.school_id).collect();
        at.sort_unstable();
        at.dedup();
        if at != schools {
            continue;
        }
        let changes = wanted.ends_on.is_some() && grant.ends_on != wanted.ends_on;
        if changes {
            let mut row = grant.into_active_model();
            row.ends_on = Set(wanted.ends_on);
            row.update(txn).await?;
        }
        return Ok(changes);
    }
    if Period::new(wanted.starts_on, wanted.ends_on).is_empty() {
        return Ok(false);
    }
    let id = Uuid::now_v7();
    let row = role_grant::ActiveModel {
        id: Set(id),
        trust_id: Set(wanted.trust_id),
        principal_id: Set(principal.id),
        person_id: Set(principal.person_id),
        role_id: Set(role.id),
        school_id: Set(if let [only] = schools { Some(*only) } else { None }),
        starts_on: Set(wanted.starts_on),
        ends_on: Set(wanted.ends_on),
        ..Default::default()
    };
    role_grant::Entity::insert(row).exec_without_returning(txn).await?;
    for school_id in schools {
        let row = role_grant_school::ActiveModel {
            id: Set(Uuid::now_v7()),
            trust_id: Set(wanted.trust_id),
            role_grant_id: Set(id),
            school_id: Set(*school_id),
            principal_id: Set(principal.id),
        };
        role_grant_school::Entity::insert(row).exec_without_returning(txn).await?;
    }
    Ok(true)
}
