//! The engine against the specification and against those who mean it ill, over the demo trust on every database.

mod attacks;
mod conformance;
mod counts;
mod differential;
mod generated;
mod paging;
