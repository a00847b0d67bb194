//! The statement of a cube: counts and sums of facts, grouped by dimensions.

use super::expression::ExpressionWriter;
use super::writer::{StatementWriter, column};
use super::{Dialect, Param, Statement, condition};
use crate::declare::{At, Cube, Dimension, FACT, Members, Role, Term};
use crate::plan::{Count, Known};
use crate::request::Bind;
use crate::value::Storage;

/// The statement of a count, and how its cells are stored. The cells are, in order: for each dimension its key, label
/// and sort value; the key of a distinct count, if there is one; the number of facts; the number of facts that the
/// caller could not read, unless the caller could read all; the sums; the first and the last day, if the cube has a
/// period.
#[must_use]
pub fn count(count: &Count, cube: &Cube, dialect: Dialect) -> (Statement, Vec<Storage>) {
    let mut w = StatementWriter::new(dialect);
    let mut storages = Vec::new();
    w.push("select ");
    for dimension in &count.dimensions {
        let dimension = &cube.dimensions[*dimension];
        said(&mut w, count).key(&dimension.key);
        w.push(", ");
        storages.push(dimension.key.storage());
        for at in [dimension.label, dimension.sort].into_iter().flatten() {
            w.push(&format!("{}, ", text(at)));
            storages.push(at.column.storage);
        }
    }
    if let Some(at) = count.distinct(cube) {
        w.push(&format!("{}, ", text(at)));
        storages.push(at.column.storage);
    }
    let grouped = storages.len();
    w.push("count(*)");
    storages.push(Storage::Int);
    match &count.known {
        Known::All => {}
        Known::Nothing => w.push(", count(*)"),
        Known::Where(cond) => {
            w.push(", sum(case when ");
            condition::write(&mut w, FACT, cond);
            w.push(" then 0 else 1 end)");
        }
    }
    if !matches!(count.known, Known::All) {
        storages.push(Storage::Int);
    }
    for sum in &count.sums {
        let sum = &cube.sums[*sum];
        w.push(", cast(coalesce(sum(");
        if !sum.when.is_empty() {
            w.push("case when ");
            said(&mut w, count).all(&sum.when);
            w.push(" then ");
        }
        term(&mut w, sum.term);
        w.push(if sum.when.is_empty() { "), 0) as bigint)" } else { " end), 0) as bigint)" });
        storages.push(Storage::Int);
    }
    if let Some((from, to)) = cube.period {
        w.push(&format!(", min({}), max({})", text(from), text(to)));
        storages.extend([from.column.storage, to.column.storage]);
    }
    w.push(&format!(" from \"{}\" {FACT}", cube.table));
    let used = used(count, cube);
    for join in cube.joins.iter().filter(|join| used.contains(&join.to.alias)) {
        let kind = if join.optional { "left join" } else { "join" };
        w.push(&format!(" {kind} \"{}\" {} on ", join.to.table, join.to.alias));
        said(&mut w, count).all(&join.to.tests);
    }
    w.push(" where ");
    condition::write(&mut w, FACT, &count.scope);
    for test in cube.facts.iter() {
        w.push(" and ");
        said(&mut w, count).test(test);
    }
    for slice in &count.defaults {
        if let Role::Slice(tests) = &cube.dimensions[*slice].role {
            w.push(" and ");
            said(&mut w, count).all(tests);
        }
    }
    for filter in &count.pushed {
        let dimension = &cube.dimensions[filter.dimension];
        w.push(" and ");
        among(&mut w, count, dimension, &filter.members);
    }
    if grouped > 0 {
        let places: Vec<String> = (1..=grouped).map(|place| place.to_string()).collect();
        w.push(&format!(" group by {}", places.join(", ")));
    }
    (w.done(), storages)
}

/// The aliases of the joined tables that the statement needs: those with a column in it, and those that these are
/// joined through. A fact has exactly one row of each joined table, so leaving out an unused join changes no count.
fn used(count: &Count, cube: &Cube) -> Vec<&'static str> {
    let mut all: Vec<At> = cube.period.map_or_else(Vec::new, |(from, to)| vec![from, to]);
    let filtered = count.pushed.iter().map(|filter| filter.dimension);
    for dimension in count.dimensions.iter().copied().chain(filtered).map(|index| &cube.dimensions[index]) {
        all.extend([dimension.label, dimension.sort].into_iter().flatten());
        all.extend(dimension.key.columns());
    }
    for slice in &count.defaults {
        if let Role::Slice(tests) = &cube.dimensions[*slice].role {
            tests.iter().for_each(|test| test.columns(&mut all));
        }
    }
    for sum in count.sums.iter().map(|sum| &cube.sums[*sum]) {
        sum.when.iter().for_each(|test| test.columns(&mut all));
        match sum.term {
            Term::One => {}
            Term::Column(at) | Term::Distinct(at) => all.push(at),
            Term::Difference(a, b) | Term::Share(a, b, _) => all.extend([a, b]),
        }
    }
    cube.facts.iter().for_each(|test| test.columns(&mut all));
    let mut used: Vec<&'static str> = all.into_iter().map(|at| at.alias).collect();
    for join in cube.joins.iter().rev() {
        if used.contains(&join.to.alias) {
            let mut tied = Vec::new();
            join.to.tests.iter().for_each(|test| test.columns(&mut tied));
            used.extend(tied.into_iter().map(|at| at.alias));
        }
    }
    used
}

fn text(at: At) -> String {
    column(at.alias, at.column)
}

/// Writes what the cube says of a fact.
fn said<'w>(w: &'w mut StatementWriter, count: &Count) -> ExpressionWriter<'w> {
    ExpressionWriter::new(w, FACT, count.as_of.clone())
}

fn among(w: &mut StatementWriter, count: &Count, dimension: &Dimension, members: &Bind) {
    let storage = dimension.key.storage();
    let begun = matches!(dimension.members, Members::Days);
    w.push("(");
    said(w, count).key(&dimension.key);
    let rows_of = if let Members::Rows(name) = dimension.members { Some(name) } else { None };
    let param = Param::Members(members.clone(), rows_of, storage);
    if matches!(dimension.members, Members::YesNo) {
        let place = w.place(param, storage);
        w.push(&format!(") = {place}"));
    } else if begun {
        let place = w.place(param, storage);
        w.push(&format!(") <= {place}"));
    } else {
        w.push(") ");
        let number = w.number(param);
        let text = w.dialect.among("", number, storage, false);
        w.push(text.trim_start());
    }
}

fn term(w: &mut StatementWriter, term: Term) {
    match term {
        Term::One => w.push("1"),
        // The statement groups by the key; distinct keys are counted in `measure`.
        Term::Distinct(_) => w.push("1"),
        Term::Column(at) => w.push(&text(at)),
        Term::Difference(a, b) => w.push(&format!("{} - {}", text(a), text(b))),
        Term::Share(top, bottom, places) => {
            let one = 10_i64.pow(u32::from(places));
            let (top, bottom) = (text(top), text(bottom));
            // Integer arithmetic, rounded half up. The share is 0 where the denominator is 0.
            w.push(&format!(
                "case when {bottom} <= 0 then 0 when {top} >= {bottom} then {one} \
                 else (2 * {one} * cast({top} as bigint) + {bottom}) / (2 * {bottom}) end"
            ));
        }
    }
}
