//! The rows of an answer: the cells of the counts put together by the dimensions asked for.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::cells::{Amounts, Cells, Member, Rank};
use super::figure::Fraction;
use crate::declare::{Catalogue, Cube, Formula, Measure, Members, Quantity, Role, Term};
use crate::error::Code;
use crate::execute::Failure;
use crate::plan::{Count, CubeOut, Filter, MAX_GROUPS};
use crate::value::Value;

/// What rows are made from.
pub(crate) struct Found<'a> {
    /// The declarations.
    pub catalogue: &'a Catalogue,
    /// The plan of the rows.
    pub out: &'a CubeOut,
    /// The counts of the request, and what they found.
    pub counts: Vec<(&'a Count, &'a Cells)>,
    /// The scalars of the variables.
    pub slots: &'a [Value],
    /// The day asked for, else today.
    pub day: NaiveDate,
}

/// A row in the making.
struct Row {
    members: Vec<Member>,
    own: Part,
    others: Vec<Part>,
}

#[derive(Clone, Default)]
struct Part {
    amounts: Amounts,
    hidden: bool,
}

/// The answer as JSON.
///
/// # Errors
/// When more groups are combined than the caller may combine.
pub(crate) fn answer(found: &Found) -> Result<Json, Failure> {
    let (count, cells) = found.counts[found.out.count];
    let cube = &found.catalogue.cubes[count.cube];
    few_groups(found, cube, cells)?;
    let mut rows: BTreeMap<Vec<Rank>, Row> = BTreeMap::new();
    let unpart = || Row { members: Vec::new(), own: Part::default(), others: Vec::new() };
    if found.out.by.is_empty() {
        rows.insert(Vec::new(), unpart());
    }
    for (key, members, part) in parts(cube, count, cells, &found.out.by, &found.out.filters, found.slots) {
        rows.entry(key).or_insert_with(|| Row { members, ..unpart() }).own = part;
    }
    for (other, read) in &found.out.others {
        let (count, cells) = found.counts[*read];
        let named = &found.catalogue.cubes[*other];
        let same = |dimension: usize| named.dimension(cube.dimensions[dimension].name);
        let by: Vec<usize> = found.out.by.iter().filter_map(|dimension| same(*dimension)).collect();
        let filters: Vec<Filter> = (found.out.filters.iter())
            .filter_map(|filter| Some(Filter { dimension: same(filter.dimension)?, members: filter.members.clone() }))
            .collect();
        let shared: Vec<bool> = found.out.by.iter().map(|dimension| same(*dimension).is_some()).collect();
        let mut theirs = BTreeMap::new();
        for (key, members, part) in parts(named, count, cells, &by, &filters, found.slots) {
            // What there is only there is a row all the same: of a part with nothing counted, that is what to know.
            if by.len() == found.out.by.len() && !rows.contains_key(&key) {
                rows.insert(key.clone(), Row { members, ..unpart() });
            }
            theirs.insert(key, part);
        }
        for (key, row) in &mut rows {
            let key: Vec<Rank> =
                key.iter().zip(&shared).filter(|(_, same)| **same).map(|(rank, _)| rank.clone()).collect();
            row.others.push(theirs.get(&key).cloned().unwrap_or_default());
        }
    }
    let told = rows.iter().map(|(key, row)| {
        let others = others_of(key, &rows);
        let mut json = json!({ "dimensions": dimensions(cube, &found.out.by, &row.members) });
        for measure in &found.out.measures {
            let measure = &cube.measures[*measure];
            json[measure.name] = figure(found, cube, measure, row, others.as_deref());
        }
        json
    });
    Ok(json!({ "rows": told.collect::<Vec<_>>() }))
}

fn few_groups(found: &Found, cube: &Cube, cells: &Cells) -> Result<(), Failure> {
    let mut groups: Vec<usize> =
        found.out.by.iter().copied().chain(found.out.filters.iter().map(|filter| filter.dimension)).collect();
    if cells.too_many {
        return Err(Failure {
            code: Code::BadUserInput,
            message: "this makes too many parts to be sure that none tells of a few people: ask by fewer dimensions"
                .to_owned(),
        });
    }
    groups.retain(|dimension| matches!(cube.dimensions[*dimension].role, Role::Group | Role::Protected));
    groups.sort_unstable();
    groups.dedup();
    if groups.len() <= MAX_GROUPS || cells.all_known {
        return Ok(());
    }
    let names: Vec<&str> = groups.iter().map(|dimension| cube.dimensions[*dimension].name).collect();
    Err(Failure {
        code: Code::BadUserInput,
        message: format!(
            "{} are combined, and you may combine at most {MAX_GROUPS} groups of people whose rows you may not read",
            names.join(", ")
        ),
    })
}

/// The parts of a count: their place in the order, members and amounts.
fn parts<'a>(
    cube: &Cube,
    count: &Count,
    cells: &'a Cells,
    by: &[usize],
    filters: &[Filter],
    slots: &[Value],
) -> impl Iterator<Item = (Vec<Rank>, Vec<Member>, Part)> + 'a {
    let axis = |dimension: &usize| count.dimensions.iter().position(|known| known == dimension);
    let axes: Vec<usize> = by.iter().filter_map(axis).collect();
    let wanted: Vec<(usize, Vec<bool>)> = filters
        .iter()
        .filter_map(|filter| {
            let axis = axis(&filter.dimension)?;
            let named = filter.members.value(slots);
            let members = &cube.dimensions[filter.dimension].members;
            Some((axis, cells.members[axis].iter().map(|member| is_among(&member.key, &named, members)).collect()))
        })
        .collect();
    let mut parts: BTreeMap<Vec<Rank>, (Vec<Member>, Part)> = BTreeMap::new();
    for (cell, amounts) in &cells.amounts {
        if wanted.iter().any(|(axis, wanted)| !wanted[cell[*axis] as usize]) {
            continue;
        }
        let members = axes.iter().map(|axis| &cells.members[*axis][cell[*axis] as usize]);
        let key = members.clone().map(Member::rank).collect();
        let (_, part) = parts.entry(key).or_insert_with(|| (members.cloned().collect(), Part::default()));
        part.amounts.add(amounts);
        // A sum of parts of which one is not told would tell it.
        part.hidden |= cells.hidden.contains(cell);
    }
    parts.into_iter().map(|(key, (members, part))| (key, members, part))
}

fn is_among(key: &Value, named: &Value, members: &Members) -> bool {
    let one = |value: &Value| match members {
        Members::Rows(name) => {
            let decoded = value.as_text().and_then(crate::id::decode);
            decoded.is_some_and(|(of, id)| of == *name && *key == Value::Uuid(id))
        }
        Members::Days => key.as_date().zip(value.as_date()).is_some_and(|(key, day)| key <= day),
        _ => key == value,
    };
    match named {
        Value::List(items) => items.iter().any(one),
        value => one(value),
    }
}

/// The rows that differ from one only in its last dimension; none where it has none.
fn others_of<'a>(key: &[Rank], rows: &'a BTreeMap<Vec<Rank>, Row>) -> Option<Vec<&'a Row>> {
    let (last, first) = key.split_last()?;
    let others = rows.iter().filter(|(other, _)| other[..first.len()] == *first && other[first.len()] != *last);
    Some(others.map(|(_, row)| row).collect())
}

fn dimensions(cube: &Cube, by: &[usize], members: &[Member]) -> Json {
    let told = by.iter().zip(members).map(|(dimension, member)| {
        let dimension = &cube.dimensions[*dimension];
        let key = match (&member.key, dimension.members) {
            (Value::Uuid(id), Members::Rows(name)) => Json::from(crate::id::encode(name, *id)),
            (Value::Null, _) => Json::Null,
            (Value::Text(text), _) => Json::from(text.as_str()),
            (Value::Int(int), _) => Json::from(int.to_string()),
            (Value::Bool(yes), _) => Json::from(yes.to_string()),
            (Value::Date(day), _) => Json::from(day.to_string()),
            _ => Json::Null,
        };
        json!({ "name": dimension.name, "key": key, "label": member.label })
    });
    told.collect()
}

/// A measure of a row.
fn figure(found: &Found, cube: &Cube, measure: &Measure, row: &Row, others: Option<&[&Row]>) -> Json {
    let period = match (cube.period, row.own.amounts.period) {
        (Some(_), None) => Json::Null,
        (Some(_), Some((from, to))) => json!({ "from": from.to_string(), "to": to.to_string() }),
        (None, _) => json!({ "from": found.day.to_string(), "to": found.day.to_string() }),
    };
    let definition = json!({ "name": measure.name, "version": measure.version, "text": measure.definition });
    let (above, below) = Cube::parts(measure);
    let taken = |row: &Row| {
        let below = below.map(|below| quantity_of(found, cube, below, row));
        match (quantity_of(found, cube, above, row), below) {
            (Some(above), None) => Some((above, None)),
            (Some(above), Some(Some(below))) => Some((above, Some(below))),
            _ => None,
        }
    };
    let mut json = json!({ "suppressed": false, "definition": definition, "period": period });
    // Not known along these dimensions.
    let Some((above, below)) = taken(row) else { return json };
    if above.hidden || below.as_ref().is_some_and(|below| below.hidden) {
        json["suppressed"] = Json::Bool(true);
        return json;
    }
    let value = value(measure, above.exact, below.as_ref().map(|below| below.exact));
    json["value"] = told(value, measure.places);
    json["numerator"] = above.exact.told(above.places);
    json["denominator"] = below.map_or(Json::Null, |below| below.exact.told(below.places));
    let theirs = others.map(|others| others.iter().map(|row| taken(row)).collect::<Option<Vec<_>>>());
    if let (Some(value), Some(Some(theirs))) = (value, theirs)
        && !theirs.is_empty()
        && !theirs.iter().any(|(above, below)| above.hidden || below.as_ref().is_some_and(|below| below.hidden))
    {
        let above = sum(theirs.iter().map(|(above, _)| above.exact));
        let below = below_of(&theirs).map(|below| sum(below.into_iter()));
        let rest = self::value(measure, above, below);
        json["gapToOthers"] = told(rest.map(|rest| value.less(rest)), measure.places);
    }
    if let Some((there, should)) = cube.completeness
        && let (Some(there), Some(should)) =
            (quantity_of(found, cube, there, row), quantity_of(found, cube, should, row))
        && !there.hidden
        && !should.hidden
    {
        json["completeness"] = told(there.exact.over(should.exact).map(|share| share.times(100)), 1);
        json["excluded"] = should.exact.less(there.exact).told(0);
    }
    json
}

fn told(figure: Option<Fraction>, places: u8) -> Json {
    figure.map_or(Json::Null, |figure| figure.told(places))
}

fn below_of(parts: &[(Taken, Option<Taken>)]) -> Option<Vec<Fraction>> {
    parts.iter().map(|(_, below)| below.as_ref().map(|below| below.exact)).collect()
}

/// A quantity of a row.
struct Taken {
    exact: Fraction,
    hidden: bool,
    places: u8,
}

fn value(measure: &Measure, above: Fraction, below: Option<Fraction>) -> Option<Fraction> {
    match (measure.formula, below) {
        (Formula::Total(_), _) => Some(above),
        (Formula::Percent(..), Some(below)) => above.over(below).map(|share| share.times(100)),
        (Formula::Ratio(..), Some(below)) => above.over(below),
        (_, None) => None,
    }
}

fn sum(figures: impl Iterator<Item = Fraction>) -> Fraction {
    let zero = Fraction::scaled(0, 0);
    figures.fold(zero, |sum, figure| sum.less(zero.less(figure)))
}

/// A quantity of a row; none where the cube it is of does not know the dimensions.
fn quantity_of(found: &Found, cube: &Cube, quantity: Quantity, row: &Row) -> Option<Taken> {
    let (named, name, read, part) = match quantity {
        Quantity::Own(name) => (cube, name, found.out.count, &row.own),
        Quantity::Of(other, name) => {
            let of = |number: usize| &found.catalogue.cubes[number];
            let place = found.out.others.iter().position(|(number, _)| of(*number).field.name == other)?;
            let (number, read) = found.out.others[place];
            let parted = found.out.by.iter().copied().chain(found.out.filters.iter().map(|filter| filter.dimension));
            for dimension in parted.map(|dimension| &cube.dimensions[dimension]) {
                if of(number).dimension(dimension.name).is_none() && !matches!(dimension.role, Role::Slice(_)) {
                    return None;
                }
            }
            (of(number), name, read, row.others.get(place)?)
        }
    };
    let index = named.sum(name)?;
    let (count, _) = found.counts[read];
    let declared = &named.sums[index];
    let amount = match declared.term {
        Term::Distinct(_) => i64::try_from(part.amounts.keys.len()).unwrap_or(i64::MAX),
        _ => {
            let place = count.sums.iter().position(|known| *known == index)?;
            part.amounts.sums.get(place).copied().unwrap_or(0)
        }
    };
    Some(Taken { exact: Fraction::scaled(amount, declared.places), hidden: part.hidden, places: declared.places })
}
