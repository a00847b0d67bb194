//! Every declaration, put together.

use graph::declare::{Catalogue, Live, Root, list, one, own, told_of_all};
use graph::mutate::HandledAction;

use crate::platform::access::{self, permission, reach, sensitive};
use crate::platform::viewer;
use crate::{assessment, finance, measures, people, platform, pupils, register, trust};

/// The whole catalogue.
#[must_use]
pub fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::new(permission::names(), reach::names(), entity::fold)
        .resources(trust::resources())
        .resources(register::resources())
        .resources(people::resources())
        .resources(pupils::resources())
        .resources(assessment::resources())
        .resources(finance::resources())
        .resources(platform::access::resources());
    catalogue = catalogue.actions(actions().into_iter().map(HandledAction::declaration));
    catalogue.live = assessment::live();
    catalogue.live.push(changes());
    catalogue.shaping_rights = access::SHAPING_RIGHTS.to_vec();
    catalogue.computed_roots = viewer::roots();
    catalogue.roots = roots();
    catalogue.sensitive = sensitive::columns();
    catalogue.own_reach = Some(reach::SELF);
    catalogue.cubes(measures::cubes())
}

/// The actions, with the functions that do them.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    let mut all = people::actions();
    all.extend(pupils::actions());
    all.extend(assessment::actions());
    all.extend(finance::actions());
    all
}

/// The field of `Subscription` about every type.
fn changes() -> Live {
    told_of_all(
        "recordChanged",
        "Tells of each row that is made, changed or removed, of any type the caller may see. A row that moves to where the \
         caller does not see it is told as removed to whoever saw it by the school or owner it was of.",
    )
}

/// The fields of `Query` over rows.
fn roots() -> Vec<Root> {
    vec![
        own("trust", "Trust", "The trust the caller is signed in to."),
        list("schools", "School", "Schools of the trust: members, joining and former ones, by name."),
        one("school", "School", "A school by one of its keys."),
        list("pupils", "Pupil", "Pupils the caller may see, now on roll or in the past, by name."),
        one("pupil", "Pupil", "A pupil by one of the keys."),
        list("classes", "Class", "Registration and teaching classes, by name."),
        one("class", "Class", "A class by its id."),
        list("staff", "StaffMember", "Members of staff, by name."),
        one("staffMember", "StaffMember", "A member of staff by one of the keys."),
        list("people", "Person", "Persons the caller may see: staff, governors, contacts of pupils."),
        list("posts", "Post", "Posts, filled and vacant."),
        list("contracts", "Contract", "Contracts of employment."),
        list("payrollRates", "PayrollRate", "Rates of what an employer pays on top of pay, by date."),
        list("payScales", "PayScale", "Pay scales, statutory and of the trust."),
        list("subjects", "Subject", "Subjects."),
        list("academicYears", "AcademicYear", "Academic years, in order."),
        list("bandScales", "BandScale", "Scales of judgement, with their bands."),
        list("assessmentPoints", "AssessmentPoint", "Points of assessment, in order."),
        list("assessments", "Assessment", "Judgements, by the day they were recorded."),
        list("statutoryResults", "StatutoryResult", "Results of national assessments."),
        list("budgets", "Budget", "Budgets, by school, year and version."),
        one("budget", "Budget", "A budget by its id."),
        list("ledgerCodes", "LedgerCode", "The chart of accounts."),
        list("grantAllocations", "GrantAllocation", "What grants bring, by school and year."),
        list("centralChargePolicies", "CentralChargePolicy", "Rules by which schools pay for central services."),
        list("poolAllocations", "PoolAllocation", "What schools pay into the pool of grant and get out of it."),
        list("roles", "Role", "Roles of the scheme of delegation."),
        list("roleGrants", "RoleGrant", "Who holds which role."),
        list("principals", "Principal", "Whoever can sign in: persons and applications."),
        list("auditEvents", "AuditEvent", "Who changed what, by time."),
        list("accessEvents", "AccessEvent", "Who was told what of whose record, by time."),
        list("registerTrusts", "RegisterTrust", "Trusts, sponsors and federations of the national register."),
        one("registerTrust", "RegisterTrust", "A group of the national register by one of its keys."),
        list("registerSchools", "RegisterSchool", "Schools of the national register."),
        one("registerSchool", "RegisterSchool", "A school of the national register by one of its keys."),
    ]
}
