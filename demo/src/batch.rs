//! Rows on their way to the database, written table by table so that what is referred to is there first.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, EntityTrait, InsertMany, IntoActiveModel, Iterable};

macro_rules! batch {
    ($($folder:ident: $($table:ident)*;)*) => {
        /// Rows of every table, in the order in which they can be written.
        #[derive(Debug, Default)]
        pub struct Batch {
            $($(
                #[doc = concat!("Rows of `", stringify!($table), "`.")]
                pub $table: Vec<::entity::$table::Model>,
            )*)*
        }

        impl Batch {
            /// Writes all rows and adds their number to the tally of their table.
            pub async fn write<C: ConnectionTrait>(self, txn: &C, tally: &mut BTreeMap<&'static str, u64>) -> anyhow::Result<()> {
                $($(
                    if !self.$table.is_empty() {
                        *tally.entry(stringify!($table)).or_default() += self.$table.len() as u64;
                        insert::<::entity::$table::Entity, C>(txn, self.$table).await?;
                    }
                )*)*
                Ok(())
            }
        }
    };
}

entity::for_each_table!(batch);

/// Writes rows of one table in statements that stay under SQLite's limit of 32,766 bound values.
async fn insert<E, C>(txn: &C, rows: Vec<E::Model>) -> anyhow::Result<()>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    C: ConnectionTrait,
{
    let most = (30_000 / E::Column::iter().count()).min(500);
    let mut rows = rows.into_iter();
    loop {
        let chunk: Vec<_> = rows.by_ref().take(most).collect();
        if chunk.is_empty() {
            return Ok(());
        }
        InsertMany::<E::ActiveModel>::many(chunk).exec_without_returning(txn).await?;
    }
}
