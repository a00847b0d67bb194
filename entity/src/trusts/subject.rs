//! Subjects that are taught and assessed. Owned by the trust, so that schools compare alike.

table! {
    /// A subject of the trust's curriculum.
    subject: tenant {
        /// Short code: `MAT`.
        code: String,
        /// Name in full.
        name: String,
        /// Place in lists.
        sort: i32,
    }
}
