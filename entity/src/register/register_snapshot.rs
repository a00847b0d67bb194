//! A file that was taken into the national register, by the hash of its bytes.
//!
//! The same file taken in again is found here, and changes nothing.

table! {
    /// A file taken into the national register.
    register_snapshot: shared {
        /// Kind of file: `GROUP_LINKS`, `GROUPS`, `ESTABLISHMENTS`, `LINKS` or `CENSUS`.
        kind: String,
        /// Name of the file, without its folder.
        file_name: String,
        /// SHA-256 of the bytes, in hexadecimal.
        content_hash: String,
        /// Date of the data in the file.
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
