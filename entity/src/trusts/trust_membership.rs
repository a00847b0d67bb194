//! Spells in which a school belonged to the trust. Owned by the school.

table! {
    /// One spell of a school's membership.
    trust_membership: tenant {
        /// School that joined.
        school_id: Uuid,
        /// First day as part of the trust.
        joined_on: Date,
        /// First day no longer part of the trust; none while it is.
        left_on: Option<Date>,
        /// `MEMBER` or `SPONSORED`.
        role: String,
        /// How it came: `CONVERTER`, `SPONSORED`, `FREE_SCHOOL` or `TRANSFER`.
        route: String,
    }
}
