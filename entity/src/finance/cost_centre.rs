//! Cost centres, to which spending is attributed. Owned by a school, or by the trust for central ones.

table! {
    /// A cost centre.
    cost_centre: tenant {
        /// School it belongs to; null for a central one.
        school_id: Option<Uuid>,
        /// Code in the ledger.
        code: String,
        /// Name.
        name: String,
    }
}
