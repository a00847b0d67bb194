//! Pay scales by region, statutory and local. Owned by the trust; the amounts are in the points.

table! {
    /// A scale on which people are paid.
    pay_scale: tenant {
        /// Code of the scale.
        code: String,
        /// Name.
        name: String,
        /// `ENGLAND`, `FRINGE`, `OUTER_LONDON` or `INNER_LONDON`.
        region: String,
        /// `MAIN`, `UPPER`, `UNQUALIFIED`, `LEADERSHIP` or `SUPPORT`.
        category: String,
        /// Whether the scale is set nationally.
        is_statutory: bool,
    }
}
