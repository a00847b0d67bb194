//! Creates the chart of accounts, budgets and grants.
//!
//! Before people, as a post names the account its salary is charged to.

use sea_orm_migration::prelude::*;

use crate::{
    column::{date, flag, int, money, references, text},
    table::{NewTable, tenant_table},
};

step!(create tables);

fn tables() -> Vec<NewTable> {
    vec![ledger_code(), cost_centre(), fund(), budget(), budget_line(), grant_allocation()]
}

fn ledger_code() -> NewTable {
    tenant_table(
        "ledger_code",
        [
            text("code"),
            text("name"),
            text("name_fold"),
            text("type"),
            text("category_code").null(),
            text("fund_type").null(),
            flag("active"),
        ],
    )
    .unique(["code"])
    .index(["trust_id", "name_fold", "id"])
}

fn cost_centre() -> NewTable {
    tenant_table("cost_centre", [references("school_id", "school").null(), text("code"), text("name")])
        .unique(["school_id", "code"])
}

fn fund() -> NewTable {
    tenant_table("fund", [text("code"), text("name"), text("fund_type"), text("restriction").null()]).unique(["code"])
}

fn budget() -> NewTable {
    tenant_table(
        "budget",
        [
            references("school_id", "school").null(),
            references("academic_year_id", "academic_year"),
            int("version"),
            text("status"),
            date("approved_on").null(),
        ],
    )
    .with_updated_at()
    .unique(["school_id", "academic_year_id", "version"])
    .index(["school_id", "academic_year_id", "version", "id"])
}

fn budget_line() -> NewTable {
    tenant_table(
        "budget_line",
        [
            references("budget_id", "budget"),
            references("school_id", "school").null(),
            references("academic_year_id", "academic_year"),
            references("ledger_code_id", "ledger_code"),
            references("cost_centre_id", "cost_centre").null(),
            references("fund_id", "fund").null(),
            int("period"),
            money("amount_pence"),
        ],
    )
    .index(["budget_id", "period", "id"])
    .index(["school_id", "academic_year_id", "ledger_code_id"])
}

fn grant_allocation() -> NewTable {
    tenant_table(
        "grant_allocation",
        [
            references("school_id", "school"),
            references("academic_year_id", "academic_year"),
            text("stream"),
            money("amount_pence"),
            int("pupils_basis").null(),
        ],
    )
    .with_updated_at()
    .index(["school_id", "academic_year_id", "stream", "id"])
}
