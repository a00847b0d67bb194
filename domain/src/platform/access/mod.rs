//! Who may do what: roles, grants, how they become the rights of a caller, the audit trail and the read log.

mod access_event;
pub mod admit;
mod audit_event;
pub mod compartment;
mod compile;
pub mod default_roles;
mod grant;
mod line;
pub mod matrix;
pub mod permission;
mod principal;
pub mod reach;
mod role;
mod scheme;

use graph::declare::{Extension, Resource};

pub use compile::compile;

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![
        principal::principal(),
        role::role(),
        role::role_permission(),
        grant::role_grant(),
        scheme::scheme_version(),
        audit_event::audit_event(),
        access_event::access_event(),
    ]
}

/// Links that this folder adds to types of other folders.
#[must_use]
pub fn extensions() -> [Extension; 2] {
    access_event::seen_by()
}
