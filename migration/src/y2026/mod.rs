//! The steps of 2026. The name of a file is the name that the database records: it never changes.

use sea_orm_migration::MigrationTrait;

mod m20261124_000001_create_organisation;
mod m20261124_000002_create_finance;
mod m20261124_000003_create_people;
mod m20261124_000004_create_pupils;
mod m20261124_000005_create_tracking;
mod m20261124_000006_create_platform;
mod m20261124_000007_create_register;
mod m20261124_000008_create_changes;
mod m20261124_000009_add_row_versions;
mod m20261124_000010_keep_judgements;
mod m20261124_000020_create_charges_and_rates;
mod m20261124_000030_add_principal_subject;
mod m20261124_000050_index_outbox;
mod m20261124_000060_version_persons;
mod m20261124_000070_create_access_events;
mod m20261124_000080_trust_copies;
mod m20261130_000010_name_tables_as_types;
mod m20261201_000040_follow_changes;

/// The steps, oldest first.
pub fn steps() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m20261124_000001_create_organisation::Migration),
        Box::new(m20261124_000002_create_finance::Migration),
        Box::new(m20261124_000003_create_people::Migration),
        Box::new(m20261124_000004_create_pupils::Migration),
        Box::new(m20261124_000005_create_tracking::Migration),
        Box::new(m20261124_000006_create_platform::Migration),
        Box::new(m20261124_000007_create_register::Migration),
        Box::new(m20261124_000008_create_changes::Migration),
        Box::new(m20261124_000009_add_row_versions::Migration),
        Box::new(m20261124_000010_keep_judgements::Migration),
        Box::new(m20261124_000020_create_charges_and_rates::Migration),
        Box::new(m20261124_000030_add_principal_subject::Migration),
        Box::new(m20261124_000050_index_outbox::Migration),
        Box::new(m20261124_000060_version_persons::Migration),
        Box::new(m20261124_000070_create_access_events::Migration),
        Box::new(m20261124_000080_trust_copies::Migration),
        Box::new(m20261130_000010_name_tables_as_types::Migration),
        Box::new(m20261201_000040_follow_changes::Migration),
    ]
}
