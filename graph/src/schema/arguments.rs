//! Arguments that the engine gives to fields.

use async_graphql::{Name, Value as ConstValue};

use super::build::{needs, needs_sentence};
use super::model::{Body, InputDef, Model, Ty, TypeDef};
use crate::declare::{Catalogue, During, Resource};

pub(super) fn plain(name: &str, description: &str, ty: Ty) -> InputDef {
    InputDef {
        name: name.to_owned(),
        description: description.to_owned(),
        ty,
        default: None,
        needs: Vec::new(),
        deprecated: None,
    }
}

pub(super) fn with_default(name: &str, description: &str, ty: Ty, default: i64) -> InputDef {
    InputDef { default: Some(ConstValue::from(default)), ..plain(name, description, ty) }
}

pub(super) fn as_of() -> InputDef {
    plain("asOf", "The day to look at; today where none is given.", Ty::named("Date"))
}

/// The arguments of a list that shows rows as their periods say.
pub(super) fn during(during: &During) -> [InputDef; 2] {
    let default = ConstValue::Enum(Name::new(during.shows[0].0));
    let which = plain(during.argument, during.description, Ty::named(during.of.name).required());
    [as_of(), InputDef { default: Some(default), ..which }]
}

/// The arguments of a connection.
pub(super) fn connection(resource: &Resource, root: bool) -> Vec<InputDef> {
    let mut args = vec![
        plain(
            "first",
            "How many from the start, at most 200; 50 where neither `first` nor `last` is given.",
            Ty::named("Int"),
        ),
        plain("after", "Start after this cursor.", Ty::named("String")),
        plain("last", "How many from the end, at most 200. Not together with `first`.", Ty::named("Int")),
        plain("before", "End before this cursor.", Ty::named("String")),
    ];
    if super::where_input::exists_for(resource) {
        args.push(plain("where", "Only those for which this holds.", Ty::named(format!("{}Where", resource.name))));
    }
    if super::order_input::exists_for(resource) {
        args.push(plain(
            "orderBy",
            "The order; equal ones are ordered by id. Values that are absent or hidden come last, \
             first when descending pages are read backwards.",
            Ty::named(format!("{}Order", resource.name)).required().list(),
        ));
    }
    if root && resource.updated_at.is_some() {
        args.push(plain(
            "updatedSince",
            "Only those changed at or after this moment, by the clock of the server that changed them. A change may \
             become visible after a later one, and a clock may be set back: who must not miss any uses `changedAfter`.",
            Ty::named("DateTime"),
        ));
        args.push(plain(
            "changedAfter",
            "Only those changed after this mark: the `nextMark` of an earlier answer. No change that the caller may see \
             is missed; a row may come twice. A mark from before a restore of the database from a backup is refused.",
            Ty::named("String"),
        ));
    }
    args
}

/// The `by` argument of a root field for one row.
pub(super) fn by(resource: &Resource) -> InputDef {
    plain("by", "Exactly one unique key.", Ty::named(format!("{}By", resource.name)).required())
}

/// The `@oneOf` input of unique keys.
pub(super) fn add_lookup(model: &mut Model, catalogue: &Catalogue, index: usize) {
    let resource = &catalogue.resources[index];
    let mut fields = vec![plain("id", "The global id.", Ty::named("ID"))];
    for lookup in &resource.lookups {
        let required = needs(&lookup.access);
        fields.push(InputDef {
            description: needs_sentence(catalogue, lookup.description, &required),
            needs: required,
            ..plain(lookup.name, "", Ty::named(scalar_of(lookup.column.storage)))
        });
    }
    model.add(TypeDef {
        name: format!("{}By", resource.name),
        description: format!("A unique key of a {}.", resource.name),
        body: Body::Input { fields, one_of: true },
        needs: Vec::new(),
    });
}

fn scalar_of(storage: crate::value::Storage) -> &'static str {
    match storage {
        crate::value::Storage::Int => "Int",
        crate::value::Storage::Date => "Date",
        _ => "String",
    }
}
