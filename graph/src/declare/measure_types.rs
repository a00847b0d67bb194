//! The types of measures: one shape for all of them, and a row type for each cube.

use super::cube::{Cube, Quantity};
use super::{ComputedField, ComputedType, OPEN, computed_field, computed_type};

/// The types that cubes return. `known` are the cubes whose sums their measures may use.
pub(super) fn of(cubes: &[Cube], known: &[Cube]) -> Vec<ComputedType> {
    let mut types = Vec::new();
    for cube in cubes.iter().filter(|cube| cube.shown) {
        // Declarations live as long as the process, so their texts may too.
        let rows: &'static str = Box::leak(format!("[{}!]!", cube.types.1).into_boxed_str());
        let answer: &'static str = Box::leak(format!("What `{}` returns.", cube.field.name).into_boxed_str());
        let row: &'static str = Box::leak(
            format!(
                "One group of what `{}` counts: a member of each requested dimension, and its measures.",
                cube.field.name
            )
            .into_boxed_str(),
        );
        types.push(computed_type(
            cube.types.0,
            answer,
            [computed_field(
                "rows",
                rows,
                OPEN,
                "A row for each combination of members that occurs, in the order of the dimensions in `by`; one row \
                 without `by`.",
            )],
        ));
        let mut fields = vec![computed_field(
            "dimensions",
            "[DimensionMember!]!",
            OPEN,
            "The group of this row: a member of each dimension of `by`, in that order.",
        )];
        fields.extend(cube.measures.iter().map(|measure| {
            let (above, below) = Cube::parts(measure);
            let other = [Some(above), below].into_iter().flatten().find_map(|quantity| match quantity {
                Quantity::InCube(name, _) => cubes.iter().chain(known).find(|cube| cube.field.name == name),
                Quantity::Here(_) => None,
            });
            match other {
                None => computed_field(measure.name, "Measure!", OPEN, measure.definition),
                Some(other) => computed_field(measure.name, "Measure", other.counting.access(), measure.definition),
            }
        }));
        types.push(computed_type(cube.types.1, row, fields));
    }
    types
}

/// The types that all cubes share.
pub(super) fn shared() -> [ComputedType; 4] {
    [member(), measure(), definition(), period()]
}

fn open(name: &'static str, ty: &'static str, description: &'static str) -> ComputedField {
    computed_field(name, ty, OPEN, description)
}

fn member() -> ComputedType {
    computed_type(
        "DimensionMember",
        "A member of a dimension.",
        [
            open("name", "String!", "The dimension, as in `by`."),
            open(
                "key",
                "String",
                "The key to filter by; an id where the dimension is a type of the graph; null for facts without one.",
            ),
            open("label", "String!", "The member in words."),
        ],
    )
}

fn measure() -> ComputedType {
    computed_type(
        "Measure",
        "A figure with the numbers it is made of. Where `suppressed` is true every number is null: it would reveal \
         something about a few people whom the caller may not see one by one.",
        [
            open(
                "value",
                "Float",
                "The figure, rounded half away from zero; null where there is nothing to divide by.",
            ),
            open(
                "numerator",
                "Float",
                "The count or sum above the line of the fraction; the total where there is no denominator.",
            ),
            open("denominator", "Float", "The count or sum that the numerator is divided by; null for a plain total."),
            open(
                "completeness",
                "Float",
                "The percentage of the expected records that were counted; null where it is not known.",
            ),
            open("excluded", "Int", "The number of expected records that were not counted."),
            open("suppressed", "Boolean!", "Whether the numbers are withheld because they are about too few people."),
            open(
                "gapToOthers",
                "Float",
                "The figure minus the figure of all other rows in this response that differ only in the last dimension of `by`, in \
                 the figure's unit; null without `by`, without other rows, or where one of them is suppressed.",
            ),
            open("definition", "MeasureDefinition!", "The definition of what is counted."),
            open("period", "MeasurePeriod", "The days it covers; null where nothing is counted."),
        ],
    )
}

fn definition() -> ComputedType {
    computed_type(
        "MeasureDefinition",
        "The definition of a measure.",
        [
            open("name", "String!", "Its name."),
            open("version", "Int!", "Rises when the meaning changes."),
            open("text", "String!", "What is counted, and what it is divided by."),
        ],
    )
}

fn period() -> ComputedType {
    computed_type(
        "MeasurePeriod",
        "The days a measure covers.",
        [open("from", "Date!", "The first day."), open("to", "Date!", "The last day.")],
    )
}
