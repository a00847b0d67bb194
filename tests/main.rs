//! The suite: documents with their answers and statements, the walk of every field as every role, the engine against
//! the specification, attacks, and the house rules.

mod access;
mod documents;
mod engine;
mod lines;
mod measures;
mod one_run;
mod pillars;
mod printed;
mod tidy;
