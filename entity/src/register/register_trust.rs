//! A group of schools in the national register: multi-academy trust, single-academy trust, sponsor or federation.
//!
//! Public, and without a tenant: every trust on the platform reads the same rows. One legal entity may own several
//! rows (a sponsor beside its trust, a closed single-academy trust beside the trust it became); `entity_uid` joins
//! them.

use crate::codes::{RegisterGroupStatus, RegisterGroupType};

table! {
    /// A group of schools in the national register.
    register_trust: shared {
        /// Number of the group in GIAS (Group UID).
        uid: i32,
        /// Group ID: `TR` or `SP` and five digits.
        group_id: Option<String>,
        /// Name as the newest file gives it.
        name: String,
        /// Folded name, for order and search.
        name_fold: String,
        /// Companies House number, eight characters.
        companies_house_no: Option<String>,
        /// UK provider reference number, eight digits.
        ukprn: Option<String>,
        /// Kind of group.
        group_type: RegisterGroupType,
        /// Where the group stands.
        status: RegisterGroupStatus,
        /// When the company was incorporated.
        incorporated_on: Option<Date>,
        /// When the group opened.
        opened_on: Option<Date>,
        /// When the group closed.
        closed_on: Option<Date>,
        /// Street of the registered address.
        address_line1: Option<String>,
        /// Town of the registered address.
        town: Option<String>,
        /// County of the registered address.
        county: Option<String>,
        /// Postcode, with one space.
        postcode: Option<String>,
        /// `uid` of the group that stands for the same legal entity; its own where it stands for itself.
        entity_uid: Option<i32>,
        /// Date of the newest file that described the group: an older one never overwrites it.
        detail_on: Date,
    }
}
