//! The permissions: groups and, in each, the same six actions.
//!
//! A permission has a name such as `PUPIL_READ`: roles in the database and the constants here use that name. Its number
//! follows from the positions of group and action in the two lists, and is never stored.

use graph::Permission;

/// The groups, in the order of the default roles.
pub const GROUPS: &[&str] = &[
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

/// The permission with a name. An unknown name does not compile.
const fn of(name: &str) -> Permission {
    match named(name) {
        Some(permission) => permission,
        None => panic!("a permission is named GROUP_ACTION"),
    }
}

/// Internal data of the trust and its schools.
pub const ORG_READ: Permission = of("ORG_READ");
/// Names, posts, work e-mail, vacancies.
pub const DIRECTORY_READ: Permission = of("DIRECTORY_READ");
/// Statistics of staff.
pub const STAFF_AGGREGATE: Permission = of("STAFF_AGGREGATE");
/// Whether a person is a member of staff, and dates of absence.
pub const STAFF_STATUS: Permission = of("STAFF_STATUS");
/// Other facts about staff.
pub const STAFF_READ: Permission = of("STAFF_READ");
/// Ethnicity, religion, orientation, disability and nationality of staff.
pub const DIVERSITY_READ: Permission = of("DIVERSITY_READ");
/// Pay of contracts.
pub const PAY_READ: Permission = of("PAY_READ");
/// National Insurance number and pension number, masked.
pub const PAY_IDENTITY_STATUS: Permission = of("PAY_IDENTITY_STATUS");
/// National Insurance number and pension number, in full.
pub const PAY_IDENTITY_READ: Permission = of("PAY_IDENTITY_READ");
/// Expiry of the right to work.
pub const VETTING_STATUS: Permission = of("VETTING_STATUS");
/// Totals of finance.
pub const FINANCE_AGGREGATE: Permission = of("FINANCE_AGGREGATE");
/// Rows of finance.
pub const FINANCE_READ: Permission = of("FINANCE_READ");
/// Statistics of pupils.
pub const PUPIL_AGGREGATE: Permission = of("PUPIL_AGGREGATE");
/// Pupils.
pub const PUPIL_READ: Permission = of("PUPIL_READ");
/// Statistics of needs.
pub const PUPIL_SEN_AGGREGATE: Permission = of("PUPIL_SEN_AGGREGATE");
/// Needs, EHCP and top-up.
pub const PUPIL_SEN_READ: Permission = of("PUPIL_SEN_READ");
/// Medical conditions.
pub const PUPIL_MEDICAL_READ: Permission = of("PUPIL_MEDICAL_READ");
/// Statistics of why pupils are funded.
pub const PUPIL_FUNDING_AGGREGATE: Permission = of("PUPIL_FUNDING_AGGREGATE");
/// Why a pupil is funded.
pub const PUPIL_FUNDING_READ: Permission = of("PUPIL_FUNDING_READ");
/// Statistics of ethnicity, religion and first language of pupils.
pub const PUPIL_DIVERSITY_AGGREGATE: Permission = of("PUPIL_DIVERSITY_AGGREGATE");
/// Ethnicity, religion and first language of pupils.
pub const PUPIL_DIVERSITY_READ: Permission = of("PUPIL_DIVERSITY_READ");
/// Court orders and restricted addresses.
pub const PUPIL_COURT_READ: Permission = of("PUPIL_COURT_READ");
/// Child protection.
pub const SAFEGUARDING_READ: Permission = of("SAFEGUARDING_READ");
/// Looked after, previously looked after, in need.
pub const LAC_READ: Permission = of("LAC_READ");
/// Statistics of judgements, tests and results.
pub const ASSESSMENT_AGGREGATE: Permission = of("ASSESSMENT_AGGREGATE");
/// Judgements, tests and results.
pub const ASSESSMENT_READ: Permission = of("ASSESSMENT_READ");
/// Schools that are joining.
pub const GROWTH_READ: Permission = of("GROWTH_READ");
/// Roles, grants and the scheme.
pub const ACCESS_READ: Permission = of("ACCESS_READ");
/// The audit trail.
pub const AUDIT_READ: Permission = of("AUDIT_READ");
/// Applications and consents.
pub const PLATFORM_READ: Permission = of("PLATFORM_READ");
/// Change names, posts, vacancies.
pub const DIRECTORY_WRITE: Permission = of("DIRECTORY_WRITE");
/// Change other facts about staff.
pub const STAFF_WRITE: Permission = of("STAFF_WRITE");
/// Change ethnicity, religion, orientation, disability and nationality of staff.
pub const DIVERSITY_WRITE: Permission = of("DIVERSITY_WRITE");
/// Change pay of contracts.
pub const PAY_WRITE: Permission = of("PAY_WRITE");
/// Change National Insurance and pension numbers.
pub const PAY_IDENTITY_WRITE: Permission = of("PAY_IDENTITY_WRITE");
/// Change vetting checks and the right to work.
pub const VETTING_WRITE: Permission = of("VETTING_WRITE");
/// Change rows of finance.
pub const FINANCE_WRITE: Permission = of("FINANCE_WRITE");
/// Approve budgets.
pub const FINANCE_APPROVE: Permission = of("FINANCE_APPROVE");
/// Change pupils.
pub const PUPIL_WRITE: Permission = of("PUPIL_WRITE");
/// Change needs, EHCP and top-up, and with them the provision.
pub const PUPIL_SEN_WRITE: Permission = of("PUPIL_SEN_WRITE");
/// Change medical conditions.
pub const PUPIL_MEDICAL_WRITE: Permission = of("PUPIL_MEDICAL_WRITE");
/// Change why a pupil is funded.
pub const PUPIL_FUNDING_WRITE: Permission = of("PUPIL_FUNDING_WRITE");
/// Change ethnicity, religion and first language of pupils.
pub const PUPIL_DIVERSITY_WRITE: Permission = of("PUPIL_DIVERSITY_WRITE");
/// Change court orders and restrict addresses.
pub const PUPIL_COURT_WRITE: Permission = of("PUPIL_COURT_WRITE");
/// Change child protection.
pub const SAFEGUARDING_WRITE: Permission = of("SAFEGUARDING_WRITE");
/// Change looked after, previously looked after, in need.
pub const LAC_WRITE: Permission = of("LAC_WRITE");
/// Record judgements, tests and results.
pub const ASSESSMENT_WRITE: Permission = of("ASSESSMENT_WRITE");

/// The names of all permissions, by number.
#[must_use]
pub fn names() -> Vec<&'static str> {
    let name = |group: &str, action: &str| -> &'static str { Box::leak(format!("{group}_{action}").into_boxed_str()) };
    GROUPS.iter().flat_map(|group| ACTIONS.iter().map(move |action| name(group, action))).collect()
}

/// The permission with a name such as `PUPIL_READ`; `None` where there is no such permission.
#[must_use]
pub const fn named(name: &str) -> Option<Permission> {
    let (mut group, mut number) = (0, 0);
    while group < GROUPS.len() {
        let mut action = 0;
        while action < ACTIONS.len() {
            if is_named(name.as_bytes(), GROUPS[group].as_bytes(), ACTIONS[action].as_bytes()) {
                return Some(Permission(number));
            }
            action += 1;
            number += 1;
        }
        group += 1;
    }
    None
}

/// Whether `name` is `group`, `_` and `action` joined.
const fn is_named(name: &[u8], group: &[u8], action: &[u8]) -> bool {
    if name.len() != group.len() + 1 + action.len() {
        return false;
    }
    let mut at = 0;
    while at < name.len() {
        let expected = if at < group.len() {
            group[at]
        } else if at == group.len() {
            b'_'
        } else {
            action[at - group.len() - 1]
        };
        if name[at] != expected {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{ACTIONS, GROUPS, PUPIL_COURT_READ, named, names};

    #[test]
    fn every_constant_has_the_name_it_says() {
        let mut constants = 0;
        for line in include_str!("permission.rs").lines() {
            let Some((constant, text)) =
                line.strip_prefix("pub const ").and_then(|rest| rest.split_once(": Permission = of(\""))
            else {
                continue;
            };
            assert_eq!(text, format!("{constant}\");"));
            constants += 1;
        }
        assert!(constants > 40, "{constants} constants are read");
    }

    #[test]
    fn every_name_has_its_number() {
        let names = names();
        assert_eq!(names.len(), GROUPS.len() * ACTIONS.len());
        for (number, name) in names.iter().enumerate() {
            assert_eq!(named(name).map(|permission| usize::from(permission.0)), Some(number), "{name}");
        }
        assert_eq!(names[usize::from(PUPIL_COURT_READ.0)], "PUPIL_COURT_READ");
        assert_eq!(named("NOTHING_READ"), None);
        assert_eq!(named("PUPIL_READ_"), None);
    }
}
