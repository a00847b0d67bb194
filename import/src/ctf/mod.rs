//! Common Transfer Files: the file that one school sends another when a child moves (domain-model §8).
//!
//! ```text
//! file ─ text (encoding, lines) ─ xml (parts in bounded memory) ─ pupil (typed, with its faults) ─ takePupilsIn
//! ```
//! The modules that read know no database, and those that send know no XML. Every file is first read to its end: if one is
//! refused, nothing of any file is stored. Then the pupils of each file go to `takePupilsIn`, some at a time, as the caller
//! who imports. A pupil that cannot be stored is refused alone. A second run changes nothing, so a run that was interrupted
//! can be repeated.

mod address;
mod check;
mod header;
mod history;
mod how;
mod notes;
mod pupil;
mod pupil_reader;
mod run;
mod take;
mod text;
mod xml;

pub use how::How;
pub use run::run;
