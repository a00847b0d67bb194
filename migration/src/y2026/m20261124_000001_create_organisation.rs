//! Creates the trust, its calendar, subjects, schools and classes.
//!
//! Everything else refers to these tables, so they come first.

use sea_orm_migration::prelude::*;

use crate::{
    column::{date, flag, int, references, scaled, text},
    table::{NewTable, tenant_table},
};

step!(create tables);

fn tables() -> Vec<NewTable> {
    vec![
        trust(),
        academic_year(),
        term(),
        subject(),
        school(),
        trust_membership(),
        school_link(),
        roll_projection(),
        class(),
    ]
}

fn trust() -> NewTable {
    tenant_table(
        "trust",
        [
            text("name"),
            text("name_fold"),
            text("companies_house_no").null(),
            text("ukprn").null(),
            int("gias_group_uid").null(),
            text("gias_group_id").null(),
            text("trust_type"),
            text("status"),
            date("incorporated_on").null(),
            text("address_line1").null(),
            text("town").null(),
            text("county").null(),
            text("postcode").null(),
            text("website").null(),
            text("central_charge_model").null(),
            scaled("reserves_policy_hundredths").null(),
            int("dbs_renewal_months"),
            int("suppression_threshold"),
        ],
    )
    .unique([])
    .index(["trust_id", "name_fold", "id"])
}

fn academic_year() -> NewTable {
    tenant_table("academic_year", [text("label"), date("starts_on"), date("ends_on")]).unique(["label"]).index([
        "trust_id",
        "starts_on",
        "id",
    ])
}

fn term() -> NewTable {
    tenant_table(
        "term",
        [
            references("academic_year_id", "academic_year"),
            text("code"),
            text("name"),
            int("sort"),
            date("starts_on"),
            date("ends_on"),
        ],
    )
    .unique(["academic_year_id", "code"])
    .index(["academic_year_id", "sort", "id"])
}

fn subject() -> NewTable {
    tenant_table("subject", [text("code"), text("name"), int("sort")])
        .unique(["code"])
        .index(["trust_id", "sort", "id"])
}

fn school() -> NewTable {
    tenant_table(
        "school",
        [
            text("urn").null(),
            text("la_code").null(),
            text("estab_no").null(),
            text("ukprn").null(),
            text("name"),
            text("name_fold"),
            text("type_code").null(),
            text("type_name").null(),
            text("phase"),
            text("status"),
            text("stage"),
            date("open_date").null(),
            date("close_date").null(),
            text("reason_opened").null(),
            text("reason_closed").null(),
            int("low_age").null(),
            int("high_age").null(),
            text("gender_of_entry").null(),
            text("religious_character").null(),
            text("diocese").null(),
            text("admissions_policy").null(),
            flag("has_nursery"),
            flag("has_sixth_form"),
            int("capacity").null(),
            int("pan").null(),
            int("number_on_roll").null(),
            scaled("fsm_hundredths").null(),
            flag("resourced_provision"),
            flag("sen_unit"),
            text("address_line1").null(),
            text("town").null(),
            text("county").null(),
            text("postcode").null(),
            text("region").null(),
            text("pay_region"),
            text("urban_rural").null(),
            int("deprivation_decile").null(),
            int("floor_area_m2").null(),
            flag("pfi"),
        ],
    )
    .with_provenance()
    .with_updated_at()
    .unique(["urn"])
    .index(["trust_id", "name_fold", "id"])
}

fn trust_membership() -> NewTable {
    tenant_table(
        "trust_membership",
        [references("school_id", "school"), date("joined_on"), date("left_on").null(), text("role"), text("route")],
    )
    .unique(["school_id", "joined_on"])
    .index(["school_id", "joined_on", "id"])
}

fn school_link() -> NewTable {
    tenant_table(
        "school_link",
        [
            references("school_id", "school"),
            text("linked_urn"),
            text("linked_name").null(),
            text("link_type"),
            date("established_on").null(),
        ],
    )
    .unique(["school_id", "linked_urn", "link_type"])
}

fn roll_projection() -> NewTable {
    tenant_table(
        "roll_projection",
        [
            references("school_id", "school"),
            references("academic_year_id", "academic_year"),
            int("nc_year"),
            int("expected"),
        ],
    )
    .unique(["school_id", "academic_year_id", "nc_year"])
}

fn class() -> NewTable {
    tenant_table(
        "class",
        [
            references("school_id", "school"),
            references("academic_year_id", "academic_year"),
            references("subject_id", "subject").null(),
            text("code"),
            text("name"),
            text("name_fold"),
            int("nc_year").null(),
            text("kind"),
        ],
    )
    .with_updated_at()
    .unique(["school_id", "academic_year_id", "kind", "code"])
    .index(["school_id", "academic_year_id", "name_fold", "id"])
}
