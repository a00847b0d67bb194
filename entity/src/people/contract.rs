//! Contracts of employment. Owned by the school of the post.
//! School and person repeat those of post and staff member, so that scope needs no join.

use crate::codes::{ContractType, PensionScheme, WorkingPattern};

table! {
    /// A staff member's contract for one post.
    contract: tenant imported updated versioned {
        /// Staff member employed.
        staff_id: Uuid,
        /// The same person's record.
        person_id: Uuid,
        /// Post held.
        post_id: Uuid,
        /// School of the post; null for the central team.
        school_id: Option<Uuid>,
        /// Kind of contract.
        contract_type: ContractType,
        /// How the hours lie.
        working_pattern: WorkingPattern,
        /// First day.
        starts_on: Date,
        /// First day no longer in force; null while open.
        ends_on: Option<Date>,
        /// Contracted hours a week, in hundredths.
        hours_per_week_hundredths: i32,
        /// Hours a week of a full-time colleague, in hundredths.
        full_time_hours_hundredths: i32,
        /// Weeks worked in a year, in thousandths.
        weeks_worked_thousandths: i32,
        /// Weeks paid in a year, in thousandths; 52143 for all year.
        paid_weeks_thousandths: i32,
        /// Scale paid on; null for a spot salary.
        pay_scale_id: Option<Uuid>,
        /// Name of the point on the scale.
        pay_point: Option<String>,
        /// Annual salary agreed, in pence, at the contract's hours.
        agreed_salary_pence: Option<i64>,
        /// Salary kept under pay protection, in pence.
        protected_salary_pence: Option<i64>,
        /// Pension scheme.
        pension_scheme: Option<PensionScheme>,
        /// Whether the employee left the scheme.
        pension_opt_out: bool,
    }
}
