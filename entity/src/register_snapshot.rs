//! A file that was taken into the national register, by the hash of its bytes.
//!
//! A second run of the same file finds itself here and changes nothing.

use sea_orm::entity::prelude::*;

/// A file taken into the national register.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_snapshot")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// GROUP_LINKS, GROUPS, ESTABLISHMENTS, LINKS or CENSUS.
    pub kind: String,
    /// Name of the file, without its folder.
    pub file_name: String,
    /// SHA-256 of the bytes, in hexadecimal.
    #[sea_orm(unique)]
    pub content_hash: String,
    /// The date the file speaks of.
    pub as_of: Date,
    /// Rows read below the header.
    pub rows_in: i32,
    /// Rows taken in or found unchanged.
    pub rows_ok: i32,
    /// Rows refused.
    pub rows_refused: i32,
    /// When it was taken in.
    pub imported_at: DateTimeUtc,
}

/// None: the engine joins by declared columns.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
