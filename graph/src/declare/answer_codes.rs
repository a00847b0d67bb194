//! The engine's own enums for the inputs and payloads of actions.

use async_graphql::Enum;

/// What happened to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "ChangeAction")]
pub enum ChangeAction {
    /// It was created.
    Created,
    /// It was changed.
    Updated,
    /// It was removed, or moved to where the caller does not see it.
    Removed,
}

impl ChangeAction {
    /// The name of the value, as the outbox spells it too.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ChangeAction::Created => "CREATED",
            ChangeAction::Updated => "UPDATED",
            ChangeAction::Removed => "REMOVED",
        }
    }

    /// The action of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [ChangeAction::Created, ChangeAction::Updated, ChangeAction::Removed].into_iter().find(|one| one.name() == name)
    }
}

/// What kind of error an input has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "UserErrorCode")]
pub enum UserErrorCode {
    /// A value is not allowed: correct it.
    BadUserInput,
    /// There is no such row, or the caller may not use it for this.
    NotFound,
    /// Somebody else changed the row, or an equal row exists already: read it again.
    Conflict,
    /// The caller may change the row, but not in this way.
    Forbidden,
}

impl UserErrorCode {
    /// The name of the value.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            UserErrorCode::BadUserInput => "BAD_USER_INPUT",
            UserErrorCode::NotFound => "NOT_FOUND",
            UserErrorCode::Conflict => "CONFLICT",
            UserErrorCode::Forbidden => "FORBIDDEN",
        }
    }
}

/// What happens when a row of a list is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "OnError")]
pub enum OnError {
    /// No row is changed unless every row is accepted.
    AllOrNothing,
    /// Rows that are refused are left out; the others are changed.
    SkipInvalid,
}
