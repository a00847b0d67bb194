//! Everything that is declared, in one place.

use std::collections::HashMap;

use super::{
    Action, Column, Compartment, ComputedField, ComputedType, Cube, Extension, Live, Resource, Root, TextClass, back,
    extend, measure_types, special, standard, texts,
};
use crate::caller::{Permission, PrintedPermission, Reach};

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
    /// Cubes: facts to count.
    pub cubes: Vec<Cube>,
    /// Root fields over rows.
    pub roots: Vec<Root>,
    /// Computed root fields.
    pub computed_roots: Vec<ComputedField>,
    /// Root fields that change rows.
    pub actions: Vec<Action>,
    /// Root fields that notify subscribers of changes.
    pub live: Vec<Live>,
    /// Columns of a special class: a field that reads one needs a permission of the class.
    pub sensitive: Vec<(Column, Compartment)>,
    /// The reach of the caller's own rows. It allows reading but not comparing: a filter or an order by a field that the
    /// caller may read only on their own rows is refused.
    pub own_reach: Option<Reach>,
    /// How texts are folded for search and order: the same way as the folded columns were written.
    pub fold: fn(&str) -> String,
    /// Extensions of types that are not declared, or not yet.
    pub(crate) waiting: Vec<Extension>,
    by_name: HashMap<&'static str, usize>,
    by_table: HashMap<&'static str, usize>,
    texts: HashMap<Column, TextClass>,
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
            sensitive: Vec::new(),
            own_reach: None,
            fold,
            waiting: Vec::new(),
            by_name: HashMap::new(),
            by_table: HashMap::new(),
            texts: HashMap::new(),
        }
    }

    /// Adds types with rows, and collects what each declares beside its own fields: ways back along its links, root and
    /// live fields, columns of special classes.
    #[must_use]
    pub fn resources(mut self, resources: impl IntoIterator<Item = Resource>) -> Self {
        for mut resource in resources {
            resource.fields.extend(standard::fields(&resource));
            self.roots.append(&mut resource.roots);
            self.live.append(&mut resource.live);
            self.sensitive.append(&mut resource.special);
            self.sensitive.extend(special::columns(&resource.fields));
            let backs = back::taken(resource.name, &mut resource.links);
            self.waiting.extend(backs.into_iter().map(|(target, back)| extend(target).links([back])));
            self.by_name.insert(resource.name, self.resources.len());
            self.by_table.entry(resource.table).or_insert(self.resources.len());
            self.resources.push(resource);
        }
        self.place();
        self
    }

    /// Adds fields and links to types that are declared elsewhere, before or after.
    #[must_use]
    pub fn extensions(mut self, extensions: impl IntoIterator<Item = Extension>) -> Self {
        self.waiting.extend(extensions);
        self.place();
        self
    }

    /// The class of a text column; none of a column with the values of a closed set.
    #[must_use]
    pub fn text_class(&self, column: Column) -> Option<TextClass> {
        self.texts.get(&column).copied()
    }

    /// Moves each extension to its type. An extension of a type that is not declared yet waits; at start,
    /// `verify/extensions.rs` names those that still wait.
    fn place(&mut self) {
        for extension in std::mem::take(&mut self.waiting) {
            match self.index_of(extension.target) {
                Some(index) => {
                    self.sensitive.extend(special::columns(&extension.fields));
                    self.resources[index].fields.extend(extension.fields);
                    self.resources[index].links.extend(extension.links);
                }
                None => self.waiting.push(extension),
            }
        }
        let texts = self.resources.iter().flat_map(texts::of);
        self.texts = texts.filter_map(|(column, class)| Some((column, class?))).collect();
    }

    /// Adds actions, and the types in which they return errors and warnings.
    #[must_use]
    pub fn actions(mut self, actions: impl IntoIterator<Item = Action>) -> Self {
        self.actions.extend(actions.into_iter().map(Action::closed));
        if !self.actions.is_empty() && !self.computed.iter().any(|known| known.name == "UserError") {
            self.computed.extend(super::action::error_types());
        }
        self
    }

    /// The type whose rows a table holds, and its place.
    #[must_use]
    pub fn by_table(&self, table: &str) -> Option<(usize, &Resource)> {
        self.by_table.get(table).map(|index| (*index, &self.resources[*index]))
    }

    /// Adds cubes, and the types that they return.
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

    /// The name of a printed permission.
    #[must_use]
    pub fn printed_name(&self, permission: PrintedPermission) -> &'static str {
        self.permissions.get(usize::from(permission.number())).copied().unwrap_or("UNKNOWN")
    }

    /// The permission of that name.
    #[must_use]
    pub fn permission(&self, name: &str) -> Option<Permission> {
        let index = self.permissions.iter().position(|known| *known == name)?;
        u16::try_from(index).ok().map(Permission)
    }
}

#[cfg(test)]
mod tests {
    use super::Catalogue;
    use crate::caller::Permission;

    /// The actions of a group, as a domain may have them.
    const ACTIONS: usize = 6;

    #[test]
    fn there_may_be_many_groups_of_permissions() {
        let names: Vec<&'static str> = (0..60 * ACTIONS)
            .map(|number| -> &'static str { format!("GROUP{}_{}", number / ACTIONS, number % ACTIONS).leak() })
            .collect();
        let catalogue = Catalogue::new(names.clone(), vec!["ALL"], str::to_owned);
        for (number, name) in (0..).zip(names) {
            assert_eq!(catalogue.permission(name), Some(Permission(number)));
            assert_eq!(catalogue.permission_name(Permission(number)), name);
            assert_eq!(catalogue.printed_name(Permission(number).printed()), name);
        }
    }
}
