//! Access rules as plain SQL: the condition that the declared permissions and owners mean for one persona.

use domain::platform::access::default_roles::Reach;
use domain::platform::access::reach::{OWN_CLASSES, REPORTING_LINE, SCHOOL, SELF, TRUST};
use graph::declare::{Access, Hop, Path, Resource};
use tests::TODAY;
use uuid::Uuid;

use super::holder::Holder;

/// The condition on the row `r` under which a persona meets a rule. Keys stand in braces, for either database.
pub fn condition(access: &Access, resource: &Resource, holder: &Holder) -> String {
    on(access, resource, holder, Periods::Kept)
}

/// The same condition, but ignoring the periods of ties.
pub fn whenever(access: &Access, resource: &Resource, holder: &Holder) -> String {
    on(access, resource, holder, Periods::Forgotten)
}

#[derive(Clone, Copy)]
enum Periods {
    Kept,
    Forgotten,
}

fn on(access: &Access, resource: &Resource, holder: &Holder, periods: Periods) -> String {
    let access = access.printed();
    if access.open {
        return "true".to_owned();
    }
    let mut ways = Vec::new();
    for need in access.needs {
        let among = match need.among {
            [] => "true".to_owned(),
            paths => any(paths.iter().map(|path| written(path, "r", &[], periods, 0))),
        };
        let owner = need.owner.unwrap_or(&resource.owner);
        for (reach, keys) in holder.reaches(need.permission) {
            let number = match reach {
                Reach::Trust => TRUST,
                Reach::School => SCHOOL,
                Reach::OwnClasses => OWN_CLASSES,
                Reach::ReportingLine => REPORTING_LINE,
                Reach::Own => SELF,
            };
            let leads = match reach {
                Reach::Trust => "true".to_owned(),
                _ => any(owner
                    .paths
                    .iter()
                    .filter(|(of, _)| *of == number)
                    .map(|(_, path)| written(path, "r", keys, periods, 0))),
            };
            ways.push(format!("({leads} and {among})"));
        }
    }
    any(ways.into_iter())
}

fn any(ways: impl Iterator<Item = String>) -> String {
    let ways: Vec<String> = ways.collect();
    if ways.is_empty() { "false".to_owned() } else { format!("({})", ways.join(" or ")) }
}

fn written(path: &Path, row: &str, keys: &[Uuid], periods: Periods, depth: usize) -> String {
    match path {
        Path::Whole => "true".to_owned(),
        Path::Set(flag) => format!("{row}.\"{}\"", flag.name),
        Path::Column(_) if keys.is_empty() => "false".to_owned(),
        Path::Column(column) => {
            let keys: Vec<String> = keys.iter().map(|key| format!("{{{}}}", key.simple())).collect();
            format!("{row}.\"{}\" in ({})", column.name, keys.join(", "))
        }
        Path::Exists(hop) => {
            let Hop { theirs, mine, then, dated } = &**hop;
            let other = format!("h{depth}");
            let period = match (dated, periods) {
                (Some((starts, ends)), Periods::Kept) => {
                    let (starts, ends) = (starts.name, ends.name);
                    format!(
                        " and {other}.{starts} <= '{TODAY}' and ({other}.{ends} is null or {other}.{ends} > '{TODAY}')"
                    )
                }
                _ => String::new(),
            };
            format!(
                "exists (select 1 from \"{}\" {other} where {other}.\"{}\" = {row}.\"{}\"{period} and {})",
                theirs.table,
                theirs.name,
                mine.name,
                written(then, &other, keys, periods, depth + 1)
            )
        }
    }
}
