//! A cube and the dimensions asked for become one counted read, and what is asked of other cubes one more for each.

use super::collect::Collected;
use super::condition::Cond;
use super::memory::MemoryOut;
use super::object::{Check, Out, Reason, as_of, given};
use super::reference::{self, Scope};
use super::{Context, memory};
use crate::caller::Permission;
use crate::declare::{Access, Cube, Dimension, Formula, Measure, Members, Quantity, Resource, Role, Term};
use crate::error::{Code, Refusal};
use crate::request::{Arg, Bind};
use crate::schema::FieldDef;
use crate::value::Value;

/// The statement of a cube.
#[derive(Debug)]
pub struct Count {
    /// The cube, by number.
    pub cube: usize,
    /// The dimensions it groups by: those asked for, those filtered by, and what these are parts of.
    pub dimensions: Vec<usize>,
    /// The sums it adds up.
    pub sums: Vec<usize>,
    /// Filters put into the statement: they take away no part of a total that is told.
    pub pushed: Vec<Filter>,
    /// Slices nobody named, left to what they are by default.
    pub defaults: Vec<usize>,
    /// The facts the caller may count.
    pub scope: Cond,
    /// Those that the caller could read one by one.
    pub known: Known,
    /// The day asked for.
    pub as_of: Option<Bind>,
    /// The response keys that lead here.
    pub path: Vec<String>,
}

/// Which facts the caller could read one by one.
#[derive(Debug)]
pub enum Known {
    /// All of them, or nobody is told of.
    All,
    /// None.
    Nothing,
    /// Those for which this holds.
    Where(Cond),
}

/// A filter by the members of a dimension.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The dimension.
    pub dimension: usize,
    /// The members.
    pub members: Bind,
}

/// How the rows of a cube are made.
#[derive(Debug)]
pub struct CubeOut {
    /// Its own count.
    pub count: usize,
    /// Counts of other cubes, by the cube's number.
    pub others: Vec<(usize, usize)>,
    /// The dimensions of `by`, in the order asked for.
    pub by: Vec<usize>,
    /// The filters.
    pub filters: Vec<Filter>,
    /// The measures selected.
    pub measures: Vec<usize>,
    /// What is selected.
    pub selected: MemoryOut,
}

/// The most groups that whoever may not read the rows can combine, levels of the organisation apart.
pub const MAX_GROUPS: usize = 2;

pub(super) fn plan<'a>(
    context: &mut Context<'a>,
    number: usize,
    collected: &Collected<'a>,
    def: &FieldDef,
) -> Result<Out, Refusal> {
    let catalogue = context.catalogue;
    let cube = &catalogue.cubes[number];
    let selected = memory::plan(context, &cube.field, collected, def, "Query")?;
    if let Check::Never(denial) = selected.check {
        return Ok(Out::Denied(denial));
    }
    let by = by(context, cube, collected, def)?;
    let filters = filters(context, cube, collected, def)?;
    let (measures, wants_completeness) = wanted(cube, &selected);
    let mut quantities = Vec::new();
    for measure in &measures {
        match cube.measures[*measure].formula {
            Formula::Total(one) => quantities.push(one),
            Formula::Percent(one, two) | Formula::Ratio(one, two) => quantities.extend([one, two]),
        }
    }
    if let (true, Some((there, should))) = (wants_completeness, cube.completeness) {
        quantities.extend([there, should]);
    }
    let day = as_of(context, collected, def)?;
    let Counted { own, others } = counts(context, number, &by, &filters, &quantities, day.as_ref(), collected)?;
    let Some(own) = own else { return Ok(others_denied(context, cube)) };
    Ok(Out::Cube(Box::new(CubeOut { count: own, others, by, filters, measures, selected })))
}

struct Counted {
    own: Option<usize>,
    others: Vec<(usize, usize)>,
}

/// Adds the count of the cube and of every other cube that its quantities name.
fn counts(
    context: &mut Context,
    number: usize,
    by: &[usize],
    filters: &[Filter],
    quantities: &[Quantity],
    day: Option<&Bind>,
    collected: &Collected,
) -> Result<Counted, Refusal> {
    let catalogue = context.catalogue;
    let cube = &catalogue.cubes[number];
    let own = quantities.iter().filter_map(|quantity| match quantity {
        Quantity::Own(name) => cube.sum(name),
        Quantity::Of(..) => None,
    });
    let own = count(context, number, by, filters, own.collect(), day, collected)?;
    let mut others = Vec::new();
    for (other, named) in catalogue.cubes.iter().enumerate() {
        let sums: Vec<usize> = quantities
            .iter()
            .filter_map(|quantity| match quantity {
                Quantity::Of(name, sum) if *name == other_name(named) => named.sum(sum),
                _ => None,
            })
            .collect();
        if sums.is_empty() {
            continue;
        }
        // The same dimensions by name; one that the other cube lacks does not part its facts.
        let same = |dimension: &usize| named.dimension(cube.dimensions[*dimension].name);
        let by: Vec<usize> = by.iter().filter_map(same).collect();
        let filters: Vec<Filter> = filters
            .iter()
            .filter_map(|filter| Some(Filter { dimension: same(&filter.dimension)?, members: filter.members.clone() }))
            .collect();
        if let Some(read) = count(context, other, &by, &filters, sums, day, collected)? {
            others.push((other, read));
        }
    }
    Ok(Counted { own, others })
}

fn other_name(cube: &Cube) -> &'static str {
    cube.field.name
}

/// Adds a count; none where the caller may count nothing of it.
fn count(
    context: &mut Context,
    number: usize,
    by: &[usize],
    filters: &[Filter],
    mut sums: Vec<usize>,
    day: Option<&Bind>,
    collected: &Collected,
) -> Result<Option<usize>, Refusal> {
    let catalogue = context.catalogue;
    let cube = &catalogue.cubes[number];
    sums.extend(cube.counting.people.and_then(|name| cube.sum(name)));
    sums.sort_unstable();
    sums.dedup();
    let mut named: Vec<usize> = by.iter().copied().chain(filters.iter().map(|filter| filter.dimension)).collect();
    named.sort_unstable();
    named.dedup();
    let Some((scope, known)) = rights(context, cube, &named) else { return Ok(None) };
    let is_slice = |dimension: usize| matches!(cube.dimensions[dimension].role, Role::Slice(_));
    let mut defaults = Vec::new();
    for (index, dimension) in cube.dimensions.iter().enumerate() {
        let Role::Slice(tests) = &dimension.role else { continue };
        if named.contains(&index) {
            continue;
        }
        if tests.is_empty() {
            let message = format!(
                "`{}` adds up only within one of {}: name it in `where`, or group by it",
                cube.field.name, dimension.name
            );
            return Err(Refusal::at(Code::BadUserInput, message, collected.field.name.pos));
        }
        defaults.push(index);
    }
    let everything = matches!(known, Known::All);
    let mut dimensions = named;
    // A slice left to its default is grouped by all the same: it is one member, and is told from what it was.
    dimensions.extend(&defaults);
    if !everything {
        close(cube, &mut dimensions);
    }
    dimensions.sort_unstable();
    dimensions.dedup();
    let pushed = filters.iter().filter(|filter| everything || is_slice(filter.dimension)).cloned().collect();
    context.counts.push(Count {
        cube: number,
        dimensions,
        sums,
        pushed,
        defaults,
        scope,
        known,
        as_of: day.cloned(),
        path: context.path.clone(),
    });
    Ok(Some(context.counts.len() - 1))
}

/// Adds what each dimension is a part of.
fn close(cube: &Cube, dimensions: &mut Vec<usize>) {
    let mut at = 0;
    while at < dimensions.len() {
        for name in &cube.dimensions[dimensions[at]].within {
            let outer = cube.dimension(name).expect("verified: a dimension lies within dimensions of its cube");
            if !dimensions.contains(&outer) {
                dimensions.push(outer);
            }
        }
        at += 1;
    }
}

/// What the caller may count, and what of it could be read; none where nothing may be counted.
fn rights(context: &Context, cube: &Cube, dimensions: &[usize]) -> Option<(Cond, Known)> {
    let resource = facts(context, cube);
    let counting = &cube.counting;
    let needs = |permission: Permission| Access::from(permission.by(counting.owner.clone()));
    let ask = |permission: Permission| reference::scope(context, resource, &needs(permission), cube.field.name);
    let extra: Vec<(Permission, Permission)> =
        dimensions.iter().filter_map(|dimension| cube.dimensions[*dimension].needs).collect();
    let mut scope = Cond::Tenant(cube.tenant);
    for permission in [counting.aggregate].into_iter().chain(extra.iter().map(|(aggregate, _)| *aggregate)) {
        match ask(permission) {
            Scope::All => {}
            Scope::Where(cond) => scope = scope.and(cond),
            Scope::Nothing(_) | Scope::Denied(_) => return None,
        }
    }
    if counting.people.is_none() {
        return Some((scope, Known::All));
    }
    let mut known = Cond::True;
    for permission in [counting.read].into_iter().chain(extra.iter().map(|(_, read)| *read)) {
        match ask(permission) {
            Scope::All => {}
            Scope::Where(cond) => known = known.and(cond),
            Scope::Nothing(_) | Scope::Denied(_) => return Some((scope, Known::Nothing)),
        }
    }
    Some((scope, if known == Cond::True { Known::All } else { Known::Where(known) }))
}

fn facts<'a>(context: &Context<'a>, cube: &Cube) -> &'a Resource {
    let found = context.catalogue.resources.iter().find(|resource| resource.table == cube.table);
    found.expect("verified: facts are rows of a declared type")
}

/// The denial of whichever permission is not held, the cube's first.
fn others_denied(context: &Context, cube: &Cube) -> Out {
    let resource = facts(context, cube);
    let needs = cube.dimensions.iter().filter_map(|d| d.needs.map(|needs| (needs.0, Some(d))));
    let all = [(cube.counting.aggregate, None::<&Dimension>)].into_iter().chain(needs);
    for (permission, dimension) in all {
        let coordinate = match dimension {
            None => format!("Query.{}", cube.field.name),
            Some(dimension) => format!("{}Dimension.{}", cube.types.0, dimension.name),
        };
        let access = Access::from(permission.by(cube.counting.owner.clone()));
        if let Scope::Nothing(denial) | Scope::Denied(denial) =
            reference::scope(context, resource, &access, &coordinate)
        {
            return Out::Denied(denial);
        }
    }
    Out::Denied(super::Denial {
        permission: context.catalogue.permission_name(cube.counting.aggregate),
        coordinate: format!("Query.{}", cube.field.name),
        reason: Reason::OutOfReach,
    })
}

fn by(context: &Context, cube: &Cube, collected: &Collected, def: &FieldDef) -> Result<Vec<usize>, Refusal> {
    let mut out = Vec::new();
    if let Some(Arg::List(items)) = given(context, collected, def, "by")? {
        for item in items {
            let Arg::Name(name) = item else { continue };
            let Some(dimension) = cube.dimension(&name) else { continue };
            if out.contains(&dimension) {
                let message = format!("`by` names {name} twice");
                return Err(Refusal::at(Code::BadUserInput, message, collected.field.name.pos));
            }
            out.push(dimension);
        }
    }
    Ok(out)
}

fn filters(context: &Context, cube: &Cube, collected: &Collected, def: &FieldDef) -> Result<Vec<Filter>, Refusal> {
    let Some(Arg::Object(parts)) = given(context, collected, def, "where")? else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    for (name, arg) in parts {
        let Some(dimension) = cube.dimensions.iter().position(|dimension| dimension.filter_name() == name) else {
            continue;
        };
        let members = match arg {
            Arg::Leaf(bind) | Arg::Leaves(bind) => bind,
            Arg::List(names) => Bind::Const(Value::List(
                names
                    .into_iter()
                    .filter_map(|name| if let Arg::Name(name) = name { Some(Value::Text(name)) } else { None })
                    .collect(),
            )),
            _ => {
                let message = format!("`where.{name}` has no value: give one, or leave it out");
                return Err(Refusal::at(Code::BadUserInput, message, collected.field.name.pos));
            }
        };
        out.push(Filter { dimension, members });
    }
    Ok(out)
}

/// The measures selected, and whether their completeness is.
fn wanted(cube: &Cube, selected: &MemoryOut) -> (Vec<usize>, bool) {
    let (mut measures, mut completeness) = (Vec::new(), false);
    let parts = |out: &MemoryOut| -> Vec<usize> { out.below.iter().flat_map(|(_, parts)| 0..parts.len()).collect() };
    for row in parts(selected) {
        let Some(rows) = &selected.below.as_ref().expect("it has parts").1[row].out else { continue };
        for field in rows.below.iter().flat_map(|(_, parts)| parts).filter_map(|part| part.out.as_ref()) {
            let Some(measure) = cube.measures.iter().position(|measure| measure.name == field.name) else { continue };
            if !measures.contains(&measure) {
                measures.push(measure);
            }
            let inner = field.below.iter().flat_map(|(_, parts)| parts).filter_map(|part| part.out.as_ref());
            completeness |= inner.into_iter().any(|part| matches!(part.name, "completeness" | "excluded"));
        }
    }
    (measures, completeness)
}

impl Count {
    /// Whether a sum counts different keys.
    #[must_use]
    pub fn distinct(&self, cube: &Cube) -> Option<crate::declare::At> {
        self.sums.iter().find_map(|sum| match cube.sums[*sum].term {
            Term::Distinct(at) => Some(at),
            _ => None,
        })
    }
}

impl Cube {
    /// The quantities of a measure: what stands above, and below where there is something.
    #[must_use]
    pub(crate) fn parts(measure: &Measure) -> (Quantity, Option<Quantity>) {
        match measure.formula {
            Formula::Total(one) => (one, None),
            Formula::Percent(one, two) | Formula::Ratio(one, two) => (one, Some(two)),
        }
    }

    /// Whether a filter by this dimension compares days.
    #[must_use]
    pub fn is_day(&self, dimension: usize) -> bool {
        matches!(self.dimensions[dimension].members, Members::Days)
    }
}
