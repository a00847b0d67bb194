//! Which rows a caller may change, and by which row a right to change is measured.

use super::{resolve, rule, withholding, within_tenant};
use crate::caller::Caller;
use crate::declare::{Access, Catalogue, Guard, Need, Path, Resource, Rule, any_of};
use crate::plan::condition::Cond;

/// What of a row is to be changed.
#[derive(Clone, Copy)]
pub(crate) enum Changed<'a> {
    /// The row.
    Row,
    /// The columns that its type says are changed by approval.
    Approval,
    /// Columns that ask more to be changed.
    Guarded(&'a Guard),
}

/// The rows of the type `by` under which the caller may change rows of the type `of`: rows of its own where both are the
/// same. One's own reach changes nothing.
pub(crate) fn changeable(
    catalogue: &Catalogue,
    caller: &Caller,
    of: &Resource,
    by: &Resource,
    changed: Changed,
) -> Cond {
    let access = match changed {
        Changed::Row => of.written.as_ref(),
        Changed::Approval => of.approved.as_ref().map(|(_, access)| access),
        Changed::Guarded(guard) => Some(&guard.access),
    };
    let Some(access) = access else { return Cond::False };
    let access = if std::ptr::eq(of, by) { access.clone() } else { measured(access, by) };
    within_tenant(by, resolve((catalogue, caller), by, &access, of.name, catalogue.own_reach)).cond()
}

/// The rows to which one of these paths leads: what is withheld there is changed by whoever may read it.
pub(crate) fn withheld_from(only: &[Path]) -> Cond {
    withholding(only)
}

/// The same permissions, measured by whom another row belongs to: as that row's own changes are.
fn measured(access: &Access, by: &Resource) -> Access {
    let Rule::AnyOf(needs) = rule(access) else { return access.clone() };
    let owner = by.written.as_ref().and_then(|written| match rule(written) {
        Rule::AnyOf(needs) => needs.first().and_then(|need| need.owner.clone()),
        Rule::Open => None,
    });
    any_of(needs.iter().map(|need| Need { permission: need.permission, owner: owner.clone(), among: Vec::new() }))
}
