//! What is added up over facts, and the figures made of the sums.

use super::{At, Test};

/// What is added up for each fact.
#[derive(Clone, Copy, Debug)]
pub enum Term {
    /// One.
    One,
    /// A whole number.
    Column(At),
    /// The first minus the second.
    Difference(At, At),
    /// `(above, below, places)`: the first divided by the second, rounded to `places` and at most 1.
    Share(At, At, u8),
    /// The number of different keys.
    Distinct(At),
}

/// Something added up.
#[derive(Clone, Debug)]
pub struct Sum {
    /// The name by which measures know it.
    pub name: &'static str,
    /// What is added up.
    pub term: Term,
    /// Only facts that pass these tests are added up.
    pub when: Vec<Test>,
    /// Decimal places of the stored number: 2 for pence.
    pub places: u8,
    /// The dimension that this is a partial total of, such as the teachers among all staff groups; suppressed wherever one
    /// of those members is.
    pub about: Option<&'static str>,
}

/// Adds up for the facts for which all tests hold.
pub fn sum(name: &'static str, term: Term, when: impl IntoIterator<Item = Test>) -> Sum {
    let places = if let Term::Share(_, _, places) = term { places } else { 0 };
    Sum { name, term, when: when.into_iter().collect(), places, about: None }
}

impl Sum {
    /// It is a partial total of a dimension: it is suppressed wherever one of the members it adds up is.
    #[must_use]
    pub fn about(mut self, dimension: &'static str) -> Self {
        self.about = Some(dimension);
        self
    }

    /// Sets the decimal places of the stored number.
    #[must_use]
    pub fn scaled(mut self, places: u8) -> Self {
        self.places = places;
        self
    }
}

/// A sum of the cube itself, or of another cube over the same dimensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Of the cube itself.
    Here(&'static str),
    /// Of another cube: its name, then the sum's.
    InCube(&'static str, &'static str),
}

/// What a measure is made of.
#[derive(Clone, Copy, Debug)]
pub enum Formula {
    /// The sum.
    Total(Quantity),
    /// A hundred times the first divided by the second.
    Percent(Quantity, Quantity),
    /// The first divided by the second.
    Ratio(Quantity, Quantity),
}

/// A measure.
#[derive(Clone, Debug)]
pub struct Measure {
    /// The field's name.
    pub name: &'static str,
    /// What it is made of.
    pub formula: Formula,
    /// Decimal places of its value, rounded half away from zero.
    pub places: u8,
    /// The version of its definition; it rises when the meaning changes.
    pub version: u32,
    /// The definition: what is counted, and what it is divided by.
    pub definition: &'static str,
}

/// Declares a measure: name, formula, decimal places, definition.
pub fn measure(name: &'static str, formula: Formula, places: u8, definition: &'static str) -> Measure {
    Measure { name, formula, places, version: 1, definition }
}

impl Measure {
    /// Sets the version of its definition: one up each time its meaning changes, so that figures kept from before are not put
    /// beside new ones.
    #[must_use]
    pub fn version(mut self, version: u32) -> Self {
        self.version = version;
        self
    }
}
