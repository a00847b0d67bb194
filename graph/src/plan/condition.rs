//! Conditions on a row, as data: scope, filters and periods are all written as [`Cond`].

use super::read::Expr;
use super::seen::{Seen, Since};
use crate::caller::{Permission, Reach};
use crate::declare::{Column, Comparable, Dated, Path, TextClass, Through};
use crate::request::Bind;

/// A condition on a row. Columns are those of the current row; inside [`Cond::Exists`] the other row is the current
/// one.
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
    /// The negation. Where the inner condition is unknown because a value is null, it counts as false, so this is true.
    Not(Box<Cond>),
    /// The row belongs to the caller's tenant: the column holds the tenant's key.
    Tenant(Column),
    /// The row is the caller's tenant itself.
    IsTenant(Column),
    /// The path leads from the row to one of the keys that the caller holds for this permission and reach.
    Reached(Path, Permission, Reach),
    /// The path leads from the row to some row. The caller's keys are not compared.
    Leads(Path),
    /// Comparing a column or an expression with a value is true.
    Compare(Comparable, Operator, Operand),
    /// Comparing what is selected of a row with a value is true.
    CompareExpr(Box<Expr>, Operator, Operand),
    /// The row changed in a part that the caller may see.
    Changed(Box<Seen>, Since),
    /// A column or an expression is null (true) or not null (false).
    IsNull(Comparable, bool),
    /// The row's period covers a day: the bound day, or today where none is bound.
    Current(Dated, Option<Bind>),
    /// A day has come: the bound day, or today where none is bound, is not before it.
    Begun(Column, Option<Bind>),
    /// No other row of the table with the same values and this condition comes later.
    Latest(Box<Latest>),
    /// A row of another table exists that is tied to this one.
    Exists(Box<Exists>),
    /// Each word of the search begins a word of the folded text in this column.
    Words(Column, Bind),
}

/// A row of another table, tied to the current row.
#[derive(Clone, Debug, PartialEq)]
pub struct Exists {
    /// The other table.
    pub table: &'static str,
    /// How it is tied to the current row.
    pub tie: Tie,
    /// The condition on the other row.
    pub cond: Cond,
}

/// What makes a row the latest of those like it.
#[derive(Clone, Debug, PartialEq)]
pub struct Latest {
    /// The table of the row.
    pub table: &'static str,
    /// The columns in which the rows are alike.
    pub same: Vec<Column>,
    /// The columns that say which comes later, the second where the first are equal.
    pub order: [Column; 2],
    /// The condition on the other rows.
    pub cond: Cond,
}

/// How another row is tied to the current row.
#[derive(Clone, Debug, PartialEq)]
pub enum Tie {
    /// A column of the other row equals a column of the current row.
    Columns {
        /// The other row's column.
        theirs: Column,
        /// The current row's column.
        mine: Column,
    },
    /// A row of a table in between ties the two.
    Through {
        /// The other row's key column.
        theirs: Column,
        /// The current row's key column.
        mine: Column,
        /// The table in between.
        through: Box<ThroughTie>,
    },
}

/// The table in between, as [`Tie::Through`] needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct ThroughTie {
    /// Its column with the key of the current row.
    pub mine: Column,
    /// Its column with the key of the other row.
    pub theirs: Column,
    /// Its period, if it has one: the tie counts where the period covers today.
    pub dated: Option<Dated>,
    /// The condition on the row in between: its scope, where its table is a declared type with an access rule.
    pub scope: Cond,
}

impl ThroughTie {
    /// The tie of a declared link. `scope` is the condition under which the caller may see rows in between.
    #[must_use]
    pub fn new(through: Through, scope: Cond) -> Self {
        Self { mine: through.mine, theirs: through.theirs, dated: through.dated, scope }
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

/// The value that a column is compared with, and how it is converted first.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// As it is.
    Plain(Bind),
    /// A text, cleaned as its class cleans what is stored.
    Text(Bind, TextClass),
    /// A part of a text, written as its class writes texts.
    Part(Bind, TextClass),
    /// Folded like the column.
    Folded(Bind),
    /// A decimal, multiplied by ten to the power of this number: scaled columns hold whole numbers.
    Scaled(Bind, u8),
    /// The key in a global id of the named type. An id of another type, or a text that is no id, matches nothing.
    Key(Bind, &'static str),
    /// The key in a global id of any type.
    AnyKey(Bind),
}

impl Cond {
    /// The conjunction; a part that is [`Cond::True`] is dropped.
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
