//! The trust: the body that is accountable for all of its academies.

use entity::codes::{TrustStatus, TrustType};
use entity::trust::{Column as C, Entity};
use entity::{academic_year, school, trust_membership};
use graph::declare::{
    AS_IS, CODE, LINE, OPEN, Resource, URL, column, decimal, enumerated, object, owner, resource, text, to_list,
    to_many,
};

use crate::platform::access::permission::ORG_READ;
use crate::platform::postcode::POSTCODE;

/// The declaration.
#[must_use]
pub fn trust() -> Resource {
    resource("Trust", Entity, owner(), OPEN, "The multi-academy trust: the charity accountable for its schools.")
        .root_own("trust", "The trust that the caller is signed in to.")
        .fields([
            text("name", C::Name, LINE, OPEN, "Registered name.").filter_folded(C::NameFold).order_by(C::NameFold),
            text(
                "companiesHouseNumber",
                C::CompaniesHouseNo,
                CODE,
                OPEN,
                "Companies House number: eight characters, with leading zeros.",
            ),
            text("ukprn", C::Ukprn, CODE, OPEN, "UK provider reference number."),
            column("giasGroupUid", C::GiasGroupUid, OPEN, "Number (UID) of the group in the national register (GIAS)."),
            text("giasGroupId", C::GiasGroupId, CODE, OPEN, "Group ID in the national register, such as `TR01553`."),
            enumerated::<TrustType>("type", C::TrustType, OPEN, "Whether it runs one school or several."),
            enumerated::<TrustStatus>("status", C::Status, OPEN, "Whether it is open."),
            column("incorporatedOn", C::IncorporatedOn, OPEN, "When the company was incorporated."),
            object(
                "registeredAddress",
                ("TrustAddress", "Registered address of a trust."),
                OPEN,
                "Registered address.",
                [
                    text("line1", C::AddressLine1, LINE, OPEN, "First line."),
                    text("town", C::Town, LINE, OPEN, "Town."),
                    text("county", C::County, LINE, OPEN, "County."),
                    text("postcode", C::Postcode, POSTCODE, OPEN, "Postcode."),
                ],
            ),
            text("website", C::Website, URL, OPEN, "Web address."),
            text(
                "centralChargeModel",
                C::CentralChargeModel,
                AS_IS,
                ORG_READ,
                "Code of the model by which schools pay for the central team.",
            ),
            decimal(
                "reservesPolicyPercent",
                C::ReservesPolicyHundredths,
                2,
                ORG_READ,
                "Reserves that the trust aims to hold, as a percentage of income.",
            ),
            column("dbsRenewalMonths", C::DbsRenewalMonths, ORG_READ, "Months after which a DBS check is renewed."),
            column(
                "suppressionThreshold",
                C::SuppressionThreshold,
                ORG_READ,
                "Size of the smallest group whose statistics are returned to callers without row access; statistics of \
                 smaller groups are suppressed.",
            ),
        ])
        .links([
            to_many(
                "schools",
                "School",
                school::Column::TrustId,
                OPEN,
                "Schools by name: members, joining schools and former members.",
            ),
            to_many(
                "memberships",
                "TrustMembership",
                trust_membership::Column::TrustId,
                OPEN,
                "Memberships of all its schools, newest first.",
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
