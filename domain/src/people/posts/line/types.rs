//! The GraphQL types of a reporting line.

use async_graphql::{ID, SimpleObject};
use entity::{post, staff_member};
use graph::declare::{Coded, Linked};
use serde::Serialize;

use entity::codes::ReportingTier;

/// One step of a reporting line: a post above, or the board at the end.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportingStep {
    /// How many steps up it is: 1 is the line manager.
    pub distance: i64,
    /// In a school, in the central team, or on the board.
    pub tier: Coded<ReportingTier>,
    /// Title of the post, or `Trust board`.
    pub title: String,
    /// The post; null for the board.
    pub post: Option<Linked<post::Entity>>,
    #[graphql(deprecation = "Use `post`, the row itself. It is not removed before 2027-12-01.")]
    /// The global id of the post; null for the board.
    pub post_id: Option<ID>,
    /// The holders on that day: several where they share the post, none where it is vacant. For the board, its members,
    /// the chair first.
    pub holders: Vec<ReportingHolder>,
}

/// Who holds a post, or sits on the board.
#[derive(Debug, SimpleObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportingHolder {
    /// Given and family name.
    pub name: String,
    /// Role on the board, such as `CHAIR_TRUST`; null for a post.
    pub role: Option<String>,
    /// The member of staff; null on the board.
    pub staff_member: Option<Linked<staff_member::Entity>>,
    #[graphql(deprecation = "Use `staffMember`, the row itself. It is not removed before 2027-12-01.")]
    /// The global id of the member of staff; null on the board.
    pub staff_member_id: Option<ID>,
}
