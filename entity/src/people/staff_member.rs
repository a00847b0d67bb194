//! Employees of the trust, past ones too. Owned by the schools of their present and past posts.
//! Names are copies of the person's, written with them, so that a list of staff is one read.

use crate::codes::{EctStatus, LeavingReason, QtsStatus, RoleCategory};

table! {
    /// A person's employment record.
    staff_member: tenant imported updated versioned {
        /// Who it is.
        person_id: Uuid,
        /// Staff number of the trust.
        staff_no: String,
        /// Copy of the person's given names.
        given_name: String,
        /// Copy of the person's surname.
        family_name: String,
        /// Copy of the person's folded names, for search.
        name_fold: String,
        /// Copy of the person's folded surname, for human order.
        family_fold: String,
        /// E-mail address at work.
        email_work: Option<String>,
        /// What kind of work the person does.
        role_category: RoleCategory,
        /// Title of the main post.
        main_post_title: Option<String>,
        /// School of the main post; null for the central team.
        main_school_id: Option<Uuid>,
        /// Teacher reference number, seven digits.
        trn: Option<String>,
        /// Day from which service counts as unbroken.
        continuous_service_from: Option<Date>,
        /// First day in the trust's employment.
        trust_start: Option<Date>,
        /// Last day in the trust's employment.
        leaving_date: Option<Date>,
        /// Why the person left.
        leaving_reason: Option<LeavingReason>,
        /// Qualified teacher status.
        qts_status: Option<QtsStatus>,
        /// Day the status was awarded.
        qts_date: Option<Date>,
        /// Induction of an early career teacher.
        ect_status: Option<EctStatus>,
        /// Day the induction period ends.
        ect_period_end: Option<Date>,
        /// Day the leave to work ends, if it does.
        right_to_work_expiry: Option<Date>,
        /// Teachers' Pensions reference.
        teacher_pension_no: Option<String>,
    }
}
