//! Builds the model from the declarations.

use super::model::{Body, EnumValue, FieldDef, InputDef, Model, Target, Ty, TypeDef};
use super::{
    arguments, bridge, connection, cube, mutation, object, order_input, scalar, search, subscription, where_input,
};
use crate::caller::PrintedPermission;
use crate::declare::{Access, Catalogue, Enumeration, RootKind};

impl Model {
    /// The whole schema of a catalogue.
    #[must_use]
    pub fn of(catalogue: &Catalogue) -> Model {
        let mut model = Model::default();
        model.add(query(catalogue));
        model.add(interface());
        for index in 0..catalogue.resources.len() {
            object::add(&mut model, catalogue, index);
        }
        for (index, of) in catalogue.computed.iter().enumerate() {
            object::add_computed(&mut model, catalogue, index, of);
        }
        for (index, root) in catalogue.computed_roots.iter().enumerate() {
            object::add_computed_root(&mut model, catalogue, index, root);
        }
        let reached = reached_by_connections(catalogue);
        for (index, resource) in catalogue.resources.iter().enumerate() {
            if reached.contains(&resource.name) {
                connection::add(&mut model, catalogue, index);
            }
        }
        let of_links = catalogue.resources.iter().flat_map(|of| &of.links).filter_map(|link| link.during.as_ref());
        let of_roots = catalogue.roots.iter().filter_map(|root| root.during.as_ref());
        for during in of_links.chain(of_roots) {
            if !model.has(during.of.name) {
                model.add(enumeration(during.of));
            }
        }
        connection::add_page_info(&mut model);
        search::add(&mut model, catalogue);
        for index in 0..catalogue.resources.len() {
            where_input::add(&mut model, catalogue, index);
            order_input::add(&mut model, catalogue, index);
            arguments::add_lookup(&mut model, catalogue, index);
        }
        mutation::add(&mut model, catalogue);
        subscription::add(&mut model, catalogue);
        cube::add(&mut model, catalogue);
        bridge::add(&mut model);
        model.add(permissions(catalogue));
        scalar::add(&mut model);
        drop_unused(model)
    }
}

/// Types that a root field or link returns as a connection.
fn reached_by_connections(catalogue: &Catalogue) -> Vec<&'static str> {
    let links =
        catalogue.resources.iter().flat_map(|r| &r.links).filter(|link| link.is_connection()).map(|link| link.target);
    let roots = catalogue.roots.iter().filter(|root| root.kind == RootKind::List).map(|root| root.target);
    links.chain(roots).collect()
}

/// The description of a protected thing, with a sentence that names the permissions it needs.
pub(super) fn needs_sentence(catalogue: &Catalogue, description: &str, needs: &[PrintedPermission]) -> String {
    let names: Vec<_> = needs.iter().map(|permission| catalogue.printed_name(*permission)).collect();
    match names.as_slice() {
        [] => description.to_owned(),
        [only] => format!("{description} *Needs {only}.*"),
        many => format!("{description} *Needs one of {}.*", many.join(", ")),
    }
}

/// The permissions of an access, each once.
pub(super) fn needs(access: &Access) -> Vec<PrintedPermission> {
    let mut permissions = access.printed().permissions();
    permissions.dedup();
    permissions
}

fn query(catalogue: &Catalogue) -> TypeDef {
    let mut fields = Vec::new();
    for (index, field) in catalogue.computed_roots.iter().enumerate() {
        fields.push(object::computed_field(catalogue, field, Target::ComputedRoot(index)));
    }
    fields.push(plain(
        "node",
        "The object with this global id; null for an id that does not exist or that the caller may not see.",
        Ty::named("Node"),
        Target::NodeById,
        vec![arguments::plain("id", "A global id, as an `id` field returns it.", Ty::named("ID").required())],
    ));
    fields.push(plain(
        "nodes",
        "The objects with these global ids, in their order; null for an id that does not exist or \
             that the caller may not see.",
        Ty::named("Node").list().required(),
        Target::NodesById,
        vec![arguments::plain("ids", "At most 200 global ids.", Ty::named("ID").required().list().required())],
    ));
    fields.extend(search::root(catalogue));
    fields.extend(cube::roots(catalogue));
    for (index, root) in catalogue.roots.iter().enumerate() {
        let resource = catalogue
            .resource(root.target)
            .unwrap_or_else(|| panic!("root {} leads to {}, which is not a declared type", root.name, root.target));
        let required = needs(&resource.row);
        let (ty, args) = match root.kind {
            RootKind::List => {
                let during = root.during.iter().flat_map(arguments::during);
                let args = arguments::connection(resource, true).into_iter().chain(during).collect();
                (Ty::named(format!("{}Connection", root.target)), args)
            }
            RootKind::One => (Ty::named(root.target), vec![arguments::by(resource)]),
            RootKind::Tenant => (Ty::named(root.target), Vec::new()),
        };
        fields.push(FieldDef {
            description: needs_sentence(catalogue, root.description, &required),
            needs: required,
            ..plain(root.name, "", ty, Target::Root(index), args)
        });
    }
    TypeDef {
        name: "Query".to_owned(),
        description: "The fields at which a query begins.".to_owned(),
        body: Body::Object { fields, implements: Vec::new() },
        needs: Vec::new(),
    }
}

pub(super) fn plain(name: &str, description: &str, ty: Ty, target: Target, arguments: Vec<InputDef>) -> FieldDef {
    FieldDef {
        name: name.to_owned(),
        description: description.to_owned(),
        arguments,
        ty,
        needs: Vec::new(),
        deprecated: None,
        target,
    }
}

fn interface() -> TypeDef {
    let id = plain("id", "The global id, opaque and stable.", Ty::named("ID").required(), Target::Id, Vec::new());
    TypeDef {
        name: "Node".to_owned(),
        description: "Anything with a global id.".to_owned(),
        body: Body::Interface(vec![id]),
        needs: Vec::new(),
    }
}

pub(super) fn enumeration(of: &Enumeration) -> TypeDef {
    let values = of
        .items
        .iter()
        .map(|item| EnumValue {
            name: item.name.to_owned(),
            description: item.description.to_owned(),
            deprecated: item.deprecated.map(str::to_owned),
        })
        .collect();
    TypeDef {
        name: of.name.to_owned(),
        description: of.description.to_owned(),
        body: Body::Enum(values),
        needs: Vec::new(),
    }
}

fn permissions(catalogue: &Catalogue) -> TypeDef {
    let values = catalogue
        .permissions
        .iter()
        .map(|name| {
            let (group, action) = name.rsplit_once('_').unwrap_or((name, ""));
            let group = group.to_lowercase().replace('_', " ");
            let description = match action {
                "AGGREGATE" => format!("See statistics and totals of {group}, small groups suppressed."),
                "STATUS" => format!("See whether something of {group} exists and holds, without its detail."),
                "READ" => format!("Read rows of {group}."),
                "WRITE" => format!("Change rows of {group}."),
                "APPROVE" => format!("Approve matters of {group}."),
                _ => format!("Report a matter of {group} and see one's own reports."),
            };
            EnumValue { name: (*name).to_owned(), description, deprecated: None }
        })
        .collect();
    TypeDef {
        name: "Permission".to_owned(),
        description: "A permission: a role grants it, and a field or action needs it.".to_owned(),
        body: Body::Enum(values),
        needs: Vec::new(),
    }
}

/// Drops inputs, enums and scalars that no field or argument uses, so that the printed schema has no unused type.
fn drop_unused(model: Model) -> Model {
    use std::collections::HashSet;
    let mut used: HashSet<String> =
        ["Query", "Mutation", "Subscription", "Node", "Permission"].iter().map(|s| (*s).to_owned()).collect();
    let mut queue: Vec<String> = used.iter().cloned().collect();
    let mut see = |name: &str, queue: &mut Vec<String>| {
        if used.insert(name.to_owned()) {
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
            Body::Interface(_) => {
                for other in &model.types {
                    if model.is_a(&other.name, &name) {
                        see(&other.name, &mut queue);
                    }
                }
            }
            _ => {}
        }
    }
    Model::rebuilt(model.types.into_iter().filter(|def| used.contains(&def.name)).collect())
}
