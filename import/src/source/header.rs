//! The header row of a file: its columns under names that survive a change of case, of spaces and
//! of brackets (`Group Type (code)` is asked for as `grouptypecode`).

use std::collections::HashMap;

use super::Refusal;

/// The names of the columns, as printed and as compared.
pub struct Header {
    titles: Vec<String>,
    places: HashMap<String, usize>,
}

impl Header {
    /// The header of these column names; refuses one that names a column twice.
    pub fn of(mut titles: Vec<String>) -> Result<Self, Refusal> {
        if let Some(first) = titles.first_mut() {
            *first = first.trim_start_matches('\u{feff}').to_owned();
        }
        let mut places = HashMap::new();
        for (place, title) in titles.iter().enumerate() {
            let name: String = title.chars().filter(char::is_ascii_alphanumeric).collect();
            if name.is_empty() {
                continue;
            }
            if places.insert(name.to_ascii_lowercase(), place).is_some() {
                let title = shortened(title);
                return Err(format!("has the column {title} twice: keep the one that is meant"));
            }
        }
        Ok(Header { titles, places })
    }

    /// Place of a column, whatever its case, spaces and brackets.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.places.get(column).copied()
    }

    /// Number of columns.
    pub fn len(&self) -> usize {
        self.titles.len()
    }

    /// Whether the header has all of these columns.
    pub fn has(&self, columns: &[&str]) -> bool {
        columns.iter().all(|c| self.places.contains_key(*c))
    }

    /// The name as the file prints it.
    pub fn title(&self, place: usize) -> &str {
        &self.titles[place]
    }

    /// The beginning of the header, for a message.
    pub fn beginning(&self) -> String {
        let some = self.titles.iter().take(6).map(|t| shortened(t)).collect::<Vec<_>>();
        some.join(", ")
    }
}

/// Cell text short enough for a message.
pub fn shortened(cell: &str) -> String {
    let mut short: String = cell.chars().filter(|c| !c.is_control()).take(40).collect();
    if short.len() < cell.len() {
        short.push('…');
    }
    short
}
