//! A post of a school or of the central team: filled by one person, by several who share it, or by nobody.

use entity::post::{Column as C, Entity};
use entity::{contract, reporting_line};
use graph::declare::{
    OPEN, Resource, batch_object, column, decimal, enumerated, enumeration, owner, resource, text, to_many, to_one,
};

use super::line;
use crate::people::codes::{PostStatus, RoleCategory, Tenure};
use crate::platform::access::permission::{DIRECTORY_READ, DIRECTORY_WRITE, FINANCE_READ, FINANCE_WRITE, STAFF_READ};
use crate::platform::access::reach::of_school;

/// The declaration.
#[must_use]
pub fn post() -> Resource {
    resource(
        "Post",
        Entity,
        of_school(C::SchoolId),
        DIRECTORY_READ,
        "A post of a school or of the central team: filled by one person, shared by several, or vacant.",
    )
    .fields([
        text("title", C::Title, OPEN, "Title.").filter_folded(C::TitleFold).order_by(C::TitleFold),
        enumerated("roleCategory", C::RoleCategory, enumeration::<RoleCategory>(), OPEN, "What kind of work it is.")
            .filter(),
        text("workforceCensusPost", C::SwcPost, OPEN, "Code of the school workforce census."),
        decimal("fteEstablished", C::FteEstablishedHundredths, 2, OPEN, "Full-time equivalent that is established.")
            .filter(),
        enumerated("status", C::Status, enumeration::<PostStatus>(), OPEN, "Whether it is filled.").filter(),
        column("vacancyFrom", C::VacancyFrom, OPEN, "Since when, or from when, it is vacant.").filter().order(),
        enumerated("tenure", C::Tenure, enumeration::<Tenure>(), OPEN, "For how long it is there.").filter(),
        batch_object(
            "reportsTo",
            [C::TrustId, C::Id],
            DIRECTORY_READ.by(owner()),
            "The posts above it on `asOf`, nearest first, up to the executives and the board, with who holds them. It \
             leads out of the school, so it asks for the directory of the trust.",
            line::STATEMENTS,
            line::of_posts,
        )
        .as_of(),
        column("rowVersion", C::RowVersion, OPEN, "Rises with every change: a change names the one that was read."),
        column("updatedAt", C::UpdatedAt, OPEN, "When the row last changed.").filter().order(),
    ])
    .links([
        to_one("school", "School", C::SchoolId, OPEN, "The school; null for the central team."),
        to_one("lineManager", "Post", C::LineManagerPostId, OPEN, "The post it reports to."),
        to_many("reports", "Post", C::LineManagerPostId, OPEN, "The posts that report to it."),
        to_many(
            "pastLines",
            "ReportingLine",
            reporting_line::Column::PostId,
            OPEN,
            "What it reported to in the past, where that was another post.",
        ),
        to_many(
            "contracts",
            "Contract",
            contract::Column::PostId,
            STAFF_READ,
            "Who holds and held it: several at once share it, newest first.",
        )
        .newest_first(contract::Column::StartsOn),
        to_one("budgetCode", "LedgerCode", C::LedgerCodeId, FINANCE_READ, "The ledger code it is paid from."),
    ])
    .ordered([C::TitleFold])
    .written(DIRECTORY_WRITE)
    .guarded([C::LedgerCodeId], FINANCE_WRITE)
}
