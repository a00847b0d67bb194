//! Plans a cube: one [`Count`] for the cube itself, and one more for each other cube that a selected measure needs.

use super::collect::Collected;
use super::computed::ComputedOut;
use super::condition::Cond;
use super::object::{Check, Out, as_of, given};
use super::reference;
use super::{Context, computed};
use crate::declare::{Cube, Formula, Measure, Quantity, Role, Term};
use crate::error::{Code, Refusal};
use crate::request::{Arg, Bind};
use crate::schema::FieldDef;
use crate::value::Value;

/// The statement of a cube.
#[derive(Debug)]
pub struct Count {
    /// The cube, by number.
    pub cube: usize,
    /// The dimensions it groups by: those in `by`, those in `where`, and the dimensions that these lie `within`.
    pub dimensions: Vec<usize>,
    /// The sums it computes, by number in the cube.
    pub sums: Vec<usize>,
    /// Filters in the statement itself. Only filters that suppression does not need to see through: of a slice, or all
    /// of them where the caller could read every fact.
    pub pushed: Vec<Filter>,
    /// Slices that neither `by` nor `where` names: they keep their default member.
    pub defaults: Vec<usize>,
    /// Whether numbers that include people whom the caller could not read are rounded to the nearest five.
    pub coarse: bool,
    /// The facts the caller may count.
    pub scope: Cond,
    /// Which of these facts the caller could read one by one.
    pub known: Known,
    /// The value of `asOf`; today where it is not given.
    pub as_of: Option<Bind>,
    /// The response keys that lead here.
    pub path: Vec<String>,
}

/// Which facts the caller could read one by one.
#[derive(Debug)]
pub enum Known {
    /// Every fact, or the cube is not about people.
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

/// The count of another cube, with `by` and the filters translated into that cube's dimensions.
#[derive(Debug)]
pub struct OtherCount {
    /// The cube, by number.
    pub cube: usize,
    /// Its count, by number in the plan.
    pub count: usize,
    /// The dimensions of `by` that the other cube has too, by their numbers there.
    pub by: Vec<usize>,
    /// The filters by dimensions that the other cube has too.
    pub filters: Vec<Filter>,
    /// For each dimension of `by`: whether the other cube has it.
    pub shared: Vec<bool>,
}

/// How the rows of a cube's answer are made from its counts.
#[derive(Debug)]
pub struct CubeOut {
    /// The cube's own count, by number in the plan.
    pub count: usize,
    /// The counts of other cubes.
    pub others: Vec<OtherCount>,
    /// The dimensions of `by`, in the order asked for.
    pub by: Vec<usize>,
    /// The filters.
    pub filters: Vec<Filter>,
    /// The measures selected.
    pub measures: Vec<usize>,
    /// Whether `gapToOthers` is selected.
    pub gap: bool,
    /// What is selected.
    pub selected: ComputedOut,
}

/// The most group dimensions (such as sex or ethnicity) that a caller may combine who may not read the rows. Levels of
/// the organisation (such as school or class) do not count.
pub const MAX_GROUPS: usize = 2;

pub(super) fn plan<'a>(
    context: &mut Context<'a>,
    number: usize,
    collected: &Collected<'a>,
    def: &FieldDef,
) -> Result<Out, Refusal> {
    let catalogue = context.catalogue;
    let cube = &catalogue.cubes[number];
    let selected = computed::plan(context, &cube.field, collected, def, "Query")?;
    if let Check::Never(denial) = selected.check {
        return Ok(Out::Denied(denial));
    }
    let by = by(context, cube, collected, def)?;
    let filters = filters(context, cube, collected, def)?;
    let Wanted { measures, completeness: wants_completeness, gap } = wanted(cube, &selected);
    let mut quantities = Vec::new();
    for measure in &measures {
        let (above, below) = Cube::parts(&cube.measures[*measure]);
        quantities.extend([Some(above), below].into_iter().flatten());
    }
    if let (true, Some((there, should))) = (wants_completeness, cube.completeness) {
        quantities.extend([there, should]);
    }
    let day = as_of(context, collected, def)?;
    let Counted { own, others } = counts(context, number, &by, &filters, &quantities, day.as_ref(), collected)?;
    let named: Vec<usize> = named_of(&by, &filters).collect();
    let Some(own) = own else { return Ok(Out::Denied(reference::not_counted(context, cube, &named))) };
    Ok(Out::Cube(Box::new(CubeOut { count: own, others, by, filters, measures, gap, selected })))
}

struct Counted {
    own: Option<usize>,
    others: Vec<OtherCount>,
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
        Quantity::Here(name) => cube.sum(name),
        Quantity::InCube(..) => None,
    });
    let own = count(context, number, by, filters, own.collect(), day, collected)?;
    let mut others = Vec::new();
    for (other, named) in catalogue.cubes.iter().enumerate() {
        let sums: Vec<usize> = quantities
            .iter()
            .filter_map(|quantity| match quantity {
                Quantity::InCube(name, sum) if *name == named.field.name => named.sum(sum),
                _ => None,
            })
            .collect();
        if sums.is_empty() {
            continue;
        }
        // Dimensions are matched by name; where the other cube lacks one, its count is not grouped by it.
        let same = |dimension: usize| named.dimension(cube.dimensions[dimension].name);
        let shared: Vec<bool> = by.iter().map(|dimension| same(*dimension).is_some()).collect();
        let by: Vec<usize> = by.iter().filter_map(|dimension| same(*dimension)).collect();
        let filters: Vec<Filter> = filters
            .iter()
            .filter_map(|filter| Some(Filter { dimension: same(filter.dimension)?, members: filter.members.clone() }))
            .collect();
        if let Some(count) = count(context, other, &by, &filters, sums, day, collected)? {
            others.push(OtherCount { cube: other, count, by, filters, shared });
        }
    }
    Ok(Counted { own, others })
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
    let mut named: Vec<usize> = named_of(by, filters).collect();
    named.sort_unstable();
    named.dedup();
    let Some((scope, known)) = reference::counted(context, cube, &named) else { return Ok(None) };
    if day.is_some() && !matches!(known, Known::All) && named.iter().any(|dimension| cube.is_group(*dimension)) {
        let message = format!(
            "`asOf` cannot be combined with groups of people whose rows you may not read: ask `{}` without `asOf`",
            cube.field.name
        );
        return Err(Refusal::at(Code::BadUserInput, message, collected.field.name.pos));
    }
    let is_slice = |dimension: usize| matches!(cube.dimensions[dimension].role, Role::Slice(_));
    let mut defaults = Vec::new();
    for (index, dimension) in cube.dimensions.iter().enumerate() {
        let Role::Slice(tests) = &dimension.role else { continue };
        if named.contains(&index) {
            continue;
        }
        if tests.is_empty() {
            let message = format!(
                "`{}` cannot be added up over different {}: name one in `where`, or group by it",
                cube.field.name, dimension.name
            );
            return Err(Refusal::at(Code::BadUserInput, message, collected.field.name.pos));
        }
        defaults.push(index);
    }
    let everything = matches!(known, Known::All);
    let mut dimensions = named;
    // A slice with its default is grouped by too: suppression then sees it as one member of that dimension.
    dimensions.extend(&defaults);
    if !everything {
        let about = sums.iter().filter_map(|sum| cube.dimension(cube.sums[*sum].about?));
        dimensions.extend(about.collect::<Vec<_>>());
        close(cube, &mut dimensions);
    }
    dimensions.sort_unstable();
    dimensions.dedup();
    let pushed = filters.iter().filter(|filter| everything || is_slice(filter.dimension)).cloned().collect();
    let coarse = !everything && named_of(by, filters).any(|dimension| cube.dimensions[dimension].special);
    context.counts.push(Count {
        cube: number,
        coarse,
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

fn named_of(by: &[usize], filters: &[Filter]) -> impl Iterator<Item = usize> {
    by.iter().copied().chain(filters.iter().map(|filter| filter.dimension))
}

/// Adds the dimensions that each of these lies `within`, and those that these lie within.
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

/// The measures and the parts of measures that are selected.
struct Wanted {
    measures: Vec<usize>,
    completeness: bool,
    gap: bool,
}

fn wanted(cube: &Cube, selected: &ComputedOut) -> Wanted {
    let mut wanted = Wanted { measures: Vec::new(), completeness: false, gap: false };
    for field in selected.parts().flat_map(ComputedOut::parts) {
        let Some(measure) = cube.measures.iter().position(|measure| measure.name == field.name) else { continue };
        if !wanted.measures.contains(&measure) {
            wanted.measures.push(measure);
        }
        for part in field.parts() {
            wanted.completeness |= matches!(part.name.as_str(), "completeness" | "excluded");
            wanted.gap |= part.name == "gapToOthers";
        }
    }
    wanted
}

impl Count {
    /// The column whose distinct values a sum counts, if there is one.
    #[must_use]
    pub fn distinct(&self, cube: &Cube) -> Option<crate::declare::At> {
        self.sums.iter().find_map(|sum| match cube.sums[*sum].term {
            Term::Distinct(at) => Some(at),
            _ => None,
        })
    }
}

impl Cube {
    /// The quantities of a measure: the numerator, and the denominator where it has one.
    #[must_use]
    pub(crate) fn parts(measure: &Measure) -> (Quantity, Option<Quantity>) {
        match measure.formula {
            Formula::Total(one) => (one, None),
            Formula::Percent(one, two) | Formula::Ratio(one, two) => (one, Some(two)),
        }
    }

    /// Whether a dimension divides people into groups, such as by sex or ethnicity.
    pub(crate) fn is_group(&self, dimension: usize) -> bool {
        matches!(self.dimensions[dimension].role, Role::Group | Role::Protected)
    }
}
