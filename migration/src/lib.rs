//! The steps that bring a database to the present schema, on SQLite and on PostgreSQL, in a folder for each year.
//!
//! A step names its tables and columns itself and never uses `entity`: entities change later, and a step must not. A
//! test compares both after the last step.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

pub mod column;
pub mod table;

#[macro_use]
mod step;

/// The files of the folders `y<year>`, as the build script lists them.
mod steps {
    use sea_orm_migration::MigrationTrait;

    include!(concat!(env!("OUT_DIR"), "/steps.rs"));
}

/// All steps, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        steps::steps()
    }
}
