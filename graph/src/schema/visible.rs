//! The schema as one caller may use it.
//!
//! Fields, arguments and inputs that ask what the caller has not are left out; then whatever became empty or dangling,
//! until nothing changes. It shows and does not forbid: the plan forbids.

use std::collections::HashSet;

use super::model::{Body, Model, TypeDef};
use crate::caller::PrintedPermission;

/// What a name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// To select.
    Read,
    /// To filter, order or find by: one's own rows are no ground to compare on.
    Compare,
}

/// The part of the schema for which `holds` says yes; a thing without needs is shown to everyone.
pub fn visible(model: &Model, holds: &dyn Fn(PrintedPermission, Use) -> bool) -> Model {
    let may = |needs: &[PrintedPermission], to: Use| {
        needs.is_empty() || needs.iter().any(|permission| holds(*permission, to))
    };
    let allowed = |needs: &[PrintedPermission]| may(needs, Use::Read);
    let mut types: Vec<TypeDef> = model.types.iter().filter(|def| allowed(&def.needs)).cloned().collect();
    for def in &mut types {
        match &mut def.body {
            Body::Object { fields, .. } | Body::Interface(fields) => {
                // What only reaches oneself changes nothing.
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
        let before = weight(&types);
        drop_dangling(&mut types);
        drop_unreached(&mut types);
        if weight(&types) == before {
            return Model::rebuilt(types);
        }
    }
}

/// A number that falls with everything left out.
fn weight(types: &[TypeDef]) -> usize {
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
        // `and`, `or` and `not` alone filter by nothing.
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
