//! An allowance paid under a contract for a period.

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
        "An allowance paid under a contract for a period.",
    )
    .fields([
        enumerated::<AllowanceKind>("kind", C::Kind, OPEN, "Kind of allowance.").special(PAY).filter(),
        money("amount", C::AmountPence, OPEN, "Annual amount before `share` is applied.").special(PAY).filter().order(),
        column("startsOn", C::StartsOn, OPEN, "First day of the allowance.").filter().order(),
        column("endsOn", C::EndsOn, OPEN, "Last day on which it is paid; null where it has no end.").filter(),
        decimal(
            "share",
            C::ShareThousandths,
            3,
            OPEN,
            "Share of `amount` that is paid, from 0 to 1: 1 is the full amount.",
        ),
    ])
    .links([to_one("contract", "Contract", C::ContractId, OPEN, "The contract.")
        .back_list("allowances", PAY_READ, "Allowances, past ones too, oldest first.")
        .ordered(C::StartsOn)])
    .ordered([C::StartsOn])
    .data_subject("Person", C::PersonId)
}
