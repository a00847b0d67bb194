//! A live field: a root field that notifies subscribers of changes as they are committed.
//!
//! It is about the rows of one type, or of all types. Each notification reads the row again with the subscriber's rights
//! of that moment, so a live field needs no access of its own: the access of the type applies.

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

/// Which changes a live field notifies of.
#[derive(Debug)]
pub enum About {
    /// Rows of one type, when they are created and when they change: the notification is the row.
    Rows {
        /// The type.
        target: &'static str,
        /// The arguments by which a subscriber may narrow it.
        filters: Vec<LiveFilter>,
    },
    /// Rows of every type that the subscriber may see: the notification is a `RecordChange`, with the row.
    Changes,
}

/// An argument that narrows a live field to the rows that lead to one other row.
#[derive(Debug)]
pub struct LiveFilter {
    /// The name of the argument, and of the link it follows: a link of the type to one row, whose key the row holds.
    pub link: &'static str,
    /// What it does.
    pub description: &'static str,
}

/// A live field about changes of every type: name, description.
#[must_use]
pub fn live_of_all(name: &'static str, description: &'static str) -> Live {
    Live { name, about: About::Changes, description }
}

impl Resource {
    /// A live field about each row of the type that is created or changed: name, description, then its arguments, each the
    /// name of a link and a description. With an argument, only rows whose link leads to the given row are sent.
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
