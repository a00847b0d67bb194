//! Whether a value may be read: always, never, or row by row.

use super::{Name, among, denial, paths, rule, same, withholding};
use crate::declare::part::Part;
use crate::declare::{Access, Action, ComputedField, Field, Path, Resource, Rule};
use crate::plan::Context;
use crate::plan::condition::Cond;
use crate::plan::object::{Check, Denial, Reason, RowTest};
use crate::plan::read::{Expr, cell};

/// Whether a name may be selected of the rows of a read. A row test is a look-up of a key the row carries, or of a truth
/// value it selects.
pub(in crate::plan) fn select(
    context: &mut Context,
    read: usize,
    resource: &Resource,
    name: Name,
    coordinate: &str,
) -> Check {
    if let Name::Link(link, target) = name
        && same(&link.access, &target.row)
    {
        // The rows there are asked for by this very rule.
        return Check::Always;
    }
    check(context, read, resource, name.access(), coordinate)
}

/// The cell of a truth value that withholds a field where it is set, and who sees the field all the same.
pub(in crate::plan) fn withheld(
    context: &mut Context,
    read: usize,
    resource: &Resource,
    field: &Field,
    coordinate: &str,
) -> Option<(usize, Check)> {
    let (paths, unless) = field.withheld.as_ref()?;
    // No right is asked for the truth value: it is the row's own state.
    let flag = match paths.as_slice() {
        [Path::Set(column)] => Expr::Column(*column),
        paths => Expr::Holds(withholding(paths)),
    };
    let flag = cell(context, read, flag);
    Some((flag, check(context, read, resource, unless, coordinate)))
}

/// The checks for notifying of a change of a part, and what withholds it.
pub(in crate::plan) fn notifiable(
    context: &mut Context,
    read: usize,
    resource: &Resource,
    part: &Part,
    coordinate: &str,
) -> (Vec<Check>, Option<(usize, Check)>) {
    let checks =
        part.accesses.iter().map(|access| check(context, read, resource, access, coordinate)).collect::<Vec<_>>();
    let withheld = part.withheld.as_ref().map(|(paths, unless)| {
        let flag = cell(context, read, Expr::Holds(withholding(paths)));
        (flag, check(context, read, resource, unless, coordinate))
    });
    (checks, withheld)
}

/// Whether a thing without rows may be read: by whoever holds one of the permissions anywhere.
pub(in crate::plan) fn computed(context: &Context, field: &ComputedField, coordinate: &str) -> Check {
    let Rule::AnyOf(needs) = rule(&field.access) else { return Check::Always };
    if needs.iter().any(|need| context.caller.rights.right(need.permission).is_some()) {
        Check::Always
    } else {
        Check::Never(denial(context.catalogue, needs, coordinate, Reason::NoGrant))
    }
}

/// Why the caller may not use an action, where it holds none of its permissions further than for itself.
pub(in crate::plan) fn action(context: &Context, action: &Action, coordinate: &str) -> Option<Denial> {
    let Rule::AnyOf(needs) = rule(&action.access) else { return None };
    let own = context.catalogue.own_reach;
    let held =
        needs.iter().any(|need| context.caller.rights.right(need.permission).is_some_and(|right| right.beyond(own)));
    (!held).then(|| denial(context.catalogue, needs, coordinate, Reason::NoGrant))
}

fn check(context: &mut Context, read: usize, resource: &Resource, access: &Access, coordinate: &str) -> Check {
    let Rule::AnyOf(needs) = rule(access) else { return Check::Always };
    // The row is there because this very rule, measured by the same owner, let it through.
    if same(access, &resource.row) {
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
            tests.push(RowTest { cell: cell(context, read, Expr::Holds(among)), by_key: None });
            continue;
        }
        let found: Vec<_> = paths(resource, need, &right).map(|(reach, path)| (reach, path.clone())).collect();
        for (reach, path) in found {
            tests.push(match path {
                Path::Whole if among == Cond::True => return Check::Always,
                Path::Column(column) if among == Cond::True => {
                    RowTest { cell: cell(context, read, Expr::Column(column)), by_key: Some((need.permission, reach)) }
                }
                path => {
                    let reached = Cond::Reached(path, need.permission, reach).and(among.clone());
                    RowTest { cell: cell(context, read, Expr::Holds(reached)), by_key: None }
                }
            });
        }
    }
    if tests.is_empty() {
        let reason = if held { Reason::OutOfReach } else { Reason::NoGrant };
        return Check::Never(denial(context.catalogue, needs, coordinate, reason));
    }
    Check::Rows(tests, denial(context.catalogue, needs, coordinate, Reason::OutOfReach))
}
