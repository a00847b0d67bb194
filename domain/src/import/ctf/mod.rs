//! Common Transfer Files: what one school sends another when a child moves (domain-model §8).
//!
//! ```text
//! file ─ text (encoding, lines) ─ xml (parts in bounded memory) ─ pupil (typed, with faults by row) ─ Roll (kept)
//! ```
//! Reading knows no database and writing no XML. A pupil that cannot be taken is refused alone; a file that is not
//! what it says is refused whole. A second run finds every child by its number, a former or temporary one too, and
//! changes nothing.

mod header;
mod history;
mod keep;
mod notes;
mod pupil;
mod roll;
mod run;
mod text;
mod xml;

pub use run::run;
