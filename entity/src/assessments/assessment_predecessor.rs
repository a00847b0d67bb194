//! Earlier versions of judgements. The database adds one by a trigger when the band of a judgement changes.

table! {
    /// An earlier version of a judgement.
    assessment_predecessor: tenant {
        /// Judgement that replaced it.
        assessment_id: Uuid,
        /// Child.
        pupil_id: Uuid,
        /// School that judged.
        school_id: Uuid,
        /// Band given then.
        band_id: Uuid,
        /// Place of the band on its scale.
        band_sort: i32,
        /// Whether the band counts as at or above the expected standard.
        at_or_above: bool,
        /// Staff member who judged then.
        assessor_staff_id: Option<Uuid>,
        /// Value as the school recorded it.
        source_value: Option<String>,
        /// Scale the school recorded it on.
        source_scale: Option<String>,
        /// Day of recording.
        recorded_on: Date,
        /// `row_version` of the judgement at that time.
        row_version: i32,
        /// When it was replaced, in UTC.
        replaced_at: DateTimeUtc,
    }
}
