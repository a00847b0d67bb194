//! A trust, sponsor or federation of the national register.

use entity::codes::RegisterGroupType;
use entity::register_membership;
use entity::register_trust::{Column as C, Entity};
use graph::Kind;
use graph::declare::{OPEN, Resource, batch, column, enumerated, lookup, object, owner, resource, text, to_many};

use super::census_sums::{Sum, sums};

/// The declaration.
#[must_use]
pub fn register_trust() -> Resource {
    resource("RegisterTrust", Entity, owner(), OPEN, "A trust, sponsor or federation of the national register (GIAS).")
        .root("registerTrusts", "Trusts, sponsors and federations of the national register.")
        .root_one("registerTrust", "A group of the national register by one of its keys.")
        .fields([
            column("uid", C::Uid, OPEN, "Number of the group.").filter().order(),
            text("groupId", C::GroupId, OPEN, "Group ID, such as `TR01553`.").filter(),
            text("name", C::Name, OPEN, "Name.").filter_folded(C::NameFold).order_by(C::NameFold),
            text("companiesHouseNumber", C::CompaniesHouseNo, OPEN, "Eight characters, leading zeros kept.").filter(),
            text("ukprn", C::Ukprn, OPEN, "UK provider reference number."),
            enumerated::<RegisterGroupType>("type", C::GroupType, OPEN, "What kind of group it is.").filter(),
            text("status", C::Status, OPEN, "Whether it is open, as the register has it.").filter(),
            column("incorporatedOn", C::IncorporatedOn, OPEN, "When the company was incorporated."),
            column("openedOn", C::OpenedOn, OPEN, "When the group opened."),
            column("closedOn", C::ClosedOn, OPEN, "When the group closed."),
            column(
                "entityUid",
                C::EntityUid,
                OPEN,
                "Number of the group that stands for the same legal entity: a sponsor's row names its \
             trust, so that academies are not counted twice.",
            )
            .filter(),
            object(
                "address",
                ("RegisterTrustAddress", "Address of a group of the register."),
                OPEN,
                "Registered address.",
                [
                    text("line1", C::AddressLine1, OPEN, "First line."),
                    text("town", C::Town, OPEN, "Town."),
                    text("county", C::County, OPEN, "County."),
                    text("postcode", C::Postcode, OPEN, "Postcode."),
                ],
            ),
            batch(
                "academyCount",
                [C::Id],
                Kind::Int,
                OPEN,
                "Schools that belong to it on `asOf`.",
                1,
                sums(Sum::Schools),
            )
            .as_of(),
            batch(
                "censusRoll",
                [C::Id],
                Kind::Int,
                OPEN,
                "Pupils on roll of its schools, by the last January census on or before `asOf`.",
                2,
                sums(Sum::Roll),
            )
            .as_of(),
            batch(
                "censusEhcpCount",
                [C::Id],
                Kind::Int,
                OPEN,
                "Pupils of its schools with an education, health and care plan, by the same census.",
                2,
                sums(Sum::Ehcp),
            )
            .as_of(),
            batch(
                "censusSenSupportCount",
                [C::Id],
                Kind::Int,
                OPEN,
                "Pupils of its schools with SEN support, by the same census.",
                2,
                sums(Sum::SenSupport),
            )
            .as_of(),
            batch(
                "censusEalCount",
                [C::Id],
                Kind::Int,
                OPEN,
                "Pupils of its schools with English as an additional language, by the same census.",
                2,
                sums(Sum::Eal),
            )
            .as_of(),
            batch(
                "censusFsm6Percent",
                [C::Id],
                Kind::Decimal(1),
                OPEN,
                "Pupils of its schools eligible for free school meals in the last six years, as a \
             percentage of the pupils that counts for (NORFSMEVER), to one decimal; null where the \
             census does not give that number.",
                2,
                sums(Sum::Fsm6),
            )
            .as_of(),
        ])
        .links([to_many(
            "memberships",
            "RegisterMembership",
            register_membership::Column::RegisterTrustId,
            OPEN,
            "Its schools over time, by the day they joined.",
        )
        .ordered(register_membership::Column::JoinedOn)])
        .lookups([lookup("uid", C::Uid, OPEN, "Number of the group.")])
        .ordered([C::NameFold])
}
