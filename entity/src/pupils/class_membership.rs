//! Which pupils are in which class, and when. Owned by the school and the class.

table! {
    /// A spell of a child in a class.
    class_membership: tenant updated {
        /// Child.
        pupil_id: Uuid,
        /// Class.
        class_id: Uuid,
        /// School of the class.
        school_id: Uuid,
        /// First day.
        starts_on: Date,
        /// First day no longer in it; null while open.
        ends_on: Option<Date>,
    }
}
