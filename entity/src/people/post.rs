//! Posts of the establishment, filled or not. Owned by the school, or by the trust for central ones.
//! Who holds a post is said by the contracts.

table! {
    /// A place in the staffing structure.
    post: tenant updated versioned {
        /// School of the post; none for the central team.
        school_id: Option<Uuid>,
        /// Title.
        title: String,
        /// `title` folded, for human order and search.
        title_fold: String,
        /// Category, as of a staff member.
        role_category: String,
        /// Post, code of the school workforce census.
        swc_post: Option<String>,
        /// Post this one reports to; none at the top.
        line_manager_post_id: Option<Uuid>,
        /// Established size, in hundredths of a full-time equivalent.
        fte_established_hundredths: i32,
        /// Account the salary is charged to.
        ledger_code_id: Option<Uuid>,
        /// `FILLED`, `VACANT` or `FROZEN`.
        status: String,
        /// Day from which it is vacant.
        vacancy_from: Option<Date>,
        /// `PERMANENT`, `FIXED_TERM` or `TEMPORARY`.
        tenure: Option<String>,
    }
}
