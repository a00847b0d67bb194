//! Versions of the scheme of delegation that grants refer to. Owned by the trust.

use crate::codes::SchemeStatus;

table! {
    /// A version of the scheme.
    scheme_version: tenant {
        /// Number, rising from 1.
        number: i32,
        /// Where the version stands.
        status: SchemeStatus,
        /// Day the trustees approved it.
        approved_on: Option<Date>,
        /// First day in force.
        effective_from: Option<Date>,
    }
}
