//! Who asks: tokens in, compiled rights out.
//!
//! [`callers::Callers`] is the way in. Tokens are verified by [`token`] with the [`local_key`] or by [`oidc`] with the
//! keys of a trust's provider; what a principal may do is compiled by the domain, and both are kept until one of them
//! ends. Nothing here decides what a permission means.

pub mod bearer;
pub mod callers;
pub mod local_key;
pub mod oidc;
pub mod personas;
pub mod token;

pub use callers::{Callers, Compile, Unauthenticated};
pub use local_key::LocalKey;
pub use oidc::Provider;
