//! Reporting lines: from a post of a school to the trust's executives and board, on any day.
//!
//! A post reports to what its row says, but for a time of which a past line says otherwise; who held a post on a day,
//! contracts say; who sat on the board, appointments. A vacant post stays in the line and has no holder.

mod chain;
mod read;

use graph::declare::{ComputedType, OPEN, computed_field, computed_type};

pub use read::{STATEMENTS, of_posts, of_staff};

/// The types that a reporting line is made of.
#[must_use]
pub fn types() -> Vec<ComputedType> {
    vec![
        computed_type(
            "ReportingStep",
            "One step of a reporting line: a post above, or the board at the end.",
            [
                computed_field("distance", "Int!", OPEN, "How many steps up it is: 1 is the line manager."),
                computed_field("tier", "ReportingTier!", OPEN, "In a school, in the central team, or on the board."),
                computed_field("title", "String!", OPEN, "Title of the post, or `Trust board`."),
                computed_field("postId", "ID", OPEN, "The global id of the post; null for the board."),
                computed_field(
                    "holders",
                    "[ReportingHolder!]!",
                    OPEN,
                    "Who holds it on that day: several who share it, nobody where it is vacant; of the board its \
                     members, the chair first.",
                ),
            ],
        ),
        computed_type(
            "ReportingHolder",
            "Who holds a post, or sits on the board.",
            [
                computed_field("name", "String!", OPEN, "Given and family name."),
                computed_field("role", "String", OPEN, "Role on the board, such as `CHAIR_TRUST`; null for a post."),
                computed_field("staffMemberId", "ID", OPEN, "The global id of the member of staff; null on the board."),
            ],
        ),
    ]
}
