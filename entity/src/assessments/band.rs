//! Bands of a scale, such as working below or working above. Owned by the trust.

table! {
    /// One band.
    band: tenant {
        /// Scale of the band.
        band_scale_id: Uuid,
        /// Code: `WB`, `B`, `E`, `A` or `WA` on the default scale.
        code: String,
        /// Label in full.
        label: String,
        /// Place on the scale, rising with attainment.
        sort: i32,
        /// Whether it counts as at or above the expected standard.
        at_or_above: bool,
    }
}
