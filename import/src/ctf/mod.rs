//! Common Transfer Files: what one school sends another when a child moves (domain-model §8).
//!
//! ```text
//! file ─ text (encoding, lines) ─ xml (parts in bounded memory) ─ pupil (typed, with faults by row) ─ takePupilsIn
//! ```
//! Reading knows no database and writing no XML. Every file is read through before anything of any is kept: one that is
//! not what it says is refused whole, and the others with it. Then its pupils go through `takePupilsIn` under the rights
//! of whoever imports, some at a time. A pupil that cannot be taken is refused alone. A second run changes nothing, so a
//! run that was cut short is made again.

mod check;
mod header;
mod history;
mod notes;
mod pupil;
mod run;
mod take;
mod text;
mod xml;

use chrono::NaiveDate;
use graph::{Caller, Engine};

pub use run::run;

use crate::asking::Asking;

/// Whose rights are used, and how.
#[derive(Debug)]
pub struct How<'a> {
    /// The engine.
    pub engine: &'a Engine,
    /// Who imports.
    pub caller: &'a Caller,
    /// URN of the school on whose roll the pupils go, where the files do not name it.
    pub school: Option<&'a str>,
    /// The day the files speak of, where it is not the one on which they were made.
    pub as_of: Option<NaiveDate>,
    /// Do everything but keep nothing.
    pub dry_run: bool,
}

impl How<'_> {
    fn asking(&self) -> Asking<'_> {
        Asking { engine: self.engine, caller: self.caller }
    }
}
