//! Why something could not be read, as the caller may be told.

use uuid::Uuid;

use crate::error::Code;

/// Why a read has no rows.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Its code.
    pub code: Code,
    /// What the caller may be told.
    pub message: String,
}

impl Failure {
    pub(crate) fn timeout() -> Self {
        Failure {
            code: Code::Timeout,
            message: "the deadline passed before this could be read: ask for less".to_owned(),
        }
    }

    /// A database's fault, told by a number and logged once.
    pub(crate) fn of(error: &sqlx::Error) -> Self {
        let cancelled = match error {
            sqlx::Error::Database(error) => error
                .code()
                .is_some_and(|code| code == "57014" || (code == "9" && error.message().contains("interrupt"))),
            sqlx::Error::PoolTimedOut => true,
            _ => false,
        };
        if cancelled {
            return Self::timeout();
        }
        let id = Uuid::now_v7();
        tracing::error!(%id, %error, "a read failed");
        Failure { code: Code::Internal, message: format!("something went wrong on our side; it is logged as {id}") }
    }
}
