//! Where the pupils of a transfer file go: one narrow door between reading and writing.

use chrono::NaiveDate;
use entity::school;

use super::notes::Fault;
use super::pupil::CtfPupil;

/// What became of a pupil.
#[derive(Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is new.
    Inserted,
    /// Something about it is new.
    Updated,
    /// All of it was known.
    Unchanged,
    /// It cannot be taken.
    Refused(Vec<Fault>),
}

/// What became of a pupil, and what of it was left out.
#[derive(Debug)]
pub struct Outcome {
    /// The pupil.
    pub kept: Kept,
    /// Parts of it.
    pub warnings: Vec<Fault>,
}

/// The pupils of a trust, as an import sees them.
pub trait Roll {
    /// Takes a pupil onto the roll of a school, or brings what is known of it up to date. `day` is the day the file
    /// speaks of. An error is the database's and ends the run.
    async fn keep(&mut self, school: &school::Model, day: NaiveDate, pupil: &CtfPupil) -> anyhow::Result<Outcome>;
}
