//! Parents, carers and other contacts of a child. Owned by the child's present school and class.

table! {
    /// A person's relation to a child.
    contact: tenant updated {
        /// Child.
        pupil_id: Uuid,
        /// Present school of the child; null once it has left the trust.
        school_id: Option<Uuid>,
        /// Who the contact is.
        person_id: Uuid,
        /// Relationship to the child, as the code list names it.
        relationship: String,
        /// Whether the person has parental responsibility.
        parental_responsibility: bool,
        /// Order in which to call, 1 being first.
        priority: i32,
        /// Whether the child lives with the person.
        lives_with: bool,
        /// Court order that limits contact, if any.
        court_order: Option<String>,
    }
}
