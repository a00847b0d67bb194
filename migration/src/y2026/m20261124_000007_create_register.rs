//! Creates the national register: groups, schools, memberships, links, census counts and the
//! files they came from.
//!
//! No table has a `trust_id`: the register is public, and every tenant reads the same rows.

use sea_orm_migration::prelude::*;

use crate::{
    column::{date, flag, int, references, scaled, text, timestamp},
    table::{NewTable, public_table},
};

step!(create tables);

fn tables() -> Vec<NewTable> {
    vec![
        register_trust(),
        register_school(),
        register_membership(),
        register_link(),
        register_census(),
        register_snapshot(),
    ]
}

fn register_trust() -> NewTable {
    public_table(
        "register_trust",
        [
            int("uid"),
            text("group_id").null(),
            text("name"),
            text("name_fold"),
            text("companies_house_no").null(),
            text("ukprn").null(),
            text("group_type"),
            text("status"),
            date("incorporated_on").null(),
            date("opened_on").null(),
            date("closed_on").null(),
            text("address_line1").null(),
            text("town").null(),
            text("county").null(),
            text("postcode").null(),
            int("entity_uid").null(),
            date("detail_on"),
        ],
    )
    .unique(["uid"])
    .index(["companies_house_no"])
    .index(["name_fold", "id"])
    .index(["entity_uid"])
}

fn register_school() -> NewTable {
    public_table(
        "register_school",
        [
            text("urn"),
            text("la_code").null(),
            text("la_name").null(),
            text("estab_no").null(),
            text("ukprn").null(),
            text("name"),
            text("name_fold"),
            text("type_code").null(),
            text("type_name").null(),
            text("phase"),
            text("status").null(),
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
            flag("has_nursery").null(),
            flag("has_sixth_form").null(),
            int("capacity").null(),
            int("number_on_roll").null(),
            scaled("fsm_hundredths").null(),
            text("address_line1").null(),
            text("locality").null(),
            text("town").null(),
            text("county").null(),
            text("postcode").null(),
            text("region").null(),
            text("district").null(),
            text("urban_rural").null(),
            date("seen_on"),
            date("detail_on").null(),
        ],
    )
    .unique(["urn"])
    .index(["name_fold", "id"])
    .index(["la_code", "estab_no"])
}

fn register_membership() -> NewTable {
    public_table(
        "register_membership",
        [
            references("register_trust_id", "register_trust"),
            references("register_school_id", "register_school"),
            date("joined_on").null(),
            date("left_on").null(),
            date("first_seen_on"),
            date("last_seen_on"),
            flag("current"),
        ],
    )
    .unique(["register_trust_id", "register_school_id", "joined_on"])
    .index(["register_school_id", "id"])
}

fn register_link() -> NewTable {
    public_table(
        "register_link",
        [
            references("register_school_id", "register_school").null(),
            text("urn"),
            text("linked_urn"),
            text("linked_name").null(),
            text("link_type"),
            date("established_on").null(),
            date("seen_on"),
        ],
    )
    .unique(["urn", "linked_urn", "link_type"])
    .index(["linked_urn"])
}

fn register_census() -> NewTable {
    public_table(
        "register_census",
        [
            references("register_school_id", "register_school").null(),
            text("urn"),
            text("academic_year"),
            text("school_type").null(),
            int("roll").null(),
            int("girls").null(),
            int("boys").null(),
            int("ehcp").null(),
            int("sen_support").null(),
            int("eal").null(),
            int("english").null(),
            int("unclassified_language").null(),
            int("fsm").null(),
            int("fsm6").null(),
            int("fsm6_roll").null(),
            text("withheld").null(),
        ],
    )
    .unique(["urn", "academic_year"])
    .index(["register_school_id", "academic_year", "id"])
}

fn register_snapshot() -> NewTable {
    public_table(
        "register_snapshot",
        [
            text("kind"),
            text("file_name"),
            text("content_hash"),
            date("as_of"),
            int("rows_in"),
            int("rows_ok"),
            int("rows_refused"),
            timestamp("imported_at"),
        ],
    )
    .unique(["content_hash"])
}
