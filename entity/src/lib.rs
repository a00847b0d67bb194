//! The tables as Rust types: one module per table, each with `Model`, `Entity`, `Column`
//! and `ActiveModel`.
//!
//! Codes of closed sets are text here; their values stand in the field's comment, and the
//! declarations turn them into enums. Relations are not modelled: links are declared where they
//! carry their access rule. How a table is created is in `migration`, which does not use this crate.

mod fold;

pub mod academic_year;
pub mod access_event;
pub mod assessment;
pub mod assessment_history;
pub mod assessment_point;
pub mod audit_event;
pub mod band;
pub mod band_scale;
pub mod budget;
pub mod budget_line;
pub mod care_flag;
pub mod central_charge_band;
pub mod central_charge_policy;
pub mod class;
pub mod class_membership;
pub mod contact;
pub mod contract;
pub mod contract_allowance;
pub mod cost_centre;
pub mod enrolment;
pub mod fund;
pub mod funding_flag;
pub mod governance_appointment;
pub mod grant_allocation;
pub mod idempotency_key;
pub mod ledger_code;
pub mod outbox;
pub mod pay_point;
pub mod pay_scale;
pub mod payroll_rate;
pub mod person;
pub mod pool_allocation;
pub mod post;
pub mod principal;
pub mod protection_flag;
pub mod pupil;
pub mod register_census;
pub mod register_link;
pub mod register_membership;
pub mod register_school;
pub mod register_snapshot;
pub mod register_trust;
pub mod reporting_line;
pub mod role;
pub mod role_grant;
pub mod role_grant_school;
pub mod role_permission;
pub mod roll_projection;
pub mod scheme_version;
pub mod school;
pub mod school_link;
pub mod sen_need;
pub mod sen_record;
pub mod setting;
pub mod staff_member;
pub mod staff_school;
pub mod staff_subject;
pub mod statutory_result;
pub mod subject;
pub mod teaching_assignment;
pub mod term;
pub mod test_result;
pub mod trust;
pub mod trust_membership;

pub use fold::fold;
