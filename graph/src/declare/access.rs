//! Who may read or use a declaration.
//!
//! An [`Access`] is read in two ways. Only `plan/reference` decides by it: [`Access::rule`] takes a token that only that
//! module makes. Code that prints it (schema, access tables, messages, rules on declarations) uses [`Access::printed`].

use super::{Catalogue, Owner, Path};
use crate::caller::{Permission, PrintedPermission};

/// The rule of a field, link, row, look-up, dimension or action.
#[derive(Clone, Debug)]
pub struct Access(Rule);

/// What an access requires. Only [`Access::rule`] returns it.
#[derive(Clone, Debug)]
pub enum Rule {
    /// Nothing: every caller who may see the row. For a row: every signed-in caller of the tenant.
    Open,
    /// Any one of these is enough.
    AnyOf(Vec<Need>),
}

/// Every caller who may see the row may read it.
pub const OPEN: Access = Access(Rule::Open);

/// The one type that implements [`Asks`].
#[derive(Debug)]
pub struct Decisions;

/// Names the token that opens an [`Access`]. `plan/reference` implements it for [`Decisions`], and Rust allows one
/// implementation only: so this file can require a token of a module above it, and no other module can use its own.
pub trait Asks {
    /// The token. Its maker is private to the module that implements this.
    type Asking;
}

/// One permission. `owner` is set where its reach is measured by another owner than the row's.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// The permission.
    pub permission: Permission,
    /// The owner, where it differs from the row's.
    pub owner: Option<Owner>,
    /// Only rows to which one of these paths leads; empty for all rows. It limits a tenant-wide reach too.
    pub among: Vec<Path>,
}

impl Need {
    /// Limits this permission to rows that one of these paths finds, whatever the reach.
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

/// An access for printing. It must not be used to decide what a caller may read.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed<'a> {
    /// Whether every caller who may see the row may read it.
    pub open: bool,
    /// Otherwise the needs, of which one is enough.
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
    /// The rule, for `plan/reference`. Reading it anywhere else does not compile, because no other module makes the
    /// token:
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

    /// Its printable form, for schemas, tables, messages and the rules on declarations.
    #[must_use]
    pub fn printed(&self) -> Printed<'_> {
        let needs = match &self.0 {
            Rule::Open => &[],
            Rule::AnyOf(needs) => needs.as_slice(),
        };
        Printed { open: matches!(self.0, Rule::Open), needs: needs.iter().map(Need::printed).collect() }
    }

    /// The same access for a change that is carried to another row. `own` is the owner of the changed row and `hop` leads
    /// from the other row to it. Where the changed row may be gone, its reach is measured as that of `by`.
    pub(super) fn carried(&self, own: &Owner, by: Option<&Access>, hop: &dyn Fn(&Path) -> Path) -> Access {
        let Rule::AnyOf(needs) = &self.0 else { return OPEN };
        let there =
            |owner: &Owner| Owner { paths: owner.paths.iter().map(|(reach, path)| (*reach, hop(path))).collect() };
        let owner = |need: &Need| match by {
            None => Some(there(need.owner.as_ref().unwrap_or(own))),
            Some(Access(Rule::AnyOf(needs))) => needs.first().and_then(|need| need.owner.clone()),
            Some(Access(Rule::Open)) => None,
        };
        let carried = |need: &Need| Need {
            permission: need.permission,
            owner: owner(need),
            among: need.among.iter().map(hop).collect(),
        };
        Access(Rule::AnyOf(needs.iter().map(carried).collect()))
    }

    /// The permissions it names, for declarations that are derived from it.
    pub(super) fn permissions(&self) -> Vec<Permission> {
        match &self.0 {
            Rule::Open => Vec::new(),
            Rule::AnyOf(needs) => needs.iter().map(|need| need.permission).collect(),
        }
    }
}
