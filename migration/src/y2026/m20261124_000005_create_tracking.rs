//! Creates assessment: scales, points, judgements, tests and national results.

use sea_orm_migration::prelude::*;

use crate::{
    column::{date, flag, int, references, scaled, text},
    table::{NewTable, tenant_table},
};

step!(create tables);

fn tables() -> Vec<NewTable> {
    vec![band_scale(), band(), assessment_point(), assessment(), test_result(), statutory_result()]
}

fn band_scale() -> NewTable {
    tenant_table("band_scale", [text("name"), int("version"), date("starts_on"), flag("is_default")])
        .unique(["name", "version"])
}

fn band() -> NewTable {
    tenant_table(
        "band",
        [references("band_scale_id", "band_scale"), text("code"), text("label"), int("sort"), flag("at_or_above")],
    )
    .unique(["band_scale_id", "code"])
    .index(["band_scale_id", "sort", "id"])
}

fn assessment_point() -> NewTable {
    tenant_table(
        "assessment_point",
        [references("academic_year_id", "academic_year"), text("code"), text("name"), int("sort"), date("on_date")],
    )
    .unique(["academic_year_id", "code"])
    .index(["trust_id", "sort", "id"])
}

fn assessment() -> NewTable {
    tenant_table(
        "assessment",
        [
            references("pupil_id", "pupil"),
            references("school_id", "school"),
            references("class_id", "class").null(),
            references("subject_id", "subject"),
            references("assessment_point_id", "assessment_point"),
            references("band_id", "band"),
            int("band_sort"),
            flag("at_or_above"),
            text("basis"),
            text("stage"),
            references("assessor_staff_id", "staff_member").null(),
            text("source_value").null(),
            text("source_scale").null(),
            int("nc_year"),
            date("recorded_on"),
        ],
    )
    .with_updated_at()
    .unique(["pupil_id", "subject_id", "assessment_point_id", "basis", "stage"])
    .newest_first("pupil_id", "recorded_on")
    .index(["school_id", "assessment_point_id", "subject_id"])
    .index(["trust_id", "updated_at", "id"])
}

fn test_result() -> NewTable {
    tenant_table(
        "test_result",
        [
            references("pupil_id", "pupil"),
            references("school_id", "school"),
            references("subject_id", "subject"),
            references("assessment_point_id", "assessment_point").null(),
            text("test_name"),
            date("taken_on"),
            scaled("raw_hundredths").null(),
            scaled("max_hundredths").null(),
            scaled("standardised_hundredths").null(),
            int("scaled").null(),
            int("reading_age_months").null(),
            flag("at_or_above").null(),
        ],
    )
    .with_updated_at()
    .newest_first("pupil_id", "taken_on")
    .index(["school_id", "subject_id", "taken_on"])
}

fn statutory_result() -> NewTable {
    tenant_table(
        "statutory_result",
        [
            references("pupil_id", "pupil"),
            references("school_id", "school"),
            text("key_stage"),
            text("subject_code"),
            text("component"),
            text("method"),
            text("value"),
            int("score").null(),
            flag("met_standard").null(),
            int("year"),
            date("taken_on").null(),
        ],
    )
    .index(["pupil_id", "year", "id"])
    .index(["school_id", "year", "component"])
}
