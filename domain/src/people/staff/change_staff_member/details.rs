//! The inputs `PersonInput` and `StaffDetailsInput`: applied to the existing rows, and checked.

use async_graphql::{InputObject, MaybeUndefined};
use chrono::{Datelike, NaiveDate};
use entity::codes::{EctStatus, LeavingReason, QtsStatus, Sex};
use entity::{person, staff_member};
use graph::declare::{CODE, EMAIL, LINE, NAME, PROSE, TextClass};
use graph::mutate::{Change, UserError, UserErrorCode};
use uuid::Uuid;

use super::CreateStaffMemberInput;
use crate::people::identifiers::{NI_NUMBER, TRN};
use crate::platform::input::{Day, cleaned};
use crate::platform::postcode::POSTCODE;
use crate::platform::telephone::TELEPHONE;

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
        let mut reading = Reading { at, errors };
        for (field, place, given) in [
            ("givenName", &mut row.given_name, self.given_name),
            ("familyName", &mut row.family_name, self.family_name),
        ] {
            if let Some(given) = given {
                *place = cleaned(NAME, &given, &[at, field], reading.errors).unwrap_or_default();
            }
        }
        self.date_of_birth.map_value(|day| day.0).update_to(&mut row.date_of_birth);
        self.sex.update_to(&mut row.sex);
        for (field, class, place, given) in [
            ("title", LINE, &mut row.title, self.title),
            ("preferredName", NAME, &mut row.preferred_name, self.preferred_name),
            ("formerNames", LINE, &mut row.former_names, self.former_names),
            ("addressLine1", LINE, &mut row.address_line1, self.address_line1),
            ("town", LINE, &mut row.town, self.town),
            ("postcode", POSTCODE, &mut row.postcode, self.postcode),
            ("phone", TELEPHONE, &mut row.phone, self.phone),
            ("emailWork", EMAIL, &mut row.email_work, self.email_work),
            ("emailPersonal", EMAIL, &mut row.email_personal, self.email_personal),
            ("niNumber", NI_NUMBER, &mut row.ni_number, self.ni_number),
            ("ethnicity", CODE, &mut row.ethnicity, self.ethnicity),
            ("religion", LINE, &mut row.religion, self.religion),
            ("sexualOrientation", LINE, &mut row.sexual_orientation, self.sexual_orientation),
            ("disability", PROSE, &mut row.disability, self.disability),
            ("nationality", LINE, &mut row.nationality, self.nationality),
        ] {
            reading.text(field, class, place, given);
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
        let mut reading = Reading { at: "details", errors };
        let pension = (&mut row.teacher_pension_no, self.teacher_pension_number);
        reading.text("teacherPensionNumber", CODE, pension.0, pension.1);
        reading.text("trn", TRN, &mut row.trn, self.trn);
    }
}

/// Texts of a part of the input, and what is wrong with them.
struct Reading<'e> {
    at: &'e str,
    errors: &'e mut Vec<UserError>,
}

impl Reading<'_> {
    /// A text that is left out stays; null, or one of which nothing can be seen, empties it.
    fn text(&mut self, field: &str, class: TextClass, place: &mut Option<String>, given: MaybeUndefined<String>) {
        match given {
            MaybeUndefined::Value(text) => *place = cleaned(class, &text, &[self.at, field], self.errors),
            other => other.update_to(place),
        }
    }
}

/// Checks that there are names, and the date of birth.
pub(super) fn named(row: &person::Model, at: &str, errors: &mut Vec<UserError>) {
    for (field, name) in [("givenName", &row.given_name), ("familyName", &row.family_name)] {
        let path = [at, field];
        if name.is_empty() && errors.iter().all(|error| error.field != path) {
            errors.push(UserError::new(UserErrorCode::BadUserInput, &path, "give a name"));
        }
    }
    if row.date_of_birth.is_some_and(|born| !(1900..=2020).contains(&born.year())) {
        let message = "give a date of birth from 1900 to 2020";
        errors.push(UserError::new(UserErrorCode::BadUserInput, &[at, "dateOfBirth"], message));
    }
}

/// Cleans and checks the staff number, the title and the days.
pub(super) fn checked(row: &mut staff_member::Model, errors: &mut Vec<UserError>) {
    let mut refuse = |field: &[&str], message: String| {
        errors.push(UserError::new(UserErrorCode::BadUserInput, field, message));
    };
    match CODE.clean(&row.staff_no) {
        Ok(number) if !number.is_empty() => row.staff_no = number,
        Ok(_) => refuse(&["number"], "give a staff number".to_owned()),
        Err(fault) => refuse(&["number"], fault),
    }
    match row.main_post_title.as_deref().map(|title| LINE.clean(title)) {
        None => {}
        Some(Ok(title)) => row.main_post_title = Some(title).filter(|title| !title.is_empty()),
        Some(Err(fault)) => refuse(&["mainPostTitle"], fault),
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
        staff_no: input.number.clone(),
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
