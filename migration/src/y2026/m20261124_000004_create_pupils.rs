//! Creates pupils with their enrolments, classes, flags, needs and contacts.
//!
//! Flags of different access groups have a table each, because all rows of a table need the same permission.

use sea_orm_migration::prelude::*;

use crate::{
    column::{date, flag, int, references, text},
    table::{NewTable, tenant_table},
};

step!(create tables);

fn tables() -> Vec<NewTable> {
    vec![
        pupil(),
        enrolment(),
        class_membership(),
        funding_flag(),
        care_flag(),
        protection_flag(),
        sen_record(),
        sen_need(),
        contact(),
    ]
}

fn pupil() -> NewTable {
    tenant_table(
        "pupil",
        [
            references("school_id", "school").null(),
            text("upn").null(),
            text("former_upns").null(),
            text("uln").null(),
            text("given_name"),
            text("family_name"),
            text("preferred_name").null(),
            text("name_fold"),
            text("family_fold"),
            text("given_fold"),
            date("date_of_birth"),
            text("sex"),
            int("nc_year").null(),
            text("registration_group").null(),
            text("address_line1").null(),
            text("town").null(),
            text("postcode").null(),
            flag("address_restricted"),
            flag("photo_consent"),
            flag("medical_flag"),
            text("medical_conditions").null(),
            text("ethnicity").null(),
            text("religion").null(),
            text("first_language").null(),
            flag("eal"),
            flag("pupil_premium"),
            text("sen_provision"),
            int("deprivation_decile").null(),
        ],
    )
    .with_provenance()
    .with_updated_at()
    .unique(["upn"])
    .index(["school_id", "family_fold", "given_fold", "id"])
    .index(["trust_id", "family_fold", "given_fold", "id"])
    .index(["school_id", "nc_year"])
    .index(["trust_id", "name_fold"])
    .index(["trust_id", "updated_at", "id"])
}

fn enrolment() -> NewTable {
    tenant_table(
        "enrolment",
        [
            references("pupil_id", "pupil"),
            references("school_id", "school"),
            text("admission_no").null(),
            date("entry_date"),
            date("leaving_date").null(),
            text("status"),
            int("nc_year"),
            text("registration_group").null(),
            flag("boarder"),
            flag("part_time"),
            text("leaving_destination").null(),
            text("grounds_for_removal").null(),
        ],
    )
    .with_provenance()
    .with_updated_at()
    .index(["pupil_id", "school_id"])
    .index(["school_id", "pupil_id"])
    .index(["trust_id", "updated_at", "id"])
}

fn class_membership() -> NewTable {
    tenant_table(
        "class_membership",
        [
            references("pupil_id", "pupil"),
            references("class_id", "class"),
            references("school_id", "school"),
            date("starts_on"),
            date("ends_on").null(),
        ],
    )
    .index(["pupil_id", "class_id"])
    .index(["class_id", "pupil_id"])
}

fn funding_flag() -> NewTable {
    tenant_table(
        "funding_flag",
        [
            references("pupil_id", "pupil"),
            references("school_id", "school"),
            text("kind"),
            date("starts_on"),
            date("ends_on").null(),
            text("detail").null(),
        ],
    )
    .index(["pupil_id", "starts_on", "id"])
    .index(["school_id", "kind"])
}

fn care_flag() -> NewTable {
    tenant_table(
        "care_flag",
        [
            references("pupil_id", "pupil"),
            references("school_id", "school"),
            text("kind"),
            date("starts_on"),
            date("ends_on").null(),
            text("detail").null(),
        ],
    )
    .index(["pupil_id", "starts_on", "id"])
    .index(["school_id", "kind"])
}

fn protection_flag() -> NewTable {
    tenant_table(
        "protection_flag",
        [
            references("pupil_id", "pupil"),
            references("school_id", "school"),
            text("kind"),
            date("starts_on"),
            date("ends_on").null(),
            text("detail").null(),
        ],
    )
    .index(["pupil_id", "starts_on", "id"])
    .index(["school_id", "kind"])
}

fn sen_record() -> NewTable {
    tenant_table(
        "sen_record",
        [
            references("pupil_id", "pupil"),
            references("school_id", "school"),
            text("provision"),
            date("starts_on"),
            date("ends_on").null(),
            text("ehcp_authority").null(),
            date("ehcp_issued_on").null(),
            date("ehcp_review_due_on").null(),
            text("top_up_band").null(),
        ],
    )
    .index(["pupil_id", "starts_on", "id"])
}

fn sen_need() -> NewTable {
    tenant_table(
        "sen_need",
        [
            references("sen_record_id", "sen_record"),
            references("pupil_id", "pupil"),
            references("school_id", "school"),
            int("need_rank"),
            text("need_type"),
        ],
    )
    .index(["sen_record_id", "need_rank", "id"])
}

fn contact() -> NewTable {
    tenant_table(
        "contact",
        [
            references("pupil_id", "pupil"),
            references("school_id", "school").null(),
            references("person_id", "person"),
            text("relationship"),
            flag("parental_responsibility"),
            int("priority"),
            flag("lives_with"),
            text("court_order").null(),
        ],
    )
    .index(["pupil_id", "priority", "id"])
}
