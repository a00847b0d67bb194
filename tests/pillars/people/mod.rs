//! Staff: their cost, their reporting lines, who may see their pay.

mod cost;
mod pay;
mod reporting_lines;
