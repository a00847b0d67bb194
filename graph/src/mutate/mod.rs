//! Actions: the same steps as a query, with a change between: `request → plan → change → sql → execute → output`.
//!
//! Each field of a mutation is one transaction: its rows, their audit trail, the outbox and the stored outcome are all
//! written or none is. The rows it made are read like those of any query, before the transaction ends; so a rehearsal
//! (`dryRun`) returns the same answer and is then rolled back. An action reads rows with [`Ask`]; those that the caller
//! may change come as [`Held`]. Every write of [`Change`] takes a [`Held`]: an action cannot write a row that it has
//! not read with the right to change it. An action that replaces a broken chair by one in another room:
//!
//! ```text
//! let mut ask = change.ask();
//! // `held`: chairs that the caller may change. `under`: rooms in which the caller may add chairs.
//! let old = ask.held::<chair::Entity>(among(chair::Column::Id, [input.broken]));
//! let room = ask.under::<chair::Entity, room::Entity>(among(room::Column::Id, [input.room]));
//! let mut found = ask.read().await?; // one statement for both
//! let Some(old) = found.take_held(old)?.pop() else { return Err(Stop::not_found(&["broken"], "no such chair")) };
//! let Some(room) = found.take_held(room)?.pop() else { return Err(Stop::not_found(&["room"], "no such room")) };
//! change.remove(&old)?;
//! let chair = chair::Model { id: change.new_key(), room_id: room.row.id, ..old.row.clone() };
//! let new = change.add::<chair::Entity, _>(&room, &chair, &[])?;
//! Ok(Made::new().rows("chair", [new]))
//! ```

mod ask;
mod cells;
mod change;
mod error;
mod follow;
mod handled;
mod held;
mod idempotency;
mod in_step;
mod input;
mod journal;
mod outcome;
mod run;
mod texts;

pub use crate::declare::{OnError, UserErrorCode};
pub use ask::{Ask, Found, HeldPlace, RowKeys, SeenPlace, all, among, by_key, equal, filled, named};
pub use change::Change;
pub use error::{Stop, UserError, other_version};
pub(crate) use handled::Handlers;
pub use handled::{HandledAction, Handling, action};
pub use held::Held;
pub(crate) use idempotency::forget_expired;
pub(crate) use in_step::bring_in_step;
use outcome::ActionOutcome;
pub use outcome::Made;
pub(crate) use run::{Changing, PreparedChanges, prepare};
