//! `table!`: one statement of a table, from which its `Model`, `Entity`, `Column` and `ActiveModel` follow.
//!
//! The name of the table is the name of its module. After the name stand words for the columns that many tables share:
//! - `tenant`: `id` and `trust_id`; `shared`: `id` alone, for a row that no trust owns; `plain`: no column but its own;
//! - `imported`: `source_system`, `source_key` and `imported_at`;
//! - `updated`: `updated_at`;
//! - `versioned`: `row_version`.
//!
//! The table's own columns are written as the fields of a struct, after the leading and before the closing ones.

macro_rules! table {
    // First word: the leading columns.
    ($(#[$about:meta])* $name:ident: tenant $($rest:tt)*) => {
        table! { @words [$(#[$about])* $name] [
            /// Primary key.
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: Uuid,
            /// Trust that owns the row.
            pub trust_id: Uuid,
        ] [] $($rest)* }
    };
    ($(#[$about:meta])* $name:ident: shared $($rest:tt)*) => {
        table! { @words [$(#[$about])* $name] [
            /// Primary key.
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: Uuid,
        ] [] $($rest)* }
    };
    ($(#[$about:meta])* $name:ident: plain $($rest:tt)*) => {
        table! { @words [$(#[$about])* $name] [] [] $($rest)* }
    };

    // Further words: the closing columns, in the order of the words.
    (@words $of:tt $first:tt [$($last:tt)*] imported $($rest:tt)*) => {
        table! { @words $of $first [
            $($last)*
            /// System that the row was imported from; null if it was entered here.
            pub source_system: Option<String>,
            /// Key of the row in that system.
            pub source_key: Option<String>,
            /// When the row was last imported, in UTC.
            pub imported_at: Option<DateTimeUtc>,
        ] $($rest)* }
    };
    (@words $of:tt $first:tt [$($last:tt)*] updated $($rest:tt)*) => {
        table! { @words $of $first [
            $($last)*
            /// When the row last changed, in UTC. Every writer sets it.
            pub updated_at: DateTimeUtc,
        ] $($rest)* }
    };
    (@words $of:tt $first:tt [$($last:tt)*] versioned $($rest:tt)*) => {
        table! { @words $of $first [
            $($last)*
            /// Version of the row, one up with every change. A caller who changes the row names the version it read.
            pub row_version: i32,
        ] $($rest)* }
    };

    (@words [$(#[$about:meta])* $name:ident] [$($first:tt)*] [$($last:tt)*] {
        $($(#[$says:meta])* $column:ident: $type:ident $(<$of:ident>)?,)*
    }) => {
        use sea_orm::entity::prelude::*;

        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
        pub struct Model {
            $($first)*
            $($(#[$says])* pub $column: $type $(<$of>)?,)*
            $($last)*
        }

        /// The table.
        #[derive(Clone, Copy, Debug, Default, DeriveEntity)]
        pub struct Entity;

        impl EntityName for Entity {
            fn table_name(&self) -> &'static str {
                stringify!($name)
            }
        }

        /// Empty: the engine joins by the links of the declarations.
        #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    };
}
