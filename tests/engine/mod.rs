//! Tests of the engine with the demo trust, on every database: the specification, attacks, actions and logged reads.

mod attacks;
mod coercion;
mod conformance;
mod counts;
mod deadlines;
mod differential;
mod filters;
mod follow;
mod followed;
mod generated;
mod inputs;
mod introspection;
mod linked;
mod mutate;
mod mutate_budgets;
mod mutate_flags;
mod mutate_people;
mod mutate_pupils;
mod mutate_staff;
mod paging;
mod periods;
mod reach;
mod search;
mod tables;
mod texts;
mod traces;
