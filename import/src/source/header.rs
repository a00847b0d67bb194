//! The header row of a file. Columns are found by their letters and digits in lower case, so that a change of case, spaces
//! or brackets does not matter: `Group Type (code)` is `grouptypecode`.

use std::collections::HashMap;

use crate::report::Refusal;

/// The names of the columns, as printed and as compared.
pub struct Header {
    titles: Vec<String>,
    places: HashMap<String, usize>,
}

impl Header {
    /// The header with these titles; it is refused if a column is named twice.
    pub fn of(titles: Vec<String>) -> Result<Self, Refusal> {
        let mut places = HashMap::new();
        for (place, title) in titles.iter().enumerate() {
            let name: String = title.chars().filter(char::is_ascii_alphanumeric).collect();
            if name.is_empty() {
                continue;
            }
            if places.insert(name.to_ascii_lowercase(), place).is_some() {
                let title = shortened(title);
                return Err(format!("has the column {title} twice: keep one of them"));
            }
        }
        Ok(Header { titles, places })
    }

    /// Place of a column, given by its letters and digits in lower case.
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

    /// The title of a column as it is in the file.
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
