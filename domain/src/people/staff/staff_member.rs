//! A member of staff: one per person, whatever the number of posts.

use entity::codes::{EctStatus, LeavingReason, QtsStatus, RoleCategory};
use entity::staff_member::{Column as C, Entity};
use graph::declare::{
    CODE, DeriveContext, EMAIL, LINE, NAME, OPEN, Resource, batch_object, col, column, derived, enumerated, lookup,
    owner, resource, text, to_one,
};
use graph::{Kind, Value};

use crate::people::identifiers::TRN;
use crate::people::payroll;
use crate::people::posts::line;
use crate::platform::access::compartment::PAY_IDENTITY;
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
        "A member of staff, present or past. A person has one such row, whatever the number of posts.",
    )
    .root("staff", "Members of staff, by name.")
    .root_one("staffMember", "One member of staff, by `id` or another of the keys.")
    .shapes_rights()
    .fields([
        text("givenName", C::GivenName, NAME, OPEN, "Given name."),
        text("familyName", C::FamilyName, NAME, OPEN, "Family name.")
            .filter_folded(C::FamilyFold)
            .order_by(C::FamilyFold),
        text("emailWork", C::EmailWork, EMAIL, OPEN, "Work e-mail.").filter(),
        enumerated::<RoleCategory>("roleCategory", C::RoleCategory, OPEN, "Kind of work of the main post.")
            .filter()
            .order(),
        text("mainPostTitle", C::MainPostTitle, LINE, OPEN, "Title of the main post.").filter(),
        text("number", C::StaffNo, CODE, STAFF_READ, "Staff number, unique in the trust.").filter(),
        text("trn", C::Trn, TRN, STAFF_READ, "Teacher reference number: seven digits.").filter(),
        column(
            "continuousServiceFrom",
            C::ContinuousServiceFrom,
            STAFF_READ,
            "First day of continuous service, which may be before the first day in the trust.",
        )
        .filter()
        .order(),
        column("trustStart", C::TrustStart, STAFF_READ, "First day in the trust.").filter().order(),
        derived(
            "lengthOfService",
            [C::ContinuousServiceFrom, C::TrustStart],
            Kind::Int,
            STAFF_READ,
            "Completed years of service on `asOf`, from `continuousServiceFrom`, or else from `trustStart`.",
            service,
        )
        .as_of(),
        column("leavingDate", C::LeavingDate, STAFF_READ, "Last day in the trust; null where none is set.")
            .filter()
            .order(),
        enumerated::<LeavingReason>("leavingReason", C::LeavingReason, STAFF_READ, "Why the person left."),
        enumerated::<QtsStatus>("qtsStatus", C::QtsStatus, STAFF_READ, "Qualified teacher status.").filter(),
        column("qtsDate", C::QtsDate, STAFF_READ, "Day on which qualified teacher status was awarded."),
        enumerated::<EctStatus>(
            "ectStatus",
            C::EctStatus,
            STAFF_READ,
            "Status of the induction of an early career teacher (ECT).",
        )
        .filter(),
        column("ectPeriodEnd", C::EctPeriodEnd, STAFF_READ, "Day on which the ECT induction ends."),
        column("rightToWorkExpiry", C::RightToWorkExpiry, VETTING_STATUS, "Day on which the right to work expires.")
            .filter(),
        text(
            "teacherPensionNumber",
            C::TeacherPensionNo,
            CODE,
            PAY_IDENTITY_READ,
            "Number in the Teachers' Pension Scheme.",
        )
        .special(PAY_IDENTITY),
        batch_object(
            "cost",
            [C::TrustId, C::PersonId],
            // The sum over all contracts reveals pay at other schools, so the reach SCHOOL is left out: a school reads
            // `Contract.cost`.
            PAY_READ.by(owner().reached(SELF, col(C::PersonId))),
            "Cost of the person in an academic year, over all contracts. It needs PAY_READ with reach TRUST, or SELF: \
             for the person themselves `levy` is null. For the contracts of one school read `Contract.cost`. Null \
             where the cost of one of the contracts is unknown.",
            payroll::STATEMENTS,
            payroll::of_staff,
        )
        .argument(YEAR.0, YEAR.1, YEAR.2),
        batch_object(
            "managementChain",
            [C::TrustId, C::Id],
            DIRECTORY_READ.by(owner()),
            "The posts that the person reports to on `asOf`, from the line manager of the main post up to the \
             executives and the board; null where the person holds no post on that day. They may be outside the \
             school, so this needs DIRECTORY_READ with reach TRUST.",
            line::STATEMENTS,
            line::of_staff,
        )
        .as_of(),
        text("sourceSystem", C::SourceSystem, LINE, STAFF_READ, "The system that the row was imported from."),
    ])
    .links([
        to_one("person", "Person", C::PersonId, OPEN, "The person.")
            .back_one("staffMember", OPEN, "The person's record as a member of staff; null where there is none.")
            .follows(OPEN)
            .apart("a member of staff is followed as such"),
        to_one("mainSchool", "School", C::MainSchoolId, OPEN, "School of the main post; null for the central team."),
    ])
    .lookups([lookup("number", C::StaffNo, STAFF_READ, "Staff number, unique in the trust.")])
    .ordered([C::FamilyFold, C::NameFold])
    .searched_by(C::NameFold)
    .owner_column(C::MainSchoolId)
    .written(STAFF_WRITE)
    .guarded([C::TeacherPensionNo], PAY_IDENTITY_WRITE)
    .guarded([C::RightToWorkExpiry], VETTING_WRITE)
    .data_subject("Person", C::PersonId)
}

fn service(inputs: &[Value], context: &DeriveContext) -> Value {
    inputs[0].as_date().or(inputs[1].as_date()).map_or(Value::Null, |from| years_between(from, context.as_of))
}
