//! Cubes use only dimensions and sums that exist, count rows of a declared type, and need the permission of each
//! sensitive column that they group by.

use std::collections::HashSet;

use crate::declare::{Catalogue, Cube, Dimension, FACT, Formula, Path, Quantity};

pub(super) fn check(catalogue: &Catalogue, broken: &mut Vec<String>) {
    for cube in &catalogue.cubes {
        let name = cube.field.name;
        if catalogue.by_table(cube.table).is_none() {
            broken.push(format!(
                "{name} counts rows of {}, which is not the table of a declared type: declare one",
                cube.table
            ));
        }
        for (_, path) in &cube.counting.owner.paths {
            let mine = match path {
                Path::Column(column) | Path::Set(column) => column,
                Path::Exists(hop) => &hop.mine,
                Path::Whole => continue,
            };
            if mine.table != cube.table {
                broken.push(format!(
                    "{name} is owned by way of {}.{}: start from a column of {}",
                    mine.table, mine.name, cube.table
                ));
            }
        }
        aliases(cube, broken);
        names(catalogue, cube, broken);
        for dimension in &cube.dimensions {
            sensitive(catalogue, cube, dimension, broken);
        }
    }
}

/// No two joined tables have the same alias.
fn aliases(cube: &Cube, broken: &mut Vec<String>) {
    let mut seen = HashSet::from([FACT]);
    for join in &cube.joins {
        if !seen.insert(join.to.alias) {
            broken.push(format!("{} joins two tables as {}: give one another alias", cube.field.name, join.to.alias));
        }
    }
}

fn names(catalogue: &Catalogue, cube: &Cube, broken: &mut Vec<String>) {
    let name = cube.field.name;
    let mut seen = HashSet::new();
    for dimension in &cube.dimensions {
        if !seen.insert(dimension.name) {
            broken.push(format!("{name} has two dimensions named {}: rename one", dimension.name));
        }
        for outer in dimension.within.iter().filter(|outer| cube.dimension(outer).is_none()) {
            broken
                .push(format!("{name}: {} lies within {outer}, which is not a dimension of this cube", dimension.name));
        }
    }
    for sum in cube.sums.iter().filter(|sum| sum.about.is_some_and(|about| cube.dimension(about).is_none())) {
        broken.push(format!("{name}: {} is about a dimension that the cube does not have", sum.name));
    }
    if let Some(people) = cube.counting.people
        && cube.sum(people).is_none()
    {
        broken.push(format!("{name} counts its people by {people}, which is not a sum of this cube"));
    }
    let known = |quantity: &Quantity| match quantity {
        Quantity::Here(sum) => cube.sum(sum).is_some(),
        Quantity::InCube(other, sum) => {
            catalogue.cubes.iter().any(|cube| cube.field.name == *other && cube.sum(sum).is_some())
        }
    };
    for measure in &cube.measures {
        let quantities = match &measure.formula {
            Formula::Total(one) => vec![one],
            Formula::Percent(one, two) | Formula::Ratio(one, two) => vec![one, two],
        };
        for quantity in quantities.into_iter().filter(|quantity| !known(quantity)) {
            broken.push(format!("{name}.{} is made of {quantity:?}, which is not a sum of that cube", measure.name));
        }
        if measure.definition.trim().is_empty() {
            broken.push(format!("{name}.{} has no definition: say what counts, over what", measure.name));
        }
    }
}

/// A dimension over a column of a special class needs a permission of that class, as a field does.
fn sensitive(catalogue: &Catalogue, cube: &Cube, dimension: &Dimension, broken: &mut Vec<String>) {
    for at in dimension.key.shown().into_iter().chain(dimension.label) {
        let Some((_, class)) = catalogue.sensitive.iter().find(|(column, _)| *column == at.column) else { continue };
        let asks = dimension.needs.as_ref().map(|(_, read)| read.printed().permissions()).unwrap_or_default();
        if !asks.iter().any(|asked| class.opened_by.iter().any(|opens| opens.printed() == *asked)) {
            broken.push(format!(
                "{}: {} groups by {}.{}, a column of a special class: let it need a permission of that class",
                cube.field.name, dimension.name, at.column.table, at.column.name
            ));
        }
    }
}
