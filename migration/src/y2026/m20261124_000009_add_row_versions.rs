//! Adds the row version that a change names, and who prepared and who approved a budget.
//!
//! Safe beside older nodes: every row starts at 1, and they never name the columns.

use sea_orm_migration::prelude::*;

step!(up, down);

/// The tables that actions change.
const VERSIONED: [&str; 11] = [
    "assessment",
    "budget",
    "budget_line",
    "contract",
    "post",
    "staff_member",
    "pupil",
    "enrolment",
    "funding_flag",
    "care_flag",
    "protection_flag",
];

/// The principals who prepared and who approved a budget; never the same one.
const OF_BUDGETS: [&str; 2] = ["prepared_by", "approved_by"];

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for table in VERSIONED {
        let column = ColumnDef::new("row_version").integer().not_null().default(1).to_owned();
        manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
    }
    for name in OF_BUDGETS {
        let column = ColumnDef::new(name).uuid().null().to_owned();
        manager.alter_table(Table::alter().table("budget").add_column(column).to_owned()).await?;
    }
    Ok(())
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for name in OF_BUDGETS {
        manager.alter_table(Table::alter().table("budget").drop_column(name).to_owned()).await?;
    }
    for table in VERSIONED {
        manager.alter_table(Table::alter().table(table).drop_column("row_version").to_owned()).await?;
    }
    Ok(())
}
