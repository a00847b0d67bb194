//! Which changes of other rows count as changes of a row, for those who follow it.
//!
//! Declared with a link, like the way back: a child names the row that shows it (`touches`), a row names the row that it
//! shows (`follows`). Each says who of the row's readers sees such a change: what a caller may not read, the caller does
//! not see change either. `part.rs` derives the parts of a row from these words.

use super::{Access, Catalogue, Column, Link, Path, Resource};

/// What a change of a row is for those who follow the row that its link leads to.
#[derive(Debug)]
pub enum Following {
    /// A change of that row: which field there shows it, and who sees the change there.
    Touches(&'static str, Access),
    /// No change of that row, and why.
    Apart(&'static str),
}

impl Link {
    /// Says that a change of a row counts as a change of the row that this link leads to: `shown_as` is the field there
    /// that shows it, and `access` says who sees the change, measured by the owner of that row. The version of that row
    /// stays as it is.
    ///
    /// # Panics
    /// On a link whose key is in another row: a mistake in a declaration, found at start-up.
    #[must_use]
    pub fn touches(mut self, shown_as: &'static str, access: impl Into<Access>) -> Self {
        let _ = self.key();
        self.following = Some(Following::Touches(shown_as, access.into()));
        self
    }

    /// Says that a change of a row is no change of the row that this link leads to, although that row shows it, and why.
    #[must_use]
    pub fn apart(mut self, why: &'static str) -> Self {
        self.following = Some(Following::Apart(why));
        self
    }

    /// Says that a change of the row that this link leads to counts as a change of this row: `access` says who of this
    /// row's readers sees the change.
    ///
    /// # Panics
    /// On a link whose key is in another row: a mistake in a declaration, found at start-up.
    #[must_use]
    pub fn follows(mut self, access: impl Into<Access>) -> Self {
        let _ = self.key();
        self.follows = Some(access.into());
        self
    }
}

/// One way in which a change of a row counts as a change of another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge<'c> {
    /// The type that changes.
    pub from: usize,
    /// The type whose rows count as changed.
    pub to: usize,
    /// The type that declares the link.
    pub of: &'c Resource,
    /// The link.
    pub link: &'c Link,
    /// Whether the link is a `follows`, held by the rows that count as changed.
    pub held_there: bool,
    /// The field that shows it.
    pub shown_as: &'static str,
    /// Who sees it.
    pub access: &'c Access,
}

impl Edge<'_> {
    /// Its name in the database: the coordinate of the link.
    pub fn name(&self) -> String {
        format!("{}.{}", self.of.name, self.link.name)
    }

    /// The column that holds its key.
    pub fn key(&self) -> Column {
        self.link.key()
    }

    /// A path of the changed row, as a path of the row that counts as changed.
    pub fn carried(&self, catalogue: &Catalogue, path: &Path) -> Path {
        let (changed, counts) = (&catalogue.resources[self.from], &catalogue.resources[self.to]);
        let key = self.link.key();
        let (theirs, mine) = if self.held_there { (changed.id, key) } else { (key, counts.id) };
        Path::Exists(Box::new(super::Hop { theirs, mine, then: path.clone(), dated: None }))
    }
}

/// All of them, in the order of the declarations.
pub(crate) fn edges(catalogue: &Catalogue) -> Vec<Edge<'_>> {
    let mut all = Vec::new();
    for (number, of) in catalogue.resources.iter().enumerate() {
        for link in &of.links {
            let Some(target) = catalogue.index_of(link.target) else { continue };
            if let Some(Following::Touches(shown_as, access)) = &link.following {
                all.push(Edge { from: number, to: target, of, link, held_there: false, shown_as, access });
            }
            if let Some(access) = &link.follows {
                all.push(Edge { from: target, to: number, of, link, held_there: true, shown_as: link.name, access });
            }
        }
    }
    all
}
