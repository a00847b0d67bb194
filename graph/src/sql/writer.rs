//! The text under construction, with its parameters and aliases.

use super::{Dialect, Param, Statement};
use crate::declare::Column;
use crate::value::Storage;

pub(super) struct Writer {
    pub dialect: Dialect,
    pub text: String,
    pub params: Vec<Param>,
    aliases: usize,
}

impl Writer {
    pub fn new(dialect: Dialect) -> Self {
        Self { dialect, text: String::with_capacity(512), params: Vec::new(), aliases: 0 }
    }

    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Numbers a parameter; the same one twice is bound once.
    pub fn number(&mut self, param: Param) -> usize {
        if let Some(found) = self.params.iter().position(|known| *known == param) {
            return found + 1;
        }
        self.params.push(param);
        self.params.len()
    }

    /// The place of a parameter.
    pub fn place(&mut self, param: Param, storage: Storage) -> String {
        let number = self.number(param);
        self.dialect.place(number, storage)
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
