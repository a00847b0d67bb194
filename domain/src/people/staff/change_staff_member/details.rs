//! The inputs `PersonInput` and `StaffDetailsInput`: applied to the existing rows, and checked.

use async_graphql::{InputObject, MaybeUndefined};
use chrono::{Datelike, NaiveDate};
use entity::codes::{EctStatus, LeavingReason, QtsStatus, Sex};
use entity::{person, staff_member};
use graph::mutate::{Change, UserError, UserErrorCode};
use uuid::Uuid;

use super::CreateStaffMemberInput;
use crate::people::identifiers;
use crate::platform::input::Day;
use crate::platform::postcode::postcode;

/// Error text for a staff number that is in use. It reveals nothing about the person who has the number.
pub(super) const TAKEN: &str = "the trust has this staff number already: give another";

/// Details of a person. A new person needs `givenName` and `familyName`.
#[derive(Debug, InputObject)]
pub struct PersonInput {
    /// Form of address.
    title: MaybeUndefined<String>,
    /// Legal given name.
    given_name: Option<String>,
    /// Legal family name.
    family_name: Option<String>,
    /// The given name the person goes by.
    preferred_name: MaybeUndefined<String>,
    /// Names the person had before.
    former_names: MaybeUndefined<String>,
    /// Date of birth.
    date_of_birth: MaybeUndefined<Day>,
    /// Sex as recorded for the workforce census.
    sex: MaybeUndefined<Sex>,
    /// House and street.
    address_line1: MaybeUndefined<String>,
    /// Town.
    town: MaybeUndefined<String>,
    /// Postcode.
    postcode: MaybeUndefined<String>,
    /// Telephone.
    phone: MaybeUndefined<String>,
    /// Work e-mail.
    email_work: MaybeUndefined<String>,
    /// Private e-mail.
    email_personal: MaybeUndefined<String>,
    /// National Insurance number; needs PAY_IDENTITY_WRITE as well.
    ni_number: MaybeUndefined<String>,
    /// Ethnicity, code of the workforce census; needs DIVERSITY_WRITE as well.
    ethnicity: MaybeUndefined<String>,
    /// Religion; needs DIVERSITY_WRITE as well.
    religion: MaybeUndefined<String>,
    /// Sexual orientation; needs DIVERSITY_WRITE as well.
    sexual_orientation: MaybeUndefined<String>,
    /// Disability; needs DIVERSITY_WRITE as well.
    disability: MaybeUndefined<String>,
    /// Nationality; needs DIVERSITY_WRITE as well.
    nationality: MaybeUndefined<String>,
}

/// Details of the employment of a member of staff.
#[derive(Debug, InputObject)]
pub struct StaffDetailsInput {
    /// Teacher reference number: seven digits.
    trn: MaybeUndefined<String>,
    /// First day of continuous service; not after the first day in the trust.
    continuous_service_from: MaybeUndefined<Day>,
    /// Last day in the trust.
    leaving_date: MaybeUndefined<Day>,
    /// Why the person leaves; needs `leavingDate` as well.
    leaving_reason: MaybeUndefined<LeavingReason>,
    /// Qualified teacher status.
    qts_status: MaybeUndefined<QtsStatus>,
    /// Day on which qualified teacher status was awarded.
    qts_date: MaybeUndefined<Day>,
    /// Status of the induction of an early career teacher (ECT).
    ect_status: MaybeUndefined<EctStatus>,
    /// Day on which the ECT induction ends.
    ect_period_end: MaybeUndefined<Day>,
    /// Day on which the right to work expires; needs VETTING_WRITE as well.
    right_to_work_expiry: MaybeUndefined<Day>,
    /// Number in the Teachers' Pension Scheme; needs PAY_IDENTITY_WRITE as well.
    teacher_pension_number: MaybeUndefined<String>,
}

impl PersonInput {
    /// Applies the input to a person. `at` is the field of the action's input that holds it, for errors.
    pub(super) fn applied(self, row: &mut person::Model, at: &str, errors: &mut Vec<UserError>) {
        row.given_name = self.given_name.map_or(std::mem::take(&mut row.given_name), |name| name.trim().to_owned());
        row.family_name = self.family_name.map_or(std::mem::take(&mut row.family_name), |name| name.trim().to_owned());
        self.date_of_birth.map_value(|day| day.0).update_to(&mut row.date_of_birth);
        self.sex.update_to(&mut row.sex);
        let plain = [
            (&mut row.title, self.title),
            (&mut row.preferred_name, self.preferred_name),
            (&mut row.former_names, self.former_names),
            (&mut row.address_line1, self.address_line1),
            (&mut row.town, self.town),
            (&mut row.phone, self.phone),
            (&mut row.ethnicity, self.ethnicity),
            (&mut row.religion, self.religion),
            (&mut row.sexual_orientation, self.sexual_orientation),
            (&mut row.disability, self.disability),
            (&mut row.nationality, self.nationality),
        ];
        for (place, given) in plain {
            given.map_value(|text| text.trim().to_owned()).update_to(place);
        }
        type Reading = fn(&str) -> Result<String, &'static str>;
        let read: [(&str, &mut Option<String>, MaybeUndefined<String>, Reading); 4] = [
            ("postcode", &mut row.postcode, self.postcode, postcode),
            ("emailWork", &mut row.email_work, self.email_work, identifiers::email),
            ("emailPersonal", &mut row.email_personal, self.email_personal, identifiers::email),
            ("niNumber", &mut row.ni_number, self.ni_number, identifiers::ni_number),
        ];
        for (field, place, given, reading) in read {
            let mut refuse = |fault| errors.push(UserError::new(UserErrorCode::BadUserInput, &[at, field], fault));
            match given {
                MaybeUndefined::Value(text) => match reading(&text) {
                    Ok(text) => *place = Some(text),
                    Err(fault) => refuse(fault),
                },
                other => other.update_to(place),
            }
        }
        let preferred = row.preferred_name.as_deref().unwrap_or_default();
        row.name_fold = entity::fold(&format!("{} {} {preferred}", row.given_name, row.family_name));
        row.family_fold = entity::fold(&row.family_name);
    }
}

impl StaffDetailsInput {
    /// Applies the input to a staff record.
    pub(super) fn applied(self, row: &mut staff_member::Model, errors: &mut Vec<UserError>) {
        let days = [
            (&mut row.continuous_service_from, self.continuous_service_from),
            (&mut row.leaving_date, self.leaving_date),
            (&mut row.qts_date, self.qts_date),
            (&mut row.ect_period_end, self.ect_period_end),
            (&mut row.right_to_work_expiry, self.right_to_work_expiry),
        ];
        for (place, given) in days {
            given.map_value(|day| day.0).update_to(place);
        }
        self.leaving_reason.update_to(&mut row.leaving_reason);
        self.qts_status.update_to(&mut row.qts_status);
        self.ect_status.update_to(&mut row.ect_status);
        self.teacher_pension_number.update_to(&mut row.teacher_pension_no);
        match self.trn {
            MaybeUndefined::Value(text) => match identifiers::trn(&text) {
                Ok(trn) => row.trn = Some(trn),
                Err(fault) => errors.push(UserError::new(UserErrorCode::BadUserInput, &["details", "trn"], fault)),
            },
            other => other.update_to(&mut row.trn),
        }
    }
}

/// The most bytes of a free text field.
const LONGEST: usize = 300;

/// Checks the names, the lengths of texts and the date of birth.
pub(super) fn named(row: &person::Model, at: &str, errors: &mut Vec<UserError>) {
    for (field, name) in [("givenName", &row.given_name), ("familyName", &row.family_name)] {
        if name.is_empty() || name.chars().count() > 100 {
            errors.push(UserError::new(UserErrorCode::BadUserInput, &[at, field], "a name has 1 to 100 characters"));
        }
    }
    let texts = [
        ("title", &row.title),
        ("preferredName", &row.preferred_name),
        ("formerNames", &row.former_names),
        ("addressLine1", &row.address_line1),
        ("town", &row.town),
        ("phone", &row.phone),
        ("ethnicity", &row.ethnicity),
        ("religion", &row.religion),
        ("sexualOrientation", &row.sexual_orientation),
        ("disability", &row.disability),
        ("nationality", &row.nationality),
    ];
    for (field, _) in texts.into_iter().filter(|(_, text)| text.as_ref().is_some_and(|text| text.len() > LONGEST)) {
        errors.push(UserError::new(UserErrorCode::BadUserInput, &[at, field], "give at most 300 bytes"));
    }
    if row.date_of_birth.is_some_and(|born| !(1900..=2020).contains(&born.year())) {
        let message = "give a date of birth from 1900 to 2020";
        errors.push(UserError::new(UserErrorCode::BadUserInput, &[at, "dateOfBirth"], message));
    }
}

/// Checks the staff number, the lengths of texts and the days.
pub(super) fn checked(row: &mut staff_member::Model, errors: &mut Vec<UserError>) {
    let mut refuse = |field: &[&str], message: String| {
        errors.push(UserError::new(UserErrorCode::BadUserInput, field, message));
    };
    if row.staff_no.is_empty() || row.staff_no.chars().count() > 50 {
        refuse(&["number"], "a staff number has 1 to 50 characters".to_owned());
    }
    if row.main_post_title.as_ref().is_some_and(|title| title.len() > LONGEST) {
        refuse(&["mainPostTitle"], "give at most 300 bytes".to_owned());
    }
    if row.leaving_reason.is_some() && row.leaving_date.is_none() {
        refuse(
            &["details", "leavingReason"],
            "a leaving reason needs a leaving date: give `leavingDate` as well".to_owned(),
        );
    }
    let after =
        |day: Option<NaiveDate>, start: Option<NaiveDate>| start.filter(|start| day.is_some_and(|day| day < *start));
    if let Some(start) = after(row.leaving_date, row.trust_start) {
        refuse(
            &["details", "leavingDate"],
            format!("the first day in the trust is {start}: give that day or a later one"),
        );
    }
    if let Some(start) = after(row.trust_start, row.continuous_service_from) {
        let message = format!("{start} is after the first day in the trust: give that day or an earlier one");
        refuse(&["details", "continuousServiceFrom"], message);
    }
}

/// Copies names and work e-mail from the person, so that a list of staff reads one table.
pub(super) fn copied(row: &mut staff_member::Model, person: &person::Model) {
    row.given_name.clone_from(&person.given_name);
    row.family_name.clone_from(&person.family_name);
    row.name_fold.clone_from(&person.name_fold);
    row.family_fold.clone_from(&person.family_fold);
    row.email_work.clone_from(&person.email_work);
}

/// The staff record of a person who joins, before names and details are applied.
pub(super) fn record(
    change: &Change<'_>,
    person_id: Uuid,
    main_school_id: Option<Uuid>,
    input: &CreateStaffMemberInput,
) -> staff_member::Model {
    staff_member::Model {
        id: change.new_key(),
        trust_id: change.tenant(),
        person_id,
        staff_no: input.number.trim().to_owned(),
        given_name: String::new(),
        family_name: String::new(),
        name_fold: String::new(),
        family_fold: String::new(),
        email_work: None,
        role_category: input.role_category,
        main_post_title: input.main_post_title.clone(),
        main_school_id,
        trn: None,
        continuous_service_from: None,
        trust_start: Some(input.trust_start.0),
        leaving_date: None,
        leaving_reason: None,
        qts_status: None,
        qts_date: None,
        ect_status: None,
        ect_period_end: None,
        right_to_work_expiry: None,
        teacher_pension_no: None,
        source_system: None,
        source_key: None,
        imported_at: None,
        updated_at: change.now(),
        row_version: 1,
    }
}
