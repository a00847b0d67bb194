//! Object types: one per resource, one per value object, one per computed type.

use super::arguments;
use super::build::{enumeration, needs, needs_sentence, plain};
use super::model::{Body, FieldDef, InputDef, Model, Target, Ty, TypeDef};
use super::output;
use crate::declare::{
    Arity, Batch, Catalogue, ComputedField, ComputedType, Field, Link, Resource, Returns, Source, Yields,
};
use crate::value::Kind;

pub(super) fn add(model: &mut Model, catalogue: &Catalogue, index: usize) {
    let resource = &catalogue.resources[index];
    let mut fields =
        vec![plain("id", "The global id, opaque and stable.", Ty::named("ID").required(), Target::Id, Vec::new())];
    for (number, field) in resource.fields.iter().enumerate() {
        fields.push(field_def(catalogue, resource, field, Target::Field(index, number, None)));
        add_parts(model, catalogue, field, index, number);
    }
    for (number, link) in resource.links.iter().enumerate() {
        fields.push(link_def(catalogue, link, Target::Link(index, number)));
    }
    let required = needs(&resource.row);
    model.add(TypeDef {
        name: resource.name.to_owned(),
        description: needs_sentence(catalogue, resource.description, &required),
        body: Body::Object { fields, implements: vec!["Node".to_owned()] },
        needs: required,
    });
}

/// Adds the types that a field needs: its enum, or its value object.
fn add_parts(model: &mut Model, catalogue: &Catalogue, field: &Field, index: usize, number: usize) {
    match &field.source {
        Source::Column(_, Kind::Enum(of))
        | Source::Derived { kind: Kind::Enum(of), .. }
        | Source::Expression { kind: Kind::Enum(of), .. }
            if !model.has(of.name) =>
        {
            model.add(enumeration(of));
        }
        Source::Object { type_name, type_description, fields } => {
            if model.has(type_name) {
                // The same value object on another type: its fields are planned by name, so one definition serves.
                return;
            }
            let defs = fields
                .iter()
                .enumerate()
                .map(|(inner, part)| {
                    add_parts(model, catalogue, part, index, number);
                    part_def(catalogue, part, Target::Field(index, number, Some(inner)))
                })
                .collect();
            model.add(TypeDef {
                name: (*type_name).to_owned(),
                description: (*type_description).to_owned(),
                body: Body::Object { fields: defs, implements: Vec::new() },
                needs: Vec::new(),
            });
        }
        Source::Batch(Batch { yields: Yields::Object(output, _), .. }) => output::add(model, catalogue, output),
        _ => {}
    }
}

/// The type and whether the source itself always yields a value.
fn shape(source: &Source) -> (Ty, bool) {
    match source {
        Source::Column(column, kind) => (Ty::named(kind.type_name()), !column.nullable),
        Source::Derived { kind, nullable, .. } => (Ty::named(kind.type_name()), !nullable),
        Source::Expression { key, kind, .. } => (Ty::named(kind.type_name()), !key.nullable()),
        Source::Batch(batch) => match &batch.yields {
            Yields::Scalar(kind, _) => (Ty::named(kind.type_name()), false),
            Yields::Object(output, _) => (Ty::parse(&output.sdl()), false),
        },
        Source::Object { type_name, .. } => (Ty::named(*type_name), true),
    }
}

fn field_def(catalogue: &Catalogue, resource: &Resource, field: &Field, target: Target) -> FieldDef {
    // Only a field that every caller who sees the row may read can be declared never null.
    let with_row = field.access.printed().open || field.access.printed() == resource.row.printed();
    def(catalogue, field, target, with_row)
}

fn part_def(catalogue: &Catalogue, part: &Field, target: Target) -> FieldDef {
    def(catalogue, part, target, part.access.printed().open)
}

fn def(catalogue: &Catalogue, field: &Field, target: Target, unconditional: bool) -> FieldDef {
    let (ty, always) = shape(&field.source);
    let ty = if always && unconditional && field.withheld.is_none() { ty.required() } else { ty };
    let required = needs(&field.access);
    let (takes_as_of, own) = match &field.source {
        Source::Derived { as_of, .. } | Source::Expression { as_of, .. } => (*as_of, [].as_slice()),
        Source::Batch(batch) => (batch.as_of, batch.arguments.as_slice()),
        _ => (false, [].as_slice()),
    };
    let mut args = declared(own);
    if takes_as_of {
        args.push(arguments::as_of());
    }
    FieldDef {
        name: field.name.to_owned(),
        description: needs_sentence(catalogue, field.description, &required),
        arguments: args,
        ty,
        needs: required,
        deprecated: field.deprecated.map(str::to_owned),
        target,
    }
}

fn link_def(catalogue: &Catalogue, link: &Link, target: Target) -> FieldDef {
    let other = catalogue
        .resource(link.target)
        .unwrap_or_else(|| panic!("link {} leads to {}, which is not a declared type", link.name, link.target));
    let mut required = needs(&link.access);
    if required.is_empty() {
        required = needs(&other.row);
    }
    let mut args = match link.arity {
        Arity::Many(_) | Arity::Through(_) => arguments::connection(other, false),
        _ => Vec::new(),
    };
    if link.takes_as_of() {
        args.push(arguments::as_of());
    }
    let ty = match link.arity {
        Arity::One(_) | Arity::OneOf(_) => Ty::named(link.target),
        Arity::List(_) => Ty::named(link.target).required().list(),
        Arity::Many(_) | Arity::Through(_) => Ty::named(format!("{}Connection", link.target)),
    };
    FieldDef {
        name: link.name.to_owned(),
        description: needs_sentence(catalogue, link.description, &required),
        arguments: args,
        ty,
        needs: required,
        deprecated: link.deprecated.map(str::to_owned),
        target,
    }
}

/// Converts declared arguments: name, type in SDL, description.
fn declared(arguments: &[(&'static str, &'static str, &'static str)]) -> Vec<InputDef> {
    arguments.iter().map(|(name, ty, description)| arguments::plain(name, description, Ty::parse(ty))).collect()
}

pub(super) fn computed_field(catalogue: &Catalogue, field: &ComputedField, target: Target) -> FieldDef {
    let required = needs(&field.access);
    FieldDef {
        name: field.name.to_owned(),
        description: needs_sentence(catalogue, field.description, &required),
        arguments: declared(&field.arguments),
        ty: match &field.returns {
            Returns::Sdl(sdl) => Ty::parse(sdl),
            Returns::Rust(output) => Ty::parse(&output.sdl()),
        },
        needs: required,
        deprecated: None,
        target,
    }
}

pub(super) fn add_computed(model: &mut Model, catalogue: &Catalogue, index: usize, of: &ComputedType) {
    let fields = of
        .fields
        .iter()
        .enumerate()
        .map(|(number, field)| computed_field(catalogue, field, Target::Computed(index, number)))
        .collect();
    model.add(TypeDef {
        name: of.name.to_owned(),
        description: of.description.to_owned(),
        body: Body::Object { fields, implements: Vec::new() },
        needs: Vec::new(),
    });
}

/// Adds the types of a computed root field, and the fields with functions of their own (`parts`).
pub(super) fn add_computed_root(model: &mut Model, catalogue: &Catalogue, index: usize, root: &ComputedField) {
    let Returns::Rust(output) = &root.returns else { return };
    output::add(model, catalogue, output);
    let parts: Vec<FieldDef> = root
        .parts
        .iter()
        .enumerate()
        .map(|(number, part)| {
            if let Returns::Rust(output) = &part.returns {
                output::add(model, catalogue, output);
            }
            computed_field(catalogue, part, Target::RootPart(index, number))
        })
        .collect();
    if let Some(TypeDef { body: Body::Object { fields, .. }, .. }) = model.get_mut(Ty::parse(&output.sdl()).base()) {
        fields.extend(parts);
    }
}
