//! Reporting lines: from a post of a school to the trust's executives and board, on any day.
//!
//! A post reports to what its row says, but for a time of which a past line says otherwise; who held a post on a day,
//! contracts say; who sat on the board, appointments. A vacant post stays in the line and has no holder.

mod chain;
mod past;
mod read;
mod types;

pub(super) use past::PastLine;
pub use read::{STATEMENTS, of_posts, of_staff};
pub use types::{ReportingHolder, ReportingStep};
