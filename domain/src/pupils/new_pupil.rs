//! A child of whom nothing is known yet: what every way of taking one in begins with.

use chrono::{DateTime, NaiveDate, Utc};
use entity::codes::Sex;
use entity::pupil;
use uuid::Uuid;

/// A row with nothing but its key, trust, sex and time; the names and the date of birth are still to be set.
pub(crate) fn unknown(id: Uuid, trust_id: Uuid, sex: Sex, at: DateTime<Utc>) -> pupil::Model {
    pupil::Model {
        id,
        trust_id,
        school_id: None,
        upn: None,
        former_upns: None,
        uln: None,
        given_name: String::new(),
        family_name: String::new(),
        preferred_name: None,
        name_fold: String::new(),
        family_fold: String::new(),
        given_fold: String::new(),
        date_of_birth: NaiveDate::MIN,
        sex,
        nc_year: None,
        registration_group: None,
        address_line1: None,
        town: None,
        postcode: None,
        address_restricted: false,
        photo_consent: false,
        medical_flag: false,
        medical_conditions: None,
        ethnicity: None,
        religion: None,
        first_language: None,
        eal: None,
        deprivation_decile: None,
        source_system: None,
        source_key: None,
        imported_at: None,
        updated_at: at,
        row_version: 1,
    }
}
