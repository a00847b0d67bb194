//! The tables as Rust types: a module per table, each with `Model`, `Entity`, `Column` and `ActiveModel`.
//!
//! A table is stated once, by [`table!`](table) in a file of its own, and named once, in the list below. Relations are
//! not modelled: links are declared where they carry their access rule. How a table is created is in `migration`,
//! which does not use this crate.

#[macro_use]
mod table;

#[macro_use]
pub mod codes;
mod fold;

pub use fold::fold;

/// Calls a macro with the names of all tables, by folder: `folder: table table …; folder: …`.
///
/// The order is the order of writing: a table comes after the tables that its rows refer to.
#[macro_export]
macro_rules! for_each_table {
    ($then:ident) => {
        $then! {
            // Trusts, their schools and their calendar.
            trusts: trust academic_year term subject school trust_membership school_link roll_projection;
            // The chart of accounts, budgets and what schools and trust charge one another.
            finance: ledger_code cost_centre fund budget budget_line grant_allocation central_charge_policy
                central_charge_band pool_allocation;
            // Staff, posts, contracts and pay.
            people: person staff_member staff_spell pay_scale pay_point payroll_rate post reporting_line
                contract contract_allowance staff_subject governance_appointment;
            // Pupils, classes and what is recorded of a pupil.
            pupils: class pupil enrolment class_membership teaching_assignment funding_flag care_flag
                protection_flag sen_record sen_need contact;
            // Scales, judgements and results.
            assessments: band_scale band assessment_point assessment assessment_predecessor test_result
                statutory_result;
            // The scheme of delegation: roles and who holds them.
            access: scheme_version role role_permission principal role_grant role_grant_school;
            // The national register of schools and trusts.
            register: register_snapshot register_trust register_school register_link register_membership
                register_census;
            // What the engine writes for itself, and settings.
            engine: audit_event outbox row_stamp idempotency_key access_event setting;
        }
    };
}

macro_rules! modules {
    ($($folder:ident: $($table:ident)*;)*) => {
        $(
            mod $folder {
                $(pub mod $table;)*
            }
            pub use $folder::{$($table),*};
        )*
    };
}

for_each_table!(modules);
