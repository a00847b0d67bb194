//! A trust, sponsor or federation of the national register.

use entity::codes::RegisterGroupType;
use entity::register_trust::{Column as C, Entity};
use graph::Kind;
use graph::declare::{CODE, LINE, OPEN, Resource, batch, column, enumerated, lookup, object, owner, resource, text};

use super::census_sums::{Sum, sums};

use crate::platform::postcode::POSTCODE;

/// The declaration.
#[must_use]
pub fn register_trust() -> Resource {
    resource("RegisterTrust", Entity, owner(), OPEN, "A trust, sponsor or federation of the national register (GIAS).")
        .root("registerTrusts", "Trusts, sponsors and federations of the national register.")
        .root_one("registerTrust", "One group of the national register, by `id` or another of its keys.")
        .fields([
            column("uid", C::Uid, OPEN, "Number (UID) of the group.").filter().order(),
            text("groupId", C::GroupId, CODE, OPEN, "Group ID, such as `TR01553`.").filter(),
            text("name", C::Name, LINE, OPEN, "Name of the group.").filter_folded(C::NameFold).order_by(C::NameFold),
            text(
                "companiesHouseNumber",
                C::CompaniesHouseNo,
                CODE,
                OPEN,
                "Companies House number: eight characters, with leading zeros.",
            )
            .filter(),
            text("ukprn", C::Ukprn, CODE, OPEN, "UK provider reference number."),
            enumerated::<RegisterGroupType>("type", C::GroupType, OPEN, "What kind of group it is.").filter(),
            text("status", C::Status, LINE, OPEN, "Whether it is open, in the words of the register.").filter(),
            column("incorporatedOn", C::IncorporatedOn, OPEN, "When the company was incorporated."),
            column("openedOn", C::OpenedOn, OPEN, "When the group opened."),
            column("closedOn", C::ClosedOn, OPEN, "When the group closed."),
            column(
                "entityUid",
                C::EntityUid,
                OPEN,
                "`uid` of the group that represents the same legal entity: the row of a sponsor names its trust, so \
                 that academies are not counted twice.",
            )
            .filter(),
            object(
                "address",
                ("RegisterTrustAddress", "Address of a group of the register."),
                OPEN,
                "Registered address.",
                [
                    text("line1", C::AddressLine1, LINE, OPEN, "First line."),
                    text("town", C::Town, LINE, OPEN, "Town."),
                    text("county", C::County, LINE, OPEN, "County."),
                    text("postcode", C::Postcode, POSTCODE, OPEN, "Postcode.").filter(),
                ],
            ),
            batch(
                "academyCount",
                [C::Id],
                Kind::Int,
                OPEN,
                "Number of schools that belong to it on `asOf`.",
                1,
                sums(Sum::Schools),
            )
            .as_of(),
            batch(
                "censusRoll",
                [C::Id],
                Kind::Int,
                OPEN,
                "Pupils on roll at its schools, summed over the last January census of each on or before `asOf`.",
                2,
                sums(Sum::Roll),
            )
            .as_of(),
            batch(
                "censusEhcpCount",
                [C::Id],
                Kind::Int,
                OPEN,
                "Pupils of its schools with an education, health and care plan, from the censuses that `censusRoll` \
                 sums.",
                2,
                sums(Sum::Ehcp),
            )
            .as_of(),
            batch(
                "censusSenSupportCount",
                [C::Id],
                Kind::Int,
                OPEN,
                "Pupils of its schools with SEN support, from the censuses that `censusRoll` sums.",
                2,
                sums(Sum::SenSupport),
            )
            .as_of(),
            batch(
                "censusEalCount",
                [C::Id],
                Kind::Int,
                OPEN,
                "Pupils of its schools with English as an additional language, from the censuses that `censusRoll` \
                 sums.",
                2,
                sums(Sum::Eal),
            )
            .as_of(),
            batch(
                "censusFsm6Percent",
                [C::Id],
                Kind::Decimal(1),
                OPEN,
                "Pupils of its schools eligible for free school meals at any time in the last six years, as a \
                 percentage: the sum of `fsm6` over the sum of `fsm6Roll`, to one decimal, over the schools whose \
                 census gives both; null where none does.",
                2,
                sums(Sum::Fsm6),
            )
            .as_of(),
        ])
        .lookups([lookup("uid", C::Uid, OPEN, "Number (UID) of the group.")])
        .ordered([C::NameFold])
}
