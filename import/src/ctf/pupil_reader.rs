//! Reads the elements of one pupil and collects what is wrong with them.

use super::notes::Fault;
use super::xml::Element;
use crate::clean;

/// Reads a pupil's elements and hears of what is wrong with them.
pub struct PupilReader<'e> {
    /// The pupil.
    pub pupil: &'e Element,
    /// What is left out.
    pub warnings: Vec<Fault>,
    /// What refuses the pupil.
    pub faults: Vec<Fault>,
}

impl<'e> PupilReader<'e> {
    /// A value without which there is no pupil.
    pub fn must<T>(&mut self, names: &[&str], read: impl Fn(&str) -> clean::Cleaned<T>) -> Option<T> {
        let Some(found) = names.iter().find_map(|name| self.pupil.child(name)) else {
            self.faults.push(Fault::at(self.pupil.line, format!("the pupil has no {}: it is needed", names[0])));
            return None;
        };
        match read(&found.text) {
            Ok(Some(value)) => return Some(value),
            Ok(None) => self.faults.push(Fault::of(found, "a value is needed here")),
            Err(words) => self.faults.push(Fault::of(found, words)),
        }
        None
    }

    /// A value that the pupil can do without.
    pub fn may<T>(&mut self, element: Option<&Element>, read: impl Fn(&str) -> clean::Cleaned<T>) -> Option<T> {
        let element = element.filter(|element| !element.text.is_empty())?;
        read(&element.text).unwrap_or_else(|words| {
            self.warnings.push(Fault::of(element, format!("left out: {words}")));
            None
        })
    }
}

/// `true`, `1` or `Y`, and their opposites.
pub fn yes_or_no(cell: &str) -> clean::Cleaned<bool> {
    match cell.to_ascii_lowercase().as_str() {
        "true" | "1" | "y" | "yes" => Ok(Some(true)),
        "false" | "0" | "n" | "no" => Ok(Some(false)),
        "u" | "unknown" => Ok(None),
        _ => Err("write true or false".to_owned()),
    }
}

/// A code of so many letters.
pub fn letters(cell: &str, length: usize, words: &str) -> clean::Cleaned<String> {
    let code = cell.trim().to_ascii_uppercase();
    let fits = code.len() == length && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if fits { Ok(Some(code)) } else { Err(words.to_owned()) }
}
