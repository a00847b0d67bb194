//! Creates rates of payroll, rules of central charges, the pool of grants, and past reporting lines.
//!
//! Safe beside older nodes: new tables only, and they never name them.

use sea_orm_migration::prelude::*;

use crate::{
    column::{date, int, money, references, scaled, text},
    table::{NewTable, tenant_table},
};

step!(create tables);

fn tables() -> Vec<NewTable> {
    vec![payroll_rate(), central_charge_policy(), central_charge_band(), pool_allocation(), reporting_line()]
}

fn payroll_rate() -> NewTable {
    tenant_table(
        "payroll_rate",
        [
            text("kind"),
            date("valid_from"),
            scaled("rate_hundredths"),
            money("annual_pence").null(),
            money("monthly_pence").null(),
            money("young_pence").null(),
        ],
    )
    .unique(["kind", "valid_from"])
}

fn central_charge_policy() -> NewTable {
    tenant_table(
        "central_charge_policy",
        [
            references("academic_year_id", "academic_year"),
            references("school_id", "school").null(),
            text("model"),
            scaled("rate_hundredths").null(),
            money("amount_pence").null(),
            text("services"),
            text("appeal_route").null(),
        ],
    )
    .with_updated_at()
    .unique(["academic_year_id", "school_id"])
}

fn central_charge_band() -> NewTable {
    tenant_table(
        "central_charge_band",
        [references("policy_id", "central_charge_policy"), int("from_pupils"), scaled("rate_hundredths")],
    )
    .unique(["policy_id", "from_pupils"])
    .index(["policy_id", "from_pupils", "id"])
}

fn pool_allocation() -> NewTable {
    tenant_table(
        "pool_allocation",
        [
            references("school_id", "school"),
            references("academic_year_id", "academic_year"),
            money("contribution_pence"),
            money("pfi_pence"),
            money("allocation_pence"),
            text("driver"),
            text("reason").null(),
        ],
    )
    .with_updated_at()
    .unique(["academic_year_id", "school_id"])
}

fn reporting_line() -> NewTable {
    tenant_table(
        "reporting_line",
        [
            references("post_id", "post"),
            references("school_id", "school").null(),
            references("manager_post_id", "post").null(),
            date("starts_on"),
            date("ends_on"),
        ],
    )
    .index(["post_id", "starts_on", "id"])
}
