//! What a caller may count of a cube, and which of the facts the caller could read one by one.

use super::{Scope, beyond_oneself, rule};
use crate::declare::{Access, Cube, Dimension, Need, Resource, Rule, any_of};
use crate::plan::Context;
use crate::plan::condition::Cond;
use crate::plan::cube::Known;
use crate::plan::object::{Denial, Reason};

/// What the caller may count by these dimensions, and what of it could be read; none where nothing may be counted.
pub(in crate::plan) fn counted(context: &Context, cube: &Cube, dimensions: &[usize]) -> Option<(Cond, Known)> {
    let needs: Vec<&(Access, Access)> =
        dimensions.iter().filter_map(|dimension| cube.dimensions[*dimension].needs.as_ref()).collect();
    let counting = &cube.counting;
    let mut scope = Cond::Tenant(cube.tenant);
    for access in [&counting.aggregate].into_iter().chain(needs.iter().map(|(aggregate, _)| aggregate)) {
        match facts(context, cube, access, cube.field.name) {
            Scope::All => {}
            Scope::Where(cond) => scope = scope.and(cond),
            Scope::Nothing(_) | Scope::Denied(_) => return None,
        }
    }
    if counting.people.is_none() {
        return Some((scope, Known::All));
    }
    let mut known = Cond::True;
    for access in [&counting.read].into_iter().chain(needs.iter().map(|(_, read)| read)) {
        match facts(context, cube, access, cube.field.name) {
            Scope::All => {}
            Scope::Where(cond) => known = known.and(cond),
            Scope::Nothing(_) | Scope::Denied(_) => return Some((scope, Known::Nothing)),
        }
    }
    Some((scope, if known == Cond::True { Known::All } else { Known::Where(known) }))
}

/// The denial of whichever permission is not held, the cube's first, then those of the dimensions named.
pub(in crate::plan) fn not_counted(context: &Context, cube: &Cube, named: &[usize]) -> Denial {
    let named = named.iter().map(|dimension| &cube.dimensions[*dimension]);
    let needs = named.filter_map(|dimension| Some((&dimension.needs.as_ref()?.0, Some(dimension))));
    let own = (&cube.counting.aggregate, None::<&Dimension>);
    for (access, dimension) in [own].into_iter().chain(needs) {
        let coordinate = match dimension {
            None => format!("Query.{}", cube.field.name),
            Some(dimension) => format!("{}Dimension.{}", cube.types.0, dimension.name),
        };
        if let Scope::Nothing(denial) | Scope::Denied(denial) = facts(context, cube, access, &coordinate) {
            return denial;
        }
    }
    let needs = match rule(&cube.counting.aggregate) {
        Rule::Open => &[],
        Rule::AnyOf(needs) => needs.as_slice(),
    };
    super::denial(context.catalogue, needs, &format!("Query.{}", cube.field.name), Reason::OutOfReach)
}

/// The facts on which the caller holds a permission, measured by whom a fact belongs to.
fn facts(context: &Context, cube: &Cube, access: &Access, coordinate: &str) -> Scope {
    let resource = type_of_facts(context, cube);
    let owner = Some(cube.counting.owner.clone());
    let measured = match rule(access) {
        Rule::Open => return Scope::All,
        Rule::AnyOf(needs) => needs.iter().map(|need| Need { owner: owner.clone(), ..need.clone() }),
    };
    beyond_oneself(context, resource, &any_of(measured), coordinate)
}

fn type_of_facts<'a>(context: &Context<'a>, cube: &Cube) -> &'a Resource {
    let (_, found) = context.catalogue.by_table(cube.table).expect("verified: facts are rows of a declared type");
    found
}
