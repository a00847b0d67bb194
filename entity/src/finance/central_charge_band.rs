//! Bands of a central charge by size of school. Owned by the trust.

table! {
    /// A rate for schools from a size on.
    central_charge_band: tenant {
        /// Rule the band is part of.
        policy_id: Uuid,
        /// Fewest pupils of the band; the next band ends it.
        from_pupils: i32,
        /// Rate of the general annual grant, in hundredths of a percent.
        rate_hundredths: i32,
    }
}
