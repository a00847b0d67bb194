//! The statement of a cube: counts and sums of facts, grouped by dimensions.

use super::writer::{StatementWriter, column};
use super::{Dialect, Param, Statement, condition, follows};
use crate::declare::{At, Cube, Day, Dimension, FACT, Key, Members, Other, Role, Term, Test};
use crate::period::covers_sql;
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
        key(&mut w, count, dimension);
        w.push(", ");
        storages.push(storage(dimension));
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
            all(&mut w, count, &sum.when);
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
        all(&mut w, count, &join.to.tests);
    }
    w.push(" where ");
    condition::write(&mut w, FACT, &count.scope);
    for test in cube.facts.iter() {
        w.push(" and ");
        write(&mut w, count, test);
    }
    for slice in &count.defaults {
        if let Role::Slice(tests) = &cube.dimensions[*slice].role {
            w.push(" and ");
            all(&mut w, count, tests);
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
        match &dimension.key {
            Key::Column(at) | Key::Grouped(at, ..) => all.push(*at),
            Key::AnyOf(tests) => tests.iter().for_each(|test| named(test, &mut all)),
            Key::LeastOf(other, at, _) => {
                all.push(*at);
                other.tests.iter().for_each(|test| named(test, &mut all));
            }
            Key::Follows(_, mine, on) => named(&Test::Begun(*mine, *on), &mut all),
        }
    }
    for slice in &count.defaults {
        if let Role::Slice(tests) = &cube.dimensions[*slice].role {
            tests.iter().for_each(|test| named(test, &mut all));
        }
    }
    for sum in count.sums.iter().map(|sum| &cube.sums[*sum]) {
        sum.when.iter().for_each(|test| named(test, &mut all));
        match sum.term {
            Term::One => {}
            Term::Column(at) | Term::Distinct(at) => all.push(at),
            Term::Difference(a, b) | Term::Share(a, b, _) => all.extend([a, b]),
        }
    }
    cube.facts.iter().for_each(|test| named(test, &mut all));
    let mut used: Vec<&'static str> = all.into_iter().map(|at| at.alias).collect();
    for join in cube.joins.iter().rev() {
        if used.contains(&join.to.alias) {
            let mut tied = Vec::new();
            join.to.tests.iter().for_each(|test| named(test, &mut tied));
            used.extend(tied.into_iter().map(|at| at.alias));
        }
    }
    used
}

/// Collects the columns that a test uses.
fn named(test: &Test, all: &mut Vec<At>) {
    let mut day = |day: &Day| {
        if let Day::Of(at) = day {
            all.push(*at);
        }
    };
    match test {
        Test::Begun(at, on) => {
            day(on);
            all.push(*at);
        }
        Test::Covers(starts, ends, on) => {
            day(on);
            all.extend([*starts, *ends]);
        }
        Test::Same(a, b) | Test::Less(a, b) => all.extend([*a, *b]),
        Test::Among(at, _) | Test::Is(at, _) | Test::Number(at, _) | Test::Absent(at) => all.push(*at),
        Test::Exists(other) => other.tests.iter().for_each(|test| named(test, all)),
        Test::Not(inner) => named(inner, all),
        Test::Any(tests) | Test::All(tests) => tests.iter().for_each(|test| named(test, all)),
    }
}

fn storage(dimension: &Dimension) -> Storage {
    match &dimension.key {
        Key::Column(at) => at.column.storage,
        Key::Grouped(..) => Storage::Text,
        Key::AnyOf(_) => Storage::Bool,
        Key::LeastOf(_, at, _) => at.column.storage,
        Key::Follows(rule, ..) => rule.value.column().storage,
    }
}

fn text(at: At) -> String {
    column(at.alias, at.column)
}

fn key(w: &mut StatementWriter, count: &Count, dimension: &Dimension) {
    match &dimension.key {
        Key::Column(at) => w.push(&text(*at)),
        Key::AnyOf(any) => {
            w.push("(");
            some(w, count, any);
            w.push(") is true");
        }
        Key::LeastOf(other, at, missing) => {
            w.push(if missing.is_some() { "coalesce(" } else { "" });
            w.push(&format!("(select min({}) from \"{}\" {} where ", text(*at), other.table, other.alias));
            all(w, count, &other.tests);
            // `missing` is a name of a closed set, from the declaration: it needs no binding.
            w.push(&missing.map_or_else(|| ")".to_owned(), |missing| format!("), '{missing}')")));
        }
        Key::Grouped(at, cases, otherwise) => {
            w.push("case");
            for (name, values) in cases {
                // Names of closed sets, from the declaration: they need no binding.
                let values: Vec<String> = values.iter().map(|value| format!("'{value}'")).collect();
                w.push(&format!(" when {} in ({}) then '{name}'", text(*at), values.join(", ")));
            }
            w.push(&format!(" else '{otherwise}' end"));
        }
        Key::Follows(rule, mine, on) => {
            let day = self::on(w, count, *on);
            let text = follows::worked_out(w, rule, &text(*mine), &day);
            w.push(&text);
        }
    }
}

fn among(w: &mut StatementWriter, count: &Count, dimension: &Dimension, members: &Bind) {
    let storage = storage(dimension);
    let begun = matches!(dimension.members, Members::Days);
    w.push("(");
    key(w, count, dimension);
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

fn all(w: &mut StatementWriter, count: &Count, tests: &[Test]) {
    joined(w, count, tests, " and ", "true");
}

fn some(w: &mut StatementWriter, count: &Count, tests: &[Test]) {
    joined(w, count, tests, " or ", "false");
}

fn joined(w: &mut StatementWriter, count: &Count, tests: &[Test], by: &str, empty: &str) {
    if tests.is_empty() {
        return w.push(empty);
    }
    w.push("(");
    for (index, test) in tests.iter().enumerate() {
        w.push(if index > 0 { by } else { "" });
        write(w, count, test);
    }
    w.push(")");
}

fn write(w: &mut StatementWriter, count: &Count, test: &Test) {
    match test {
        Test::Same(a, b) => w.push(&format!("{} = {}", text(*a), text(*b))),
        Test::Less(a, b) => w.push(&format!("{} < {}", text(*a), text(*b))),
        Test::Among(at, names) => {
            // Names of closed sets, from the declaration: they need no binding.
            let names: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
            w.push(&format!("{} in ({})", text(*at), names.join(", ")));
        }
        Test::Is(at, yes) => w.push(&format!("{} is {yes}", text(*at))),
        Test::Number(at, number) => w.push(&format!("{} = {number}", text(*at))),
        Test::Absent(at) => w.push(&format!("{} is null", text(*at))),
        Test::Begun(at, day) => {
            let day = on(w, count, *day);
            w.push(&format!("{} <= {day}", text(*at)));
        }
        Test::Covers(starts, ends, day) => {
            let day = on(w, count, *day);
            w.push(&covers_sql(&text(*starts), &text(*ends), &day));
        }
        Test::Exists(Other { alias, table, tests }) => {
            w.push(&format!("exists (select 1 from \"{table}\" {alias} where "));
            all(w, count, tests);
            w.push(")");
        }
        // `exists` is never unknown, so `not exists` is safe here, and the database can plan it as an anti-join.
        Test::Not(inner) if matches!(**inner, Test::Exists(_)) => {
            w.push("not ");
            write(w, count, inner);
        }
        Test::Not(inner) => {
            w.push("(");
            write(w, count, inner);
            w.push(") is not true");
        }
        Test::Any(tests) => some(w, count, tests),
        Test::All(tests) => all(w, count, tests),
    }
}

fn on(w: &mut StatementWriter, count: &Count, day: Day) -> String {
    match day {
        Day::Asked => w.place(Param::Day(count.as_of.clone()), Storage::Date),
        Day::Today => w.place(Param::Day(None), Storage::Date),
        Day::Of(at) => text(at),
    }
}
