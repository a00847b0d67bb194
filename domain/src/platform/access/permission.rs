//! The permissions: 35 groups and six actions, numbered once and for all.
//!
//! A number is never given to another permission: it is part of nothing stored, but of every compiled plan. Roles in
//! the database name permissions by their text (`PUPIL_READ`).

use graph::Permission;

/// The groups, in the order of the default roles.
pub const GROUPS: [&str; 35] = [
    "ORG",
    "DIRECTORY",
    "STAFF",
    "ABSENCE",
    "ABSENCE_REASON",
    "DIVERSITY",
    "PAY",
    "PAYROLL",
    "PAY_IDENTITY",
    "PERFORMANCE",
    "CASEWORK",
    "VETTING",
    "RECRUITMENT",
    "TALENT",
    "FINANCE",
    "COMPLIANCE",
    "RISK",
    "SCRUTINY",
    "PUPIL",
    "PUPIL_SEN",
    "PUPIL_MEDICAL",
    "PUPIL_FUNDING",
    "PUPIL_DIVERSITY",
    "PUPIL_COURT",
    "ATTENDANCE",
    "ATTENDANCE_DETAIL",
    "BEHAVIOUR",
    "PASTORAL",
    "SAFEGUARDING",
    "LAC",
    "ASSESSMENT",
    "GROWTH",
    "ACCESS",
    "PLATFORM",
    "AUDIT",
];

/// The actions.
pub const ACTIONS: [&str; 6] = ["AGGREGATE", "STATUS", "READ", "WRITE", "APPROVE", "REPORT"];

const AGGREGATE: u8 = 0;
const STATUS: u8 = 1;
const READ: u8 = 2;
const WRITE: u8 = 3;
const APPROVE: u8 = 4;

/// The permission of a group, by its place in [`GROUPS`], and an action.
const fn of(group: u8, action: u8) -> Permission {
    Permission(group * 6 + action)
}

/// Internal parts of trust and schools.
pub const ORG_READ: Permission = of(0, READ);
/// Names, posts, work e-mail, vacancies.
pub const DIRECTORY_READ: Permission = of(1, READ);
/// Statistics of staff.
pub const STAFF_AGGREGATE: Permission = of(2, AGGREGATE);
/// That there is a member of staff, and dates of absence.
pub const STAFF_STATUS: Permission = of(2, STATUS);
/// Other facts about staff.
pub const STAFF_READ: Permission = of(2, READ);
/// Ethnicity, religion, orientation, disability and nationality of staff.
pub const DIVERSITY_READ: Permission = of(5, READ);
/// Pay of contracts.
pub const PAY_READ: Permission = of(6, READ);
/// National Insurance number and pension number, masked.
pub const PAY_IDENTITY_STATUS: Permission = of(8, STATUS);
/// National Insurance number and pension number, in full.
pub const PAY_IDENTITY_READ: Permission = of(8, READ);
/// Expiry of the right to work.
pub const VETTING_STATUS: Permission = of(11, STATUS);
/// Totals of finance.
pub const FINANCE_AGGREGATE: Permission = of(14, AGGREGATE);
/// Rows of finance.
pub const FINANCE_READ: Permission = of(14, READ);
/// Statistics of pupils.
pub const PUPIL_AGGREGATE: Permission = of(18, AGGREGATE);
/// Pupils.
pub const PUPIL_READ: Permission = of(18, READ);
/// Statistics of needs.
pub const PUPIL_SEN_AGGREGATE: Permission = of(19, AGGREGATE);
/// Needs, EHCP and top-up.
pub const PUPIL_SEN_READ: Permission = of(19, READ);
/// Medical conditions.
pub const PUPIL_MEDICAL_READ: Permission = of(20, READ);
/// Statistics of why pupils are funded.
pub const PUPIL_FUNDING_AGGREGATE: Permission = of(21, AGGREGATE);
/// Why a pupil is funded.
pub const PUPIL_FUNDING_READ: Permission = of(21, READ);
/// Statistics of ethnicity, religion and first language of pupils.
pub const PUPIL_DIVERSITY_AGGREGATE: Permission = of(22, AGGREGATE);
/// Ethnicity, religion and first language of pupils.
pub const PUPIL_DIVERSITY_READ: Permission = of(22, READ);
/// Court orders and restricted addresses.
pub const PUPIL_COURT_READ: Permission = of(23, READ);
/// Child protection.
pub const SAFEGUARDING_READ: Permission = of(28, READ);
/// Looked after, previously looked after, in need.
pub const LAC_READ: Permission = of(29, READ);
/// Statistics of judgements, tests and results.
pub const ASSESSMENT_AGGREGATE: Permission = of(30, AGGREGATE);
/// Judgements, tests and results.
pub const ASSESSMENT_READ: Permission = of(30, READ);
/// Schools that are joining.
pub const GROWTH_READ: Permission = of(31, READ);
/// Roles, grants and the scheme.
pub const ACCESS_READ: Permission = of(32, READ);
/// The audit trail.
pub const AUDIT_READ: Permission = of(34, READ);
/// Applications and consents.
pub const PLATFORM_READ: Permission = of(33, READ);
/// Change names, posts, vacancies.
pub const DIRECTORY_WRITE: Permission = of(1, WRITE);
/// Change other facts about staff.
pub const STAFF_WRITE: Permission = of(2, WRITE);
/// Change ethnicity, religion, orientation, disability and nationality of staff.
pub const DIVERSITY_WRITE: Permission = of(5, WRITE);
/// Change pay of contracts.
pub const PAY_WRITE: Permission = of(6, WRITE);
/// Change National Insurance and pension numbers.
pub const PAY_IDENTITY_WRITE: Permission = of(8, WRITE);
/// Change what is known of checks.
pub const VETTING_WRITE: Permission = of(11, WRITE);
/// Change rows of finance.
pub const FINANCE_WRITE: Permission = of(14, WRITE);
/// Approve budgets.
pub const FINANCE_APPROVE: Permission = of(14, APPROVE);
/// Change pupils.
pub const PUPIL_WRITE: Permission = of(18, WRITE);
/// Change needs, EHCP and top-up, and with them the provision.
pub const PUPIL_SEN_WRITE: Permission = of(19, WRITE);
/// Change medical conditions.
pub const PUPIL_MEDICAL_WRITE: Permission = of(20, WRITE);
/// Change why a pupil is funded.
pub const PUPIL_FUNDING_WRITE: Permission = of(21, WRITE);
/// Change ethnicity, religion and first language of pupils.
pub const PUPIL_DIVERSITY_WRITE: Permission = of(22, WRITE);
/// Change court orders and restrict addresses.
pub const PUPIL_COURT_WRITE: Permission = of(23, WRITE);
/// Change child protection.
pub const SAFEGUARDING_WRITE: Permission = of(28, WRITE);
/// Change looked after, previously looked after, in need.
pub const LAC_WRITE: Permission = of(29, WRITE);
/// Record judgements, tests and results.
pub const ASSESSMENT_WRITE: Permission = of(30, WRITE);

/// The names of all permissions, by number.
#[must_use]
pub fn names() -> Vec<&'static str> {
    let name = |group: &str, action: &str| -> &'static str { Box::leak(format!("{group}_{action}").into_boxed_str()) };
    GROUPS.iter().flat_map(|group| ACTIONS.iter().map(move |action| name(group, action))).collect()
}

/// The permission of a name such as `PUPIL_READ`.
#[must_use]
pub fn named(name: &str) -> Option<Permission> {
    let (group, action) = name.rsplit_once('_')?;
    let group = GROUPS.iter().position(|known| *known == group)?;
    let action = ACTIONS.iter().position(|known| *known == action)?;
    u8::try_from(group * ACTIONS.len() + action).ok().map(Permission)
}

#[cfg(test)]
mod tests {
    use super::{
        ASSESSMENT_READ, ASSESSMENT_WRITE, FINANCE_APPROVE, PAY_IDENTITY_STATUS, PUPIL_COURT_READ, named, names,
    };

    #[test]
    fn constants_have_the_names_they_say() {
        for (permission, name) in [
            (PUPIL_COURT_READ, "PUPIL_COURT_READ"),
            (PAY_IDENTITY_STATUS, "PAY_IDENTITY_STATUS"),
            (ASSESSMENT_READ, "ASSESSMENT_READ"),
            (ASSESSMENT_WRITE, "ASSESSMENT_WRITE"),
            (FINANCE_APPROVE, "FINANCE_APPROVE"),
        ] {
            assert_eq!(names()[usize::from(permission.0)], name);
            assert_eq!(named(name), Some(permission));
        }
        assert_eq!(named("NOTHING_READ"), None);
    }
}
