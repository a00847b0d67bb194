//! Closed code sets: a value is an enum in Rust and in GraphQL, and the database stores its name.

#[macro_use]
mod set;

mod access;
mod assessments;
mod finance;
mod people;
mod pupils;
mod trusts;

pub use access::*;
pub use assessments::*;
pub use finance::*;
pub use people::*;
pub use pupils::*;
pub use trusts::*;
