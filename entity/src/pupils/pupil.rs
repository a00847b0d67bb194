//! Children on the roll of a school of the trust, now or in the past.
//! Owned by every school that has enrolled the child; `school_id` is the present one, which alone
//! has the current address and contacts.

use crate::codes::Sex;

table! {
    /// A child's record.
    pupil: tenant imported updated versioned {
        /// School where the child is on roll now; null once it has left the trust.
        school_id: Option<Uuid>,
        /// Unique pupil number, thirteen characters.
        upn: Option<String>,
        /// Earlier pupil numbers, separated by spaces.
        former_upns: Option<String>,
        /// Unique learner number, ten digits.
        uln: Option<String>,
        /// Legal given names.
        given_name: String,
        /// Legal surname.
        family_name: String,
        /// Name the child goes by, if another.
        preferred_name: Option<String>,
        /// Given and family name, then the preferred name, folded for search.
        name_fold: String,
        /// `family_name` folded, for human order.
        family_fold: String,
        /// `given_name` folded, for human order.
        given_fold: String,
        /// Date of birth.
        date_of_birth: Date,
        /// Sex, as the school census records it.
        sex: Sex,
        /// National curriculum year now, 0 being reception; null once left.
        nc_year: Option<i32>,
        /// Name of the registration class now.
        registration_group: Option<String>,
        /// First line of the home address.
        address_line1: Option<String>,
        /// Town of the home address.
        town: Option<String>,
        /// Postcode of the home address, with one space.
        postcode: Option<String>,
        /// Whether the address is withheld from callers who may otherwise see the child.
        address_restricted: bool,
        /// Whether photographs may be used.
        photo_consent: bool,
        /// Whether the child has a medical condition that staff should know of.
        medical_flag: bool,
        /// The conditions.
        medical_conditions: Option<String>,
        /// Ethnicity, code of the school census.
        ethnicity: Option<String>,
        /// Religion, as the parents gave it.
        religion: Option<String>,
        /// First language, code of the school census.
        first_language: Option<String>,
        /// Whether English is an additional language; null where the first language is not known.
        eal: Option<bool>,
        /// IDACI decile of the home postcode, 1 being the most deprived.
        deprivation_decile: Option<i32>,
    }
}
