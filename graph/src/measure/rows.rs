//! The rows of a cube's answer: combines the parts of its counts and writes the selected measures.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::cells::{Cells, Member, Rank};
use super::figure::Fraction;
use super::parts::{PartAmounts, parts};
use super::refuse;
use crate::declare::{Catalogue, Cube, Formula, Measure, Members, Quantity, Role, Term};
use crate::error::Failure;
use crate::plan::{Count, CubeOut, OtherCount};
use crate::value::Value;

/// The input of [`answer`].
pub(crate) struct FoundCounts<'a> {
    /// The declarations.
    pub catalogue: &'a Catalogue,
    /// The plan of the rows.
    pub out: &'a CubeOut,
    /// The counts of the request, with their results.
    pub counts: Vec<(&'a Count, &'a Cells)>,
    /// The scalars of the variables.
    pub slots: &'a [Value],
    /// The value of `asOf`; today where it is not given.
    pub day: NaiveDate,
    /// Today's date for the caller.
    pub today: NaiveDate,
    /// Groups with fewer people than this are small, and suppressed.
    pub small_below: i64,
}

/// A row before its measures are written.
struct CountedRow {
    members: Vec<Member>,
    own: PartAmounts,
    others: Vec<PartAmounts>,
}

/// The answer as JSON.
///
/// # Errors
/// When the request cannot be answered as it is: see [`refuse`].
pub(crate) fn answer(found: &FoundCounts) -> Result<Json, Failure> {
    let (count, cells) = found.counts[found.out.count];
    let cube = &found.catalogue.cubes[count.cube];
    refuse::check(found, cube, cells)?;
    let rows = rows(found, cube, count, cells);
    refuse::rows(rows.len())?;
    let measures: Vec<&Measure> = found.out.measures.iter().map(|measure| &cube.measures[*measure]).collect();
    // `gapToOthers` compares a row with all rows that differ from it only in the last dimension: their sums.
    let last_adds_up = found.out.by.last().is_some_and(|last| !matches!(cube.dimensions[*last].role, Role::Slice(_)));
    let mut groups: BTreeMap<&[Rank], Vec<Group>> = BTreeMap::new();
    if found.out.gap && last_adds_up {
        for (key, row) in &rows {
            let group = groups.entry(&key[..key.len() - 1]).or_insert_with(|| vec![Group::default(); measures.len()]);
            measures.iter().zip(group).for_each(|(measure, group)| group.add(taken(found, cube, measure, row)));
        }
    }
    let json = rows.iter().map(|(key, row)| {
        let group = key.split_last().and_then(|(_, first)| groups.get(first));
        let mut json = json!({ "dimensions": dimensions(cube, &found.out.by, &row.members) });
        for (index, measure) in measures.iter().enumerate() {
            json[measure.name] = figure(found, cube, measure, row, group.map(|group| &group[index]));
        }
        json
    });
    Ok(json!({ "rows": json.collect::<Vec<_>>() }))
}

fn rows(found: &FoundCounts, cube: &Cube, count: &Count, cells: &Cells) -> BTreeMap<Vec<Rank>, CountedRow> {
    let mut rows: BTreeMap<Vec<Rank>, CountedRow> = BTreeMap::new();
    let unpart = || CountedRow { members: Vec::new(), own: PartAmounts::default(), others: Vec::new() };
    if found.out.by.is_empty() {
        rows.insert(Vec::new(), unpart());
    }
    for (key, members, part) in parts(cube, count, cells, &found.out.by, &found.out.filters, found.slots) {
        rows.entry(key).or_insert_with(|| CountedRow { members, ..unpart() }).own = part;
    }
    for OtherCount { cube, count, by, filters, shared } in &found.out.others {
        let (count, cells) = found.counts[*count];
        let named = &found.catalogue.cubes[*cube];
        let mut theirs = BTreeMap::new();
        for (key, members, part) in parts(named, count, cells, by, filters, found.slots) {
            // A part that only the other cube has is a row too: that this cube counts nothing there is information.
            if by.len() == found.out.by.len() && !rows.contains_key(&key) {
                rows.insert(key.clone(), CountedRow { members, ..unpart() });
            }
            theirs.insert(key, part);
        }
        for (key, row) in &mut rows {
            let key: Vec<Rank> =
                key.iter().zip(shared).filter(|(_, same)| **same).map(|(rank, _)| rank.clone()).collect();
            row.others.push(theirs.get(&key).cloned().unwrap_or_default());
        }
    }
    rows
}

fn dimensions(cube: &Cube, by: &[usize], members: &[Member]) -> Json {
    let json = by.iter().zip(members).map(|(dimension, member)| {
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
    json.collect()
}

/// The numerator and, where the measure has one, the denominator of a measure in a row. `None` where the cube of one of
/// them lacks a dimension that the request uses.
fn taken(found: &FoundCounts, cube: &Cube, measure: &Measure, row: &CountedRow) -> Option<(Taken, Option<Taken>)> {
    let (above, below) = Cube::parts(measure);
    let above = quantity_of(found, cube, above, row)?;
    Some(match below {
        None => (above, None),
        Some(below) => (above, Some(quantity_of(found, cube, below, row)?)),
    })
}

/// The sums of several rows, for one measure.
#[derive(Clone, Default)]
struct Group {
    rows: usize,
    above: Fraction,
    below: Option<Fraction>,
    /// Whether one of the rows is suppressed or unknown.
    hidden: bool,
}

impl Group {
    fn add(&mut self, taken: Option<(Taken, Option<Taken>)>) {
        self.rows += 1;
        let Some((above, below)) = taken else { return self.hidden = true };
        self.hidden |= above.hidden || below.as_ref().is_some_and(|below| below.hidden);
        self.above = self.above.plus(above.exact);
        self.below = below.map(|below| self.below.unwrap_or_default().plus(below.exact));
    }

    /// The figure of all rows except one.
    fn without(&self, measure: &Measure, above: Fraction, below: Option<Fraction>) -> Option<Fraction> {
        if self.hidden || self.rows < 2 {
            return None;
        }
        value(measure, self.above.less(above), self.below.zip(below).map(|(all, own)| all.less(own)))
    }
}

/// A measure of a row, as JSON.
fn figure(found: &FoundCounts, cube: &Cube, measure: &Measure, row: &CountedRow, group: Option<&Group>) -> Json {
    let (count, _) = found.counts[found.out.count];
    let definition = json!({ "name": measure.name, "version": measure.version, "text": measure.definition });
    let mut json = json!({ "suppressed": false, "definition": definition, "period": period(found, cube, row) });
    // Unknown: the other cube lacks a dimension.
    let Some((above, below)) = taken(found, cube, measure, row) else { return json };
    let few = |there: &Taken, should: &Taken| row.own.unread && few_left(found, there, should);
    let left_out = matches!(measure.formula, Formula::Percent(Quantity::Here(_), Quantity::InCube(..)));
    if above.hidden || below.as_ref().is_some_and(|below| below.hidden || (left_out && few(&above, below))) {
        json["suppressed"] = Json::Bool(true);
        return json;
    }
    // Rounded to fives, so that a caller who compares two subjects or days cannot see one person join or leave.
    let coarse = count.coarse && row.own.unread;
    let value = value(measure, above.exact, below.as_ref().map(|below| below.exact));
    json["numerator"] = above.json(coarse);
    json["denominator"] = below.as_ref().map_or(Json::Null, |below| below.json(coarse));
    json["value"] = match (coarse, measure.formula) {
        (true, Formula::Total(_)) => json["numerator"].clone(),
        (true, _) => decimal(value, 0),
        (false, _) => decimal(value, measure.places),
    };
    if let (Some(value), Some(group)) = (value, group) {
        let rest = group.without(measure, above.exact, below.as_ref().map(|below| below.exact));
        json["gapToOthers"] = decimal(rest.map(|rest| value.less(rest)), if coarse { 0 } else { measure.places });
    }
    if let Some((there, should)) = cube.completeness
        && let (Some(there), Some(should)) =
            (quantity_of(found, cube, there, row), quantity_of(found, cube, should, row))
        && !(there.hidden || should.hidden || coarse || few(&there, &should))
    {
        json["completeness"] = decimal(there.exact.over(should.exact).map(|share| share.times(100)), 1);
        json["excluded"] = should.exact.less(there.exact).json(0);
    }
    json
}

/// The days of a row. Null for a suppressed row: its days would disclose whether anybody is in it.
fn period(found: &FoundCounts, cube: &Cube, row: &CountedRow) -> Json {
    let days = match (cube.period, row.own.amounts.period) {
        (None, _) => (found.day, found.day),
        (Some(_), Some(days)) if !row.own.hidden => days,
        (Some(_), _) => return Json::Null,
    };
    json!({ "from": days.0.to_string(), "to": days.1.to_string() })
}

/// Whether the people left out of the numerator are few enough to be a small group.
fn few_left(found: &FoundCounts, there: &Taken, should: &Taken) -> bool {
    let left = should.exact.less(there.exact);
    left.is_above(Fraction::scaled(0, 0)) && !left.is_above(Fraction::scaled(found.small_below - 1, 0))
}

fn decimal(figure: Option<Fraction>, places: u8) -> Json {
    figure.map_or(Json::Null, |figure| figure.json(places))
}

/// A quantity of a row.
struct Taken {
    exact: Fraction,
    hidden: bool,
    places: u8,
}

impl Taken {
    fn json(&self, in_fives: bool) -> Json {
        if in_fives { self.exact.in_fives() } else { self.exact.json(self.places) }
    }
}

fn value(measure: &Measure, above: Fraction, below: Option<Fraction>) -> Option<Fraction> {
    match (measure.formula, below) {
        (Formula::Total(_), _) => Some(above),
        (Formula::Percent(..), Some(below)) => above.over(below).map(|share| share.times(100)),
        (Formula::Ratio(..), Some(below)) => above.over(below),
        (_, None) => None,
    }
}

/// A quantity of a row; `None` where its cube lacks a dimension that the request uses.
fn quantity_of(found: &FoundCounts, cube: &Cube, quantity: Quantity, row: &CountedRow) -> Option<Taken> {
    let (named, name, read, part) = match quantity {
        Quantity::Here(name) => (cube, name, found.out.count, &row.own),
        Quantity::InCube(other, name) => {
            let of = |number: usize| &found.catalogue.cubes[number];
            let place = found.out.others.iter().position(|known| of(known.cube).field.name == other)?;
            let (number, read) = (found.out.others[place].cube, found.out.others[place].count);
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
    let place = count.sums.iter().position(|known| *known == index)?;
    let amount = match declared.term {
        Term::Distinct(_) => i64::try_from(part.amounts.keys.len()).unwrap_or(i64::MAX),
        _ => part.amounts.sums.get(place).copied().unwrap_or(0),
    };
    // A share is added up with more decimal places than are shown.
    let places = if matches!(declared.term, Term::Share(..)) { 3 } else { declared.places };
    let hidden = part.hidden || part.dark_sums.contains(&place);
    Some(Taken { exact: Fraction::scaled(amount, declared.places), hidden, places })
}
