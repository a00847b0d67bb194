//! Staff: what they cost, to whom they report, who is told their pay.

mod cost;
mod pay;
mod reporting_lines;
