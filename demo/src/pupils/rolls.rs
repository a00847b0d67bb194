//! What is kept from school to school while pupils are made: families, serial numbers, classes.

use std::collections::HashMap;

use crate::classes::{Class, Classes};
use crate::pupils::child::Child;
use crate::pupils::families::Families;
use crate::trust::schools::School;

/// What is carried from school to school while pupils are made.
#[derive(Debug)]
pub struct Rolls<'a> {
    /// The schools of the trust.
    pub schools: &'a [School],
    /// Their classes, in the same order.
    pub classes: &'a [Classes],
    /// The families so far.
    pub families: Families,
    /// Serial numbers of UPNs by establishment and year, and of admissions by school.
    serials: HashMap<(String, i32), usize>,
}

impl<'a> Rolls<'a> {
    /// Rolls without pupils.
    pub fn new(schools: &'a [School], classes: &'a [Classes], families: Families) -> Self {
        Rolls { schools, classes, families, serials: HashMap::new() }
    }

    /// The next serial number of its kind in a year.
    pub fn serial(&mut self, of: &str, year: i32) -> usize {
        let serial = self.serials.entry((of.to_owned(), year)).or_default();
        *serial += 1;
        *serial
    }

    /// The registration class of a child in a school, if that school had classes then.
    pub fn form(&self, child: &Child, school: usize, last_year: bool) -> Option<&Class> {
        let nc_year = child.nc_year - i32::from(last_year);
        let forms = self.classes[school].registration(last_year, nc_year);
        (!forms.is_empty()).then(|| &forms[child.form % forms.len()])
    }
}
