//! A code of the trust's chart of accounts.

use entity::codes::{FundType, LedgerType};
use entity::ledger_code::{Column as C, Entity};
use graph::declare::{CODE, LINE, OPEN, Resource, column, enumerated, lookup, resource, text};

use crate::platform::access::permission::FINANCE_AGGREGATE;
use crate::platform::access::reach::of_everyone;

/// The declaration.
#[must_use]
pub fn ledger_code() -> Resource {
    resource("LedgerCode", Entity, of_everyone(), FINANCE_AGGREGATE, "A code of the trust's chart of accounts.")
        .root("ledgerCodes", "The chart of accounts.")
        .fields([
            text("code", C::Code, CODE, OPEN, "Code; those of the department have five digits and end in 0.")
                .filter()
                .order(),
            text("name", C::Name, LINE, OPEN, "Name.").filter_folded(C::NameFold).order_by(C::NameFold),
            enumerated::<LedgerType>("type", C::Type, OPEN, "What it counts.").filter(),
            text(
                "categoryCode",
                C::CategoryCode,
                CODE,
                OPEN,
                "Line of the department's return it belongs to, such as `BAE010`.",
            )
            .filter()
            .order(),
            enumerated::<FundType>(
                "fundType",
                C::FundType,
                OPEN,
                "What its money may be used for, where the code restricts it.",
            )
            .filter(),
            column("active", C::Active, OPEN, "Whether it may be posted to.").filter(),
        ])
        .lookups([lookup("code", C::Code, FINANCE_AGGREGATE, "Code.")])
        .ordered([C::Code])
}
