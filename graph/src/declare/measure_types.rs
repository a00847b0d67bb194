//! The types of measures: one shape for all of them, and a row type for each cube.

use super::cube::{Cube, Quantity};
use super::{ComputedField, ComputedType, OPEN, computed_field, computed_type};

/// The types that cubes answer with; `known` are those that their measures may be made of as well.
pub(super) fn of(cubes: &[Cube], known: &[Cube]) -> Vec<ComputedType> {
    let mut types = Vec::new();
    for cube in cubes.iter().filter(|cube| cube.shown) {
        // Declarations live as long as the process, so their texts may too.
        let rows: &'static str = Box::leak(format!("[{}!]!", cube.types.1).into_boxed_str());
        let answer: &'static str = Box::leak(format!("What `{}` answers.", cube.field.name).into_boxed_str());
        let row: &'static str = Box::leak(
            format!("One part of what `{}` counts, by the dimensions asked for.", cube.field.name).into_boxed_str(),
        );
        types.push(computed_type(
            cube.types.0,
            answer,
            [computed_field(
                "rows",
                rows,
                OPEN,
                "A row for each combination of members that there is, in the order of the dimensions; one row where \
                 none is asked for.",
            )],
        ));
        let mut fields = vec![computed_field(
            "dimensions",
            "[DimensionMember!]!",
            OPEN,
            "Which part it is: a member of each dimension of `by`, in that order.",
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
        "A figure with what it is made of. Where `suppressed` is true every number is null: it would tell of a few \
         people whom the caller may not see one by one.",
        [
            open(
                "value",
                "Float",
                "The figure, rounded half away from zero; null where there is nothing to divide by.",
            ),
            open("numerator", "Float", "What is counted or added up."),
            open("denominator", "Float", "What it is taken over; null for a plain total."),
            open(
                "completeness",
                "Float",
                "How much of what should be counted is, in percent; null where that is not known.",
            ),
            open("excluded", "Int", "How many that should be counted are not."),
            open("suppressed", "Boolean!", "Whether the numbers are withheld because they are about too few people."),
            open(
                "gapToOthers",
                "Float",
                "The figure less that of all other rows of this answer that differ only in the last dimension of `by`, in the figure's \
                 unit; null without `by`, without others, or where one of them is suppressed.",
            ),
            open("definition", "MeasureDefinition!", "What exactly is counted."),
            open("period", "MeasurePeriod", "The days it speaks of; null where nothing is counted."),
        ],
    )
}

fn definition() -> ComputedType {
    computed_type(
        "MeasureDefinition",
        "What exactly a measure counts.",
        [
            open("name", "String!", "Its name."),
            open("version", "Int!", "Rises when the meaning changes."),
            open("text", "String!", "What counts, over what."),
        ],
    )
}

fn period() -> ComputedType {
    computed_type(
        "MeasurePeriod",
        "The days a measure speaks of.",
        [open("from", "Date!", "The first day."), open("to", "Date!", "The last day.")],
    )
}
