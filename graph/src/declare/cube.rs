//! Measures: facts of a table, counted and added up along registered dimensions.
//!
//! A *cube* says which rows are facts and who may count them; its *dimensions* say how they may be told apart, its
//! *sums* what is added up, its *measures* what is made of the sums. The engine makes one statement of a cube and the
//! dimensions asked for, and hides small groups from whoever could not read the rows.

use sea_orm::{ColumnTrait, EntityTrait, Iterable};

use super::{Access, Column, Enumeration, MemoryField, Need, Owner, any_of, memory_field};
use crate::caller::Permission;

/// The alias of the facts' own table.
pub const FACT: &str = "t";

/// A column of one of the tables of a cube.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The table's alias.
    pub alias: &'static str,
    /// The column.
    pub column: Column,
}

/// A column of the fact itself.
pub fn fact(column: impl ColumnTrait) -> At {
    at(FACT, column)
}

/// A column of a joined table.
pub fn at(alias: &'static str, column: impl ColumnTrait) -> At {
    At { alias, column: Column::of(column) }
}

/// The day a test looks at.
#[derive(Clone, Copy, Debug)]
pub enum Day {
    /// The day asked for, else today.
    Asked,
    /// Today, whatever is asked for.
    Today,
    /// A day of the fact, such as that of its assessment point.
    Of(At),
}

/// What must hold of a fact.
#[derive(Clone, Debug)]
pub enum Test {
    /// Two columns are equal.
    Same(At, At),
    /// The first is less than the second.
    Less(At, At),
    /// A text is one of these.
    Among(At, Vec<&'static str>),
    /// A truth value is this.
    Is(At, bool),
    /// A whole number is this.
    Number(At, i64),
    /// There is no value.
    Absent(At),
    /// A day has come.
    Begun(At, Day),
    /// A day is still to come.
    Ahead(At, Day),
    /// A period covers a day; its end is the first day after it, or open.
    Covers(At, At, Day),
    /// There is a row of another table.
    Exists(Other),
    /// It does not hold.
    Not(Box<Test>),
    /// One of them holds.
    Any(Vec<Test>),
    /// All of them hold.
    All(Vec<Test>),
}

/// Rows of another table under an alias of their own.
#[derive(Clone, Debug)]
pub struct Other {
    /// The alias.
    pub alias: &'static str,
    /// The table.
    pub table: &'static str,
    /// What must hold of them.
    pub tests: Vec<Test>,
}

/// Rows of another table, for which the tests hold.
pub fn other<E: EntityTrait>(alias: &'static str, entity: E, tests: impl IntoIterator<Item = Test>) -> Other {
    Other { alias, table: entity.table_name(), tests: tests.into_iter().collect() }
}

/// A table beside the facts: at most one row for each of them.
#[derive(Clone, Debug)]
pub struct Join {
    /// The table, its alias and how it is tied.
    pub to: Other,
    /// Whether a fact without one is a fact all the same.
    pub optional: bool,
}

/// What is added up for each fact.
#[derive(Clone, Copy, Debug)]
pub enum Term {
    /// One.
    One,
    /// A whole number.
    Column(At),
    /// The first less the second.
    Difference(At, At),
    /// The first over the second, rounded to so many places and at most one.
    Share(At, At, u8),
    /// Different keys, counted once however many facts have them.
    Distinct(At),
}

/// Something added up.
#[derive(Clone, Debug)]
pub struct Sum {
    /// The name by which measures know it.
    pub name: &'static str,
    /// What is added up.
    pub term: Term,
    /// For which facts.
    pub when: Vec<Test>,
    /// Decimal places of the stored number: 2 for pence.
    pub places: u8,
}

/// Adds up for the facts for which all tests hold.
pub fn sum(name: &'static str, term: Term, when: impl IntoIterator<Item = Test>) -> Sum {
    let places = if let Term::Share(_, _, places) = term { places } else { 0 };
    Sum { name, term, when: when.into_iter().collect(), places }
}

impl Sum {
    /// The stored number has so many decimal places.
    #[must_use]
    pub fn scaled(mut self, places: u8) -> Self {
        self.places = places;
        self
    }
}

/// How the members of a dimension are told apart.
#[derive(Clone, Debug)]
pub enum Key {
    /// By a column.
    Column(At),
    /// By whether one of these holds.
    Holds(Vec<Test>),
    /// By the least value of a column of other rows, else by a text where there is one.
    First(Other, At, Option<&'static str>),
    /// By a whole number less one for each other row there is.
    Back(At, Other),
}

/// What a dimension's keys are.
#[derive(Clone, Copy, Debug)]
pub enum Members {
    /// Rows of a declared type.
    Rows(&'static str),
    /// Texts.
    Texts,
    /// Whole numbers.
    Numbers,
    /// Yes and no.
    YesNo,
    /// Days.
    Days,
    /// A closed set.
    Set(&'static Enumeration),
}

/// What a dimension is for.
#[derive(Clone, Debug)]
pub enum Role {
    /// A level of the organisation: school, year, class.
    Level,
    /// A group that members are put in.
    Group,
    /// A group that must not be told by its absence either: where a part has only one group, it is not told.
    Protected,
    /// What is never added up over: it is grouped by or named. The tests tell which one is meant where none is named;
    /// without tests one must be.
    Slice(Vec<Test>),
}

/// A way to tell facts apart.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// The name in `by`, in capitals.
    pub name: &'static str,
    /// How members are told apart.
    pub key: Key,
    /// What keys are.
    pub members: Members,
    /// What it is for.
    pub role: Role,
    /// What it is.
    pub description: &'static str,
    /// The name of a member for people; the key itself where there is none.
    pub label: Option<At>,
    /// What members are ordered by; the key itself where there is nothing.
    pub sort: Option<At>,
    /// What a whole number is called.
    pub words: Option<fn(i64) -> String>,
    /// The label of facts without a key.
    pub absent: &'static str,
    /// Dimensions of which a member here is a part of one member.
    pub within: Vec<&'static str>,
    /// What it asks besides the cube: to count by it, and to know the members of each fact.
    pub needs: Option<(Permission, Permission)>,
}

/// Declares a dimension: name, key, what keys are, what it is for, description.
pub fn dimension(name: &'static str, key: Key, members: Members, role: Role, description: &'static str) -> Dimension {
    Dimension {
        name,
        key,
        members,
        role,
        description,
        label: None,
        sort: None,
        words: None,
        absent: "None",
        within: Vec::new(),
        needs: None,
    }
}

impl Dimension {
    /// The name of a member for people, and what members are ordered by.
    #[must_use]
    pub fn labelled(mut self, label: At, sort: At) -> Self {
        (self.label, self.sort) = (Some(label), Some(sort));
        self
    }

    /// What a whole number is called.
    #[must_use]
    pub fn called(mut self, words: fn(i64) -> String) -> Self {
        self.words = Some(words);
        self
    }

    /// How facts without a key are called.
    #[must_use]
    pub fn absent(mut self, label: &'static str) -> Self {
        self.absent = label;
        self
    }

    /// A member is a part of one member of each of these.
    #[must_use]
    pub fn within(mut self, levels: impl IntoIterator<Item = &'static str>) -> Self {
        self.within = levels.into_iter().collect();
        self
    }

    /// Counting by it asks the first permission; who has the second could read it fact by fact.
    #[must_use]
    pub fn needs(mut self, aggregate: Permission, read: Permission) -> Self {
        self.needs = Some((aggregate, read));
        self
    }

    /// Its name among the filters: `yearGroup`, and `joinedBy` where keys are days.
    #[must_use]
    pub fn filter_name(&self) -> String {
        let mut name = String::new();
        for (index, word) in self.name.split('_').enumerate() {
            let word = word.to_lowercase();
            match word.chars().next() {
                Some(first) if index > 0 => name.extend(first.to_uppercase().chain(word[first.len_utf8()..].chars())),
                _ => name.push_str(&word),
            }
        }
        if matches!(self.members, Members::Days) { name + "By" } else { name }
    }
}

/// A sum of the cube itself, or of another cube over the same dimensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Of the cube itself.
    Own(&'static str),
    /// Of another cube: its name, then the sum's.
    Of(&'static str, &'static str),
}

/// What a measure is made of.
#[derive(Clone, Copy, Debug)]
pub enum Formula {
    /// The sum.
    Total(Quantity),
    /// A hundred times the first over the second.
    Percent(Quantity, Quantity),
    /// The first over the second.
    Ratio(Quantity, Quantity),
}

/// A measure.
#[derive(Clone, Debug)]
pub struct Measure {
    /// The field's name.
    pub name: &'static str,
    /// What it is made of.
    pub formula: Formula,
    /// Decimal places of its value, rounded half away from zero.
    pub places: u8,
    /// The version of its definition; it rises when the meaning changes.
    pub version: u32,
    /// The definition: what counts, over what.
    pub definition: &'static str,
}

/// Declares a measure: name, formula, decimal places, definition.
pub fn measure(name: &'static str, formula: Formula, places: u8, definition: &'static str) -> Measure {
    Measure { name, formula, places, version: 1, definition }
}

/// Who may count, and who could read what is counted.
#[derive(Clone, Debug)]
pub struct Counting {
    /// Counting asks this.
    pub aggregate: Permission,
    /// Whoever has this could count the rows themselves, and is told small numbers.
    pub read: Permission,
    /// To whom a fact belongs, from the facts' own columns.
    pub owner: Owner,
    /// The sum that says how many people a number is about; none where it is about nobody.
    pub people: Option<&'static str>,
}

/// Facts, how they are told apart, and what is made of them.
#[derive(Debug)]
pub struct Cube {
    /// Its root field.
    pub field: MemoryField,
    /// Its GraphQL types: of the answer and of a row.
    pub types: (&'static str, &'static str),
    /// The facts' table.
    pub table: &'static str,
    /// The tenant's column.
    pub tenant: Column,
    /// Who may count.
    pub counting: Counting,
    /// Tables beside the facts.
    pub joins: Vec<Join>,
    /// Which rows are facts.
    pub facts: Vec<Test>,
    /// The dimensions.
    pub dimensions: Vec<Dimension>,
    /// The sums.
    pub sums: Vec<Sum>,
    /// The measures.
    pub measures: Vec<Measure>,
    /// How much of what there should be there is.
    pub completeness: Option<(Quantity, Quantity)>,
    /// The first and the last day a fact speaks of; the day asked for where there are none.
    pub period: Option<(At, At)>,
    /// Whether it takes `asOf`.
    pub as_of: bool,
    /// Whether `Query` shows it; else it is there for other cubes.
    pub shown: bool,
}

/// Declares a cube: root field, its two types, facts, who may count, description.
///
/// # Panics
/// When the table has no tenant: a mistake in a declaration, found at start-up.
pub fn cube<E: EntityTrait>(
    name: &'static str,
    types: (&'static str, &'static str),
    entity: E,
    counting: Counting,
    description: &'static str,
) -> Cube {
    let tenant = E::Column::iter().map(Column::of).find(|column| column.name == "trust_id");
    // Declarations live as long as the process, so their texts may too.
    let ty = Box::leak(types.0.to_owned().into_boxed_str());
    Cube {
        field: memory_field(name, ty, counting.access(), description),
        types,
        table: entity.table_name(),
        tenant: tenant.expect("facts belong to a tenant"),
        counting,
        joins: Vec::new(),
        facts: Vec::new(),
        dimensions: Vec::new(),
        sums: Vec::new(),
        measures: Vec::new(),
        completeness: None,
        period: None,
        as_of: false,
        shown: true,
    }
}

impl Counting {
    /// Whoever may count, or could read what is counted.
    pub(super) fn access(&self) -> Access {
        any_of([Need::from(self.aggregate), Need::from(self.read)])
    }
}

impl Cube {
    /// A table beside the facts; each fact has one row of it.
    #[must_use]
    pub fn join<E: EntityTrait>(mut self, alias: &'static str, entity: E, on: impl IntoIterator<Item = Test>) -> Self {
        self.joins.push(Join { to: other(alias, entity, on), optional: false });
        self
    }

    /// A table beside the facts; a fact may have no row of it.
    #[must_use]
    pub fn maybe<E: EntityTrait>(mut self, alias: &'static str, entity: E, on: impl IntoIterator<Item = Test>) -> Self {
        self.joins.push(Join { to: other(alias, entity, on), optional: true });
        self
    }

    /// Which rows are facts.
    #[must_use]
    pub fn facts(mut self, tests: impl IntoIterator<Item = Test>) -> Self {
        self.facts.extend(tests);
        self
    }

    /// The dimensions.
    #[must_use]
    pub fn dimensions(mut self, dimensions: impl IntoIterator<Item = Dimension>) -> Self {
        self.dimensions.extend(dimensions);
        self
    }

    /// The sums.
    #[must_use]
    pub fn sums(mut self, sums: impl IntoIterator<Item = Sum>) -> Self {
        self.sums.extend(sums);
        self
    }

    /// The measures.
    #[must_use]
    pub fn measures(mut self, measures: impl IntoIterator<Item = Measure>) -> Self {
        self.measures.extend(measures);
        self
    }

    /// How much of what there should be there is.
    #[must_use]
    pub fn completeness(mut self, there: Quantity, should: Quantity) -> Self {
        self.completeness = Some((there, should));
        self
    }

    /// The days facts speak of.
    #[must_use]
    pub fn period(mut self, from: At, to: At) -> Self {
        self.period = Some((from, to));
        self
    }

    /// Takes `asOf`.
    #[must_use]
    pub fn as_of(mut self) -> Self {
        self.as_of = true;
        self
    }

    /// Not shown in `Query`: for other cubes.
    #[must_use]
    pub fn hidden(mut self) -> Self {
        self.shown = false;
        self
    }

    /// The dimension of that name.
    #[must_use]
    pub fn dimension(&self, name: &str) -> Option<usize> {
        self.dimensions.iter().position(|dimension| dimension.name == name)
    }

    /// The sum of that name.
    #[must_use]
    pub fn sum(&self, name: &str) -> Option<usize> {
        self.sums.iter().position(|sum| sum.name == name)
    }
}
