//! Statements to rows: the only place that awaits a database.

mod bind;
mod check;
mod cursor;
mod database;
mod ear;
mod kept;
mod prepared;
mod read_rows;
mod reader;
mod run;
mod seal;
mod within;

pub(crate) use check::passes;
pub use cursor::Cursors;
pub use database::Database;
pub(crate) use ear::Ear;
pub use kept::Kept;
pub use prepared::Prepared;
pub use read_rows::{Loaded, Outcome, ReadRows};
pub use run::Run;
pub use seal::Seal;
pub use within::{Source, Within};
