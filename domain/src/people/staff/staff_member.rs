//! A member of staff: one per person, whatever the number of posts.

use entity::staff_member::{Column as C, Entity};
use entity::{contract, staff_school, staff_subject, teaching_assignment};
use graph::declare::{
    DeriveContext, OPEN, Resource, batch_object, col, column, derived, enumerated, enumeration, lookup, owner,
    resource, text, through, to_list, to_many, to_one,
};
use graph::{Kind, Value};

use crate::people::codes::{EctStatus, LeavingReason, QtsStatus, RoleCategory};
use crate::people::payroll;
use crate::people::posts::line;
use crate::platform::access::permission::*;
use crate::platform::access::reach::{SELF, of_staff};
use crate::platform::age::years_between;
use crate::trust::ARGUMENT as YEAR;

/// The declaration.
#[must_use]
pub fn staff_member() -> Resource {
    resource(
        "StaffMember",
        Entity,
        of_staff(C::PersonId),
        DIRECTORY_READ,
        "A member of staff, now or in the past: one per person, whatever the number of posts.",
    )
    .fields([
        text("givenName", C::GivenName, OPEN, "Given name."),
        text("familyName", C::FamilyName, OPEN, "Family name.").filter_folded(C::FamilyFold).order_by(C::FamilyFold),
        text("emailWork", C::EmailWork, OPEN, "Work e-mail."),
        enumerated(
            "roleCategory",
            C::RoleCategory,
            enumeration::<RoleCategory>(),
            OPEN,
            "What kind of work the main post is.",
        )
        .filter()
        .order(),
        text("mainPostTitle", C::MainPostTitle, OPEN, "Title of the main post.").filter(),
        text("number", C::StaffNo, STAFF_READ, "Staff number.").filter(),
        text("trn", C::Trn, STAFF_READ, "Teacher reference number: seven digits.").filter(),
        column(
            "continuousServiceFrom",
            C::ContinuousServiceFrom,
            STAFF_READ,
            "From when service is counted without a break.",
        )
        .filter()
        .order(),
        column("trustStart", C::TrustStart, STAFF_READ, "First day in the trust.").filter().order(),
        derived(
            "lengthOfService",
            [C::ContinuousServiceFrom, C::TrustStart],
            Kind::Int,
            STAFF_READ,
            "Completed years of service on `asOf`.",
            service,
        )
        .as_of(),
        column("leavingDate", C::LeavingDate, STAFF_READ, "Last day.").filter().order(),
        enumerated(
            "leavingReason",
            C::LeavingReason,
            enumeration::<LeavingReason>(),
            STAFF_READ,
            "Why the person left.",
        ),
        enumerated("qtsStatus", C::QtsStatus, enumeration::<QtsStatus>(), STAFF_READ, "Qualified teacher status.")
            .filter(),
        column("qtsDate", C::QtsDate, STAFF_READ, "When it was awarded."),
        enumerated(
            "ectStatus",
            C::EctStatus,
            enumeration::<EctStatus>(),
            STAFF_READ,
            "Where the induction of an early career teacher stands.",
        )
        .filter(),
        column("ectPeriodEnd", C::EctPeriodEnd, STAFF_READ, "When induction ends."),
        column("rightToWorkExpiry", C::RightToWorkExpiry, VETTING_STATUS, "When the right to work runs out.").filter(),
        text("teacherPensionNumber", C::TeacherPensionNo, PAY_IDENTITY_READ, "Number in the Teachers' Pension Scheme."),
        batch_object(
            "cost",
            [C::TrustId, C::PersonId],
            // All contracts together tell of those at other schools too: a school asks each contract for its own.
            PAY_READ.by(owner().reached(SELF, col(C::PersonId))),
            "What the person costs in an academic year over all contracts: to who may see pay in the whole trust, and \
             to the person, who is not told the levy. A school finds its own part in `Contract.cost`. Null where some \
             contract's is not known.",
            payroll::STATEMENTS,
            payroll::of_staff,
        )
        .argument(YEAR.0, YEAR.1, YEAR.2),
        batch_object(
            "managementChain",
            [C::TrustId, C::Id],
            DIRECTORY_READ.by(owner()),
            "Whom the person reports to on `asOf`, from the main post of that day up to the executives and the board; \
             null for who holds no post then. It leads out of the school, so it asks for the directory of the trust.",
            line::STATEMENTS,
            line::of_staff,
        )
        .as_of(),
        text("sourceSystem", C::SourceSystem, STAFF_READ, "The system the row came from."),
        column("rowVersion", C::RowVersion, OPEN, "Rises with every change: a change names the one that was read."),
        column("updatedAt", C::UpdatedAt, OPEN, "When the row last changed.").filter().order(),
    ])
    .links([
        to_one("person", "Person", C::PersonId, OPEN, "The person."),
        to_one("mainSchool", "School", C::MainSchoolId, OPEN, "School of the main post; null for the central team."),
        through(
            "schools",
            "School",
            (staff_school::Column::StaffId, staff_school::Column::SchoolId),
            OPEN,
            "Where the person works on `asOf`.",
        )
        .dated(staff_school::Column::StartsOn, staff_school::Column::EndsOn),
        to_many(
            "spells",
            "StaffSpell",
            staff_school::Column::StaffId,
            OPEN,
            "When the person worked at which school, newest first.",
        )
        .newest_first(staff_school::Column::StartsOn),
        to_many(
            "contracts",
            "Contract",
            contract::Column::StaffId,
            STAFF_READ,
            "Contracts, past ones too, newest first.",
        )
        .newest_first(contract::Column::StartsOn),
        to_many(
            "teaching",
            "TeachingAssignment",
            teaching_assignment::Column::StaffId,
            OPEN,
            "Classes taught, newest first.",
        )
        .newest_first(teaching_assignment::Column::StartsOn),
        to_list("subjects", "StaffSubject", staff_subject::Column::StaffId, OPEN, "Subjects the person knows."),
    ])
    .lookups([lookup("number", C::StaffNo, STAFF_READ, "Staff number.")])
    .ordered([C::FamilyFold, C::NameFold])
    .searched_by(C::NameFold)
    .home(C::MainSchoolId)
    .written(STAFF_WRITE)
    .guarded([C::TeacherPensionNo], PAY_IDENTITY_WRITE)
    .guarded([C::RightToWorkExpiry], VETTING_WRITE)
    .about("Person", C::PersonId)
}

fn service(inputs: &[Value], context: &DeriveContext) -> Value {
    inputs[0].as_date().or(inputs[1].as_date()).map_or(Value::Null, |from| years_between(from, context.as_of))
}
