//! Reads the elements of one pupil and collects what is wrong with them.

use super::notes::Fault;
use super::xml::Element;
use crate::clean;

/// A pupil that is being read, and what is wrong with it so far.
pub struct PupilReader<'e> {
    /// The pupil.
    pub pupil: &'e Element,
    /// Faults of parts that are left out or look wrong.
    pub warnings: Vec<Fault>,
    /// Faults for which the pupil is refused.
    pub faults: Vec<Fault>,
}

impl<'e> PupilReader<'e> {
    /// A value that the pupil must have, in the first of these elements that it has.
    pub fn must<T>(&mut self, names: &[&str], read: impl Fn(&str) -> clean::Cleaned<T>) -> Option<T> {
        let Some(found) = names.iter().find_map(|name| self.pupil.child(name)) else {
            self.faults.push(Fault::at(
                self.pupil.line,
                format!("the pupil has no {}, which is needed: ask the sending school for it", names[0]),
            ));
            return None;
        };
        match read(&found.text) {
            Ok(Some(value)) => return Some(value),
            Ok(None) => self.faults.push(Fault::of(found, "the element is empty, and a value is needed here")),
            Err(words) => self.faults.push(Fault::of(found, words)),
        }
        None
    }

    /// A value that the pupil may lack: one that cannot be read gives a warning.
    pub fn may<T>(&mut self, element: Option<&Element>, read: impl Fn(&str) -> clean::Cleaned<T>) -> Option<T> {
        let element = element.filter(|element| !element.text.is_empty())?;
        read(&element.text).unwrap_or_else(|words| {
            self.warnings.push(Fault::of(element, format!("this element is not imported: {words}")));
            None
        })
    }
}

/// `true`, `1`, `Y` or `yes`, and their opposites; `U` gives no value.
pub fn yes_or_no(cell: &str) -> clean::Cleaned<bool> {
    match cell.to_ascii_lowercase().as_str() {
        "true" | "1" | "y" | "yes" => Ok(Some(true)),
        "false" | "0" | "n" | "no" => Ok(Some(false)),
        "u" | "unknown" => Ok(None),
        _ => Err("write true or false here".to_owned()),
    }
}

/// A code of `length` letters.
pub fn letters(cell: &str, length: usize, words: &str) -> clean::Cleaned<String> {
    let code = cell.trim().to_ascii_uppercase();
    let fits = code.len() == length && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if fits { Ok(Some(code)) } else { Err(words.to_owned()) }
}
