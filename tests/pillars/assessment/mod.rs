//! Judgements of pupils.

mod judgements;
