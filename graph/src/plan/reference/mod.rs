//! The one place that asks for the caller's rights.
//!
//! Every name of a document that leads to data is resolved here: a selected field, a link, a filter, an order, a unique
//! key, a dimension, an action. Nothing else reads what an [`Access`] asks: that takes a token, and [`Asking`] has no maker
//! outside this module. So a caller names a thing ([`Name`]) and gets a [`Scope`], a [`super::Check`] or a condition, and when a
//! name asks nothing of its own is decided here as well. Columns that a declaration reads itself (the inputs of a derived
//! value) are not references: the caller did not choose them.

mod change;
mod check;
mod counting;

use uuid::Uuid;

use super::Context;
use super::condition::Cond;
use super::object::{Denial, Reason};
use crate::caller::{Caller, Reach, Right};
use crate::declare::part::Part;
use crate::declare::{Access, Asks, Catalogue, Decisions, Field, Link, Lookup, Need, Path, Resource, Rule};

pub(crate) use change::{Changed, changeable, withheld_from};
pub(super) use check::{action, computed, notifiable, select, withheld};
pub(super) use counting::{counted, not_counted};

/// Proof that this module asks. The field is private, so there is no other.
#[derive(Debug)]
pub struct Asking(());

impl Asks for Decisions {
    type Asking = Asking;
}

fn rule(access: &Access) -> &Rule {
    access.rule(&Asking(()))
}

/// A name of a document, by its declaration.
#[derive(Clone, Copy)]
pub(super) enum Name<'a> {
    /// A field, or a part of a value object.
    Field(&'a Field),
    /// A link and the type that it leads to. The rows there are asked for by themselves.
    Link(&'a Link, &'a Resource),
    /// The key of a link in the row itself, where no row of the target is asked for.
    Key(&'a Link),
    /// A unique key.
    Lookup(&'a Lookup),
}

impl<'a> Name<'a> {
    fn access(self) -> &'a Access {
        match self {
            Name::Field(field) => &field.access,
            Name::Link(link, _) | Name::Key(link) => &link.access,
            Name::Lookup(lookup) => &lookup.access,
        }
    }

    /// The rule that has let the rows through already, where there is one: a name with the same rule asks nothing more.
    fn let_through(self, resource: &'a Resource) -> Option<&'a Access> {
        match self {
            Name::Field(_) | Name::Lookup(_) => Some(&resource.row),
            Name::Link(_, target) => Some(&target.row),
            Name::Key(_) => None,
        }
    }
}

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

impl Scope {
    /// The rows it leaves, of which there may be none.
    fn cond(self) -> Cond {
        match self {
            Scope::All => Cond::True,
            Scope::Where(cond) => cond,
            Scope::Nothing(_) | Scope::Denied(_) => Cond::False,
        }
    }
}

/// The rows of a type that the caller may see, its tenant included. `coordinate` names the reference for the error.
pub(super) fn rows(context: &Context, resource: &Resource, coordinate: &str) -> Scope {
    let asker = (context.catalogue, context.caller);
    within_tenant(resource, resolve(asker, resource, &resource.row, coordinate, None))
}

/// The rows of a type that a caller may see, for an action that looks at them.
pub(crate) fn readable(catalogue: &Catalogue, caller: &Caller, resource: &Resource) -> Cond {
    within_tenant(resource, resolve((catalogue, caller), resource, &resource.row, resource.name, None)).cond()
}

/// The same for the rows that a filter looks through: the caller's own rows are no ground to compare on.
pub(super) fn rows_to_compare(context: &Context, resource: &Resource, coordinate: &str) -> Scope {
    let own = context.catalogue.own_reach;
    within_tenant(resource, resolve((context.catalogue, context.caller), resource, &resource.row, coordinate, own))
}

/// Whether a row of a type is there wherever a key of the tenant's rows leads to it: everybody sees all of them.
pub(super) fn is_open(resource: &Resource) -> bool {
    matches!(rule(&resource.row), Rule::Open)
}

/// The rows on which the caller sees that a part changed: where it may read the part, its own rows included.
pub(crate) fn sees(catalogue: &Catalogue, caller: &Caller, resource: &Resource, part: &Part) -> Cond {
    let held = |access: &Access| resolve((catalogue, caller), resource, access, resource.name, None).cond();
    let mut cond = part.accesses.iter().fold(Cond::True, |cond, access| cond.and(held(access)));
    if let Some((paths, unless)) = &part.withheld
        && cond != Cond::False
    {
        let open = Cond::Not(Box::new(withholding(paths)));
        cond = cond.and(match held(unless) {
            Cond::True => Cond::True,
            Cond::False => open,
            unless => Cond::Or(vec![open, unless]),
        });
    }
    cond
}

/// Whether the caller could see a row of the tenant while it belonged to `owner`: that it is gone is told to no one else.
/// Decided by the column that says whom a row belongs to; a way over other tables, which may be gone as well, counts for
/// nothing.
pub(crate) fn could_see(caller: &Caller, resource: &Resource, owner: Option<Uuid>) -> bool {
    let Rule::AnyOf(needs) = rule(&resource.row) else { return true };
    needs.iter().filter(|need| need.among.is_empty()).any(|need| {
        let Some(right) = caller.rights.right(need.permission) else { return false };
        let held = |key: Uuid, reach| right.keys(reach).is_some_and(|keys| keys.contains(key));
        right.everywhere()
            || paths(resource, need, right).any(|(reach, path)| match path {
                Path::Whole => true,
                Path::Column(column) => {
                    Some(*column) == resource.owner_column && owner.is_some_and(|key| held(key, reach))
                }
                Path::Exists(_) | Path::Set(_) => false,
            })
    })
}

/// The rows on which a name may be compared, in `where` and `orderBy`, as the key of a look-up or as an argument of a live
/// field: where the caller holds its rule further than for itself, and nothing withholds the value.
pub(super) fn compare(context: &Context, resource: &Resource, name: Name, coordinate: &str) -> Scope {
    let held = if name.let_through(resource).is_some_and(|known| same(name.access(), known)) {
        Scope::All
    } else {
        beyond_oneself(context, resource, name.access(), coordinate)
    };
    let Name::Field(Field { withheld: Some((paths, unless)), .. }) = name else { return held };
    let open = Cond::Not(Box::new(withholding(paths)));
    let comparable = match beyond_oneself(context, resource, unless, coordinate) {
        Scope::All => return held,
        Scope::Where(unless) => Cond::Or(vec![open, unless]),
        Scope::Nothing(_) | Scope::Denied(_) => open,
    };
    match held {
        Scope::All => Scope::Where(comparable),
        Scope::Where(held) => Scope::Where(held.and(comparable)),
        denied => denied,
    }
}

fn beyond_oneself(context: &Context, resource: &Resource, access: &Access, coordinate: &str) -> Scope {
    resolve((context.catalogue, context.caller), resource, access, coordinate, context.catalogue.own_reach)
}

fn within_tenant(resource: &Resource, scope: Scope) -> Scope {
    let tenant = || resource.tenant.map_or(Cond::True, Cond::Tenant);
    match scope {
        Scope::All => Scope::Where(tenant()),
        Scope::Where(cond) => Scope::Where(tenant().and(cond)),
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
    let Rule::AnyOf(needs) = rule(access) else { return Scope::All };
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

/// Whether two rules are the same set of permissions measured by the same owners.
fn same(one: &Access, other: &Access) -> bool {
    match (rule(one), rule(other)) {
        (Rule::Open, Rule::Open) => true,
        (Rule::AnyOf(a), Rule::AnyOf(b)) => a == b,
        _ => false,
    }
}

/// Where one of the paths leads: the rows on which something is withheld. No right is asked: it is the row's own state.
fn withholding(paths: &[Path]) -> Cond {
    Cond::Or(paths.iter().cloned().map(Cond::Leads).collect())
}

/// The rows a need is for at all.
fn among(need: &Need) -> Cond {
    let mut any: Vec<Cond> = need.among.iter().cloned().map(Cond::Leads).collect();
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
    let permission = needs.first().map_or("UNKNOWN", |need| catalogue.permission_name(need.permission));
    Denial { permission, coordinate: coordinate.to_owned(), reason }
}
