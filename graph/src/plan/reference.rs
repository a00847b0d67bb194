//! The one place that asks for the caller's rights.
//!
//! Every name of a document that leads to data is resolved here: a selected field, a link, a filter, an order, a
//! unique key. Nothing else in this crate reads `Field::access` or `Resource::row`. Columns that a declaration reads
//! itself (the inputs of a derived value) are not references: the caller did not choose them.

use uuid::Uuid;

use super::Context;
use super::condition::Cond;
use super::object::{Check, Denial, Reason, Test};
use super::read::Expr;
use crate::caller::{Caller, EVERYTHING, Permission, Reach, Right};
use crate::declare::{Access, Catalogue, Field, Need, Path, Resource};

/// What the caller may see of a type or of a named thing, as a condition on rows.
#[derive(Debug)]
pub(crate) enum Scope {
    /// Whatever there is.
    All,
    /// What this holds for.
    Where(Cond),
    /// The permission is held, and leads to no row of this type.
    Nothing(Denial),
    /// No permission of the rule is held.
    Denied(Denial),
}

/// The rows of a type that the caller may see, its tenant included. `coordinate` names the reference for the error.
pub(super) fn rows(context: &Context, resource: &Resource, coordinate: &str) -> Scope {
    readable(context.catalogue, context.caller, resource, coordinate)
}

/// The rows of a type that a caller may see, for an action that looks at them.
pub(crate) fn readable(catalogue: &Catalogue, caller: &Caller, resource: &Resource, coordinate: &str) -> Scope {
    within_tenant(resource, resolve((catalogue, caller), resource, &resource.row, coordinate, None))
}

/// The rows on which a caller holds a right to change something. One's own reach changes nothing.
pub(crate) fn changeable(
    catalogue: &Catalogue,
    caller: &Caller,
    resource: &Resource,
    access: &Access,
    coordinate: &str,
) -> Scope {
    within_tenant(resource, resolve((catalogue, caller), resource, access, coordinate, catalogue.own_reach))
}

/// Why the caller may not use an action, where it holds none of its permissions further than for itself.
pub(super) fn action(context: &Context, access: &Access, coordinate: &str) -> Option<Denial> {
    let Access::AnyOf(needs) = access else { return None };
    let own = context.catalogue.own_reach;
    let held =
        needs.iter().any(|need| context.caller.rights.right(need.permission).is_some_and(|right| right.beyond(own)));
    (!held).then(|| denial(context.catalogue, needs, coordinate, Reason::NoGrant))
}

/// The same for the rows that a filter looks through: the caller's own rows are no ground to compare on.
pub(super) fn rows_to_compare(context: &Context, resource: &Resource, coordinate: &str) -> Scope {
    within_tenant(
        resource,
        resolve((context.catalogue, context.caller), resource, &resource.row, coordinate, context.catalogue.own_reach),
    )
}

/// Whether the caller could see a row of the tenant while it belonged to `owner`: that it is gone is told to no one else.
/// Decided by the column that says whom a row belongs to; a way over other tables, which may be gone as well, counts for
/// nothing.
pub(crate) fn could_see(caller: &Caller, resource: &Resource, owner: Option<Uuid>) -> bool {
    let Access::AnyOf(needs) = &resource.row else { return true };
    needs.iter().filter(|need| need.among.is_empty()).any(|need| {
        let Some(right) = caller.rights.right(need.permission) else { return false };
        let held = |key: Uuid, reach| right.keys(reach).is_some_and(|keys| keys.contains(key));
        right.everywhere()
            || paths(resource, need, right).any(|(reach, path)| match path {
                Path::Whole => true,
                Path::Column(column) => Some(*column) == resource.home && owner.is_some_and(|key| held(key, reach)),
                Path::Exists(_) | Path::Set(_) => false,
            })
    })
}

fn within_tenant(resource: &Resource, scope: Scope) -> Scope {
    match scope {
        Scope::All => Scope::Where(tenant(resource)),
        Scope::Where(cond) => Scope::Where(tenant(resource).and(cond)),
        denied => denied,
    }
}

fn tenant(resource: &Resource) -> Cond {
    resource.tenant.map_or(Cond::True, Cond::Tenant)
}

/// The rows on which the caller holds a rule, for names in `where` and `orderBy` and for keys of a look-up.
pub(super) fn scope(context: &Context, resource: &Resource, access: &Access, coordinate: &str) -> Scope {
    resolve((context.catalogue, context.caller), resource, access, coordinate, context.catalogue.own_reach)
}

/// The rows on which a field may be compared: where the caller holds its rule, and nothing withholds it.
pub(super) fn told(context: &Context, resource: &Resource, field: &Field, coordinate: &str) -> Scope {
    let held = if field.access.same_as(&resource.row) {
        Scope::All
    } else {
        scope(context, resource, &field.access, coordinate)
    };
    let Some((paths, unless)) = &field.withheld else { return held };
    let open = Cond::Not(Box::new(withholding(paths)));
    let told = match scope(context, resource, unless, coordinate) {
        Scope::All => return held,
        Scope::Where(unless) => Cond::Or(vec![open, unless]),
        Scope::Nothing(_) | Scope::Denied(_) => open,
    };
    match held {
        Scope::All => Scope::Where(told),
        Scope::Where(held) => Scope::Where(held.and(told)),
        denied => denied,
    }
}

fn resolve(
    (catalogue, caller): (&Catalogue, &Caller),
    resource: &Resource,
    access: &Access,
    coordinate: &str,
    but_not: Option<Reach>,
) -> Scope {
    let Access::AnyOf(needs) = access else { return Scope::All };
    let mut any = Vec::new();
    let mut held = false;
    for need in needs {
        let Some(right) = caller.rights.right(need.permission) else { continue };
        held = true;
        let among = among(need);
        if right.everywhere() {
            if among == Cond::True {
                return Scope::All;
            }
            any.push(among);
            continue;
        }
        let reached = |(reach, path): (Reach, &Path)| Cond::Reached(path.clone(), need.permission, reach);
        let found = paths(resource, need, right).filter(|(reach, _)| Some(*reach) != but_not);
        any.extend(found.map(|found| reached(found).and(among.clone())));
    }
    match any.len() {
        0 if held => Scope::Nothing(denial(catalogue, needs, coordinate, Reason::OutOfReach)),
        0 => Scope::Denied(denial(catalogue, needs, coordinate, Reason::NoGrant)),
        1 => Scope::Where(any.remove(0)),
        _ => Scope::Where(Cond::Or(any)),
    }
}

/// Whether a field may be read: always, never, or row by row. A row test is a look-up of a key the row carries, or of
/// a truth value it selects.
pub(super) fn check(
    context: &mut Context,
    read: usize,
    resource: &Resource,
    access: &Access,
    coordinate: &str,
) -> Check {
    let Access::AnyOf(needs) = access else { return Check::Always };
    // The row is there because this very rule, measured by the same owner, let it through.
    if access.same_as(&resource.row) {
        return Check::Always;
    }
    let mut tests = Vec::new();
    let mut held = false;
    for need in needs {
        let Some(right) = context.caller.rights.right(need.permission).cloned() else { continue };
        held = true;
        let among = among(need);
        if right.everywhere() {
            if among == Cond::True {
                return Check::Always;
            }
            tests.push(Test { cell: super::read::cell(context, read, Expr::Holds(among)), by_key: None });
            continue;
        }
        let found: Vec<_> = paths(resource, need, &right).map(|(reach, path)| (reach, path.clone())).collect();
        for (reach, path) in found {
            tests.push(match path {
                Path::Whole if among == Cond::True => return Check::Always,
                Path::Column(column) if among == Cond::True => Test {
                    cell: super::read::cell(context, read, Expr::Column(column)),
                    by_key: Some((need.permission, reach)),
                },
                path => Test {
                    cell: super::read::cell(
                        context,
                        read,
                        Expr::Holds(Cond::Reached(path, need.permission, reach).and(among.clone())),
                    ),
                    by_key: None,
                },
            });
        }
    }
    if tests.is_empty() {
        let reason = if held { Reason::OutOfReach } else { Reason::NoGrant };
        return Check::Never(denial(context.catalogue, needs, coordinate, reason));
    }
    Check::Rows(tests, denial(context.catalogue, needs, coordinate, Reason::OutOfReach))
}

/// Whether a thing without rows may be read: by whoever holds one of the permissions anywhere.
pub(super) fn held_anywhere(context: &Context, access: &Access, coordinate: &str) -> Check {
    let Access::AnyOf(needs) = access else { return Check::Always };
    if needs.iter().any(|need| context.caller.rights.right(need.permission).is_some()) {
        Check::Always
    } else {
        Check::Never(denial(context.catalogue, needs, coordinate, Reason::NoGrant))
    }
}

/// What withholds a value, as a truth value to select. No right is asked for it: it is the row's own state.
pub(super) fn withheld(paths: &[Path]) -> Expr {
    match paths {
        [Path::Set(column)] => Expr::Column(*column),
        paths => Expr::Holds(withholding(paths)),
    }
}

/// Where one of the paths leads: the rows on which something is withheld.
pub(crate) fn withholding(paths: &[Path]) -> Cond {
    Cond::Or(paths.iter().map(|path| Cond::Reached(path.clone(), Permission(u8::MAX), EVERYTHING)).collect())
}

/// The rows a need is for at all.
fn among(need: &Need) -> Cond {
    let mut any: Vec<Cond> =
        need.among.iter().map(|path| Cond::Reached(path.clone(), need.permission, EVERYTHING)).collect();
    match any.len() {
        0 => Cond::True,
        1 => any.remove(0),
        _ => Cond::Or(any),
    }
}

/// The paths of a need by which its right reaches rows.
fn paths<'r>(resource: &'r Resource, need: &'r Need, right: &'r Right) -> impl Iterator<Item = (Reach, &'r Path)> {
    let owner = need.owner.as_ref().unwrap_or(&resource.owner);
    owner.paths.iter().filter(|(reach, _)| right.has(*reach)).map(|(reach, path)| (*reach, path))
}

fn denial(catalogue: &Catalogue, needs: &[Need], coordinate: &str, reason: Reason) -> Denial {
    let permission = needs.first().map_or(Permission(u8::MAX), |need| need.permission);
    Denial { permission: catalogue.permission_name(permission), coordinate: coordinate.to_owned(), reason }
}

/// Whether rows of a type ask no permission.
pub(super) fn is_open(resource: &Resource) -> bool {
    matches!(resource.row, Access::Open)
}
