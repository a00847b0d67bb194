//! The classes of special data (pay, special category, court, safeguarding), and the permissions that open each.
//!
//! They are compartments, not levels (domain-model §7.1): a field that reads a column declared `special` must ask for a
//! permission of that column's compartment, and its reads are logged. The engine refuses to start where a field does
//! not.

use graph::declare::{Compartment, compartment};

use super::permission::*;

/// The pay of a person.
pub const PAY: Compartment = compartment(&[PAY_READ]);
/// Numbers by which payroll identifies a person.
pub const PAY_IDENTITY: Compartment = compartment(&[PAY_IDENTITY_READ]);
/// The National Insurance number: `PAY_IDENTITY_STATUS` shows its last four characters.
pub const NATIONAL_INSURANCE: Compartment = compartment(&[PAY_IDENTITY_READ, PAY_IDENTITY_STATUS]);
/// Special category data of staff.
pub const DIVERSITY: Compartment = compartment(&[DIVERSITY_READ]);
/// Special category data of pupils.
pub const PUPIL_DIVERSITY: Compartment = compartment(&[PUPIL_DIVERSITY_READ]);
/// Medical conditions of pupils.
pub const PUPIL_MEDICAL: Compartment = compartment(&[PUPIL_MEDICAL_READ]);
/// Special educational needs, and plans for them.
pub const PUPIL_SEN: Compartment = compartment(&[PUPIL_SEN_READ]);
/// Court orders about pupils.
pub const PUPIL_COURT: Compartment = compartment(&[PUPIL_COURT_READ]);
/// Children who are, or were, in care.
pub const CARE: Compartment = compartment(&[LAC_READ]);
/// Child protection.
pub const SAFEGUARDING: Compartment = compartment(&[SAFEGUARDING_READ]);
