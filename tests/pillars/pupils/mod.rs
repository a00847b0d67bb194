//! Pupils, and how they are admitted.

mod transfers;
mod years;
