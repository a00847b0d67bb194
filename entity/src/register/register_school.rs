//! A school in the national register, under its URN.
//!
//! Public, and without a tenant. A file of group links gives a thin row (name, type, phase,
//! authority); a file of establishments fills in the rest, and `detail_on` is the date of that file.

use crate::codes::{GenderOfEntry, Phase, SchoolStatus};

table! {
    /// A school in the national register.
    register_school: shared {
        /// Unique reference number, six digits.
        urn: String,
        /// Local authority, three digits; with `estab_no` the DfE number.
        la_code: Option<String>,
        /// Name of the local authority.
        la_name: Option<String>,
        /// Establishment number, four digits.
        estab_no: Option<String>,
        /// UK provider reference number, eight digits.
        ukprn: Option<String>,
        /// Name of the school.
        name: String,
        /// Folded name, for order and search.
        name_fold: String,
        /// Code of the GIAS establishment type.
        type_code: Option<String>,
        /// Label of the GIAS establishment type.
        type_name: Option<String>,
        /// Phase of education.
        phase: Phase,
        /// Whether the school is open; null while only files of group links have named it, which do not say.
        status: Option<SchoolStatus>,
        /// When the school opened under this URN.
        open_date: Option<Date>,
        /// When the school closed under this URN.
        close_date: Option<Date>,
        /// Why it opened.
        reason_opened: Option<String>,
        /// Why it closed.
        reason_closed: Option<String>,
        /// Lowest statutory age.
        low_age: Option<i32>,
        /// Highest statutory age.
        high_age: Option<i32>,
        /// Whom the school admits.
        gender_of_entry: Option<GenderOfEntry>,
        /// Religious character; null where the school has none.
        religious_character: Option<String>,
        /// Diocese.
        diocese: Option<String>,
        /// Admissions policy.
        admissions_policy: Option<String>,
        /// Whether it has nursery classes.
        has_nursery: Option<bool>,
        /// Whether it has an official sixth form.
        has_sixth_form: Option<bool>,
        /// Places.
        capacity: Option<i32>,
        /// Pupils on roll at the newest census the file knew.
        number_on_roll: Option<i32>,
        /// Percentage eligible for free school meals, in hundredths (32.4 % is 3240).
        fsm_hundredths: Option<i32>,
        /// Street.
        address_line1: Option<String>,
        /// Locality.
        locality: Option<String>,
        /// Town.
        town: Option<String>,
        /// County.
        county: Option<String>,
        /// Postcode, with one space.
        postcode: Option<String>,
        /// Region of England.
        region: Option<String>,
        /// Administrative district.
        district: Option<String>,
        /// Urban or rural class.
        urban_rural: Option<String>,
        /// Date of the newest file that named the school.
        seen_on: Date,
        /// Date of the newest file of establishments that described it; null while the row is thin.
        detail_on: Option<Date>,
    }
}
