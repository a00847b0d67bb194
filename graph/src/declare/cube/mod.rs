//! Measures: facts of a table, counted and added up along registered dimensions.
//!
//! A *cube* says which rows are facts and who may count them; its *dimensions* say how facts may be grouped, its *sums*
//! what is added up, its *measures* how figures are made of the sums. The engine makes one statement of a cube and the
//! requested dimensions, and suppresses small groups for callers who may not read the rows.

mod dimension;
mod facts;
mod key;
mod sums;

use sea_orm::{EntityTrait, Iterable};

use super::{Access, Column, ComputedField, Need, Owner, any_of, computed_field};
use crate::caller::Permission;

pub use dimension::{Dimension, Members, Role, dimension};
pub use facts::{At, Day, FACT, Join, Other, Test, at, fact, other};
pub use key::Key;
pub use sums::{Formula, Measure, Quantity, Sum, Term, measure, sum};

/// Who may count, and who may read what is counted.
#[derive(Clone, Debug)]
pub struct Counting {
    /// What a caller needs to count.
    pub aggregate: Access,
    /// Callers who hold this could read the rows one by one, so they get small numbers too.
    pub read: Access,
    /// The owner of a fact, from columns of the facts' own table.
    pub owner: Owner,
    /// The sum that counts the people behind a number; `None` where facts are not about people.
    pub people: Option<&'static str>,
}

/// Says who may count: the permission to count, the permission to read the rows, the owner of a fact, and the sum that
/// counts the people behind a number.
#[must_use]
pub fn counting(aggregate: Permission, read: Permission, owner: Owner, people: Option<&'static str>) -> Counting {
    Counting { aggregate: aggregate.into(), read: read.into(), owner, people }
}

/// Facts, how they are grouped, and the figures made of them.
#[derive(Debug)]
pub struct Cube {
    /// Its root field.
    pub field: ComputedField,
    /// Its GraphQL types: that of the root field, and that of its rows.
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
    /// `(there, should)`: the quantity counted, and the quantity there should be.
    pub completeness: Option<(Quantity, Quantity)>,
    /// The columns with the first and the last day a fact covers; `asOf` where it is `None`.
    pub period: Option<(At, At)>,
    /// Whether it takes `asOf`.
    pub as_of: bool,
    /// Whether `Query` shows it; otherwise only other cubes use it.
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
        field: computed_field(name, ty, counting.access(), description),
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
    /// Access for callers who may count, or may read what is counted.
    pub(super) fn access(&self) -> Access {
        any_of(self.aggregate.permissions().into_iter().chain(self.read.permissions()).map(Need::from))
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

    /// `(there, should)`: the quantity counted, and the quantity there should be.
    #[must_use]
    pub fn completeness(mut self, there: Quantity, should: Quantity) -> Self {
        self.completeness = Some((there, should));
        self
    }

    /// Sets the columns with the first and the last day a fact covers.
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

    /// Hides it from `Query`: only other cubes use it.
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
