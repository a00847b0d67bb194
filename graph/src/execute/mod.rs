//! Statements to rows: the only place that awaits a database.

mod bind;
mod cursor;
mod database;
mod ear;
mod prepared;
mod reader;
mod rows;
mod run;
mod within;

pub use cursor::{Cursors, Seal};
pub use database::Database;
pub(crate) use ear::Ear;
pub use prepared::Prepared;
pub use reader::Reader;
pub(crate) use rows::moment;
pub use rows::{Cell, Rows};
pub use run::{Failure, Outcome, ReadRows, Run};
pub use within::{Source, Within};
