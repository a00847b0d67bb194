//! Fields with one response key must be the same field, or have the same shape where they are on different types.
//!
//! The rule of the specification (5.3.2) over the merged set. A set is walked at most twice: once as a whole, where
//! fields that can be on one object must be the same field with the same arguments, and once for shape alone, where the
//! fields cannot be on one object. The lexer limits the size.

use std::collections::HashMap;

use async_graphql_parser::types::{ExecutableDocument, Field, Selection, SelectionSet};
use async_graphql_parser::{Pos, Positioned};

use crate::error::Fault;
use crate::schema::{Model, Ty};

#[derive(Clone)]
struct Selected<'a> {
    parent: &'a str,
    field: &'a Positioned<Field>,
    ty: Option<&'a Ty>,
}

/// Finds fields that have the same response key and differ.
pub(super) fn check(tree: &ExecutableDocument, model: &Model) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (_, operation) in tree.operations.iter() {
        let sets = vec![(super::validate::root(operation.node.ty), &operation.node.selection_set.node)];
        walk(tree, model, &sets, true, &mut faults, 0);
    }
    faults
}

fn walk<'a>(
    tree: &'a ExecutableDocument,
    model: &'a Model,
    sets: &[(&'a str, &'a SelectionSet)],
    whole: bool,
    faults: &mut Vec<Fault>,
    depth: usize,
) {
    if depth > 64 || faults.len() > 10 {
        return;
    }
    let mut by_key: HashMap<&str, Vec<Selected>> = HashMap::new();
    let mut order = Vec::new();
    for (parent, set) in sets {
        collect(tree, model, parent, set, &mut by_key, &mut order, &mut Vec::new());
    }
    for key in order {
        let Some(selected) = by_key.remove(key) else { continue };
        if let Some(different) = selected.iter().find(|other| !same_shape(model, selected[0].ty, other.ty)) {
            conflict(faults, key, &selected[0], different, "their types differ");
            continue;
        }
        if !whole {
            walk(tree, model, &below(&selected), false, faults, depth + 1);
            continue;
        }
        let concrete: Vec<&str> = {
            let mut names: Vec<&str> = selected
                .iter()
                .map(|m| m.parent)
                .filter(|name| model.get(name).is_some_and(|def| !def.is_abstract()))
                .collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        let groups: Vec<Vec<Selected>> = if concrete.len() < 2 {
            vec![selected.clone()]
        } else {
            let is_abstract = |m: &&Selected| model.get(m.parent).is_some_and(|def| def.is_abstract());
            concrete
                .iter()
                .map(|name| selected.iter().filter(|m| m.parent == *name || is_abstract(m)).cloned().collect())
                .collect()
        };
        for group in &groups {
            let first = &group[0];
            if let Some(other) = group.iter().find(|other| !same_field(first, other)) {
                conflict(faults, key, first, other, "they are different fields, or have different arguments");
            } else {
                walk(tree, model, &below(group), true, faults, depth + 1);
            }
        }
        if groups.len() > 1 {
            walk(tree, model, &below(&selected), false, faults, depth + 1);
        }
    }
}

fn below<'a>(selected: &[Selected<'a>]) -> Vec<(&'a str, &'a SelectionSet)> {
    selected
        .iter()
        .filter_map(|m| Some((m.ty?.base(), &m.field.node.selection_set.node)))
        .filter(|(_, set)| !set.items.is_empty())
        .collect()
}

fn collect<'a>(
    tree: &'a ExecutableDocument,
    model: &'a Model,
    parent: &'a str,
    set: &'a SelectionSet,
    by_key: &mut HashMap<&'a str, Vec<Selected<'a>>>,
    order: &mut Vec<&'a str>,
    spread: &mut Vec<&'a str>,
) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => {
                let key = field.node.alias.as_ref().unwrap_or(&field.node.name).node.as_str();
                let ty = model.field(parent, field.node.name.node.as_str()).map(|def| &def.ty);
                by_key
                    .entry(key)
                    .or_insert_with(|| {
                        order.push(key);
                        Vec::new()
                    })
                    .push(Selected { parent, field, ty });
            }
            Selection::InlineFragment(fragment) => {
                let on = fragment.node.type_condition.as_ref().map_or(parent, |on| on.node.on.node.as_str());
                collect(tree, model, on, &fragment.node.selection_set.node, by_key, order, spread);
            }
            Selection::FragmentSpread(named) => {
                let name = named.node.fragment_name.node.as_str();
                if spread.contains(&name) {
                    continue;
                }
                spread.push(name);
                if let Some(fragment) = tree.fragments.get(name) {
                    let on = fragment.node.type_condition.node.on.node.as_str();
                    collect(tree, model, on, &fragment.node.selection_set.node, by_key, order, spread);
                }
            }
        }
    }
}

/// Whether two selections are of the same field with the same arguments, in any order.
fn same_field(a: &Selected, b: &Selected) -> bool {
    let (a, b) = (&a.field.node, &b.field.node);
    a.name.node == b.name.node
        && a.arguments.len() == b.arguments.len()
        && a.arguments.iter().all(|(name, value)| {
            b.arguments.iter().any(|(other, given)| other.node == name.node && given.node == value.node)
        })
}

/// Whether two types have the same shape: both lists, both non-null, both the same leaf, or both with selections.
fn same_shape(model: &Model, a: Option<&Ty>, b: Option<&Ty>) -> bool {
    match (a, b) {
        (Some(Ty::NonNull(a)), Some(Ty::NonNull(b))) | (Some(Ty::List(a)), Some(Ty::List(b))) => {
            same_shape(model, Some(a), Some(b))
        }
        (Some(Ty::Named(a)), Some(Ty::Named(b))) => {
            let composite = |name: &str| model.get(name).is_some_and(|def| def.is_composite());
            a == b || (composite(a) && composite(b))
        }
        // `__typename` and introspection fields have no definition in the model; each has one type.
        (None, None) => true,
        _ => false,
    }
}

fn conflict(faults: &mut Vec<Fault>, key: &str, a: &Selected, b: &Selected, why: &str) {
    let place = |pos: Pos| pos.into();
    faults.push(Fault {
        message: format!("several fields have the response key `{key}` and {why}: give them aliases"),
        locations: vec![place(a.field.pos), place(b.field.pos)],
        path: Vec::new(),
    });
}
