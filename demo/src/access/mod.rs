//! Who may sign in, and a first page of the log of sensitive reads.

pub mod principals;
pub mod readers;
