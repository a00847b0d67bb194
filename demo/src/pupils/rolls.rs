//! What is kept from school to school while pupils are made: families, serial numbers, classes.

use std::collections::HashMap;

use crate::classes::{Class, Classes};
use crate::pupils::child::Child;
use crate::pupils::families::Families;
use crate::trust::schools::School;

/// What is kept from school to school while pupils are made.
#[derive(Debug)]
pub struct Rolls<'a> {
    /// The schools of the trust.
    pub schools: &'a [School],
    /// Their classes, in the same order.
    pub classes: &'a [Classes],
    /// The families made so far.
    pub families: Families,
    /// The last serial number used, by kind (or establishment, for UPNs) and year (or school, for admissions).
    serials: HashMap<(String, i32), usize>,
}

impl<'a> Rolls<'a> {
    /// Begins without pupils.
    pub fn new(schools: &'a [School], classes: &'a [Classes], families: Families) -> Self {
        Rolls { schools, classes, families, serials: HashMap::new() }
    }

    /// The next serial number of a kind in a year.
    pub fn serial(&mut self, of: &str, year: i32) -> usize {
        let serial = self.serials.entry((of.to_owned(), year)).or_default();
        *serial += 1;
        *serial
    }

    /// The registration class of a child at a school this year or last; `None` if the school has no classes of that year.
    pub fn form(&self, child: &Child, school: usize, last_year: bool) -> Option<&Class> {
        let nc_year = child.nc_year - i32::from(last_year);
        let forms = self.classes[school].registration(last_year, nc_year);
        (!forms.is_empty()).then(|| &forms[child.form % forms.len()])
    }
}
