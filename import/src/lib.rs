//! Reads published and exchanged files into the database.
//!
//! An import of public files ([`run()`]) is one transaction over all its files: either every file is stored, with the
//! refused rows listed one by one, or nothing is. The kind of a file follows from its header row, never from its name;
//! its name at most gives the date that its rows describe. A second run of the same files changes nothing.
//!
//! Formats that change rows of a tenant ([`ctf`], [`judgements`]) run as a caller of the graph. They use the same actions
//! as every other change, a limited number of rows in each call.

pub mod adopt;
pub mod clean;
mod clock;
pub mod ctf;
pub mod figures;
pub mod file_date;
mod files;
mod graph_client;
pub mod judgements;
mod options;
pub mod register;
mod report;
mod row_reader;
mod run;
mod source;

pub use options::{Format, Options};
pub use report::{Adoption, FileReport, Issue, Report, Severity, Tally};
pub use run::run;
