//! The same steps for what changes rows: `request → plan → change → sql → execute → output`.
//!
//! A field of a mutation is one transaction: its rows, their audit trail, the outbox and the answer under its key come
//! about together or not at all. What it made is planned and read like any query, before the transaction ends, so that
//! a rehearsal (`dryRun`) answers the same and leaves nothing. Which rows a caller may change is asked where an action
//! asks for them ([`Ask`]); no action can write a row that it did not ask for.

mod ask;
mod change;
mod error;
mod handled;
mod held;
mod idempotency;
mod input;
mod journal;
mod outcome;
mod run;

pub use crate::declare::{OnError, UserErrorCode};
pub use ask::{Ask, Found, HeldPlace, RowKeys, SeenPlace, all, among, by_key, equal, filled, named};
pub use change::Change;
pub use error::{Stop, UserError};
pub(crate) use handled::Handlers;
pub use handled::{HandledAction, Handling, action};
pub use held::Held;
pub(crate) use idempotency::forget_expired;
use outcome::ActionOutcome;
pub use outcome::Made;
pub(crate) use run::{Changing, PreparedChanges, prepare};
