//! Pupils and how they come in.

mod transfers;
