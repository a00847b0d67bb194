//! The tenants: multi-academy trusts and single-academy trusts.
//! A trust owns itself: `trust_id` repeats `id`, so that every table can be scoped alike.

use crate::codes::{TrustStatus, TrustType};

table! {
    /// A trust that keeps its data here.
    trust: tenant {
        /// Registered name.
        name: String,
        /// `name` folded, for human order and search.
        name_fold: String,
        /// Companies House number, eight characters with its leading zeros.
        companies_house_no: Option<String>,
        /// UK provider reference number, eight digits.
        ukprn: Option<String>,
        /// Unique identifier of the group in GIAS.
        gias_group_uid: Option<i32>,
        /// Group identifier in GIAS (`TR` and five digits).
        gias_group_id: Option<String>,
        /// Whether the trust runs one school or several.
        trust_type: TrustType,
        /// Whether the trust is open.
        status: TrustStatus,
        /// Day of incorporation.
        incorporated_on: Option<Date>,
        /// First line of the registered address.
        address_line1: Option<String>,
        /// Town of the registered address.
        town: Option<String>,
        /// County of the registered address.
        county: Option<String>,
        /// Postcode of the registered address, with one space.
        postcode: Option<String>,
        /// Address of the public website.
        website: Option<String>,
        /// How schools pay for central services, as the trust names it.
        central_charge_model: Option<String>,
        /// Reserves the policy asks for, in hundredths of a percent of income.
        reserves_policy_hundredths: Option<i32>,
        /// Months after which the trust renews a DBS check.
        dbs_renewal_months: i32,
        /// Smallest group of people that an aggregate may show.
        suppression_threshold: i32,
    }
}
