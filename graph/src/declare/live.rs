//! A live field: a root field that tells of changes as they are committed.
//!
//! It names the type whose rows it is about, or speaks of all types. What a subscriber is told of a row is read again
//! with the rights of that moment, so a live field asks no right of its own: the type's rule is its rule.

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

/// Tells of each row of a type that is made or changed: name, type, description.
#[must_use]
pub fn live(name: &'static str, target: &'static str, description: &'static str) -> Live {
    Live { name, about: About::Rows { target, filters: Vec::new() }, description }
}

/// Tells of changes of every type: name, description.
#[must_use]
pub fn live_of_all(name: &'static str, description: &'static str) -> Live {
    Live { name, about: About::Changes, description }
}

impl Live {
    /// Takes an argument of a link's name: only rows that lead to that row by the link.
    ///
    /// # Panics
    /// On a field about all types, which have no link in common: a mistake in a declaration, found at start-up.
    #[must_use]
    pub fn by(mut self, link: &'static str, description: &'static str) -> Self {
        match &mut self.about {
            About::Rows { filters, .. } => filters.push(LiveFilter { link, description }),
            About::Changes => panic!("{} is about all types: it is narrowed by types and ids alone", self.name),
        }
        self
    }
}
