//! A live field: a root field that tells of changes as they are committed.
//!
//! It names the type whose rows it is about, or speaks of all types. What a subscriber is told of a row is read again
//! with the rights of that moment, so a live field asks no right of its own: the type's rule is its rule.

use super::Resource;

/// A field of `Subscription`.
#[derive(Debug)]
pub struct Live {
    /// The name.
    pub name: &'static str,
    /// What it is about.
    pub about: About,
    /// What it is.
    pub description: &'static str,
}

/// What a live field tells of.
#[derive(Debug)]
pub enum About {
    /// Rows of one type, when they are made and when they change: the row is told.
    Rows {
        /// The type.
        target: &'static str,
        /// What a subscriber may narrow it by.
        filters: Vec<LiveFilter>,
    },
    /// Rows of every type that the subscriber may see: what happened is told, and the row.
    Changes,
}

/// An argument that narrows a live field to the rows that lead to one other row.
#[derive(Debug)]
pub struct LiveFilter {
    /// The link of the type, and the name of the argument: the link to one row whose key the row holds.
    pub link: &'static str,
    /// What it does.
    pub description: &'static str,
}

/// Tells of changes of every type: name, description.
#[must_use]
pub fn live_of_all(name: &'static str, description: &'static str) -> Live {
    Live { name, about: About::Changes, description }
}

impl Resource {
    /// A live field about each row of the type that is made or changed: name, description, then the arguments that narrow
    /// it, each by the name of a link and what it does. Only rows that lead to the row given, by that link, are sent.
    #[must_use]
    pub fn live(
        mut self,
        name: &'static str,
        description: &'static str,
        narrowed_by: impl IntoIterator<Item = (&'static str, &'static str)>,
    ) -> Self {
        let filters = narrowed_by.into_iter().map(|(link, description)| LiveFilter { link, description }).collect();
        self.live.push(Live { name, about: About::Rows { target: self.name, filters }, description });
        self
    }
}
