//! Spells in which a school belonged to the trust. Owned by the school.

use crate::codes::{MembershipRole, MembershipRoute};

table! {
    /// One spell of a school's membership.
    trust_membership: tenant updated {
        /// School that joined.
        school_id: Uuid,
        /// First day as part of the trust.
        joined_on: Date,
        /// First day no longer part of the trust; null while it is.
        left_on: Option<Date>,
        /// How the school belongs to the trust.
        role: MembershipRole,
        /// How the school came to the trust.
        route: MembershipRoute,
    }
}
