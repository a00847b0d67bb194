//! The owner of a row: what each reach compares for it.
//!
//! A path is a column of the row, or a hop through another table to a column there. A reach without a path reaches
//! nothing, so a forgotten path hides rows and never shows them.

use sea_orm::ColumnTrait;

use super::Column;
use crate::caller::Reach;

/// The paths by which a row is reached, per reach. Several paths of one reach are alternatives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Owner {
    /// Reach and path, in the order they were declared.
    pub paths: Vec<(Reach, Path)>,
}

/// From a row to the keys of a reach.
#[derive(Clone, Debug, PartialEq)]
pub enum Path {
    /// A column of the row itself.
    Column(Column),
    /// A row of another table that points here.
    Exists(Box<Hop>),
    /// True where this boolean column is. No caller key is compared; used at the end of a `withheld_where` path.
    Set(Column),
    /// Always true: every caller who holds the reach at all reaches the row.
    Whole,
}

/// One step through another table.
#[derive(Clone, Debug, PartialEq)]
pub struct Hop {
    /// The other table's column that is compared.
    pub theirs: Column,
    /// This row's column that it is compared with.
    pub mine: Column,
    /// From the other row to the key.
    pub then: Path,
    /// Start and end column of the other row, where it counts only while it is current.
    pub dated: Option<(Column, Column)>,
}

/// An owner without any path: only a tenant-wide reach reaches the row.
#[must_use]
pub fn owner() -> Owner {
    Owner::default()
}

impl Owner {
    /// Adds a path for a reach.
    #[must_use]
    pub fn reached(mut self, reach: Reach, path: Path) -> Self {
        self.paths.push((reach, path));
        self
    }
}

/// A column of the row holds the key.
pub fn col(column: impl ColumnTrait) -> Path {
    Path::Column(Column::of(column))
}

/// Every caller who holds the reach at all reaches the row: for rows that a tenant shares with everybody, and at the end
/// of a hop that only needs such a row to exist.
#[must_use]
pub fn whole() -> Path {
    Path::Whole
}

/// True where this boolean column is.
pub fn set(column: impl ColumnTrait) -> Path {
    Path::Set(Column::of(column))
}

/// A row of another table leads to the key: `exists (… where theirs = mine)`.
pub fn exists(theirs: impl ColumnTrait, mine: impl ColumnTrait, then: Path) -> Path {
    Path::Exists(Box::new(Hop { theirs: Column::of(theirs), mine: Column::of(mine), then, dated: None }))
}

impl Path {
    /// Only the other row that is current counts: it has started and not ended.
    ///
    /// # Panics
    /// On a plain column, which has no period: a mistake in a declaration, found at start-up.
    #[must_use]
    pub fn current(self, starts: impl ColumnTrait, ends: impl ColumnTrait) -> Self {
        match self {
            Path::Exists(mut hop) => {
                hop.dated = Some((Column::of(starts), Column::of(ends)));
                Path::Exists(hop)
            }
            Path::Column(_) | Path::Set(_) | Path::Whole => {
                panic!("a plain column has no period: only `exists(…)` can be current")
            }
        }
    }
}
