//! A post of a school or of the central team: filled by one person, by several who share it, or by nobody.

use entity::codes::{PostStatus, RoleCategory, Tenure};
use entity::post::{Column as C, Entity};
use graph::declare::{
    CODE, LINE, OPEN, Resource, batch_object, column, decimal, enumerated, owner, resource, text, to_one,
};

use super::line;
use crate::platform::access::permission::{DIRECTORY_READ, DIRECTORY_WRITE, FINANCE_READ, FINANCE_WRITE};
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
    .root("posts", "Posts, filled and vacant.")
    .shapes_rights()
    .fields([
        text("title", C::Title, LINE, OPEN, "Title of the post.").filter_folded(C::TitleFold).order_by(C::TitleFold),
        enumerated::<RoleCategory>("roleCategory", C::RoleCategory, OPEN, "Kind of work.").filter(),
        text(
            "workforceCensusPost",
            C::WorkforceCensusPost,
            CODE,
            OPEN,
            "Code of the post in the school workforce census.",
        ),
        decimal(
            "fteEstablished",
            C::FteEstablishedHundredths,
            2,
            OPEN,
            "Full-time equivalent of the post in the establishment.",
        )
        .filter(),
        enumerated::<PostStatus>("status", C::Status, OPEN, "Whether the post is filled, vacant or frozen.").filter(),
        column(
            "vacancyFrom",
            C::VacancyFrom,
            OPEN,
            "First day of the vacancy, past or future; null while the post is filled.",
        )
        .filter()
        .order(),
        enumerated::<Tenure>("tenure", C::Tenure, OPEN, "Whether the post is permanent or for a limited time.")
            .filter(),
        batch_object(
            "reportsTo",
            [C::TrustId, C::Id],
            DIRECTORY_READ.by(owner()),
            "The posts above this one on `asOf`, nearest first, up to the executives and the board, with their \
             holders. They may be outside the school, so this needs DIRECTORY_READ with reach TRUST.",
            line::STATEMENTS,
            line::of_posts,
        )
        .as_of(),
    ])
    .links([
        to_one("school", "School", C::SchoolId, OPEN, "The school; null for the central team.")
            .back("posts", DIRECTORY_READ, "Posts of the school, by title.")
            .apart("posts are a list of their own"),
        to_one("lineManager", "Post", C::LineManagerPostId, OPEN, "The post it reports to.")
            .back("reports", OPEN, "The posts that report to this one.")
            .apart("posts are a list of their own"),
        to_one("budgetCode", "LedgerCode", C::LedgerCodeId, FINANCE_READ, "The ledger code it is paid from."),
    ])
    .ordered([C::TitleFold])
    .written(DIRECTORY_WRITE)
    .guarded([C::LedgerCodeId], FINANCE_WRITE)
}
