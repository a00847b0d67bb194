//! Who sends a transfer file to whom, and when.

use chrono::NaiveDate;

use super::xml::Element;
use crate::clean;
use crate::source::Refusal;

/// A school by the numbers of the local authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Three digits; LLL stands for "unknown" and is none.
    pub la_code: Option<String>,
    /// Four digits; LLLL stands for the authority itself or "unknown" and is none.
    pub estab_no: Option<String>,
}

/// The header of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CtfHeader {
    /// Version of the format: 25.0.
    pub version: Option<String>,
    /// Day on which the file was made.
    pub made_on: Option<NaiveDate>,
    /// Sending school.
    pub source: Place,
    /// Receiving school.
    pub destination: Place,
}

impl Place {
    /// The place an element with `LEA` and `Estab` names.
    pub fn of(element: Option<&Element>) -> Place {
        let cell = |name| element.and_then(|element| element.child(name)).map(|found| found.text.as_str());
        let la_code = cell("LEA").and_then(|cell| clean::la_code(cell).ok().flatten());
        let estab_no = cell("Estab").and_then(|cell| clean::estab_no(cell).ok().flatten());
        Place { la_code, estab_no }
    }

    /// `384/9991`, or `unknown`.
    pub fn words(&self) -> String {
        match (&self.la_code, &self.estab_no) {
            (Some(la), Some(estab)) => format!("{la}/{estab}"),
            _ => "unknown".to_owned(),
        }
    }
}

/// Reads a header; refuses the document that is something else in the same clothes.
pub fn read(element: &Element) -> Result<CtfHeader, Refusal> {
    if let Some(name) = element.child("DocumentName").map(|found| &found.text)
        && !name.eq_ignore_ascii_case("common transfer file")
    {
        let name = crate::source::shortened(name);
        return Err(format!("calls itself {name:?}: a Common Transfer File is expected"));
    }
    let made_on = element.child("DateTime").and_then(|found| clean::date(&found.text).ok().flatten());
    for known in ["DocumentQualifier", "DataQualifier", "SupplierID", "DataDescriptor", "SupplierSoftwareVersion"] {
        element.child(known);
    }
    let source = element.child("SourceSchool");
    let destination = element.child("DestSchool");
    source.into_iter().chain(destination).for_each(Element::see_all);
    Ok(CtfHeader {
        version: element.child("CTFversion").map(|found| found.text.clone()),
        made_on,
        source: Place::of(source),
        destination: Place::of(destination),
    })
}
