//! What schools pay for the centre out of their general annual grant: by which rule, on which basis, for what.

mod read;
mod rules;
mod types;

pub(in crate::finance) use read::Charged;
pub use read::{STATEMENTS, of_schools, of_trust};
pub use types::{TopSlice, TrustTopSlice};
