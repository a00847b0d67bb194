//! A link from a row to rows.

use sea_orm::ColumnTrait;

use super::{Access, Column, Following};

/// A link of a type. Its rows need the target's own row access; a link may require more.
#[derive(Debug)]
pub struct Link {
    /// The name.
    pub name: &'static str,
    /// The type it leads to.
    pub target: &'static str,
    /// How many rows, and how they are found.
    pub arity: Arity,
    /// What the link requires in addition to the target's row access.
    pub access: Access,
    /// What it is.
    pub description: &'static str,
    /// Start and end of the rows' period: the link takes `asOf` and shows rows whose period covers that day, today by default.
    pub dated: Option<Dated>,
    /// The order of the rows where the caller names none; else the target's.
    pub order: Vec<(Column, bool)>,
    /// Why it should no longer be used.
    pub deprecated: Option<&'static str>,
    /// What a change of this row is for those who follow the row that the link leads to.
    pub following: Option<Following>,
    /// Who sees a change of the row that the link leads to as a change of this row, where it counts as one.
    pub follows: Option<Access>,
    /// Whether the link has a way back.
    pub has_back: bool,
    /// The ways back: links of the target type. The catalogue moves them there.
    pub(super) backs: Vec<Link>,
}

/// The period of a dated row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dated {
    /// First day.
    pub starts: Column,
    /// Last day; null while open.
    pub ends: Column,
}

/// A table in between.
#[derive(Clone, Copy, Debug)]
pub struct Through {
    /// Its column that holds this row's key.
    pub mine: Column,
    /// Its column that holds the other row's key.
    pub theirs: Column,
    /// Its period, where its rows are dated.
    pub dated: Option<Dated>,
}

/// How a link finds its rows.
#[derive(Debug)]
pub enum Arity {
    /// At most one: this row holds its key.
    One(Column),
    /// At most one: the other row holds this row's key.
    OneOf(Column),
    /// A bounded small set as a plain list: the other rows hold this row's key.
    List(Column),
    /// Any number, paged: the other rows hold this row's key.
    Many(Column),
    /// Any number, paged, over a table in between.
    Through(Through),
}

pub(super) fn link(
    name: &'static str,
    target: &'static str,
    arity: Arity,
    access: Access,
    description: &'static str,
) -> Link {
    let (order, backs) = (Vec::new(), Vec::new());
    Link {
        name,
        target,
        arity,
        access,
        description,
        dated: None,
        order,
        deprecated: None,
        following: None,
        follows: None,
        has_back: false,
        backs,
    }
}

/// To at most one row whose key this row holds.
pub fn to_one(
    name: &'static str,
    target: &'static str,
    key: impl ColumnTrait,
    access: impl Into<Access>,
    description: &'static str,
) -> Link {
    link(name, target, Arity::One(Column::of(key)), access.into(), description)
}

/// To a bounded small set, as a plain list.
pub fn to_list(
    name: &'static str,
    target: &'static str,
    theirs: impl ColumnTrait,
    access: impl Into<Access>,
    description: &'static str,
) -> Link {
    link(name, target, Arity::List(Column::of(theirs)), access.into(), description)
}

/// To any number of rows that hold this row's key, as a connection.
pub fn to_many(
    name: &'static str,
    target: &'static str,
    theirs: impl ColumnTrait,
    access: impl Into<Access>,
    description: &'static str,
) -> Link {
    link(name, target, Arity::Many(Column::of(theirs)), access.into(), description)
}

/// To any number of rows over a table in between, as a connection.
pub fn through(
    name: &'static str,
    target: &'static str,
    (mine, theirs): (impl ColumnTrait, impl ColumnTrait),
    access: impl Into<Access>,
    description: &'static str,
) -> Link {
    let through = Through { mine: Column::of(mine), theirs: Column::of(theirs), dated: None };
    link(name, target, Arity::Through(through), access.into(), description)
}

impl Link {
    /// Shows only rows whose period covers `asOf`, today by default. For a link through another table the columns are that
    /// table's, else the target's.
    #[must_use]
    pub fn dated(mut self, starts: impl ColumnTrait, ends: impl ColumnTrait) -> Self {
        let dated = Dated { starts: Column::of(starts), ends: Column::of(ends) };
        let link = self.last();
        match &mut link.arity {
            Arity::Through(through) => through.dated = Some(dated),
            _ => link.dated = Some(dated),
        }
        self
    }

    /// The order where the caller names none: ascending.
    #[must_use]
    pub fn ordered(mut self, column: impl ColumnTrait) -> Self {
        self.last().order.push((Column::of(column), false));
        self
    }

    /// The order where the caller names none: descending.
    #[must_use]
    pub fn newest_first(mut self, column: impl ColumnTrait) -> Self {
        self.last().order.push((Column::of(column), true));
        self
    }

    /// Whether it takes `asOf`.
    #[must_use]
    pub fn takes_as_of(&self) -> bool {
        self.dated.is_some() || matches!(&self.arity, Arity::Through(Through { dated: Some(_), .. }))
    }

    /// Whether it leads to one row at most.
    #[must_use]
    pub fn is_single(&self) -> bool {
        matches!(self.arity, Arity::One(_) | Arity::OneOf(_))
    }

    /// Whether it is shown as a connection.
    #[must_use]
    pub fn is_connection(&self) -> bool {
        matches!(self.arity, Arity::Many(_) | Arity::Through(_))
    }
}
