//! Rules on declarations, one file each, run at start and in a test. Each message says what to do.

mod actions;
mod computed;
mod cubes;
mod described;
mod extensions;
mod filters;
mod follow;
mod links;
mod live;
mod names;
mod owners;
mod roots;
mod sensitive;
mod special;
mod subjects;
mod texts;

use crate::declare::Catalogue;

/// A rule: it appends a message for each fault that it finds.
type Verifier = fn(&Catalogue, &mut Vec<String>);

/// Every rule.
const RULES: [Verifier; 16] = [
    actions::check,
    live::check,
    names::check,
    described::check,
    owners::check,
    links::check,
    follow::check,
    extensions::check,
    roots::check,
    filters::check,
    special::check,
    sensitive::check,
    subjects::check,
    computed::check,
    cubes::check,
    texts::check,
];

/// Checks the declarations against every rule and returns a message for each fault.
#[must_use]
pub fn all(catalogue: &Catalogue) -> Vec<String> {
    let mut broken = Vec::new();
    for rule in RULES {
        rule(catalogue, &mut broken);
    }
    broken
}
