//! The suite: documents with their responses and statements, every field read as every role, the engine, and the house
//! rules.

mod access;
mod documents;
mod engine;
mod lines;
mod measures;
mod one_run;
mod pillars;
mod printed;
mod tidy;
