//! A home address in a transfer file.

use super::pupil_reader::PupilReader;
use super::xml::Element;
use crate::clean;

/// A home address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// First line.
    pub line1: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// Postcode with one space.
    pub postcode: Option<String>,
}

/// Reads a home address, written in lines or in the parts of the national gazetteer (BS7666).
pub fn address(reader: &mut PupilReader<'_>, found: &Element) -> Address {
    found.see_all();
    let postcode = found.child("PostCode").or_else(|| found.child("Postcode"));
    let postcode = reader.may(postcode, clean::postcode);
    let part = |inside: &Element, name: &str| inside.child(name).and_then(|found| clean::text(&found.text));
    if let Some(gazetteer) = found.child("BS7666Address") {
        let houses =
            [part(gazetteer, "SAON"), part(gazetteer, "PAON")].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let line1 = [Some(houses).filter(|text| !text.is_empty()), part(gazetteer, "Street")];
        let line1 = line1.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let town = part(gazetteer, "PostTown").or_else(|| part(gazetteer, "Town"));
        return Address { line1: Some(line1).filter(|line| !line.is_empty()), town, postcode };
    }
    let lines = found.child("AddressLines").unwrap_or(found);
    let line = |number: usize| part(lines, &format!("AddressLine{number}"));
    let town = part(found, "Town").or_else(|| (2..=5).rev().find_map(line));
    Address { line1: line(1), town, postcode }
}
