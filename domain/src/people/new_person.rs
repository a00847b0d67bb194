//! An empty `Person` row, with which every way of adding a person begins.

use chrono::{DateTime, Utc};
use entity::person;
use uuid::Uuid;

/// A row with key, trust and time only; the caller sets the names.
pub(crate) fn unknown(id: Uuid, trust_id: Uuid, at: DateTime<Utc>) -> person::Model {
    person::Model {
        id,
        trust_id,
        title: None,
        given_name: String::new(),
        family_name: String::new(),
        preferred_name: None,
        former_names: None,
        name_fold: String::new(),
        family_fold: String::new(),
        date_of_birth: None,
        sex: None,
        address_line1: None,
        town: None,
        postcode: None,
        phone: None,
        email_work: None,
        email_personal: None,
        ni_number: None,
        ethnicity: None,
        religion: None,
        sexual_orientation: None,
        disability: None,
        nationality: None,
        updated_at: at,
        row_version: 1,
    }
}
