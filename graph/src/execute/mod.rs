//! Runs statements and returns rows: the only folder that waits for a database.

mod bind;
mod check;
mod connections;
mod cursor;
mod database;
mod listen;
mod mark;
mod prepared;
mod read_rows;
mod reader;
mod run;
mod seal;
mod transaction;

pub(crate) use check::passes;
pub use connections::Connections;
pub use cursor::Cursors;
pub use database::Database;
pub(crate) use listen::Listener;
pub use prepared::Prepared;
pub use read_rows::{Loaded, ReadOutcome, ReadRows};
pub use run::Run;
pub use seal::Seal;
pub use transaction::{RowSource, WriteTransaction};
