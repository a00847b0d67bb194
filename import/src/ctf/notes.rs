//! What is noted of a file beside its pupils: faults, and elements that nobody knows or that are not kept.

use std::collections::BTreeMap;

use super::xml::Element;
use crate::report::{FileReport, Severity};
use crate::source::shortened;

/// Names that are told singly; a hostile file could invent one for each of its bytes.
const NAMES: usize = 100;

/// Something wrong with one element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line it stands on.
    pub line: u64,
    /// The element, as the file names it.
    pub element: String,
    /// What it holds, shortened.
    pub value: String,
    /// What is wrong and what to do.
    pub reason: String,
}

impl Fault {
    /// A fault of an element.
    pub fn of(element: &Element, reason: impl Into<String>) -> Fault {
        Fault {
            line: element.line,
            element: element.name.clone(),
            value: shortened(&element.text),
            reason: reason.into(),
        }
    }

    /// A fault of a whole pupil.
    pub fn at(line: u64, reason: impl Into<String>) -> Fault {
        Fault { line, element: String::new(), value: String::new(), reason: reason.into() }
    }
}

/// Notes a warning.
pub fn warn(report: &mut FileReport, fault: &Fault) {
    report.note(Severity::Warned, fault.line, &fault.element, &fault.value, &fault.reason);
}

/// Refuses a pupil, once, whatever the number of its faults.
pub fn refuse(report: &mut FileReport, faults: &[Fault]) {
    let Some((first, others)) = faults.split_first() else { return };
    let mut reason = first.reason.clone();
    for other in others {
        reason.push_str("; also ");
        if !other.element.is_empty() {
            reason.push_str(&format!("{} {:?}: ", other.element, other.value));
        }
        reason.push_str(&other.reason);
    }
    report.note(Severity::Refused, first.line, &first.element, &first.value, &reason);
}

/// Elements by path, with how often they were met.
#[derive(Debug, Default)]
pub struct Elements {
    unknown: BTreeMap<String, u64>,
    not_kept: BTreeMap<String, u64>,
    beyond: u64,
}

impl Elements {
    /// Counts what nobody asked for in a part that has been read.
    pub fn count_unseen(&mut self, part: &Element) {
        self.walk(part, &part.name);
    }

    fn walk(&mut self, element: &Element, path: &str) {
        for child in &element.children {
            let path = format!("{path}/{}", shortened(&child.name));
            if child.is_seen() {
                self.walk(child, &path);
            } else {
                self.unknown(path);
            }
        }
    }

    /// Counts an element that nobody knows.
    pub fn unknown(&mut self, path: String) {
        if self.unknown.len() < NAMES || self.unknown.contains_key(&path) {
            *self.unknown.entry(path).or_default() += 1;
        } else {
            self.beyond += 1;
        }
    }

    /// Counts an element that is understood and has no place in the database yet.
    pub fn not_kept(&mut self, name: &str) {
        *self.not_kept.entry(name.to_owned()).or_default() += 1;
    }

    /// The lines of the report.
    pub fn remarks(&self) -> Vec<String> {
        let list = |found: &BTreeMap<String, u64>| {
            found.iter().map(|(name, times)| format!("{name} ({times})")).collect::<Vec<_>>().join(", ")
        };
        let mut remarks = Vec::new();
        if !self.not_kept.is_empty() {
            remarks.push(format!("not kept, as there is no place for it: {}", list(&self.not_kept)));
        }
        if !self.unknown.is_empty() {
            let more = if self.beyond > 0 { format!(", and {} more", self.beyond) } else { String::new() };
            remarks
                .push(format!("elements that are unknown or stand twice, passed over: {}{more}", list(&self.unknown)));
        }
        remarks
    }
}
