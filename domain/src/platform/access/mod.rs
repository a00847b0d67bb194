//! Who may do what: roles, grants and how they become the rights of a caller.

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

use graph::declare::Resource;

pub use access_event::seen_by;
pub use compile::compile;

/// The types of access.
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
