//! Fields and links that one folder adds to a type which another folder declares.
//!
//! A figure of a type may be worked out in a folder that stands above the type's own: it is declared there, and the type
//! never names it. A link over a key of one's own needs none of this: see [`super::Link::back`].

use super::{Field, Link};

/// What is added to a type.
#[derive(Debug)]
pub struct Extension {
    /// The type.
    pub target: &'static str,
    /// The fields.
    pub fields: Vec<Field>,
    /// The links.
    pub links: Vec<Link>,
}

/// Adds to a type that is declared elsewhere, by its name.
#[must_use]
pub fn extend(target: &'static str) -> Extension {
    Extension { target, fields: Vec::new(), links: Vec::new() }
}

impl Extension {
    /// Adds fields.
    #[must_use]
    pub fn fields(mut self, fields: impl IntoIterator<Item = Field>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// Adds links.
    #[must_use]
    pub fn links(mut self, links: impl IntoIterator<Item = Link>) -> Self {
        self.links.extend(links);
        self
    }
}
