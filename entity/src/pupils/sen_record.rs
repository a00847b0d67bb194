//! Periods of special educational provision. Owned by the school at the time and the class.
//! The needs are rows of their own; the provision of today is also on the pupil.

use crate::codes::SenRecordProvision;

table! {
    /// A period of SEN support or of an education, health and care plan.
    sen_record: tenant updated {
        /// Child.
        pupil_id: Uuid,
        /// School at the time.
        school_id: Uuid,
        /// What is provided.
        provision: SenRecordProvision,
        /// First day.
        starts_on: Date,
        /// Last day; null while open.
        ends_on: Option<Date>,
        /// Authority that issued the plan.
        ehcp_authority: Option<String>,
        /// Day the plan was issued.
        ehcp_issued_on: Option<Date>,
        /// Day by which the annual review is due.
        ehcp_review_due_on: Option<Date>,
        /// Band of the top-up funding.
        top_up_band: Option<String>,
    }
}
