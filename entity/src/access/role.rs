//! Roles of the scheme of delegation. Owned by the trust, which edits them; what they allow is in
//! the role's permissions.

table! {
    /// A named set of permissions.
    role: tenant {
        /// Code: `headteacher`.
        code: String,
        /// Name for people.
        name: String,
        /// Who should hold it.
        description: String,
        /// Whether applications hold it, not people.
        is_application: bool,
        /// Whether it is held without a grant, as `everyone` is.
        is_implicit: bool,
    }
}
