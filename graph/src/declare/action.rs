//! An action: a root field that changes rows.
//!
//! It names its input, the permission it needs and what it returns. The function that runs it is kept beside it
//! ([`crate::mutate::HandledAction`]). Neither decides which rows the caller may change: every row that the function
//! changes is checked by the declaration of its type.

use std::fmt;

use async_graphql::InputType;
use async_graphql::registry::Registry;

use super::{Access, ComputedField, ComputedType, OPEN, computed_field, computed_type};

/// The statements that an action may run unless its declaration says otherwise. The statements that read
/// its payload are not counted.
const STATEMENTS: usize = 8;

/// A root field that changes rows.
#[derive(Debug)]
pub struct Action {
    /// The name.
    pub name: &'static str,
    /// What the caller must hold to see the action in the schema. The reach of the caller's own rows does not count.
    pub access: Access,
    /// What it does.
    pub description: &'static str,
    /// Its input type.
    pub input: Input,
    /// Whether its input is a list of rows, some of which may be refused.
    pub list: bool,
    /// Whether its payload has `warnings`, which name the parts of rows that it left out.
    pub warns: bool,
    /// The most statements it may run, without those that read its payload.
    pub statements: usize,
    /// The rows it returns.
    pub rows: Vec<MadeRows>,
    /// The values that it returns besides rows.
    pub facts: Vec<ComputedField>,
    /// The fields of its payload besides rows: its facts, then `rejected`, `warnings` and `userErrors`.
    pub answers: Vec<ComputedField>,
}

/// The input of an action: a type with async-graphql's derive.
#[derive(Clone, Copy)]
pub struct Input {
    /// The type's name.
    pub name: &'static str,
    /// Adds the type, and the types of its fields, to a registry.
    pub register: fn(&mut Registry) -> String,
}

/// Rows that an action returns.
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
    /// An action without rows or facts: name, access, description, input type.
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

    /// The name of its payload type.
    #[must_use]
    pub fn payload_name(&self) -> String {
        let mut name = self.name.to_owned();
        name[..1].make_ascii_uppercase();
        name + "Payload"
    }

    /// Closes the declaration: collects the payload fields besides rows into `answers`.
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
                "The rows that were refused, in input order; empty where no row was refused.",
            ));
        }
        if self.warns {
            all.push(computed_field(
                "warnings",
                "[RowWarning!]!",
                OPEN,
                "The parts left out of rows that were not refused, in input order; empty where nothing was left out.",
            ));
        }
        all.push(computed_field(
            "userErrors",
            "[UserError!]!",
            OPEN,
            "Why nothing was changed; empty where the action succeeded.",
        ));
        self.answers = all;
        self
    }
}

/// The types in which actions return errors and warnings.
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
                    "The path to the value in the input, such as `[\"rows\", \"3\", \"band\"]`; empty for the input as a whole.",
                ),
                computed_field("message", "String!", OPEN, "What was given, what is allowed, and how to correct it."),
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
                    "The path to the part in the input, such as `[\"rows\", \"3\", \"freeMeals\", \"0\"]`.",
                ),
                computed_field("message", "String!", OPEN, "Why it was left out, and what to do."),
            ],
        ),
    ]
}
