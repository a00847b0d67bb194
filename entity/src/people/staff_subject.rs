//! What staff are qualified to teach. Owned as the staff member is.

use crate::codes::SubjectLevel;

table! {
    /// A staff member's qualification in a subject.
    staff_subject: tenant {
        /// Staff member qualified.
        staff_id: Uuid,
        /// The same person's record.
        person_id: Uuid,
        /// Subject.
        subject_id: Uuid,
        /// How well the person knows the subject.
        level: SubjectLevel,
    }
}
