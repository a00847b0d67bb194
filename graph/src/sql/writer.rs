//! The text of a statement while it is written, with its parameters and aliases.

use super::{Dialect, Param, Statement};
use crate::declare::Column;
use crate::value::Storage;

pub(super) struct StatementWriter {
    pub dialect: Dialect,
    pub text: String,
    pub params: Vec<Param>,
    /// Whether rows are found by their parents' keys.
    pub keyed: bool,
    aliases: usize,
}

impl StatementWriter {
    pub fn new(dialect: Dialect) -> Self {
        Self { dialect, text: String::with_capacity(512), params: Vec::new(), keyed: false, aliases: 0 }
    }

    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// The number of a parameter; an equal parameter is bound only once.
    pub fn number(&mut self, param: Param) -> usize {
        if let Some(found) = self.params.iter().position(|known| *known == param) {
            return found + 1;
        }
        self.params.push(param);
        self.params.len()
    }

    /// The placeholder of a parameter.
    pub fn place(&mut self, param: Param, storage: Storage) -> String {
        let number = self.number(param);
        self.dialect.place(number, storage)
    }

    /// A column written so that SQLite uses no index on it, except in the outermost rows of a root read. Otherwise
    /// SQLite chose the index on the tenant (or on one of thirty schools) where the key of the current row finds a
    /// single row: a filter through a link then read the tenant's whole table for every row.
    pub fn unless_leading(&self, alias: &str, column: String) -> String {
        if self.dialect == Dialect::Sqlite && (self.keyed || alias != "t") { format!("+{column}") } else { column }
    }

    pub fn alias(&mut self) -> String {
        self.aliases += 1;
        format!("e{}", self.aliases)
    }

    pub fn done(self) -> Statement {
        Statement { text: self.text.into(), params: self.params }
    }
}

/// A column of an alias, quoted.
pub(super) fn column(alias: &str, column: Column) -> String {
    format!("{alias}.\"{}\"", column.name)
}
