//! Creates people, staff, posts, contracts, pay scales and governance.

use sea_orm_migration::prelude::*;

use crate::{
    column::{date, flag, int, money, references, scaled, text},
    table::{NewTable, tenant_table},
};

step!(create tables);

fn tables() -> Vec<NewTable> {
    vec![
        person(),
        staff_member(),
        staff_school(),
        post(),
        pay_scale(),
        pay_point(),
        contract(),
        contract_allowance(),
        teaching_assignment(),
        staff_subject(),
        governance_appointment(),
    ]
}

fn person() -> NewTable {
    tenant_table(
        "person",
        [
            text("title").null(),
            text("given_name"),
            text("family_name"),
            text("preferred_name").null(),
            text("former_names").null(),
            text("name_fold"),
            text("family_fold"),
            date("date_of_birth").null(),
            text("sex").null(),
            text("address_line1").null(),
            text("town").null(),
            text("postcode").null(),
            text("phone").null(),
            text("email_work").null(),
            text("email_personal").null(),
            text("ni_number").null(),
            text("ethnicity").null(),
            text("religion").null(),
            text("sexual_orientation").null(),
            text("disability").null(),
            text("nationality").null(),
        ],
    )
    .with_updated_at()
    .index(["trust_id", "family_fold", "name_fold", "id"])
    .index(["trust_id", "name_fold"])
}

fn staff_member() -> NewTable {
    tenant_table(
        "staff_member",
        [
            references("person_id", "person"),
            text("staff_no"),
            text("given_name"),
            text("family_name"),
            text("name_fold"),
            text("family_fold"),
            text("email_work").null(),
            text("role_category"),
            text("main_post_title").null(),
            references("main_school_id", "school").null(),
            text("trn").null(),
            date("continuous_service_from").null(),
            date("trust_start").null(),
            date("leaving_date").null(),
            text("leaving_reason").null(),
            text("qts_status").null(),
            date("qts_date").null(),
            text("ect_status").null(),
            date("ect_period_end").null(),
            date("right_to_work_expiry").null(),
            text("teacher_pension_no").null(),
        ],
    )
    .with_provenance()
    .with_updated_at()
    .unique(["staff_no"])
    .index(["trust_id", "family_fold", "name_fold", "id"])
    .index(["trust_id", "name_fold"])
    .index(["main_school_id", "family_fold", "name_fold", "id"])
    .index(["trust_id", "updated_at", "id"])
}

fn staff_school() -> NewTable {
    tenant_table(
        "staff_school",
        [
            references("staff_id", "staff_member"),
            references("person_id", "person"),
            references("school_id", "school"),
            date("starts_on"),
            date("ends_on").null(),
        ],
    )
    .index(["staff_id", "starts_on", "id"])
    .index(["staff_id", "school_id"])
    .index(["school_id", "staff_id"])
}

fn post() -> NewTable {
    tenant_table(
        "post",
        [
            references("school_id", "school").null(),
            text("title"),
            text("title_fold"),
            text("role_category"),
            text("swc_post").null(),
            references("line_manager_post_id", "post").null(),
            scaled("fte_established_hundredths"),
            references("ledger_code_id", "ledger_code").null(),
            text("status"),
            date("vacancy_from").null(),
            text("tenure").null(),
        ],
    )
    .with_updated_at()
    .index(["school_id", "title_fold", "id"])
    .index(["trust_id", "title_fold", "id"])
}

fn pay_scale() -> NewTable {
    tenant_table("pay_scale", [text("code"), text("name"), text("region"), text("category"), flag("is_statutory")])
        .unique(["code", "region"])
}

fn pay_point() -> NewTable {
    tenant_table(
        "pay_point",
        [
            references("pay_scale_id", "pay_scale"),
            text("point"),
            int("sort"),
            date("valid_from"),
            money("annual_pence"),
            text("next_point").null(),
        ],
    )
    .unique(["pay_scale_id", "point", "valid_from"])
    .index(["pay_scale_id", "valid_from", "sort", "id"])
}

fn contract() -> NewTable {
    tenant_table(
        "contract",
        [
            references("staff_id", "staff_member"),
            references("person_id", "person"),
            references("post_id", "post"),
            references("school_id", "school").null(),
            text("contract_type"),
            text("working_pattern"),
            date("starts_on"),
            date("ends_on").null(),
            scaled("hours_per_week_hundredths"),
            scaled("full_time_hours_hundredths"),
            scaled("weeks_worked_thousandths"),
            scaled("paid_weeks_thousandths"),
            references("pay_scale_id", "pay_scale").null(),
            text("pay_point").null(),
            money("agreed_salary_pence").null(),
            money("protected_salary_pence").null(),
            text("pension_scheme").null(),
            flag("pension_opt_out"),
        ],
    )
    .with_provenance()
    .with_updated_at()
    .index(["staff_id", "starts_on", "id"])
    .index(["post_id", "starts_on", "id"])
    .index(["school_id", "starts_on", "id"])
    .index(["trust_id", "updated_at", "id"])
}

fn contract_allowance() -> NewTable {
    tenant_table(
        "contract_allowance",
        [
            references("contract_id", "contract"),
            references("staff_id", "staff_member"),
            references("person_id", "person"),
            references("school_id", "school").null(),
            text("kind"),
            money("amount_pence"),
            date("starts_on"),
            date("ends_on").null(),
            scaled("share_thousandths"),
        ],
    )
    .index(["contract_id", "starts_on", "id"])
}

fn teaching_assignment() -> NewTable {
    tenant_table(
        "teaching_assignment",
        [
            references("staff_id", "staff_member"),
            references("person_id", "person"),
            references("class_id", "class"),
            references("subject_id", "subject").null(),
            references("school_id", "school"),
            scaled("periods_hundredths"),
            scaled("share_thousandths"),
            date("starts_on"),
            date("ends_on").null(),
        ],
    )
    .index(["staff_id", "class_id"])
    .index(["class_id", "starts_on", "id"])
}

fn staff_subject() -> NewTable {
    tenant_table(
        "staff_subject",
        [
            references("staff_id", "staff_member"),
            references("person_id", "person"),
            references("subject_id", "subject"),
            text("level"),
        ],
    )
    .index(["staff_id", "level", "id"])
}

fn governance_appointment() -> NewTable {
    tenant_table(
        "governance_appointment",
        [
            references("person_id", "person"),
            references("school_id", "school").null(),
            text("body"),
            text("role_code"),
            text("appointed_by").null(),
            date("starts_on"),
            date("ends_on").null(),
            int("term_years").null(),
        ],
    )
    .index(["school_id", "starts_on", "id"])
    .index(["person_id", "starts_on", "id"])
}
