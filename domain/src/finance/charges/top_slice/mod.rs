//! What schools pay for the centre out of their general annual grant: by which rule, on which basis, for what.

mod read;
mod rules;

use graph::declare::{ComputedField, ComputedType, OPEN, computed_field, computed_type};

pub(in crate::finance) use read::Charged;
pub use read::{STATEMENTS, of_schools, of_trust};

fn all(of: &'static [(&'static str, &'static str, &'static str)]) -> impl Iterator<Item = ComputedField> {
    of.iter().map(|(name, ty, description)| computed_field(name, ty, OPEN, description))
}

/// The types that a top-slice is made of.
#[must_use]
pub fn types() -> Vec<ComputedType> {
    vec![
        computed_type("TopSlice", "What a school pays for central services in an academic year.", all(SCHOOL)),
        computed_type("TrustTopSlice", "What all schools pay for central services in an academic year.", all(TRUST)),
    ]
}

const SCHOOL: &[(&str, &str, &str)] = &[
    ("year", "String!", "The academic year."),
    ("school", "FinanceSchool!", "The school."),
    ("model", "CentralChargeModel!", "By which rule it is charged."),
    ("isException", "Boolean!", "Whether the rule is one for this school alone."),
    ("ratePercent", "Float", "The percentage of the general annual grant, where the rule has one."),
    ("amountPerPupil", "Money", "The amount for each pupil, where the rule has one."),
    ("generalGrant", "Money!", "General annual grant (GAG) of the year, before the charge."),
    ("pupils", "Int", "Pupils that the grant was worked out on."),
    ("basis", "String!", "How the amount was worked out, in words."),
    ("amount", "Money!", "What the school pays in the year."),
    ("percentOfGeneralGrant", "Float", "The same as a percentage of its grant, to one decimal."),
    ("netGeneralGrant", "Money!", "The grant less the charge."),
    ("services", "[String!]!", "What it pays for."),
    ("appealRoute", "String", "How the school appeals against it."),
];

const TRUST: &[(&str, &str, &str)] = &[
    ("year", "String!", "The academic year."),
    ("generalGrant", "Money!", "General annual grant (GAG) of all schools."),
    ("amount", "Money!", "What all schools pay in the year."),
    ("percentOfGeneralGrant", "Float", "The same as a percentage of the grant, to one decimal."),
    ("netGeneralGrant", "Money!", "The grant less the charges."),
    ("schools", "[TopSlice!]!", "Each school that is charged, by name."),
    (
        "notCharged",
        "[FinanceSchool!]!",
        "Schools with a grant to which no rule of the year applies, or of which a figure that the rule needs is not \
         known.",
    ),
];
