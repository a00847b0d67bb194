//! Sign-in: from a token to a caller with compiled rights.
//!
//! [`callers::Callers`] is the entry point. [`token`] verifies tokens of the [`local_key`], [`oidc`] those of a trust's
//! provider. The domain compiles the principal's rights, which are cached until they or the token expire. Nothing here
//! decides what a permission means.

pub mod bearer;
pub mod callers;
pub mod local_key;
pub mod oidc;
pub mod personas;
pub mod token;

pub use callers::{Callers, Compile, Unauthenticated};
pub use local_key::LocalKey;
pub use oidc::Provider;
