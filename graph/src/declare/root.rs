//! The fields of `Query` over the rows of a type, declared by the type.

use super::{During, Resource};

/// A root field over rows.
#[derive(Debug)]
pub struct Root {
    /// The name.
    pub name: &'static str,
    /// The type it leads to.
    pub target: &'static str,
    /// What it returns.
    pub kind: RootKind,
    /// What it is.
    pub description: &'static str,
    /// The argument by which rows are shown as their periods say.
    pub during: Option<During>,
}

/// What a root field returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootKind {
    /// A connection over all rows that the caller may see.
    List,
    /// One row by one of its unique keys.
    One,
    /// The row whose key is the caller's tenant.
    Tenant,
}

impl Resource {
    /// A root field: a connection over all rows that the caller may see.
    #[must_use]
    pub fn root(self, name: &'static str, description: &'static str) -> Self {
        self.with_root(name, RootKind::List, description)
    }

    /// The last root field shows rows as their periods say.
    ///
    /// # Panics
    /// Where it is no list: a mistake in a declaration, found at start-up.
    #[must_use]
    pub fn root_during(mut self, during: During) -> Self {
        match self.roots.last_mut() {
            Some(root) if root.kind == RootKind::List => root.during = Some(during),
            _ => panic!("{}: only a list shows rows as their periods say", self.name),
        }
        self
    }

    /// A root field: one row by its id or one of its look-ups.
    #[must_use]
    pub fn root_one(self, name: &'static str, description: &'static str) -> Self {
        self.with_root(name, RootKind::One, description)
    }

    /// A root field: the row whose key is the caller's tenant.
    #[must_use]
    pub fn root_own(self, name: &'static str, description: &'static str) -> Self {
        self.with_root(name, RootKind::Tenant, description)
    }

    fn with_root(mut self, name: &'static str, kind: RootKind, description: &'static str) -> Self {
        self.roots.push(Root { name, target: self.name, kind, description, during: None });
        self
    }
}
