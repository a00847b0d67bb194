//! An action: a root field that changes rows.
//!
//! It names what it takes, what it asks of the caller, what it gives back and the function that does it. Which rows the
//! caller may change is no part of it: every row that the function touches is asked by the declaration of its type.

use std::fmt;
use std::sync::Arc;

use async_graphql::InputType;
use async_graphql::registry::Registry;
use futures::FutureExt;
use futures::future::BoxFuture;

use super::{Access, MemoryField, MemoryType, OPEN, memory_field, memory_type};
use crate::mutate::{Change, Made, Stop};

/// What an action's function returns.
pub type Handling<'c> = BoxFuture<'c, Result<Made, Stop>>;

type Handler = Arc<dyn for<'c, 'e> Fn(&'c mut Change<'e>, async_graphql::Value) -> Handling<'c> + Send + Sync>;

/// A root field that changes rows.
pub struct Action {
    /// The name.
    pub name: &'static str,
    /// What the caller must hold, with any reach but one's own, to be shown it at all.
    pub access: Access,
    /// What it does.
    pub description: &'static str,
    /// What it takes.
    pub input: Input,
    /// Whether it takes many rows, of which some may be refused.
    pub list: bool,
    /// Whether it tells what it left out of its rows.
    pub warns: bool,
    /// How many statements it runs at most, those that read what it made apart.
    pub statements: usize,
    /// The rows it gives back.
    pub rows: Vec<MadeRows>,
    /// What else it tells.
    pub facts: Vec<MemoryField>,
    /// Everything it tells besides rows: its facts, then what went wrong.
    pub told: Vec<MemoryField>,
    /// The function.
    pub handler: Handler,
}

/// The input of an action: a type with async-graphql's derive.
#[derive(Clone, Copy)]
pub struct Input {
    /// The type's name.
    pub name: &'static str,
    /// Puts the type and those it is made of into a registry.
    pub register: fn(&mut Registry) -> String,
}

/// Rows that an action gives back.
#[derive(Debug)]
pub struct MadeRows {
    /// The name of the field.
    pub name: &'static str,
    /// The type.
    pub target: &'static str,
    /// Whether it is a list.
    pub many: bool,
    /// What they are.
    pub description: &'static str,
}

impl fmt::Debug for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Action").field("name", &self.name).finish_non_exhaustive()
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Declares an action: its name, what the caller must hold, what it does, and the function that does it. The input is
/// the function's.
pub fn action<I, H>(name: &'static str, access: impl Into<Access>, description: &'static str, handler: H) -> Action
where
    I: InputType + Send + 'static,
    H: for<'c, 'e> Fn(&'c mut Change<'e>, I) -> Handling<'c> + Send + Sync + 'static,
{
    let erased: Handler = Arc::new(move |change, value| match I::parse(Some(value)) {
        Ok(input) => handler(change, input),
        Err(error) => {
            let text = error.into_server_error(async_graphql::Pos::default()).message;
            futures::future::ready(Err(Stop::input(&[], text))).boxed()
        }
    });
    Action {
        name,
        access: access.into(),
        description,
        input: Input {
            name: Box::leak(I::type_name().into_owned().into_boxed_str()),
            register: |registry| I::create_type_info(registry),
        },
        list: false,
        warns: false,
        statements: crate::mutate::STATEMENTS,
        rows: Vec::new(),
        facts: Vec::new(),
        told: Vec::new(),
        handler: erased,
    }
}

impl Action {
    /// Takes many rows: the caller says whether one that is refused stops the others.
    #[must_use]
    pub fn for_many(mut self) -> Self {
        self.list = true;
        self
    }

    /// May leave out parts of its rows, and tells which and why.
    #[must_use]
    pub fn warns(mut self) -> Self {
        self.warns = true;
        self
    }

    /// Runs more statements than most actions do: so many at most.
    #[must_use]
    pub fn in_statements(mut self, most: usize) -> Self {
        self.statements = most;
        self
    }

    /// Gives back one row: field, type, description.
    #[must_use]
    pub fn gives_one(mut self, name: &'static str, target: &'static str, description: &'static str) -> Self {
        self.rows.push(MadeRows { name, target, many: false, description });
        self
    }

    /// Gives back several rows: field, type, description.
    #[must_use]
    pub fn gives_many(mut self, name: &'static str, target: &'static str, description: &'static str) -> Self {
        self.rows.push(MadeRows { name, target, many: true, description });
        self
    }

    /// Tells a number of rows: field, description.
    #[must_use]
    pub fn counts(mut self, name: &'static str, description: &'static str) -> Self {
        self.facts.push(memory_field(name, "Int!", OPEN, description));
        self
    }

    /// The name of the type it gives back.
    #[must_use]
    pub fn payload_name(&self) -> String {
        let mut name = self.name.to_owned();
        name[..1].make_ascii_uppercase();
        name + "Payload"
    }

    /// Closes the declaration: its facts, and what went wrong.
    pub(super) fn closed(mut self) -> Self {
        let mut all: Vec<MemoryField> =
            self.facts.iter().map(|fact| memory_field(fact.name, fact.ty, OPEN, fact.description)).collect();
        if self.list {
            all.push(memory_field(
                "rejected",
                "[RejectedRow!]!",
                OPEN,
                "The rows that were refused, in their order; empty where none was.",
            ));
        }
        if self.warns {
            all.push(memory_field(
                "warnings",
                "[RowWarning!]!",
                OPEN,
                "What was left out of rows that were not refused, in their order; empty where nothing was.",
            ));
        }
        all.push(memory_field(
            "userErrors",
            "[UserError!]!",
            OPEN,
            "Why nothing was changed; empty where the action was done.",
        ));
        self.told = all;
        self
    }
}

/// The types in which actions tell what went wrong.
pub(super) fn error_types() -> [MemoryType; 3] {
    [
        memory_type(
            "UserError",
            "Why an action, or a row of one, was refused.",
            [
                memory_field("code", "UserErrorCode!", OPEN, "What kind of error it is."),
                memory_field(
                    "field",
                    "[String!]!",
                    OPEN,
                    "The way to the value in the input, such as `[\"rows\", \"3\", \"band\"]`; empty for the input as a whole.",
                ),
                memory_field("message", "String!", OPEN, "What was given, what is allowed, what to do."),
            ],
        ),
        memory_type(
            "RejectedRow",
            "A row of a list that was refused.",
            [
                memory_field("row", "Int!", OPEN, "Its place in the list, from 0."),
                memory_field("userErrors", "[UserError!]!", OPEN, "Everything that is wrong with it."),
            ],
        ),
        memory_type(
            "RowWarning",
            "A part of a row of a list that was left out; the row itself was not refused.",
            [
                memory_field("row", "Int!", OPEN, "Its place in the list, from 0."),
                memory_field(
                    "field",
                    "[String!]!",
                    OPEN,
                    "The way to the part in the input, such as `[\"rows\", \"3\", \"freeMeals\", \"0\"]`.",
                ),
                memory_field("message", "String!", OPEN, "Why it was left out, and what to do."),
            ],
        ),
    ]
}
