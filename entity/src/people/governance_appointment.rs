//! Trustees, members and governors. Owned by the school, or by the trust for its board.

use crate::codes::GoverningBody;

table! {
    /// An appointment to a body of governance.
    governance_appointment: tenant updated {
        /// Who is appointed.
        person_id: Uuid,
        /// School governed; null for a body of the trust.
        school_id: Option<Uuid>,
        /// Body the person sits on.
        body: GoverningBody,
        /// Role on the body, as the code list names it.
        role_code: String,
        /// Who appointed.
        appointed_by: Option<String>,
        /// First day.
        starts_on: Date,
        /// First day no longer in office; null while open.
        ends_on: Option<Date>,
        /// Length of the term, in years.
        term_years: Option<i32>,
    }
}
