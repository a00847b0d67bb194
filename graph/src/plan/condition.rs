//! What must hold of a row, as data: scope, filter, period and page alike.

use crate::caller::{Permission, Reach};
use crate::declare::{Column, Dated, Path, Through};
use crate::request::Bind;

/// A condition on a row. Columns are those of the row at hand; inside [`Cond::Exists`] the row at hand is the other.
#[derive(Clone, Debug, PartialEq)]
pub enum Cond {
    /// Always.
    True,
    /// Never.
    False,
    /// All of them.
    And(Vec<Cond>),
    /// Any of them.
    Or(Vec<Cond>),
    /// Not so. What is unknown because a value is absent counts as not so inside.
    Not(Box<Cond>),
    /// The row is of the caller's tenant.
    Tenant(Column),
    /// The row is the tenant's own.
    IsTenant(Column),
    /// The row is reached: the path leads to one of the caller's keys of that permission and reach.
    Reached(Path, Permission, Reach),
    /// The path leads to a row, whoever asks: no key of the caller is compared.
    Leads(Path),
    /// A column compares with a value.
    Compare(Column, Operator, Operand),
    /// Whether a column has no value.
    IsNull(Column, bool),
    /// The row's period covers a day: the bound one, else today.
    Current(Period, Option<Bind>),
    /// There is a row of another table.
    Exists(Box<Exists>),
    /// Every word begins a word of the folded text.
    Words(Column, Bind),
}

/// A period, by its columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// First day.
    pub starts: Column,
    /// First day after it; null while open.
    pub ends: Column,
}

impl From<Dated> for Period {
    fn from(dated: Dated) -> Self {
        Self { starts: dated.starts, ends: dated.ends }
    }
}

/// A row of another table, tied to the row at hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Exists {
    /// The other table.
    pub table: &'static str,
    /// How it is tied.
    pub tie: Tie,
    /// What must hold of it.
    pub cond: Cond,
}

/// How another row is tied to the row at hand.
#[derive(Clone, Debug, PartialEq)]
pub enum Tie {
    /// Its column equals a column of the row at hand.
    Columns {
        /// Its column.
        theirs: Column,
        /// The row's column.
        mine: Column,
    },
    /// Over a table in between.
    Through {
        /// Its key column.
        theirs: Column,
        /// The row's key column.
        mine: Column,
        /// The table in between, and the day its tie is looked at.
        through: Box<ThroughTie>,
    },
}

/// A table in between, as a condition needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct ThroughTie {
    /// Its column with the key of the row at hand.
    pub mine: Column,
    /// Its column with the key of the other row.
    pub theirs: Column,
    /// Its period; the tie counts while it holds today.
    pub dated: Option<Period>,
    /// What must hold of the tie itself, where it is a type of its own with a rule of its own.
    pub scope: Cond,
}

impl ThroughTie {
    /// The tie of a declared link, as far as the caller may see ties.
    #[must_use]
    pub fn new(through: Through, scope: Cond) -> Self {
        Self { mine: through.mine, theirs: through.theirs, dated: through.dated.map(Period::from), scope }
    }
}

/// How a column compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// Less.
    Lt,
    /// Less or equal.
    Lte,
    /// Greater.
    Gt,
    /// Greater or equal.
    Gte,
    /// One of a list.
    In,
    /// None of a list.
    NotIn,
    /// Begins with a text.
    StartsWith,
    /// Contains a text.
    Contains,
}

/// What a column is compared with, and what is done to it first.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// As it is.
    Plain(Bind),
    /// Folded like the column.
    Folded(Bind),
    /// A decimal, scaled by so many places.
    Scaled(Bind, u8),
    /// The key in a global id of the named type; an id of another type or none at all matches nothing.
    Key(Bind, &'static str),
    /// The key in a global id, whichever type it names.
    AnyKey(Bind),
}

impl Cond {
    /// Both; what is always so falls away.
    #[must_use]
    pub fn and(self, other: Cond) -> Cond {
        match (self, other) {
            (Cond::True, other) => other,
            (this, Cond::True) => this,
            (Cond::False, _) | (_, Cond::False) => Cond::False,
            (Cond::And(mut all), Cond::And(more)) => {
                all.extend(more);
                Cond::And(all)
            }
            (Cond::And(mut all), other) => {
                all.push(other);
                Cond::And(all)
            }
            (this, Cond::And(mut all)) => {
                all.insert(0, this);
                Cond::And(all)
            }
            (this, other) => Cond::And(vec![this, other]),
        }
    }
}
