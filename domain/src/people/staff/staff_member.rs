//! A member of staff: one per person, whatever the number of posts.

use entity::codes::{EctStatus, LeavingReason, QtsStatus, RoleCategory};
use entity::staff_member::{Column as C, Entity};
use graph::declare::{
    DeriveContext, OPEN, Resource, batch_object, col, column, derived, enumerated, lookup, owner, resource, text,
    to_one,
};
use graph::{Kind, Value};

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
        "A member of staff, now or in the past: one per person, whatever the number of posts.",
    )
    .root("staff", "Members of staff, by name.")
    .root_one("staffMember", "A member of staff by one of the keys.")
    .shapes_rights()
    .fields([
        text("givenName", C::GivenName, OPEN, "Given name."),
        text("familyName", C::FamilyName, OPEN, "Family name.").filter_folded(C::FamilyFold).order_by(C::FamilyFold),
        text("emailWork", C::EmailWork, OPEN, "Work e-mail."),
        enumerated::<RoleCategory>("roleCategory", C::RoleCategory, OPEN, "What kind of work the main post is.")
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
        enumerated::<LeavingReason>("leavingReason", C::LeavingReason, STAFF_READ, "Why the person left."),
        enumerated::<QtsStatus>("qtsStatus", C::QtsStatus, STAFF_READ, "Qualified teacher status.").filter(),
        column("qtsDate", C::QtsDate, STAFF_READ, "When it was awarded."),
        enumerated::<EctStatus>(
            "ectStatus",
            C::EctStatus,
            STAFF_READ,
            "Where the induction of an early career teacher stands.",
        )
        .filter(),
        column("ectPeriodEnd", C::EctPeriodEnd, STAFF_READ, "When induction ends."),
        column("rightToWorkExpiry", C::RightToWorkExpiry, VETTING_STATUS, "When the right to work runs out.").filter(),
        text("teacherPensionNumber", C::TeacherPensionNo, PAY_IDENTITY_READ, "Number in the Teachers' Pension Scheme.")
            .special(PAY_IDENTITY),
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
    ])
    .links([
        to_one("person", "Person", C::PersonId, OPEN, "The person.").back_one(
            "staffMember",
            OPEN,
            "The person as a member of staff.",
        ),
        to_one("mainSchool", "School", C::MainSchoolId, OPEN, "School of the main post; null for the central team."),
    ])
    .lookups([lookup("number", C::StaffNo, STAFF_READ, "Staff number.")])
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
