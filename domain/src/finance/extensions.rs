//! What this folder adds to the trust and its schools: positions, what is charged for the centre, funding.

use entity::{school::Column as S, trust::Column as T};
use graph::declare::{Extension, batch_object, extend};

use super::charges::top_slice;
use super::grants::funding;
use super::position;
use crate::platform::access::permission::{FINANCE_AGGREGATE, FINANCE_READ};
use crate::trust::ARGUMENT as YEAR;

/// The figures of a school.
pub(super) fn school() -> Extension {
    extend("School").fields([
        batch_object(
            "finance",
            [S::TrustId, S::Id],
            FINANCE_AGGREGATE,
            "Its financial position in an academic year; null without a budget of that year and version.",
            position::STATEMENTS,
            position::of_schools,
        )
        .argument(YEAR.0, YEAR.1, YEAR.2)
        .argument(position::VERSION.0, position::VERSION.1, position::VERSION.2),
        batch_object(
            "topSlice",
            [S::TrustId, S::Id],
            FINANCE_READ,
            "What it pays for central services in an academic year: rule, basis, amount and what it pays for; null \
             where no rule applies or a figure that the rule needs is not known.",
            top_slice::STATEMENTS,
            top_slice::of_schools,
        )
        .argument(YEAR.0, YEAR.1, YEAR.2),
        batch_object(
            "funding",
            [S::TrustId, S::Id],
            FINANCE_READ,
            "What it is funded with in an academic year before and after the trust allocates it, and what moved it; \
             null without a grant.",
            funding::STATEMENTS,
            funding::of_schools,
        )
        .argument(YEAR.0, YEAR.1, YEAR.2),
    ])
}

/// The figures of the whole trust.
pub(super) fn trust() -> Extension {
    extend("Trust").fields([
        batch_object(
            "finance",
            [T::Id, T::ReservesPolicyHundredths],
            FINANCE_AGGREGATE,
            "The financial position of the whole trust in an academic year, with each school and the centre; null \
                 where there is no such year, or no budget of the year has the version asked for. `reconciles` \
                 and `unknown` show whether it adds up and what is not known.",
            position::STATEMENTS,
            position::of_trust,
        )
        .argument(YEAR.0, YEAR.1, YEAR.2)
        .argument(position::VERSION.0, position::VERSION.1, position::VERSION.2),
        batch_object(
            "topSlice",
            [T::Id],
            FINANCE_READ,
            "What all schools pay for central services in an academic year; null where there is no such year, or \
                 no school has both a rule and a general annual grant in it.",
            top_slice::STATEMENTS,
            top_slice::of_trust,
        )
        .argument(YEAR.0, YEAR.1, YEAR.2),
    ])
}
