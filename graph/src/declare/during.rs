//! Lists of rows that hold for a time: who is here on a day, who was, or all of them.

use sea_orm::{ColumnTrait, Iden, Iterable};

use super::{Column, Enumeration};

/// The argument of a list by which rows are shown as their periods in another table say. The list takes `asOf` too.
#[derive(Clone, Debug)]
pub struct During {
    /// The argument.
    pub argument: &'static str,
    /// What it is.
    pub description: &'static str,
    /// Its values.
    pub of: &'static Enumeration,
    /// What each of them shows. The first is the default.
    pub shows: [(&'static str, Shown); 3],
    /// The periods.
    pub periods: Periods,
}

/// Which rows a value shows, by their periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Those with a period that covers the day.
    Now,
    /// Those with a period that ended before the day, and none that covers it.
    Before,
    /// Those with any period; at the root, all.
    Ever,
}

/// The rows of another table that are the periods of a type's rows.
#[derive(Clone, Debug)]
pub struct Periods {
    /// Their key.
    pub id: Column,
    /// Their column with the key of the row that they are periods of.
    pub theirs: Column,
    /// Their column with the key of the row whose list it is.
    pub parent: Column,
    /// First day.
    pub starts: Column,
    /// Last day; null while open.
    pub ends: Column,
    /// Only rows in which this column holds one of these texts count.
    pub among: (Column, Vec<&'static str>),
}

/// Periods of a table: its columns with the key of the row and of the row's parent, first and last day, and the texts by
/// which a row counts.
///
/// # Panics
/// Where the table has no column `id`: a mistake in a declaration, found at start-up.
pub fn periods<C: ColumnTrait + Iterable + Iden>(
    (theirs, parent): (C, C),
    (starts, ends): (C, C),
    among: C,
    texts: impl IntoIterator<Item = impl Into<&'static str>>,
) -> Periods {
    let id = C::iter().map(Column::of).find(|column| column.name == "id").expect("a table of periods has a key");
    let texts = texts.into_iter().map(Into::into).collect();
    let [theirs, parent, starts, ends, among] = [theirs, parent, starts, ends, among].map(Column::of);
    Periods { id, theirs, parent, starts, ends, among: (among, texts) }
}

/// An argument by which a list shows rows as their periods say: name, its values with what each shows, description. The
/// first value is the default.
///
/// # Panics
/// Where a value is none of the set: a mistake in a declaration, found at start-up.
pub fn during(
    argument: &'static str,
    of: &'static Enumeration,
    shows: [(&'static str, Shown); 3],
    periods: Periods,
    description: &'static str,
) -> During {
    for (name, _) in shows {
        assert!(of.items.iter().any(|item| item.name == name), "{}: {name} is none of {}", argument, of.name);
    }
    During { argument, description, of, shows, periods }
}
