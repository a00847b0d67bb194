//! The roles a new trust starts with: 21 that are granted and two implicit ones.
//!
//! `default_roles.json` holds them as the scheme of delegation prints them: one cell per
//! role and group (`"finance": { "access": "read", "approve": true }`). This module expands
//! each cell to single permissions and writes them. From then on roles are the trust's own
//! data; nothing reads this file to decide access.

use std::collections::{BTreeMap, HashMap};

use anyhow::Context as _;
use entity::{role, role_permission};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde::Deserialize;
use uuid::Uuid;

/// A role as the file states it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefaultRole {
    /// Stable code, `trust_ceo`.
    pub code: String,
    /// Name of the role.
    pub name: String,
    /// One sentence for the person who grants it.
    pub description: String,
    /// Reach of every cell that has no reach of its own.
    pub reach: Reach,
    /// Held by applications instead of people.
    pub application: bool,
    /// Held without a grant.
    pub implicit: bool,
    /// One cell per group of permissions, in lower case (`pay_identity`).
    pub permissions: BTreeMap<String, Cell>,
}

/// What a role may do in one group of permissions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// The highest ordinary action.
    pub access: Access,
    /// May approve as well. Approving does not include reading.
    #[serde(default)]
    pub approve: bool,
    /// May report as well: create rows, and read the rows that one created.
    #[serde(default)]
    pub report: bool,
    /// Reach of this cell where it differs from the role's.
    pub reach: Option<Reach>,
    /// A limit in words ("after the central sift"): a rule on rows, which the type has to implement.
    pub limit: Option<String>,
}

/// The highest ordinary action of a cell. [`permissions`] says which others it includes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Suppressed statistics.
    Aggregate,
    /// Whether a thing exists and is valid or expired; masked values.
    Status,
    /// Rows.
    Read,
    /// Reading and changing rows.
    Write,
    /// Creating rows, and reading those that one created; includes none of the others.
    Report,
}

/// How far a permission goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Reach {
    /// Everything of the trust.
    Trust,
    /// The schools named by the grant.
    School,
    /// The classes the person teaches.
    OwnClasses,
    /// The people below the person in the reporting line.
    ReportingLine,
    /// The person's own record.
    #[serde(rename = "SELF")]
    Own,
}

impl Reach {
    /// The name of the reach in the database and in GraphQL.
    pub fn name(self) -> &'static str {
        match self {
            Reach::Trust => "TRUST",
            Reach::School => "SCHOOL",
            Reach::OwnClasses => "OWN_CLASSES",
            Reach::ReportingLine => "REPORTING_LINE",
            Reach::Own => "SELF",
        }
    }
}

/// The default roles, in the order in which the scheme prints them.
pub fn all() -> anyhow::Result<Vec<DefaultRole>> {
    serde_json::from_str(include_str!("default_roles.json")).context("default_roles.json")
}

/// The permissions of one cell, `FINANCE_READ` and so on.
///
/// Reading includes status and statistics; status does not include statistics.
pub fn permissions(group: &str, cell: &Cell) -> Vec<String> {
    let included: &[&str] = match cell.access {
        Access::Aggregate => &["AGGREGATE"],
        Access::Status => &["STATUS"],
        Access::Read => &["READ", "STATUS", "AGGREGATE"],
        Access::Write => &["WRITE", "READ", "STATUS", "AGGREGATE"],
        Access::Report => &["REPORT"],
    };
    let approve = cell.approve.then_some("APPROVE");
    let report = (cell.report && cell.access != Access::Report).then_some("REPORT");
    let group = group.to_ascii_uppercase();
    included.iter().copied().chain(approve).chain(report).map(|action| format!("{group}_{action}")).collect()
}

/// Writes the default roles of a trust and returns their ids by code.
///
/// The ids follow from the trust's id and the code, so that loading the same trust twice
/// gives the same rows.
pub async fn write<C: ConnectionTrait>(txn: &C, trust_id: Uuid) -> anyhow::Result<HashMap<String, Uuid>> {
    let mut ids = HashMap::new();
    let mut roles = Vec::new();
    let mut rows = Vec::new();
    for default in all()? {
        let role_id = Uuid::new_v5(&trust_id, format!("role/{}", default.code).as_bytes());
        for (group, cell) in &default.permissions {
            let reach = cell.reach.unwrap_or(default.reach).name();
            for permission in permissions(group, cell) {
                rows.push(role_permission::ActiveModel {
                    id: Set(Uuid::new_v5(&role_id, permission.as_bytes())),
                    trust_id: Set(trust_id),
                    role_id: Set(role_id),
                    permission: Set(permission),
                    reach: Set(reach.to_owned()),
                    row_limit: Set(cell.limit.clone()),
                });
            }
        }
        roles.push(role::ActiveModel {
            id: Set(role_id),
            trust_id: Set(trust_id),
            code: Set(default.code.clone()),
            name: Set(default.name),
            description: Set(default.description),
            is_application: Set(default.application),
            is_implicit: Set(default.implicit),
        });
        ids.insert(default.code, role_id);
    }
    role::Entity::insert_many(roles).exec_without_returning(txn).await?;
    // In chunks of 500 rows: a statement of SQLite binds at most 32,766 values.
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(500));
        role_permission::Entity::insert_many(rows).exec_without_returning(txn).await?;
        rows = rest;
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_holds_21_roles_and_two_implicit_ones() {
        let roles = all().unwrap();
        assert_eq!(roles.len(), 23);
        let implicit: Vec<_> = roles.iter().filter(|r| r.implicit).map(|r| r.code.as_str()).collect();
        assert_eq!(implicit, ["everyone", "line_manager"]);
        assert_eq!(roles.iter().filter(|r| r.application).count(), 4);
    }

    #[test]
    fn cells_expand_to_what_they_include() {
        check(
            r#"{"access": "write"}"#,
            &["PAY_IDENTITY_WRITE", "PAY_IDENTITY_READ", "PAY_IDENTITY_STATUS", "PAY_IDENTITY_AGGREGATE"],
        );
        check(r#"{"access": "aggregate", "approve": true}"#, &["PAY_IDENTITY_AGGREGATE", "PAY_IDENTITY_APPROVE"]);
        check(
            r#"{"access": "read", "report": true}"#,
            &["PAY_IDENTITY_READ", "PAY_IDENTITY_STATUS", "PAY_IDENTITY_AGGREGATE", "PAY_IDENTITY_REPORT"],
        );
        check(r#"{"access": "status", "reach": "SELF"}"#, &["PAY_IDENTITY_STATUS"]);
        check(r#"{"access": "report"}"#, &["PAY_IDENTITY_REPORT"]);
    }

    #[track_caller]
    fn check(cell: &str, expected: &[&str]) {
        let cell: Cell = serde_json::from_str(cell).unwrap();
        assert_eq!(permissions("pay_identity", &cell), expected);
    }
}
