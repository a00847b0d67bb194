//! The mapping file: which band each value of the school's scale means.

use std::collections::HashMap;
use std::path::Path;

use graph::declare::{CODE, LINE, TextClass};

use super::codes::TrustCodes;
use crate::source::{self, Next};

/// The mapping of the school's values to bands. A row for one subject comes before a row for all subjects.
pub(super) struct Mapping {
    /// Name of the school's scale, which is stored with each value.
    pub scale: String,
    bands: HashMap<(Option<String>, String), String>,
}

impl Mapping {
    /// Reads a file with the columns `value` and `band`, and perhaps `subject` and `scale`.
    pub(super) fn read(path: &Path, codes: &TrustCodes) -> Result<Self, String> {
        let mut source = source::open(path)?;
        for name in ["value", "band"] {
            if source.header.place(name).is_none() {
                return Err(format!(
                    "has no column {name}: the first row must name the columns value and band, and may name subject and scale"
                ));
            }
        }
        let mut scale = source.name.trim_end_matches(".csv").to_owned();
        let mut bands = HashMap::new();
        loop {
            match source.next()? {
                Next::End => break,
                Next::Ragged { line, cells, columns } => {
                    return Err(format!(
                        "has {cells} cells in line {line} and {columns} columns in its header: correct the row"
                    ));
                }
                Next::Row(row) => {
                    let cell = |class: TextClass, name: &str| {
                        row.cell(&[name]).map_or(Ok(String::new()), |(_, cell)| class.clean(cell))
                    };
                    let read = (cell(LINE, "value"), cell(CODE, "band"), cell(CODE, "subject"), cell(LINE, "scale"));
                    let (Ok(value), Ok(band), Ok(subject), Ok(named)) = read else {
                        return Err(format!("has a text in line {} that cannot be read: write it anew", row.line));
                    };
                    if !codes.bands.contains_key(&band) {
                        let mut known: Vec<&str> = codes.bands.keys().map(String::as_str).collect();
                        known.sort_unstable();
                        return Err(format!(
                            "maps `{value}` in line {} to `{band}`, which is not a band of the trust's scale: its bands are {}",
                            row.line,
                            known.join(", ")
                        ));
                    }
                    if !named.is_empty() {
                        scale = named;
                    }
                    let subject = (!subject.is_empty()).then_some(subject);
                    let known = bands.insert((subject, entity::fold(&value)), band.clone());
                    if known.is_some_and(|known| known != band) {
                        return Err(format!(
                            "maps `{value}` twice, in line {} to `{band}`: keep one of the rows",
                            row.line
                        ));
                    }
                }
            }
        }
        if bands.is_empty() {
            return Err("maps nothing: add a row for each value of the school's scale".to_owned());
        }
        Ok(Self { scale, bands })
    }

    /// The code of the band that a value means in a subject.
    pub(super) fn band(&self, subject: &str, value: &str) -> Option<&str> {
        let value = entity::fold(value);
        let of_subject = self.bands.get(&(Some(subject.to_owned()), value.clone()));
        of_subject.or_else(|| self.bands.get(&(None, value))).map(String::as_str)
    }
}
