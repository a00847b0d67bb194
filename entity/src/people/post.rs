//! Posts of the establishment, filled or not. Owned by the school, or by the trust for central ones.
//! The contracts say who holds a post.

use crate::codes::{PostStatus, RoleCategory, Tenure};

table! {
    /// A place in the staffing structure.
    post: tenant updated versioned {
        /// School of the post; null for the central team.
        school_id: Option<Uuid>,
        /// Title.
        title: String,
        /// `title` folded, for human order and search.
        title_fold: String,
        /// What kind of work it is.
        role_category: RoleCategory,
        /// Code of the post in the school workforce census.
        workforce_census_post: Option<String>,
        /// Post this one reports to; null at the top.
        line_manager_post_id: Option<Uuid>,
        /// Established size, in hundredths of a full-time equivalent.
        fte_established_hundredths: i32,
        /// Account the salary is charged to.
        ledger_code_id: Option<Uuid>,
        /// Whether the post is filled.
        status: PostStatus,
        /// Day from which it is vacant.
        vacancy_from: Option<Date>,
        /// For how long the post exists.
        tenure: Option<Tenure>,
    }
}
