//! Where a staff member works or worked: one row per spell and school. Owned by that school.
//! A school lists the people with a spell there; the terms of employment are in the contracts.

table! {
    /// A spell of a staff member at a school.
    staff_spell: tenant updated {
        /// Staff member.
        staff_id: Uuid,
        /// The same person's record.
        person_id: Uuid,
        /// School worked at.
        school_id: Uuid,
        /// First day.
        starts_on: Date,
        /// First day no longer there; null while open.
        ends_on: Option<Date>,
    }
}
