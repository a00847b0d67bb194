//! Common Transfer Files: what one school sends another when a child moves (domain-model §8).
//!
//! ```text
//! file ─ text (encoding, lines) ─ xml (parts in bounded memory) ─ pupil (typed, with faults by row) ─ takePupilsIn
//! ```
//! Reading knows no database and writing no XML. Every file is read through before anything of any is kept: one that is
//! not what it says is refused whole, and the others with it. Then its pupils go through `takePupilsIn` under the rights
//! of whoever imports, some at a time. A pupil that cannot be taken is refused alone. A second run changes nothing, so a
//! run that was cut short is made again.

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
