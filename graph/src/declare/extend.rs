//! Fields and links that one folder adds to a type which another folder declares.
//!
//! A figure of a type may be worked out in a folder above the type's own. It is declared there, and the type's folder
//! never names it. A link back over a key that the new type holds is declared with [`super::Link::back`] instead.

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
