//! Trustees, members and governors. Owned by the school, or by the trust for its board.

table! {
    /// An appointment to a body of governance.
    governance_appointment: tenant {
        /// Who is appointed.
        person_id: Uuid,
        /// School governed; none for a body of the trust.
        school_id: Option<Uuid>,
        /// `TRUST_BOARD`, `COMMITTEE`, `LOCAL_GOVERNING_BODY` or `MEMBERS`.
        body: String,
        /// Role on the body, as the code list names it.
        role_code: String,
        /// Who appointed.
        appointed_by: Option<String>,
        /// First day.
        starts_on: Date,
        /// First day no longer in office; none while open.
        ends_on: Option<Date>,
        /// Length of the term, in years.
        term_years: Option<i32>,
    }
}
