//! A file that was taken into the national register, by the hash of its bytes.
//!
//! A second run of the same file finds itself here and changes nothing.

table! {
    /// A file taken into the national register.
    register_snapshot: shared {
        /// GROUP_LINKS, GROUPS, ESTABLISHMENTS, LINKS or CENSUS.
        kind: String,
        /// Name of the file, without its folder.
        file_name: String,
        /// SHA-256 of the bytes, in hexadecimal.
        content_hash: String,
        /// The date the file speaks of.
        as_of: Date,
        /// Rows read below the header.
        rows_in: i32,
        /// Rows taken in or found unchanged.
        rows_ok: i32,
        /// Rows refused.
        rows_refused: i32,
        /// When it was taken in.
        imported_at: DateTimeUtc,
    }
}
