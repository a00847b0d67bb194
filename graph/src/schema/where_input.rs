//! `where`: one input per type that can be filtered, with its filters, its links, and `and`, `or`, `not`.

use super::arguments::plain;
use super::bridge;
use super::build::{needs, needs_sentence};
use super::model::{Body, InputDef, Model, Ty, TypeDef};
use crate::declare::{Arity, Catalogue, Field, Resource, Source};
use crate::value::Kind;

pub(super) fn exists_for(resource: &Resource) -> bool {
    resource.fields.iter().any(|field| field.filter.is_some())
}

pub(super) fn add(model: &mut Model, catalogue: &Catalogue, index: usize) {
    let resource = &catalogue.resources[index];
    if !exists_for(resource) {
        return;
    }
    let this = format!("{}Where", resource.name);
    let mut fields = vec![plain("id", "By global id.", Ty::named("IdFilter"))];
    fields.extend(resource.fields.iter().filter_map(|field| by_field(model, catalogue, field)));
    for link in &resource.links {
        let Some(target) = catalogue.resource(link.target).filter(|target| exists_for(target)) else { continue };
        let mut required = needs(&link.access);
        if required.is_empty() {
            required = needs(&target.row);
        }
        let (ty, text) = match link.arity {
            Arity::One(_) | Arity::OneOf(_) => (format!("{}Where", link.target), "By the one it leads to."),
            _ => (list_where(model, link.target), "By those it leads to, as far as the caller may see them."),
        };
        fields.push(InputDef {
            needs: required.clone(),
            ..plain(link.name, &needs_sentence(catalogue, text, &required), Ty::named(ty))
        });
    }
    fields.push(plain("and", "All of these hold. An empty list holds.", Ty::named(&this).required().list()));
    fields.push(plain(
        "or",
        "At least one of these holds. An empty list does not.",
        Ty::named(&this).required().list(),
    ));
    fields.push(plain("not", "This does not hold.", Ty::named(&this)));
    model.add(TypeDef {
        name: this,
        description: format!(
            "What must hold of a {}. Several parts must hold together; a part on a protected field leaves only rows on which the caller holds its permission.",
            resource.name
        ),
        body: Body::Input { fields, one_of: false },
        needs: Vec::new(),
    });
}

/// The filter by a field, or by the fields of a value object; none where it has none.
fn by_field(model: &mut Model, catalogue: &Catalogue, field: &Field) -> Option<InputDef> {
    let ty = match &field.source {
        Source::Object { type_name, fields, .. } => {
            let fields: Vec<InputDef> = fields.iter().filter_map(|inner| by_field(model, catalogue, inner)).collect();
            if fields.is_empty() {
                return None;
            }
            let name = format!("{type_name}Where");
            let description = format!("What must hold of a {type_name}. Several parts must hold together.");
            let body = Body::Input { fields, one_of: false };
            model.add(TypeDef { name: name.clone(), description, body, needs: Vec::new() });
            name
        }
        Source::Column(_, kind) | Source::Derived { kind, .. } | Source::Expression { kind, .. } => {
            field.filter.as_ref()?;
            match kind {
                Kind::Enum(of) => bridge::enum_filter(model, of),
                other => format!("{}Filter", filter_prefix(*other)),
            }
        }
        Source::Batch(_) => return None,
    };
    let required = needs(&field.access);
    let text = needs_sentence(catalogue, &format!("By `{}`.", field.name), &required);
    Some(InputDef { needs: required, ..plain(field.name, &text, Ty::named(ty)) })
}

fn filter_prefix(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Enum(_) => "Text",
        Kind::Id(_) | Kind::AnyId => "Id",
        Kind::Int => "Int",
        Kind::Bool => "Boolean",
        Kind::Float | Kind::Decimal(_) => "Float",
        Kind::Date => "Date",
        Kind::Time => "DateTime",
        Kind::Money => "Money",
    }
}

/// `some`, `none` and `every` over a link to many.
fn list_where(model: &mut Model, target: &str) -> String {
    let name = format!("{target}ListWhere");
    if !model.has(&name) {
        let part = |field: &str, text: &str| plain(field, text, Ty::named(format!("{target}Where")));
        model.add(TypeDef {
            name: name.clone(),
            description: format!(
                "What must hold of the {target} rows a link leads to, as far as the caller may see them."
            ),
            body: Body::Input {
                fields: vec![
                    part("some", "There is one for which this holds."),
                    part("none", "There is none for which this holds."),
                    part("every", "There is none for which this does not hold."),
                ],
                one_of: false,
            },
            needs: Vec::new(),
        });
    }
    name
}
