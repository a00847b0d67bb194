//! An allowance of a contract, for a time.

use entity::codes::AllowanceKind;
use entity::contract_allowance::{Column as C, Entity};
use graph::declare::{OPEN, Resource, column, decimal, enumerated, money, resource, to_one};

use crate::platform::access::compartment::PAY;
use crate::platform::access::permission::PAY_READ;
use crate::platform::access::reach::of_school_and_person;

/// The declaration.
#[must_use]
pub fn contract_allowance() -> Resource {
    resource(
        "ContractAllowance",
        Entity,
        of_school_and_person(C::SchoolId, C::PersonId),
        PAY_READ,
        "An allowance of a contract, for a time.",
    )
    .fields([
        enumerated::<AllowanceKind>("kind", C::Kind, OPEN, "What it is for.").special(PAY).filter(),
        money("amount", C::AmountPence, OPEN, "Amount a year at full time.").special(PAY).filter().order(),
        column("startsOn", C::StartsOn, OPEN, "First day.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "First day on which it no longer holds; null while it is open.").filter(),
        decimal("share", C::ShareThousandths, 3, OPEN, "The share that is paid; 1 is not reduced."),
    ])
    .links([to_one("contract", "Contract", C::ContractId, OPEN, "The contract.")])
    .ordered([C::StartsOn])
    .data_subject("Person", C::PersonId)
}
