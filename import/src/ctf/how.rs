//! What an import of transfer files is given.

use chrono::NaiveDate;
use graph::{Caller, Engine};

use crate::graph_client::GraphClient;

/// Whose rights are used, and how.
#[derive(Debug)]
pub struct How<'a> {
    /// The engine.
    pub engine: &'a Engine,
    /// Who imports.
    pub caller: &'a Caller,
    /// URN of the school on whose roll the pupils go, where the files do not name it.
    pub school: Option<&'a str>,
    /// The day the files speak of, where it is not the one on which they were made.
    pub as_of: Option<NaiveDate>,
    /// Do everything but keep nothing.
    pub dry_run: bool,
}

impl How<'_> {
    pub(super) fn graph(&self) -> GraphClient<'_> {
        GraphClient { engine: self.engine, caller: self.caller }
    }
}
