//! Dimensions: how facts are grouped.

use super::{At, Key, Test};
use crate::caller::Permission;
use crate::declare::{Access, Enumeration};

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
    /// A group whose absence is confidential too: a cell in which everybody is in one group is suppressed.
    Protected,
    /// Numbers are never added up over it: the caller groups by it or names a member. Otherwise the tests choose the
    /// member; without tests the request is refused.
    Slice(Vec<Test>),
}

/// A way to group facts.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// The name in `by`, in capitals.
    pub name: &'static str,
    /// How a fact's member is worked out.
    pub key: Key,
    /// What keys are.
    pub members: Members,
    /// Its role in grouping and suppression.
    pub role: Role,
    /// What it is.
    pub description: &'static str,
    /// The column with the label of a member; the key itself where it is `None`.
    pub label: Option<At>,
    /// The column that members are ordered by; the key itself where it is `None`.
    pub sort: Option<At>,
    /// Turns the key of a whole-number dimension into its label.
    pub words: Option<fn(i64) -> String>,
    /// The label of facts without a key.
    pub absent: &'static str,
    /// Coarser dimensions: each member here belongs to exactly one member of each of them.
    pub within: Vec<&'static str>,
    /// `(aggregate, read)`: what a caller needs, besides the cube's access, to count by it and to see small numbers.
    pub needs: Option<(Access, Access)>,
    /// Whether it is of a special class: callers who may not read it get numbers rounded to fives.
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
    /// Sets the columns with the label of a member and its place in the order.
    #[must_use]
    pub fn labelled(mut self, label: At, sort: At) -> Self {
        (self.label, self.sort) = (Some(label), Some(sort));
        self
    }

    /// Turns the key of a whole-number dimension into its label.
    #[must_use]
    pub fn called(mut self, words: fn(i64) -> String) -> Self {
        self.words = Some(words);
        self
    }

    /// Sets the label of facts without a key.
    #[must_use]
    pub fn absent(mut self, label: &'static str) -> Self {
        self.absent = label;
        self
    }

    /// Names the coarser dimensions: each member here belongs to exactly one member of each of them.
    #[must_use]
    pub fn within(mut self, levels: impl IntoIterator<Item = &'static str>) -> Self {
        self.within = levels.into_iter().collect();
        self
    }

    /// Counting by it needs `aggregate`; callers who hold `read` could read it fact by fact.
    #[must_use]
    pub fn needs(mut self, aggregate: Permission, read: Permission) -> Self {
        self.needs = Some((aggregate.into(), read.into()));
        self
    }

    /// It is of a special class: callers who may not read it fact by fact get numbers rounded to fives, so that comparing
    /// two subjects or days does not reveal one person more or less.
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
