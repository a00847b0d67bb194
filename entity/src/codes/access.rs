//! Closed code sets of access.

codes! {
    /// The kind of a principal.
    PrincipalKind {
        /// A person of the trust.
        Person = "PERSON",
        /// An application of a vendor or of the trust.
        Application = "APPLICATION",
    }

    /// Where a version of the scheme of delegation stands.
    SchemeStatus {
        /// Being written.
        Draft = "DRAFT",
        /// Approved by the board, not yet in force.
        Approved = "APPROVED",
        /// In force.
        InForce = "IN_FORCE",
        /// Replaced by a later one.
        Superseded = "SUPERSEDED",
    }
}
