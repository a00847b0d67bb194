//! What an import of transfer files is given.

use chrono::NaiveDate;
use graph::{Caller, Engine};

use crate::graph_client::GraphClient;

/// As which caller, and how, to import.
#[derive(Debug)]
pub struct How<'a> {
    /// The engine.
    pub engine: &'a Engine,
    /// The caller who imports.
    pub caller: &'a Caller,
    /// URN of the receiving school, if the files do not name it.
    pub school: Option<&'a str>,
    /// The day that the files describe, if it is not the day on which they were made.
    pub as_of: Option<NaiveDate>,
    /// Do everything but store nothing.
    pub dry_run: bool,
}

impl How<'_> {
    pub(super) fn graph(&self) -> GraphClient<'_> {
        GraphClient { engine: self.engine, caller: self.caller }
    }
}
