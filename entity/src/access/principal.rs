//! Who can sign in: people of the trust and applications. Owned by the trust.

use crate::codes::PrincipalKind;

table! {
    /// A person or application that makes requests.
    principal: tenant {
        /// A person or an application.
        kind: PrincipalKind,
        /// The person; null for an application.
        person_id: Option<Uuid>,
        /// The person's employment, if any.
        staff_id: Option<Uuid>,
        /// Name to show.
        name: String,
        /// `name` folded, for human order and search.
        name_fold: String,
        /// Address the identity provider knows the person by.
        email: Option<String>,
        /// Identity provider that issued `oidc_subject`; null while the principal is known by its address alone.
        oidc_issuer: Option<String>,
        /// The `sub` of its tokens.
        oidc_subject: Option<String>,
        /// Name of the demo persona, in a demo trust only.
        persona: Option<String>,
        /// Whether requests are accepted.
        active: bool,
    }
}
