//! Statements to rows: the only place that awaits a database.

mod bind;
mod cursor;
mod database;
mod ear;
mod failure;
mod kept;
mod prepared;
mod reader;
mod rows;
mod run;
mod seal;
mod within;

pub use cursor::Cursors;
pub use database::Database;
pub(crate) use ear::Ear;
pub use failure::Failure;
pub use kept::Kept;
pub use prepared::Prepared;
pub use reader::Reader;
pub(crate) use rows::moment;
pub use rows::{Cell, Rows};
pub use run::{Loaded, Outcome, ReadRows, Run};
pub use seal::Seal;
pub use within::{Source, Within};
