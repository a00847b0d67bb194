//! Who may read a thing.
//!
//! An [`Access`] is made here and read in two ways. `plan/reference` alone decides by it: [`Access::rule`] takes a token
//! that only that module makes. Whatever prints it (schema, access tables, messages, rules on declarations) gets
//! [`Access::printed`].

use super::{Catalogue, Owner, Path};
use crate::caller::{Permission, PrintedPermission};

/// The rule of a field, link, row, look-up, dimension or action.
#[derive(Clone, Debug)]
pub struct Access(Rule);

/// What an access asks. There is no way to it but [`Access::rule`].
#[derive(Clone, Debug)]
pub enum Rule {
    /// Nothing: whoever may see the row (for a row: every signed-in caller of the tenant).
    Open,
    /// Any one of these is enough.
    AnyOf(Vec<Need>),
}

/// Whoever may see the row may read it.
pub const OPEN: Access = Access(Rule::Open);

/// The engine, as far as deciding by access goes: see [`Asks`].
#[derive(Debug)]
pub struct Decisions;

/// Names the token that opens an [`Access`]. A trait has one implementation for a type, and `plan/reference` has the one
/// for [`Decisions`]: so this file can ask for a token of a module above it, and no other module can bring its own.
pub trait Asks {
    /// The token. Its maker is private to the module that implements this.
    type Asking;
}

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

    fn printed(&self) -> PrintedNeed<'_> {
        PrintedNeed { permission: self.permission.printed(), owner: self.owner.as_ref(), among: &self.among }
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
        Access(Rule::AnyOf(vec![permission.into()]))
    }
}

impl From<Need> for Access {
    fn from(need: Need) -> Self {
        Access(Rule::AnyOf(vec![need]))
    }
}

/// Access by any one of several permissions.
#[must_use]
pub fn any_of(needs: impl IntoIterator<Item = Need>) -> Access {
    Access(Rule::AnyOf(needs.into_iter().collect()))
}

/// An access for whoever prints it. What is named here is no ground to let a caller read anything.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed<'a> {
    /// Whether whoever may see the row may read it.
    pub open: bool,
    /// What is asked else, of which one is enough.
    pub needs: Vec<PrintedNeed<'a>>,
}

/// One permission of a printed access.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrintedNeed<'a> {
    /// The permission.
    pub permission: PrintedPermission,
    /// The owner, where it differs from the row's.
    pub owner: Option<&'a Owner>,
    /// The rows it is for; empty for all rows.
    pub among: &'a [Path],
}

impl Printed<'_> {
    /// The permissions, in order.
    #[must_use]
    pub fn permissions(&self) -> Vec<PrintedPermission> {
        self.needs.iter().map(|need| need.permission).collect()
    }

    /// Their names.
    #[must_use]
    pub fn names(&self, catalogue: &Catalogue) -> Vec<&'static str> {
        self.needs.iter().map(|need| catalogue.printed_name(need.permission)).collect()
    }
}

impl Access {
    /// The rule, for `plan/reference`. Nothing else decides by access, and reading it anywhere else does not compile,
    /// for nothing else makes the token:
    ///
    /// ```compile_fail,E0423
    /// use graph::declare::OPEN;
    ///
    /// let asking = graph::plan::Asking(());
    /// let rule = OPEN.rule(&asking);
    /// ```
    ///
    /// Nor does another implementation of [`Asks`] with a token of one's own:
    ///
    /// ```compile_fail,E0117
    /// use graph::declare::{Asks, Decisions};
    ///
    /// impl Asks for Decisions {
    ///     type Asking = ();
    /// }
    /// ```
    ///
    /// Nor can an access be taken apart without one:
    ///
    /// ```compile_fail,E0532
    /// use graph::declare::{Access, OPEN};
    ///
    /// let Access(rule) = OPEN;
    /// ```
    #[must_use]
    pub fn rule(&self, _asking: &<Decisions as Asks>::Asking) -> &Rule {
        &self.0
    }

    /// What of it is printed: in schemas, tables and messages, and by the rules on declarations.
    #[must_use]
    pub fn printed(&self) -> Printed<'_> {
        let needs = match &self.0 {
            Rule::Open => &[],
            Rule::AnyOf(needs) => needs.as_slice(),
        };
        Printed { open: matches!(self.0, Rule::Open), needs: needs.iter().map(Need::printed).collect() }
    }

    /// The permissions named, for other declarations that are worked out of it.
    pub(super) fn permissions(&self) -> Vec<Permission> {
        match &self.0 {
            Rule::Open => Vec::new(),
            Rule::AnyOf(needs) => needs.iter().map(|need| need.permission).collect(),
        }
    }
}
