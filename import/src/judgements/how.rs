//! What an import of judgements is given.

use std::path::Path;

use graph::{Caller, Engine};

use crate::graph_client::GraphClient;

/// Whose rights are used, and how.
#[derive(Debug)]
pub struct How<'a> {
    /// The engine.
    pub engine: &'a Engine,
    /// Who imports.
    pub caller: &'a Caller,
    /// The file that says which band a value of the school's stands for.
    pub mapping: &'a Path,
    /// Do everything but keep nothing.
    pub dry_run: bool,
}

impl How<'_> {
    pub(super) fn graph(&self) -> GraphClient<'_> {
        GraphClient { engine: self.engine, caller: self.caller }
    }
}
