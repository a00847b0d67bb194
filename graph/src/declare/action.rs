//! An action: a root field that changes rows.
//!
//! It names what it takes, what it asks of the caller and what it gives back. The function that does it is kept beside it
//! ([`crate::mutate::HandledAction`]). Which rows the caller may change is no part of either: every row that the function
//! touches is asked by the declaration of its type.

use std::fmt;

use async_graphql::InputType;
use async_graphql::registry::Registry;

use super::{Access, ComputedField, ComputedType, OPEN, computed_field, computed_type};

/// The statements that an action may run unless its declaration says otherwise. Those that read its payload are not
/// counted.
const STATEMENTS: usize = 8;

/// A root field that changes rows.
#[derive(Debug)]
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
    /// Whether its payload has `warnings`: parts of rows that it left out.
    pub warns: bool,
    /// How many statements it runs at most, without those that read its payload.
    pub statements: usize,
    /// The rows it gives back.
    pub rows: Vec<MadeRows>,
    /// The numbers that it gives back besides rows.
    pub facts: Vec<ComputedField>,
    /// The fields of its payload besides rows: its facts, then what went wrong.
    pub answers: Vec<ComputedField>,
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

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Input {
    /// The input type `I`.
    #[must_use]
    pub fn of<I: InputType>() -> Self {
        // Declarations live as long as the process, so their texts may too.
        let name = Box::leak(I::type_name().into_owned().into_boxed_str());
        Self { name, register: |registry| I::create_type_info(registry) }
    }
}

impl Action {
    /// An action without rows or facts: name, what the caller must hold, what it does, what it takes.
    #[must_use]
    pub fn new(name: &'static str, access: impl Into<Access>, description: &'static str, input: Input) -> Self {
        Self {
            name,
            access: access.into(),
            description,
            input,
            list: false,
            warns: false,
            statements: STATEMENTS,
            rows: Vec::new(),
            facts: Vec::new(),
            answers: Vec::new(),
        }
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
        let mut all: Vec<ComputedField> = self
            .facts
            .iter()
            .map(|fact| ComputedField {
                returns: fact.returns,
                ..computed_field(fact.name, "", OPEN, fact.description)
            })
            .collect();
        if self.list {
            all.push(computed_field(
                "rejected",
                "[RejectedRow!]!",
                OPEN,
                "The rows that were refused, in their order; empty where none was.",
            ));
        }
        if self.warns {
            all.push(computed_field(
                "warnings",
                "[RowWarning!]!",
                OPEN,
                "What was left out of rows that were not refused, in their order; empty where nothing was.",
            ));
        }
        all.push(computed_field(
            "userErrors",
            "[UserError!]!",
            OPEN,
            "Why nothing was changed; empty where the action was done.",
        ));
        self.answers = all;
        self
    }
}

/// The types in which actions tell what went wrong.
pub(super) fn error_types() -> [ComputedType; 3] {
    [
        computed_type(
            "UserError",
            "Why an action, or a row of one, was refused.",
            [
                computed_field("code", "UserErrorCode!", OPEN, "What kind of error it is."),
                computed_field(
                    "field",
                    "[String!]!",
                    OPEN,
                    "The way to the value in the input, such as `[\"rows\", \"3\", \"band\"]`; empty for the input as a whole.",
                ),
                computed_field("message", "String!", OPEN, "What was given, what is allowed, what to do."),
            ],
        ),
        computed_type(
            "RejectedRow",
            "A row of a list that was refused.",
            [
                computed_field("row", "Int!", OPEN, "Its place in the list, from 0."),
                computed_field("userErrors", "[UserError!]!", OPEN, "Everything that is wrong with it."),
            ],
        ),
        computed_type(
            "RowWarning",
            "A part of a row of a list that was left out; the row itself was not refused.",
            [
                computed_field("row", "Int!", OPEN, "Its place in the list, from 0."),
                computed_field(
                    "field",
                    "[String!]!",
                    OPEN,
                    "The way to the part in the input, such as `[\"rows\", \"3\", \"freeMeals\", \"0\"]`.",
                ),
                computed_field("message", "String!", OPEN, "Why it was left out, and what to do."),
            ],
        ),
    ]
}
