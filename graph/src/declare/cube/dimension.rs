//! Dimensions: how facts are told apart.

use super::{At, Other, Test};
use crate::caller::Permission;
use crate::declare::{Access, Enumeration};

/// How the members of a dimension are told apart.
#[derive(Clone, Debug)]
pub enum Key {
    /// By a column.
    Column(At),
    /// By whether one of these tests holds.
    AnyOf(Vec<Test>),
    /// By the least value of a column among other rows; without such a row, by the text where one is given.
    LeastOf(Other, At, Option<&'static str>),
    /// `(column, groups, otherwise)`: values are put into named groups; any other value is `otherwise`.
    Grouped(At, Vec<(&'static str, Vec<&'static str>)>, &'static str),
    /// The column less the number of other rows: a level as of now less the years begun since.
    MinusCount(At, Other),
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
    pub needs: Option<(Access, Access)>,
    /// Whether it is of a special class: whoever could not read it is told numbers in fives.
    pub special: bool,
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
        special: false,
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
        self.needs = Some((aggregate.into(), read.into()));
        self
    }

    /// It is of a special class: who could not read it fact by fact is told numbers in fives, so that one person more or
    /// less, from one subject or day to another, is not told.
    #[must_use]
    pub fn special(mut self) -> Self {
        self.special = true;
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
