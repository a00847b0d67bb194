//! Closed code sets of assessment. The database stores the names of the values.

use async_graphql::Enum;

/// What a judgement rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum AssessmentBasis {
    /// The teacher's judgement.
    Teacher,
    /// A test.
    Test,
    /// Both.
    Both,
}

/// How far a judgement has been checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum AssessmentStage {
    /// As it was given.
    Raw,
    /// Agreed between colleagues.
    Moderated,
    /// Brought to the scale of the trust.
    Standardised,
}

/// How a national result came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ResultMethod {
    /// By a test.
    Test,
    /// By the teacher's assessment.
    Teacher,
    /// By a task.
    Task,
}
