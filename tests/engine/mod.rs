//! The engine against the specification and against those who mean it ill, over the demo trust on every database.

mod attacks;
mod coercion;
mod conformance;
mod counts;
mod deadlines;
mod differential;
mod filters;
mod generated;
mod inputs;
mod introspection;
mod paging;
mod reach;
