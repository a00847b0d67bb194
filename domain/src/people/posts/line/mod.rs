//! Reporting lines: from a post of a school to the trust's executives and board, on any day.
//!
//! A post reports to the manager in its row, except for times with a past line of their own. Contracts give the holders
//! of a post on a day, and appointments the members of the board. A vacant post stays in the line and has no holder.

mod chain;
mod past;
mod read;
mod types;

pub(super) use past::PastLine;
pub use read::{STATEMENTS, of_posts, of_staff};
pub use types::{ReportingHolder, ReportingStep};
