//! Who may sign in: the demo's personas and applications, and the grants of those who lead or teach.

use std::collections::HashMap;

use entity::codes::{PrincipalKind, SchemeStatus};
use entity::{principal, role_grant, role_grant_school, scheme_version};
use uuid::Uuid;

use crate::calendar::{YEAR_START, day};
use crate::governance::Board;
use crate::jobs::{self, Job};
use crate::maker::Maker;
use crate::people::Adult;
use crate::schools::{Kind, School};
use crate::staff::{Member, Team};

/// Personas of the central team: persona, job, role.
static CENTRAL: &[(&str, &Job, &str)] = &[
    ("ceo", &jobs::CEO, "trust_ceo"),
    ("cfo", &jobs::CFO, "trust_cfo"),
    ("hr", &jobs::HR_DIRECTOR, "hr_director"),
    ("data-manager", &jobs::DATA_MANAGER, "mi_manager"),
    ("compliance", &jobs::COMPLIANCE, "compliance_manager"),
    ("improvement", &jobs::IMPROVEMENT, "school_improvement"),
    ("data-protection", &jobs::DATA_PROTECTION, "data_protection_lead"),
];

/// Personas of the first school, each the first holder of a job; other schools get the same grants.
static SCHOOL: &[(&str, &Job, &str)] = &[
    ("head", &jobs::PRIMARY_HEAD, "headteacher"),
    ("head", &jobs::SECONDARY_HEAD, "headteacher"),
    ("slt", &jobs::DEPUTY, "slt"),
    ("business-manager", &jobs::BUSINESS_MANAGER, "business_manager"),
    ("senco", &jobs::SENCO, "senco"),
    ("dsl", &jobs::DSL, "dsl"),
];

/// Applications: persona, name, role.
const APPLICATIONS: &[(&str, &str, &str)] = &[
    ("payroll-app", "Payroll bureau", "payroll_app"),
    ("hr-app", "HR system", "hr_app"),
    ("mis-app", "School information system", "mis_app"),
    ("analytics-app", "Analytics", "analytics_app"),
];

struct Access<'a, 'b> {
    maker: &'a mut Maker<'b>,
    roles: &'a HashMap<String, Uuid>,
    scheme: Uuid,
    granted_by: Option<Uuid>,
}

/// Adds principals and grants of the demo trust; `six_m` taught class 6M of the first school.
pub fn write(
    maker: &mut Maker<'_>,
    schools: &[School],
    team: &Team,
    board: &Board,
    roles: &HashMap<String, Uuid>,
    six_m: Option<Uuid>,
) {
    let mut access = Access::new(maker, roles);
    if let Some(member) = team.holder(None, &jobs::SYSTEMS) {
        let id = access.person(Some("access-admin"), &member.person, Some(member.staff_id));
        access.granted_by = Some(id);
        access.grant(id, Some(member.person.id), "access_admin", &[]);
    }
    for (persona, job, role) in CENTRAL {
        if let Some(member) = team.holder(None, job) {
            access.member(Some(persona), member, role, &[]);
        }
    }
    for (persona, person, role, at) in [
        ("trustee", &board.trustee, "trustee", None),
        ("auditor", &board.auditor, "internal_auditor", None),
        ("governor", &board.governor, "local_governor", Some(schools[0].id)),
    ] {
        let id = access.person(Some(persona), person, None);
        access.grant(id, Some(person.id), role, at.as_slice());
    }
    for (index, school) in schools.iter().enumerate() {
        for (persona, job, role) in SCHOOL {
            let persona = match (index, *persona) {
                (0, persona) => Some(persona),
                (1, "head") => Some("second-head"),
                _ => None,
            };
            if let Some(member) = team.holder(Some(index), job) {
                access.member(persona, member, role, &[school.id]);
            }
        }
        for member in team.at(index).filter(|member| {
            std::ptr::eq(member.job, &jobs::CLASS_TEACHER) || std::ptr::eq(member.job, &jobs::SUBJECT_TEACHER)
        }) {
            let persona = (six_m == Some(member.staff_id)).then_some("teacher");
            access.member(persona, member, "class_teacher", &[school.id]);
        }
    }
    // The information system serves the primary schools; the others have systems of their own.
    let served: Vec<Uuid> =
        schools.iter().filter(|school| school.kind == Kind::Primary).map(|school| school.id).collect();
    for (persona, name, role) in APPLICATIONS {
        let id = access.principal(PrincipalKind::Application, Some(persona), name, None, None);
        access.grant(id, None, role, if *role == "mis_app" { &served } else { &[] });
    }
}

/// Adds the one principal of the second trust: its head.
pub fn write_second(maker: &mut Maker<'_>, schools: &[School], team: &Team, roles: &HashMap<String, Uuid>) {
    let mut access = Access::new(maker, roles);
    if let Some(head) = team.holder(Some(0), &jobs::PRIMARY_HEAD) {
        access.member(Some("other-head"), head, "headteacher", &[schools[0].id]);
    }
}

impl<'a, 'b> Access<'a, 'b> {
    fn new(maker: &'a mut Maker<'b>, roles: &'a HashMap<String, Uuid>) -> Self {
        let mut scheme = Uuid::nil();
        for (number, status, approved_on, effective_from) in [
            (1, SchemeStatus::Superseded, day(2024, 7, 10), day(2024, 9, 1)),
            (2, SchemeStatus::InForce, day(2025, 7, 9), YEAR_START),
        ] {
            scheme = maker.ids.next("scheme_version");
            maker.batch.scheme_version.push(scheme_version::Model {
                id: scheme,
                trust_id: maker.trust_id,
                number,
                status,
                approved_on: Some(approved_on),
                effective_from: Some(effective_from),
            });
        }
        Access { maker, roles, scheme, granted_by: None }
    }

    fn member(&mut self, persona: Option<&str>, member: &Member, role: &str, schools: &[Uuid]) {
        let id = self.person(persona, &member.person, Some(member.staff_id));
        self.grant(id, Some(member.person.id), role, schools);
    }

    fn person(&mut self, persona: Option<&str>, person: &Adult, staff_id: Option<Uuid>) -> Uuid {
        self.principal(
            PrincipalKind::Person,
            persona,
            &format!("{} {}", person.given, person.family),
            Some((person.id, person.email.as_deref())),
            staff_id,
        )
    }

    fn principal(
        &mut self,
        kind: PrincipalKind,
        persona: Option<&str>,
        name: &str,
        person: Option<(Uuid, Option<&str>)>,
        staff_id: Option<Uuid>,
    ) -> Uuid {
        let id = self.maker.ids.next("principal");
        let work_email = person.and_then(|person| person.1);
        self.maker.batch.principal.push(principal::Model {
            id,
            trust_id: self.maker.trust_id,
            kind,
            person_id: person.map(|person| person.0),
            staff_id,
            name: name.to_owned(),
            name_fold: entity::fold(name),
            email: persona
                .map(|persona| format!("{persona}@demo.example"))
                .filter(|_| person.is_some())
                .or(work_email.map(str::to_owned)),
            oidc_issuer: None,
            oidc_subject: None,
            persona: persona.map(str::to_owned),
            active: true,
        });
        id
    }

    fn grant(&mut self, principal_id: Uuid, person_id: Option<Uuid>, role: &str, schools: &[Uuid]) {
        let id = self.maker.ids.next("role_grant");
        self.maker.batch.role_grant.push(role_grant::Model {
            id,
            trust_id: self.maker.trust_id,
            principal_id,
            person_id,
            role_id: self.roles[role],
            school_id: if let [only] = schools { Some(*only) } else { None },
            starts_on: YEAR_START,
            ends_on: None,
            granted_by: self.granted_by,
            scheme_version_id: Some(self.scheme),
        });
        for school_id in schools {
            self.maker.batch.role_grant_school.push(role_grant_school::Model {
                id: self.maker.ids.next("role_grant_school"),
                trust_id: self.maker.trust_id,
                role_grant_id: id,
                school_id: *school_id,
                principal_id,
            });
        }
    }
}
