//! Which band a value of the school's stands for.

use std::collections::HashMap;
use std::path::Path;

use super::record::Trust;
use crate::source::{self, Next};

/// A mapping of the school's values, one subject's before that of all.
pub(super) struct Mapping {
    /// Name of the school's scale, kept beside each value.
    pub scale: String,
    bands: HashMap<(Option<String>, String), String>,
}

impl Mapping {
    /// Reads a file with the columns `value` and `band`, and perhaps `subject` and `scale`; or says in words why not.
    pub(super) fn read(path: &Path, trust: &Trust) -> Result<Self, String> {
        let mut source = source::open(path)?;
        for name in ["value", "band"] {
            if source.header.place(name).is_none() {
                return Err(format!(
                    "has no column {name}: name the columns value and band, and subject where it matters"
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
                        "has {cells} cells in line {line} where the header has {columns}: mend the row"
                    ));
                }
                Next::Row(row) => {
                    let cell = |name: &str| row.cell(&[name]).map_or("", |(_, cell)| cell).trim().to_owned();
                    let (value, band, subject) = (cell("value"), cell("band"), cell("subject"));
                    if !trust.bands.contains_key(&band) {
                        let mut known: Vec<&str> = trust.bands.keys().map(String::as_str).collect();
                        known.sort_unstable();
                        return Err(format!(
                            "maps `{value}` in line {} to `{band}`, which is no band of the trust's scale: its bands are {}",
                            row.line,
                            known.join(", ")
                        ));
                    }
                    if !cell("scale").is_empty() {
                        scale = cell("scale");
                    }
                    let subject = (!subject.is_empty()).then_some(subject);
                    let known = bands.insert((subject, entity::fold(&value)), band.clone());
                    if known.is_some_and(|known| known != band) {
                        return Err(format!("maps `{value}` twice, in line {} to `{band}`: leave one", row.line));
                    }
                }
            }
        }
        if bands.is_empty() {
            return Err("maps nothing: give a row for each value of the school's".to_owned());
        }
        Ok(Self { scale, bands })
    }

    /// The code of the band that a value stands for in a subject.
    pub(super) fn band(&self, subject: &str, value: &str) -> Option<&str> {
        let value = entity::fold(value);
        let of_subject = self.bands.get(&(Some(subject.to_owned()), value.clone()));
        of_subject.or_else(|| self.bands.get(&(None, value))).map(String::as_str)
    }
}
