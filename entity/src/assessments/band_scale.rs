//! Scales of teacher judgement, by version. Owned by the trust; the bands are rows of their own.

table! {
    /// A version of an assessment scale.
    band_scale: tenant {
        /// Name.
        name: String,
        /// Version, rising from 1.
        version: i32,
        /// First day of use.
        starts_on: Date,
        /// Whether new assessments use it.
        is_default: bool,
    }
}
