//! `step!`: the `Migration` of a step's file, which runs in one transaction and is named after the file.

macro_rules! step {
    // Creates the tables that a function of the file returns.
    (create $tables:ident) => {
        async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
            crate::table::create_all(manager, &$tables()).await
        }

        async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
            crate::table::drop_all(manager, &$tables()).await
        }

        step!(up, down);
    };
    // Runs two functions of the file.
    ($up:ident, $down:ident) => {
        /// The step.
        #[derive(DeriveMigrationName)]
        pub struct Migration;

        #[async_trait::async_trait]
        impl MigrationTrait for Migration {
            async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                $up(manager).await
            }

            async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                $down(manager).await
            }

            fn use_transaction(&self) -> Option<bool> {
                Some(true)
            }
        }
    };
}
