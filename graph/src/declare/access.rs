//! Who may read a thing.

use super::{Owner, Path};
use crate::caller::Permission;

/// The rule of a field, link or row.
#[derive(Clone, Debug)]
pub enum Access {
    /// Whoever may see the row (for a row: every signed-in caller of the tenant).
    Open,
    /// Any one of these is enough.
    AnyOf(Vec<Need>),
}

/// Whoever may see the row may read it.
pub const OPEN: Access = Access::Open;

/// One permission, and the owner its reach is measured by where it is not the row's.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// The permission.
    pub permission: Permission,
    /// The owner, where it differs from the row's.
    pub owner: Option<Owner>,
    /// Only rows to which one of these paths leads; empty for all rows. It binds the whole tenant's reach too.
    pub among: Vec<Path>,
}

impl Need {
    /// Only for rows that one of these paths finds, whatever the reach.
    #[must_use]
    pub fn among(mut self, paths: impl IntoIterator<Item = Path>) -> Self {
        self.among.extend(paths);
        self
    }
}

impl Permission {
    /// This permission, its reach measured by another owner than the row's.
    #[must_use]
    pub fn by(self, owner: Owner) -> Need {
        Need { permission: self, owner: Some(owner), among: Vec::new() }
    }
}

impl From<Permission> for Need {
    fn from(permission: Permission) -> Self {
        Need { permission, owner: None, among: Vec::new() }
    }
}

impl From<Permission> for Access {
    fn from(permission: Permission) -> Self {
        Access::AnyOf(vec![permission.into()])
    }
}

impl From<Need> for Access {
    fn from(need: Need) -> Self {
        Access::AnyOf(vec![need])
    }
}

/// Access by any one of several permissions.
#[must_use]
pub fn any_of(needs: impl IntoIterator<Item = Need>) -> Access {
    Access::AnyOf(needs.into_iter().collect())
}

impl Access {
    /// The permissions named, in order.
    #[must_use]
    pub fn permissions(&self) -> Vec<Permission> {
        match self {
            Access::Open => Vec::new(),
            Access::AnyOf(needs) => needs.iter().map(|need| need.permission).collect(),
        }
    }

    /// Whether the rule is the same set of permissions measured by the same owners as another's.
    #[must_use]
    pub fn same_as(&self, other: &Access) -> bool {
        match (self, other) {
            (Access::Open, Access::Open) => true,
            (Access::AnyOf(a), Access::AnyOf(b)) => a == b,
            _ => false,
        }
    }
}
