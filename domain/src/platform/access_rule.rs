//! The permissions that a coordinate of the schema asks for, read from the declarations.

use async_graphql::SimpleObject;
use graph::declare::{
    Access, Catalogue, ComputedField, Cube, Formula, Measure, OPEN, PermissionName, Quantity, Resource, computed,
};
use graph::{Caller, PrintedPermission};
use serde::Serialize;
use serde_json::Value as Json;

/// The permissions that a coordinate of the schema asks for.
#[derive(Debug, SimpleObject, Serialize)]
pub struct AccessRule {
    /// The thing, such as `Pupil.ethnicity`.
    pub coordinate: String,
    /// Whether it needs no permission beyond that to see the row, or to count what the measure counts.
    pub open: bool,
    /// The permissions of which one is enough; the row's or the measure's own where it is open. What a dimension or a
    /// part of a measure asks, it asks besides that of the measure's root field.
    pub permissions: Vec<PermissionName>,
    /// Whether you hold what it asks anywhere.
    pub held: bool,
}

/// The root field.
pub(super) fn root() -> ComputedField {
    computed(
        "accessRule",
        OPEN,
        "The permissions that a coordinate of the schema asks for. Null where the coordinate is unknown or has no \
         rule of its own: a part of a computed field has the rule of that field.",
        rule,
    )
    .argument(
        "coordinate",
        "String!",
        "A schema coordinate: `Pupil`, `Pupil.ethnicity`, `Query.attainment`, `AttainmentDimension.ETHNICITY`, \
         `Mutation.createPupil`.",
    )
}

/// What a thing asks.
struct Rule {
    /// Whether it asks nothing besides what it stands in.
    open: bool,
    /// Of which one is enough; none where it asks nothing.
    permissions: Vec<PrintedPermission>,
    /// Asked besides.
    besides: Option<PrintedPermission>,
    /// Whether the caller's own reach (SELF) is enough: it is for reads of rows, and not for counts or changes.
    own: bool,
}

fn rule(catalogue: &Catalogue, caller: &Caller, arguments: &Json) -> Option<AccessRule> {
    let coordinate = arguments["coordinate"].as_str().unwrap_or_default();
    let (name, member) = coordinate.split_once('.').map_or((coordinate, None), |(name, member)| (name, Some(member)));
    let found = match (name, member) {
        ("Query", Some(root)) => of_root(catalogue, root),
        ("Mutation", Some(action)) => of_action(catalogue, action),
        _ => match catalogue.resource(name) {
            Some(resource) => of_row(catalogue, resource, member),
            None => of_measures(catalogue, name, member),
        },
    };
    let rule = found?;
    let but_not = catalogue.own_reach.filter(|_| !rule.own);
    let held = |permission: &PrintedPermission| caller.rights.shows(*permission, but_not);
    Some(AccessRule {
        coordinate: coordinate.to_owned(),
        open: rule.open,
        permissions: rule.permissions.iter().map(|p| PermissionName(catalogue.printed_name(*p))).collect(),
        held: (rule.permissions.is_empty() || rule.permissions.iter().any(held)) && rule.besides.iter().all(held),
    })
}

/// A root field: over rows it asks what the rows ask.
fn of_root(catalogue: &Catalogue, name: &str) -> Option<Rule> {
    if let Some(cube) = shown(catalogue).find(|cube| cube.field.name == name) {
        return Some(counting(cube, None, false));
    }
    if let Some(root) = catalogue.roots.iter().find(|root| root.name == name) {
        return of_row(catalogue, catalogue.resource(root.target)?, None);
    }
    let root = catalogue.computed_roots.iter().find(|root| root.name == name)?;
    Some(reading(&root.access, &root.access))
}

fn of_action(catalogue: &Catalogue, name: &str) -> Option<Rule> {
    let action = catalogue.actions.iter().find(|action| action.name == name)?;
    Some(Rule { own: false, ..reading(&action.access, &action.access) })
}

/// A type with rows, or one of its fields and links.
fn of_row(catalogue: &Catalogue, resource: &Resource, member: Option<&str>) -> Option<Rule> {
    let access = match member {
        None | Some("id") => &resource.row,
        Some(member) => {
            let field = resource.fields.iter().find(|field| field.name == member).map(|field| &field.access);
            let link = resource.links.iter().find(|link| link.name == member);
            let link = link.and_then(|link| match link.access.printed().open {
                true => catalogue.resource(link.target).map(|target| &target.row),
                false => Some(&link.access),
            });
            field.or(link)?
        }
    };
    Some(reading(access, &resource.row))
}

fn reading(access: &Access, row: &Access) -> Rule {
    let access = access.printed();
    let permissions = if access.open { row.printed().permissions() } else { access.permissions() };
    Rule { open: access.open, permissions, besides: None, own: true }
}

/// A type that measures answer with, one of its fields, or one of its dimensions.
fn of_measures(catalogue: &Catalogue, name: &str, member: Option<&str>) -> Option<Rule> {
    let is = |cube: &&Cube, suffix: &str| name.strip_suffix(suffix) == Some(cube.types.0);
    if let Some(cube) = shown(catalogue).find(|cube| is(cube, "Dimension")) {
        let Some(member) = member else { return Some(counting(cube, None, false)) };
        let dimension = &cube.dimensions[cube.dimension(member)?];
        return Some(counting(cube, dimension.needs.as_ref().map(|(aggregate, _)| aggregate), true));
    }
    let cube = shown(catalogue).find(|cube| name == cube.types.0 || name == cube.types.1)?;
    let Some(member) = member else { return Some(counting(cube, None, false)) };
    let measure = cube.measures.iter().find(|measure| measure.name == member && name == cube.types.1);
    let fixed = if name == cube.types.0 { "rows" } else { "dimensions" };
    let asks = match measure {
        Some(measure) => other(catalogue, measure).map(|other| &other.counting.aggregate),
        None if member == fixed => None,
        None => return None,
    };
    Some(counting(cube, asks, true))
}

/// What counting by a cube asks, or a part of it that asks something of its own.
fn counting(cube: &Cube, part: Option<&Access>, is_part: bool) -> Rule {
    let aggregate = &cube.counting.aggregate;
    Rule {
        open: is_part && part.is_none(),
        permissions: part.unwrap_or(aggregate).printed().permissions(),
        besides: part.and_then(|_| aggregate.printed().permissions().pop()),
        own: false,
    }
}

/// The other cube that a measure is made of.
fn other<'c>(catalogue: &'c Catalogue, measure: &Measure) -> Option<&'c Cube> {
    let parts = match measure.formula {
        Formula::Total(one) => [one, one],
        Formula::Percent(one, two) | Formula::Ratio(one, two) => [one, two],
    };
    let name =
        parts.into_iter().find_map(|part| if let Quantity::InCube(name, _) = part { Some(name) } else { None })?;
    catalogue.cubes.iter().find(|cube| cube.field.name == name)
}

fn shown(catalogue: &Catalogue) -> impl Iterator<Item = &Cube> {
    catalogue.cubes.iter().filter(|cube| cube.shown)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::{DateTime, NaiveDate};
    use graph::{Caller, Keys, Permission, Reach, Rights};
    use serde_json::{Value as Json, json};
    use uuid::Uuid;

    use super::rule;
    use crate::platform::access::permission::{
        ASSESSMENT_AGGREGATE, ASSESSMENT_READ, ASSESSMENT_WRITE, PUPIL_AGGREGATE, PUPIL_DIVERSITY_AGGREGATE,
        STAFF_AGGREGATE,
    };
    use crate::platform::access::reach::{SCHOOL, SELF};

    fn answer(coordinate: &str, held: &[(Permission, Reach)]) -> Json {
        let mut rights = Rights::default();
        for (permission, reach) in held {
            rights.grant(*permission, *reach, &Arc::new(Keys::new(vec![Uuid::from_u128(1)])));
        }
        let (nobody, until) = (Uuid::nil(), DateTime::UNIX_EPOCH);
        let caller = Caller::new(nobody, nobody, until, NaiveDate::default(), rights, Json::Null);
        json!(rule(&crate::catalogue(), &caller, &json!({ "coordinate": coordinate })))
    }

    /// What it needs. A caller with all of these for a school holds it; one with less, or for themselves alone, does
    /// not.
    #[track_caller]
    fn asks(coordinate: &str, permissions: &[&str], enough: &[Permission]) {
        let with = |permissions: &[Permission], reach| {
            let held: Vec<_> = permissions.iter().map(|permission| (*permission, reach)).collect();
            answer(coordinate, &held)
        };
        let rule = with(enough, SCHOOL);
        assert_eq!((&rule["permissions"], &rule["held"]), (&json!(permissions), &json!(true)), "{rule}");
        assert_eq!(with(&enough[1..], SCHOOL)["held"], false, "without the first: {coordinate}");
        assert_eq!(with(&enough[..enough.len() - 1], SCHOOL)["held"], false, "without the last: {coordinate}");
        assert_eq!(with(enough, SELF)["held"], false, "for oneself: {coordinate}");
    }

    #[test]
    fn a_measure_asks_the_right_to_count() {
        asks("Query.attainment", &["ASSESSMENT_AGGREGATE"], &[ASSESSMENT_AGGREGATE]);
        asks("AttainmentRow", &["ASSESSMENT_AGGREGATE"], &[ASSESSMENT_AGGREGATE]);
        asks("AttainmentDimension.SCHOOL", &["ASSESSMENT_AGGREGATE"], &[ASSESSMENT_AGGREGATE]);
        assert_eq!(answer("AttainmentDimension.SCHOOL", &[])["open"], true);
        assert_eq!(answer("Query.attainment", &[])["open"], false);
        assert_eq!(answer("Query.attainment", &[(ASSESSMENT_READ, SCHOOL)])["held"], false, "to read is not to count");
    }

    #[test]
    fn a_dimension_and_a_part_ask_besides() {
        let both = [ASSESSMENT_AGGREGATE, PUPIL_DIVERSITY_AGGREGATE];
        asks("AttainmentDimension.ETHNICITY", &["PUPIL_DIVERSITY_AGGREGATE"], &both);
        asks("StaffingRow.pupilTeacherRatio", &["PUPIL_AGGREGATE"], &[STAFF_AGGREGATE, PUPIL_AGGREGATE]);
        asks("StaffingRow.fte", &["STAFF_AGGREGATE"], &[STAFF_AGGREGATE]);
    }

    #[test]
    fn an_action_asks_the_right_to_change() {
        asks("Mutation.recordAssessments", &["ASSESSMENT_WRITE"], &[ASSESSMENT_WRITE]);
    }

    #[test]
    fn a_root_field_asks_what_its_rows_ask() {
        for (root, of) in [("Query.contracts", "Contract"), ("Query.pupil", "Pupil"), ("Query.trust", "Trust")] {
            let (root, of) = (answer(root, &[]), answer(of, &[]));
            assert_eq!((&root["permissions"], &root["open"]), (&of["permissions"], &of["open"]));
        }
        assert_eq!(answer("Query.viewer", &[])["held"], true);
        assert_eq!(answer("Contract.cost", &[])["permissions"], json!(["PAY_READ"]));
    }

    #[test]
    fn what_there_is_not_has_no_rule() {
        for coordinate in [
            "",
            "Query",
            "Query.nothing",
            "Mutation",
            "Mutation.nothing",
            "Pupil.nothing",
            "Nothing.id",
            "AttainmentDimension.NOTHING",
            "AttainmentRow.rows",
            "Attainment.nothing",
            "StaffCost.levy",
        ] {
            assert_eq!(answer(coordinate, &[]), Json::Null, "{coordinate}");
        }
    }
}
