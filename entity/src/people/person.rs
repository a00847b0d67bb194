//! People: staff, governors and the contacts of pupils, one row for one human being.
//! Owned by the schools where they are staff or governors, or of the children they are contacts of.
//! Pupils are not here: a child has a record of its own.

use crate::codes::Sex;

table! {
    /// A person the trust knows.
    person: tenant updated versioned {
        /// Form of address.
        title: Option<String>,
        /// Legal given names.
        given_name: String,
        /// Legal surname.
        family_name: String,
        /// Name the person goes by, if another.
        preferred_name: Option<String>,
        /// Earlier names.
        former_names: Option<String>,
        /// Given and family name, then the preferred name, folded for search.
        name_fold: String,
        /// `family_name` folded, for human order.
        family_fold: String,
        /// Date of birth.
        date_of_birth: Option<Date>,
        /// Sex, as the workforce census records it.
        sex: Option<Sex>,
        /// First line of the home address.
        address_line1: Option<String>,
        /// Town of the home address.
        town: Option<String>,
        /// Postcode of the home address, with one space.
        postcode: Option<String>,
        /// Telephone number.
        phone: Option<String>,
        /// E-mail address at work.
        email_work: Option<String>,
        /// Private e-mail address.
        email_personal: Option<String>,
        /// National insurance number, without spaces.
        ni_number: Option<String>,
        /// Ethnicity, code of the workforce census.
        ethnicity: Option<String>,
        /// Religion, as the person gave it.
        religion: Option<String>,
        /// Sexual orientation, as the person gave it.
        sexual_orientation: Option<String>,
        /// Disability, as the person gave it.
        disability: Option<String>,
        /// Nationality.
        nationality: Option<String>,
    }
}
