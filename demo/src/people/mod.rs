//! The adults of a trust: who they are, what they are employed as and paid, who governs.

pub mod adults;
pub mod contracts;
pub mod governance;
mod hiring;
pub mod jobs;
pub mod pay;
mod posts;
pub mod rates;
pub mod staff;
mod staff_records;
pub mod team;
