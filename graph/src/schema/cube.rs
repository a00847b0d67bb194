//! The root fields of cubes: their dimensions as an enum, their filters as an input.

use super::arguments::{as_of, plain};
use super::build::{needs, needs_sentence};
use super::model::{Body, EnumValue, FieldDef, InputDef, Model, Target, Ty, TypeDef};
use super::object;
use crate::caller::PrintedPermission;
use crate::declare::{Catalogue, Cube, Dimension, Members, Role};

/// The root fields.
pub(super) fn roots(catalogue: &Catalogue) -> impl Iterator<Item = FieldDef> {
    catalogue.cubes.iter().enumerate().filter(|(_, cube)| cube.shown).map(|(index, cube)| {
        let mut def = object::computed_field(catalogue, &cube.field, Target::Cube(index));
        def.needs = needs(&cube.field.access);
        def.arguments = vec![
            plain(
                "by",
                "The dimensions to group by, each at most once. A caller who may not read the rows can combine at most two groups; \
                 levels of the organisation do not count.",
                Ty::named(dimension_type(cube)).required().list(),
            ),
            plain("where", "Count only these.", Ty::named(filter_type(cube))),
        ];
        if cube.as_of {
            def.arguments.push(as_of());
        }
        def
    })
}

fn dimension_type(cube: &Cube) -> String {
    format!("{}Dimension", cube.types.0)
}

fn filter_type(cube: &Cube) -> String {
    format!("{}Filter", cube.types.0)
}

/// The enum and the input of each cube.
pub(super) fn add(model: &mut Model, catalogue: &Catalogue) {
    for cube in catalogue.cubes.iter().filter(|cube| cube.shown) {
        let values = cube.dimensions.iter().map(|dimension| EnumValue {
            name: dimension.name.to_owned(),
            description: needs_sentence(catalogue, &described(dimension), &permissions(dimension)),
            deprecated: None,
        });
        model.add(TypeDef {
            name: dimension_type(cube),
            description: format!("The dimensions by which `{}` can be grouped.", cube.field.name),
            body: Body::Enum(values.collect()),
            needs: Vec::new(),
        });
        let fields = cube.dimensions.iter().map(|dimension| {
            if let Members::Set(of) = dimension.members
                && !model.has(of.name)
            {
                model.add(super::build::enumeration(of));
            }
            let required = permissions(dimension);
            InputDef {
                description: needs_sentence(catalogue, &filter_description(dimension), &required),
                needs: required,
                ..plain(&dimension.filter_name(), "", filter(dimension))
            }
        });
        let fields = fields.collect();
        model.add(TypeDef {
            name: filter_type(cube),
            description: format!("What `{}` counts. Several parts must hold together.", cube.field.name),
            body: Body::Input { fields, one_of: false },
            needs: Vec::new(),
        });
    }
}

fn permissions(dimension: &Dimension) -> Vec<PrintedPermission> {
    dimension.needs.iter().flat_map(|(aggregate, _)| needs(aggregate)).collect()
}

fn described(dimension: &Dimension) -> String {
    match &dimension.role {
        Role::Slice(tests) if tests.is_empty() => {
            format!(
                "{} Its members are never added together: group by it, or name one in `where`.",
                dimension.description
            )
        }
        Role::Slice(_) => {
            format!(
                "{} Its members are never added together: without a grouping or a filter by it, only the latest is counted.",
                dimension.description
            )
        }
        _ => dimension.description.to_owned(),
    }
}

fn filter_description(dimension: &Dimension) -> String {
    match dimension.members {
        Members::YesNo => format!("{} Yes or no.", dimension.description),
        Members::Days => format!("{} On or before this day.", dimension.description),
        _ => format!("{} Any of these.", dimension.description),
    }
}

fn filter(dimension: &Dimension) -> Ty {
    let list = |name: &str| Ty::named(name).required().list();
    match dimension.members {
        Members::Rows(_) => list("ID"),
        Members::Texts => list("String"),
        Members::Numbers => list("Int"),
        Members::YesNo => Ty::named("Boolean"),
        Members::Days => Ty::named("Date"),
        Members::Set(of) => list(of.name),
    }
}
