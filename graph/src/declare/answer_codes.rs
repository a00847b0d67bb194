//! Closed sets of the engine's own that answers and inputs of actions name.

use async_graphql::Enum;

/// What happened to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "ChangeAction")]
pub enum ChangeAction {
    /// It was made.
    Created,
    /// It was changed.
    Updated,
    /// It was removed, or it is now where the caller does not see it.
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
    /// There is no such row, or none that the caller may use for this.
    NotFound,
    /// The row was changed by somebody else, or there is one like it: read it again.
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

/// What a list does with a row that is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "OnError")]
pub enum OnError {
    /// Nothing is changed unless every row can be.
    AllOrNothing,
    /// Rows that are refused are left out; the others are changed.
    SkipInvalid,
}
