//! Pupils and what is known about them, and their classes.

pub mod codes;
pub mod pupil;
