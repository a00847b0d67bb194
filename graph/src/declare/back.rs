//! The way back along a link, declared with the link: a child names its parent, and the parent's link to its children.
//!
//! So a new type changes nothing in its parent's file. The catalogue moves the way back to the parent.

use sea_orm::ColumnTrait;

use super::{Access, Arity, Column, Link, Through};

impl Link {
    /// The way back to any number of rows, as a connection of the type that this link leads to: name, access,
    /// description. The words after it (`newest_first`, `ordered`, `dated`) change the way back. A way back
    /// without an access does not compile:
    ///
    /// ```compile_fail,E0061
    /// use graph::declare::Link;
    ///
    /// fn children(parent: Link) -> Link {
    ///     parent.back("children", "Its children.")
    /// }
    /// ```
    ///
    /// # Panics
    /// On a link whose key is in another row, as do the other words of this file: a mistake in a declaration, found at
    /// start-up.
    #[must_use]
    pub fn back(self, name: &'static str, access: impl Into<Access>, description: &'static str) -> Self {
        let key = self.key();
        self.with_back(name, "", Arity::Many(key), access.into(), description)
    }

    /// The way back to a bounded small set, as a plain list.
    #[must_use]
    pub fn back_list(self, name: &'static str, access: impl Into<Access>, description: &'static str) -> Self {
        let key = self.key();
        self.with_back(name, "", Arity::List(key), access.into(), description)
    }

    /// The way back to one row at most.
    #[must_use]
    pub fn back_one(self, name: &'static str, access: impl Into<Access>, description: &'static str) -> Self {
        let key = self.key();
        self.with_back(name, "", Arity::OneOf(key), access.into(), description)
    }

    /// The way from the parent through the rows of this type to the rows of a third type: name, third type, this type's
    /// column with its key, access, description. `dated` names the period of this type's rows.
    #[must_use]
    pub fn back_through(
        self,
        name: &'static str,
        target: &'static str,
        theirs: impl ColumnTrait,
        access: impl Into<Access>,
        description: &'static str,
    ) -> Self {
        let through = Through { mine: self.key(), theirs: Column::of(theirs), dated: None };
        self.with_back(name, target, Arity::Through(through), access.into(), description)
    }

    /// The link that the next chained word changes: the last way back, or the link itself where it has none.
    pub(super) fn last(&mut self) -> &mut Link {
        match self.backs.len() {
            0 => self,
            count => &mut self.backs[count - 1],
        }
    }

    pub(super) fn key(&self) -> Column {
        match self.arity {
            Arity::One(key) => key,
            _ => panic!(
                "{}: only a link to one row, whose key this row holds, has a way back, touches or follows",
                self.name
            ),
        }
    }

    fn with_back(
        mut self,
        name: &'static str,
        target: &'static str,
        arity: Arity,
        access: Access,
        description: &'static str,
    ) -> Self {
        self.has_back = true;
        self.backs.push(super::link::link(name, target, arity, access, description));
        self
    }
}

/// The ways back along the links of a type, each with the name of the type that gets it.
pub(super) fn taken(name: &'static str, links: &mut [Link]) -> Vec<(&'static str, Link)> {
    let mut all = Vec::new();
    for link in links {
        for mut back in std::mem::take(&mut link.backs) {
            // All but the way through lead to the rows that declare them.
            if !matches!(back.arity, Arity::Through(_)) {
                back.target = name;
            }
            all.push((link.target, back));
        }
    }
    all
}
