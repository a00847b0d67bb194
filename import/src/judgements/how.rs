//! What an import of judgements is given.

use std::path::Path;

use graph::{Caller, Engine};

use crate::graph_client::GraphClient;

/// As which caller, and how, to import.
#[derive(Debug)]
pub struct How<'a> {
    /// The engine.
    pub engine: &'a Engine,
    /// The caller who imports.
    pub caller: &'a Caller,
    /// The file that maps the school's values to bands.
    pub mapping: &'a Path,
    /// Do everything but store nothing.
    pub dry_run: bool,
}

impl How<'_> {
    pub(super) fn graph(&self) -> GraphClient<'_> {
        GraphClient { engine: self.engine, caller: self.caller }
    }
}
