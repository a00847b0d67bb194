//! The trust: the accountable body with every academy under it.

use entity::trust::{Column as C, Entity};
use entity::{academic_year, school, trust_membership};
use graph::declare::{
    OPEN, Resource, batch_object, column, decimal, enumerated, enumeration, object, owner, resource, text, to_list,
    to_many,
};

use super::ARGUMENT as YEAR;
use super::codes::{TrustStatus, TrustType};
use crate::finance::charges::top_slice;
use crate::finance::position;
use crate::platform::access::permission::{FINANCE_AGGREGATE, FINANCE_READ, ORG_READ};

/// The declaration.
#[must_use]
pub fn trust() -> Resource {
    resource("Trust", Entity, owner(), OPEN, "The multi-academy trust: the charity accountable for its schools.")
        .fields([
            text("name", C::Name, OPEN, "Registered name.").filter_folded(C::NameFold).order_by(C::NameFold),
            text("companiesHouseNumber", C::CompaniesHouseNo, OPEN, "Eight characters, leading zeros kept."),
            text("ukprn", C::Ukprn, OPEN, "UK provider reference number."),
            column("giasGroupUid", C::GiasGroupUid, OPEN, "Number of the group in the national register."),
            text("giasGroupId", C::GiasGroupId, OPEN, "Group ID in the national register, such as `TR01553`."),
            enumerated(
                "type",
                C::TrustType,
                enumeration::<TrustType>(),
                OPEN,
                "Whether it runs one school or several.",
            ),
            enumerated("status", C::Status, enumeration::<TrustStatus>(), OPEN, "Whether it is open."),
            column("incorporatedOn", C::IncorporatedOn, OPEN, "When the company was incorporated."),
            object(
                "registeredAddress",
                ("TrustAddress", "Registered address of a trust."),
                OPEN,
                "Registered address.",
                [
                    text("line1", C::AddressLine1, OPEN, "First line."),
                    text("town", C::Town, OPEN, "Town."),
                    text("county", C::County, OPEN, "County."),
                    text("postcode", C::Postcode, OPEN, "Postcode."),
                ],
            ),
            text("website", C::Website, OPEN, "Web address."),
            text(
                "centralChargeModel",
                C::CentralChargeModel,
                ORG_READ,
                "How the centre is paid for: code of the model.",
            ),
            decimal(
                "reservesPolicyPercent",
                C::ReservesPolicyHundredths,
                2,
                ORG_READ,
                "Reserves the trust means to hold, as a percentage of income.",
            ),
            column("dbsRenewalMonths", C::DbsRenewalMonths, ORG_READ, "Months after which a DBS check is renewed."),
            column(
                "suppressionThreshold",
                C::SuppressionThreshold,
                ORG_READ,
                "The smallest group whose statistics are shown to those who may not see rows.",
            ),
            batch_object(
                "finance",
                [C::Id, C::ReservesPolicyHundredths],
                FINANCE_AGGREGATE,
                "The financial position of the whole trust in an academic year, with each school and the centre; null \
                 where there is no such year, or nobody has a budget in it and in the version asked for. It says itself whether it reconciles, and what is not known.",
                position::STATEMENTS,
                position::of_trust,
            )
            .argument(YEAR.0, YEAR.1, YEAR.2)
            .argument(position::VERSION.0, position::VERSION.1, position::VERSION.2),
            batch_object(
                "topSlice",
                [C::Id],
                FINANCE_READ,
                "What all schools pay for central services in an academic year; null where there is no such year, or \
                 no school has both a rule and a general annual grant in it.",
                top_slice::STATEMENTS,
                top_slice::of_trust,
            )
            .argument(YEAR.0, YEAR.1, YEAR.2),
        ])
        .links([
            to_many(
                "schools",
                "School",
                school::Column::TrustId,
                OPEN,
                "Its schools: members, joining and former ones, by name.",
            ),
            to_many(
                "memberships",
                "TrustMembership",
                trust_membership::Column::TrustId,
                OPEN,
                "Every membership, newest first.",
            )
            .newest_first(trust_membership::Column::JoinedOn),
            to_list(
                "academicYears",
                "AcademicYear",
                academic_year::Column::TrustId,
                OPEN,
                "Its academic years, in order.",
            )
            .ordered(academic_year::Column::StartsOn),
        ])
}
