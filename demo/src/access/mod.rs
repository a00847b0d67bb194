//! Who may sign in, and some entries in the log of sensitive reads.

pub mod principals;
pub mod readers;
