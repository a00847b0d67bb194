//! Who may do what: roles, grants and how they become the rights of a caller.

mod access_event;
pub mod admit;
mod audit_event;
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
pub mod sensitive;

use graph::declare::Resource;

pub use access_event::seen_by;
pub use compile::compile;

/// Types from whose rows follows what a caller may do: grants, and the ties by which reaches are worked out.
pub const SHAPING_RIGHTS: [&str; 10] = [
    "Principal",
    "Role",
    "RolePermission",
    "RoleGrant",
    "SchemeVersion",
    "TeachingAssignment",
    "StaffMember",
    "GovernanceAppointment",
    "Contract",
    "Post",
];

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
