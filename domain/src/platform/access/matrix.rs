//! The access matrix: which types, fields and actions each default role may use, and with which reach.
//!
//! It is derived from the declarations and the default roles alone, not from a running server, so that it can be
//! reviewed as the expected access.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::bail;
use graph::PrintedPermission;
use graph::declare::{Access, Catalogue, Field, Printed, Resource, Source};
use serde::Serialize;

use super::default_roles::{DefaultRole, Reach, all, permissions};
use super::permission;

/// One row of the matrix: a type, field, link, measure or action, and the roles that may use it.
#[derive(Debug, Serialize)]
pub struct Line {
    /// The coordinate, such as `Pupil.ethnicity`.
    pub coordinate: String,
    /// The permissions, any one of which is enough; empty where row access is enough.
    pub needs: Vec<&'static str>,
    /// The reach of each role that may read it.
    pub roles: BTreeMap<String, String>,
}

/// The whole matrix: the roles in order, and a line per type, field, link, measure and action.
#[derive(Debug, Serialize)]
pub struct Table {
    /// Role codes.
    pub roles: Vec<String>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// The permissions of a default role, with their reaches. A role for people includes those of `everyone`.
///
/// # Errors
/// When there is no such role.
pub fn held_by(code: &str) -> anyhow::Result<BTreeMap<PrintedPermission, Vec<Reach>>> {
    let roles = all()?;
    let Some(role) = roles.iter().find(|role| role.code == code) else {
        let known: Vec<_> = roles.iter().map(|role| role.code.as_str()).collect();
        bail!("there is no default role {code}: there are {}", known.join(", "));
    };
    let mut held = BTreeMap::new();
    add(role, &mut held);
    if !role.application && !role.implicit {
        roles.iter().filter(|role| role.code == "everyone").for_each(|role| add(role, &mut held));
    }
    Ok(held)
}

fn add(role: &DefaultRole, held: &mut BTreeMap<PrintedPermission, Vec<Reach>>) {
    for (group, cell) in &role.permissions {
        for name in permissions(group, cell) {
            if let Some(permission) = permission::named(&name) {
                held.entry(permission.printed()).or_default().push(cell.reach.unwrap_or(role.reach));
            }
        }
    }
}

/// The table of a catalogue.
///
/// # Errors
/// When the default roles cannot be read.
pub fn table(catalogue: &Catalogue) -> anyhow::Result<Table> {
    let roles: Vec<String> = all()?.into_iter().map(|role| role.code).collect();
    let held: Vec<(String, BTreeMap<PrintedPermission, Vec<Reach>>)> =
        roles.iter().map(|code| Ok((code.clone(), held_by(code)?))).collect::<anyhow::Result<_>>()?;
    let mut lines = Vec::new();
    for resource in &catalogue.resources {
        let mut push =
            |coordinate: String, access: &Access| lines.push(line(catalogue, &held, coordinate, &resource.row, access));
        push(resource.name.to_owned(), &resource.row);
        for field in &resource.fields {
            fields(resource, field, &mut push);
        }
        for link in &resource.links {
            let target = catalogue.resource(link.target);
            let access = match target {
                Some(target) if link.access.printed().open => &target.row,
                _ => &link.access,
            };
            push(format!("{}.{}", resource.name, link.name), access);
        }
    }
    for cube in catalogue.cubes.iter().filter(|cube| cube.shown) {
        let count = &cube.counting.aggregate;
        let mut push = |coordinate: String, access: &Access| {
            let mut line = line(catalogue, &held, coordinate, count, access);
            // The reach SELF gives no right to count.
            line.roles.values_mut().for_each(|letters| *letters = letters.replace(letter(Reach::Own), ""));
            line.roles.retain(|_, letters| !letters.is_empty());
            lines.push(line);
        };
        push(cube.field.name.to_owned(), count);
        for (dimension, (aggregate, _)) in cube.dimensions.iter().filter_map(|d| Some((d, d.needs.as_ref()?))) {
            push(format!("{} by {}", cube.field.name, dimension.name), aggregate);
        }
    }
    for action in &catalogue.actions {
        let coordinate = format!("Mutation.{}", action.name);
        let mut own = line(catalogue, &held, coordinate, &action.access, &action.access);
        // The reach SELF gives no right to change anything.
        own.roles.retain(|_, reach| {
            *reach = reach.replace(letter(Reach::Own), "");
            !reach.is_empty()
        });
        lines.push(own);
    }
    Ok(Table { roles, lines })
}

fn fields(resource: &Resource, field: &Field, push: &mut impl FnMut(String, &Access)) {
    push(format!("{}.{}", resource.name, field.name), &field.access);
    if let Source::Object { fields, .. } = &field.source {
        for part in fields {
            let access = if part.access.printed().open { &field.access } else { &part.access };
            push(format!("{}.{}.{}", resource.name, field.name, part.name), access);
        }
    }
}

/// The line of a coordinate: a role may use it with row access and one of the permissions that it needs.
fn line(
    catalogue: &Catalogue,
    held: &[(String, BTreeMap<PrintedPermission, Vec<Reach>>)],
    coordinate: String,
    row: &Access,
    access: &Access,
) -> Line {
    let (row, access) = (row.printed(), access.printed());
    let mut roles = BTreeMap::new();
    for (code, held) in held {
        let (Some(row), Some(own)) = (reaches(&row, held), reaches(&access, held)) else { continue };
        let shown = if access.open { row } else { own };
        roles.insert(code.clone(), shown);
    }
    Line { coordinate, needs: access.names(catalogue), roles }
}

/// The reaches with which a role meets an access rule, as letters; `None` where it does not meet the rule.
fn reaches(access: &Printed, held: &BTreeMap<PrintedPermission, Vec<Reach>>) -> Option<String> {
    if access.open {
        return Some("•".to_owned());
    }
    let mut letters: Vec<&str> = access
        .needs
        .iter()
        .filter_map(|need| held.get(&need.permission))
        .flatten()
        .map(|reach| letter(*reach))
        .collect();
    letters.sort_unstable();
    letters.dedup();
    (!letters.is_empty()).then(|| letters.concat())
}

fn letter(reach: Reach) -> &'static str {
    match reach {
        Reach::Trust => "T",
        Reach::School => "S",
        Reach::OwnClasses => "C",
        Reach::ReportingLine => "L",
        Reach::Own => "me",
    }
}

/// What the letters of the table mean.
pub const LEGEND: &str = "T everything of the trust · S the schools of the grant · C the pupils of the caller's own classes · \
     L the caller's reporting line · me the caller's own record · • every signed-in caller of the trust. A role that holds a permission reads a row \
     only within that reach.";

/// The table as Markdown.
#[must_use]
pub fn markdown(table: &Table) -> String {
    let grid = grid(table, |_| true);
    format!(
        "# Who may read what\n\nPrinted by `colonnade access --matrix` from the declarations and the default roles; a test \
         keeps it equal.\n\n{LEGEND}\n\n{grid}"
    )
}

/// The rows of some coordinates, as Markdown, below the names of the roles.
#[must_use]
pub fn grid(table: &Table, is_shown: impl Fn(&str) -> bool) -> String {
    let mut out =
        format!("| what | needs | {} |\n|---|---|{}\n", table.roles.join(" | "), "---|".repeat(table.roles.len()));
    for line in table.lines.iter().filter(|line| is_shown(&line.coordinate)) {
        let needs = if line.needs.is_empty() { "the row".to_owned() } else { line.needs.join(" or ") };
        let cells: Vec<&str> = table.roles.iter().map(|role| line.roles.get(role).map_or("", String::as_str)).collect();
        let _ = writeln!(out, "| {} | {needs} | {} |", line.coordinate, cells.join(" | "));
    }
    out
}

/// The table as JSON.
///
/// # Errors
/// When it cannot be written.
pub fn json(table: &Table) -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(table)? + "\n")
}
