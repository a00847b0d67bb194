//! The schema as one caller may use it.
//!
//! [`visible`] leaves out fields, arguments and inputs that need a permission the caller does not hold. It then leaves
//! out types that became empty or that nothing refers to, and repeats this until nothing changes. It decides only what
//! introspection shows; the plan decides what a request may read.

use std::collections::HashSet;

use super::model::{Body, Model, TypeDef};
use crate::caller::PrintedPermission;

/// What a caller uses a name for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// To select.
    Read,
    /// To filter, order or look up by it. A permission that reaches only the caller's own rows is not enough.
    Compare,
}

/// The part of the schema whose permissions the caller holds, as `holds` says; what needs no permission is always shown.
pub fn visible(model: &Model, holds: &dyn Fn(PrintedPermission, Use) -> bool) -> Model {
    let may = |needs: &[PrintedPermission], to: Use| {
        needs.is_empty() || needs.iter().any(|permission| holds(*permission, to))
    };
    let allowed = |needs: &[PrintedPermission]| may(needs, Use::Read);
    let mut types: Vec<TypeDef> = model.types.iter().filter(|def| allowed(&def.needs)).cloned().collect();
    for def in &mut types {
        match &mut def.body {
            Body::Object { fields, .. } | Body::Interface(fields) => {
                // A permission that reaches only the caller's own rows allows no action.
                let to = if def.name == "Mutation" { Use::Compare } else { Use::Read };
                fields.retain(|field| may(&field.needs, to));
                for field in fields {
                    field.arguments.retain(|argument| allowed(&argument.needs));
                }
            }
            Body::Input { fields, .. } => fields.retain(|field| may(&field.needs, Use::Compare)),
            _ => {}
        }
    }
    loop {
        let before = size(&types);
        drop_dangling(&mut types);
        drop_unreached(&mut types);
        if size(&types) == before {
            return Model::rebuilt(types);
        }
    }
}

/// The number of types, fields, arguments and members: it falls when one is left out.
fn size(types: &[TypeDef]) -> usize {
    types
        .iter()
        .map(|def| {
            1 + match &def.body {
                Body::Object { fields, .. } | Body::Interface(fields) => {
                    fields.iter().map(|field| 1 + field.arguments.len()).sum()
                }
                Body::Input { fields, .. } => fields.len(),
                Body::Union(members) => members.len(),
                _ => 0,
            }
        })
        .sum()
}

fn is_built_in(name: &str) -> bool {
    matches!(name, "Int" | "Float" | "String" | "Boolean" | "ID")
}

fn drop_dangling(types: &mut Vec<TypeDef>) {
    let known: HashSet<String> = types.iter().map(|def| def.name.clone()).collect();
    let exists = |name: &str| is_built_in(name) || known.contains(name);
    for def in types.iter_mut() {
        match &mut def.body {
            Body::Object { fields, .. } | Body::Interface(fields) => {
                fields.retain(|field| exists(field.ty.base()));
                for field in fields {
                    field.arguments.retain(|argument| exists(argument.ty.base()));
                }
            }
            Body::Input { fields, .. } => fields.retain(|field| exists(field.ty.base())),
            Body::Union(members) => members.retain(|member| exists(member)),
            _ => {}
        }
    }
    types.retain(|def| match &def.body {
        Body::Object { fields, .. } | Body::Interface(fields) => !fields.is_empty(),
        // With only `and`, `or` and `not` left there is nothing to filter by.
        Body::Input { fields, .. } => fields.iter().any(|field| field.ty.base() != def.name),
        Body::Union(members) => !members.is_empty(),
        _ => true,
    });
}

fn drop_unreached(types: &mut Vec<TypeDef>) {
    let model = Model::rebuilt(types.clone());
    let mut seen: HashSet<String> =
        HashSet::from(["Query", "Mutation", "Subscription", "Permission"].map(str::to_owned));
    let mut queue = ["Query", "Mutation", "Subscription"].map(str::to_owned).to_vec();
    let mut see = |name: &str, queue: &mut Vec<String>| {
        if seen.insert(name.to_owned()) {
            queue.push(name.to_owned());
        }
    };
    while let Some(name) = queue.pop() {
        let Some(def) = model.get(&name) else { continue };
        for field in def.fields() {
            see(field.ty.base(), &mut queue);
            field.arguments.iter().for_each(|argument| see(argument.ty.base(), &mut queue));
        }
        match &def.body {
            Body::Input { fields, .. } => fields.iter().for_each(|field| see(field.ty.base(), &mut queue)),
            Body::Union(members) => members.iter().for_each(|member| see(member, &mut queue)),
            Body::Interface(_) => model
                .types
                .iter()
                .filter(|other| model.is_a(&other.name, &name))
                .for_each(|other| see(&other.name, &mut queue)),
            _ => {}
        }
    }
    types.retain(|def| seen.contains(&def.name));
}
