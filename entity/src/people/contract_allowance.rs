//! Allowances paid on top of a contract. Owned as its contract is.

use crate::codes::AllowanceKind;

table! {
    /// An allowance for a spell of time.
    contract_allowance: tenant {
        /// Contract it is paid under.
        contract_id: Uuid,
        /// Staff member paid.
        staff_id: Uuid,
        /// The same person's record.
        person_id: Uuid,
        /// School of the contract; null for the central team.
        school_id: Option<Uuid>,
        /// What the allowance is for.
        kind: AllowanceKind,
        /// Full annual amount, in pence.
        amount_pence: i64,
        /// First day.
        starts_on: Date,
        /// Last day; null while open.
        ends_on: Option<Date>,
        /// Share paid, in thousandths; 1000 is not pro-rated.
        share_thousandths: i32,
    }
}
