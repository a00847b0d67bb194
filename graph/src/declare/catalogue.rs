//! Everything that is declared, in one place.

use std::collections::HashMap;

use super::{Action, Column, ComputedField, ComputedType, Cube, Live, Resource, measure_types};
use crate::caller::{Permission, Reach};

/// All declarations.
#[derive(Debug)]
pub struct Catalogue {
    /// Names of the permissions, by number.
    pub permissions: Vec<&'static str>,
    /// Names of the reaches, by number; the first is the whole tenant.
    pub reaches: Vec<&'static str>,
    /// Types with rows.
    pub resources: Vec<Resource>,
    /// Computed types.
    pub computed: Vec<ComputedType>,
    /// Facts to count.
    pub cubes: Vec<Cube>,
    /// Root fields over rows.
    pub roots: Vec<Root>,
    /// Computed root fields.
    pub computed_roots: Vec<ComputedField>,
    /// Root fields that change rows.
    pub actions: Vec<Action>,
    /// Root fields that tell of changes.
    pub live: Vec<Live>,
    /// Types whose rows say what a caller may do: when one changes, rights are compiled anew.
    pub shaping_rights: Vec<&'static str>,
    /// Columns of a special class, and the permissions of which a field that reads one must ask.
    pub sensitive: Vec<(Column, Vec<Permission>)>,
    /// The reach of exactly the caller's own rows. It reads; it does not compare: a filter or an order by a field that
    /// is only one's own is refused, not answered with oneself.
    pub own_reach: Option<Reach>,
    /// How texts are folded for search and order: the same way as the folded columns were written.
    pub fold: fn(&str) -> String,
    by_name: HashMap<&'static str, usize>,
}

/// A root field over rows.
#[derive(Debug)]
pub struct Root {
    /// The name.
    pub name: &'static str,
    /// The type it leads to.
    pub target: &'static str,
    /// What it yields.
    pub kind: RootKind,
    /// What it is.
    pub description: &'static str,
}

/// What a root field yields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootKind {
    /// A connection over all rows in scope.
    List,
    /// One row by one of its unique keys.
    One,
    /// The tenant's own row: the one whose key is the tenant.
    Tenant,
}

/// A root connection: name, type, description.
#[must_use]
pub fn list(name: &'static str, target: &'static str, description: &'static str) -> Root {
    Root { name, target, kind: RootKind::List, description }
}

/// A root field for one row by its keys: name, type, description.
#[must_use]
pub fn one(name: &'static str, target: &'static str, description: &'static str) -> Root {
    Root { name, target, kind: RootKind::One, description }
}

/// The tenant's own row: name, type, description.
#[must_use]
pub fn own(name: &'static str, target: &'static str, description: &'static str) -> Root {
    Root { name, target, kind: RootKind::Tenant, description }
}

impl Catalogue {
    /// An empty catalogue.
    #[must_use]
    pub fn new(permissions: Vec<&'static str>, reaches: Vec<&'static str>, fold: fn(&str) -> String) -> Self {
        Self {
            permissions,
            reaches,
            resources: Vec::new(),
            computed: Vec::new(),
            cubes: Vec::new(),
            roots: Vec::new(),
            computed_roots: Vec::new(),
            actions: Vec::new(),
            live: Vec::new(),
            shaping_rights: Vec::new(),
            sensitive: Vec::new(),
            own_reach: None,
            fold,
            by_name: HashMap::new(),
        }
    }

    /// Adds types with rows.
    #[must_use]
    pub fn resources(mut self, resources: impl IntoIterator<Item = Resource>) -> Self {
        for resource in resources {
            self.by_name.insert(resource.name, self.resources.len());
            self.resources.push(resource);
        }
        self
    }

    /// Adds actions, and the types in which each of them tells what went wrong.
    #[must_use]
    pub fn actions(mut self, actions: impl IntoIterator<Item = Action>) -> Self {
        self.actions.extend(actions.into_iter().map(Action::closed));
        if !self.actions.is_empty() && !self.computed.iter().any(|known| known.name == "UserError") {
            self.computed.extend(super::action::error_types());
        }
        self
    }

    /// The type whose rows a table holds.
    #[must_use]
    pub fn of_table(&self, table: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.table == table)
    }

    /// Adds cubes, with the types they answer with.
    #[must_use]
    pub fn cubes(mut self, cubes: impl IntoIterator<Item = Cube>) -> Self {
        let cubes: Vec<Cube> = cubes.into_iter().collect();
        if self.cubes.is_empty() {
            self.computed.extend(measure_types::shared());
        }
        self.computed.extend(measure_types::of(&cubes, &self.cubes));
        self.cubes.extend(cubes);
        self
    }

    /// The type of that name.
    #[must_use]
    pub fn resource(&self, name: &str) -> Option<&Resource> {
        self.index_of(name).map(|index| &self.resources[index])
    }

    /// The place of the type of that name.
    #[must_use]
    pub fn index_of(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The name of a permission.
    #[must_use]
    pub fn permission_name(&self, permission: Permission) -> &'static str {
        self.permissions.get(usize::from(permission.0)).copied().unwrap_or("UNKNOWN")
    }

    /// The permission of that name.
    #[must_use]
    pub fn permission(&self, name: &str) -> Option<Permission> {
        let index = self.permissions.iter().position(|known| *known == name)?;
        u8::try_from(index).ok().map(Permission)
    }
}
