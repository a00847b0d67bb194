//! The jobs of a trust, and who manages whom in a school and in the central team.
//!
//! Facts only: how many posts a school of a size has, not who holds them.

use crate::schools::{Kind, School};
use entity::codes::RoleCategory;

/// How a job is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// Main and upper range, by experience.
    Teacher,
    /// Leadership points, both ends included.
    Leadership(i32, i32),
    /// Points of the support staff's spine, both ends included.
    Njc(i32, i32),
    /// A salary agreed outside the scales, in pounds.
    Spot(i64),
}

/// A job that one or more posts have.
#[derive(Debug)]
pub struct Job {
    /// Title of the post.
    pub title: &'static str,
    /// Role category.
    pub category: RoleCategory,
    /// Post code of the workforce census, if it is counted there by one.
    pub swc: Option<&'static str>,
    /// Pay.
    pub range: Range,
    /// Hours a week in hundredths, where support staff work fewer than full time.
    pub hours: i32,
    /// Works in term time only, and is paid for it.
    pub term_time: bool,
    /// Account the cost is booked to.
    pub ledger: &'static str,
}

const fn leader(title: &'static str, swc: &'static str, low: i32, high: i32) -> Job {
    Job {
        title,
        category: RoleCategory::Leadership,
        swc: Some(swc),
        range: Range::Leadership(low, high),
        hours: 3250,
        term_time: false,
        ledger: "60100",
    }
}

const fn teacher(title: &'static str) -> Job {
    Job {
        title,
        category: RoleCategory::Teacher,
        swc: Some("TCH"),
        range: Range::Teacher,
        hours: 3250,
        term_time: false,
        ledger: "60100",
    }
}

const fn support(
    title: &'static str,
    category: RoleCategory,
    low: i32,
    high: i32,
    hours: i32,
    term_time: bool,
    ledger: &'static str,
) -> Job {
    Job { title, category, swc: Some("SUP"), range: Range::Njc(low, high), hours, term_time, ledger }
}

const fn central(title: &'static str, range: Range) -> Job {
    Job { title, category: RoleCategory::Central, swc: None, range, hours: 3700, term_time: false, ledger: "60400" }
}

/// Heads of primary and special schools.
pub static PRIMARY_HEAD: Job = leader("Headteacher", "HDT", 14, 21);
/// Heads of schools with secondary years.
pub static SECONDARY_HEAD: Job = leader("Headteacher", "HDT", 28, 35);
/// Deputy heads.
pub static DEPUTY: Job = leader("Deputy headteacher", "DHT", 9, 17);
/// Assistant heads.
pub static ASSISTANT_HEAD: Job = leader("Assistant headteacher", "AHT", 5, 11);
/// SENCO.
pub static SENCO: Job = teacher("SENCO");
/// Heads of the departments that teach in sets, in the order of the set subjects.
pub static HEADS_OF_DEPARTMENT: [Job; 3] =
    [teacher("Head of English"), teacher("Head of mathematics"), teacher("Head of science")];
/// Class teachers of primary and special schools.
pub static CLASS_TEACHER: Job = teacher("Class teacher");
/// Teachers of secondary years.
pub static SUBJECT_TEACHER: Job = teacher("Subject teacher");
/// School business manager.
pub static BUSINESS_MANAGER: Job =
    support("School business manager", RoleCategory::Administration, 28, 36, 3700, false, "60400");
/// Designated safeguarding lead.
pub static DSL: Job = support("Designated safeguarding lead", RoleCategory::Support, 25, 31, 3700, true, "60700");
/// Teaching assistants.
pub static TEACHING_ASSISTANT: Job = Job {
    swc: Some("TAS"),
    ..support("Teaching assistant", RoleCategory::TeachingAssistant, 4, 8, 3000, true, "60300")
};
static LEARNING_MENTOR: Job = support("Learning mentor", RoleCategory::Support, 11, 17, 3500, true, "60300");
static COVER_SUPERVISOR: Job = support("Cover supervisor", RoleCategory::Support, 9, 14, 3250, true, "60300");
static TECHNICIAN: Job = support("Science technician", RoleCategory::Support, 7, 14, 3000, true, "60300");
static OFFICE: Job = support("Administrative officer", RoleCategory::Administration, 5, 11, 3250, true, "60400");
static CARETAKER: Job = support("Site manager", RoleCategory::Premises, 9, 17, 3700, false, "60500");
static COOK: Job = support("Cook", RoleCategory::Catering, 7, 11, 3000, true, "60600");
static KITCHEN: Job = support("Kitchen assistant", RoleCategory::Catering, 2, 4, 1500, true, "60600");
static MIDDAY: Job = support("Midday supervisor", RoleCategory::Support, 2, 3, 750, true, "60700");

/// Chief executive.
pub static CEO: Job = central("Chief executive officer", Range::Spot(132_500));
/// Chief financial officer.
pub static CFO: Job = central("Chief financial officer", Range::Leadership(24, 29));
/// HR director.
pub static HR_DIRECTOR: Job = central("HR director", Range::Leadership(16, 21));
/// Director of school improvement.
pub static IMPROVEMENT: Job = central("Director of school improvement", Range::Leadership(26, 31));
/// Data manager.
pub static DATA_MANAGER: Job = central("Data manager", Range::Njc(33, 38));
/// Compliance and estates manager.
pub static COMPLIANCE: Job = central("Compliance and estates manager", Range::Njc(35, 40));
/// Data protection lead.
pub static DATA_PROTECTION: Job = central("Data protection lead", Range::Njc(30, 35));
/// Systems manager, who administers access.
pub static SYSTEMS: Job = central("Systems manager", Range::Njc(31, 36));
static PAYROLL: Job = central("Payroll officer", Range::Njc(17, 22));
static FINANCE: Job = central("Finance officer", Range::Njc(15, 22));
static HR_ADVISER: Job = central("HR adviser", Range::Njc(20, 26));
static GOVERNANCE: Job = central("Governance professional", Range::Njc(22, 28));
static ATTENDANCE: Job = central("Attendance officer", Range::Njc(15, 20));
static IT_TECHNICIAN: Job = central("IT technician", Range::Njc(11, 17));
/// Trust-wide subject leads: part of the week in the central team, part in a school.
pub static SUBJECT_LEADS: [Job; 2] = [
    Job { category: RoleCategory::Central, ..teacher("Trust lead for English") },
    Job { category: RoleCategory::Central, ..teacher("Trust lead for mathematics") },
];

/// A post to be: its job and, by place in the list, the post it reports to.
pub type Slot = (&'static Job, Option<usize>);

struct Chart(Vec<Slot>);

impl Chart {
    fn add(&mut self, count: usize, job: &'static Job, manager: usize) -> usize {
        self.0.extend(std::iter::repeat_n((job, Some(manager)), count));
        self.0.len() - 1
    }

    /// Adds posts that report to several managers in turn.
    fn spread(&mut self, count: usize, job: &'static Job, managers: std::ops::Range<usize>) {
        for index in 0..count {
            self.0.push((job, Some(managers.start + index % managers.len())));
        }
    }
}

/// The posts of a school; the first is its head, who reports to the chief executive.
pub fn of_school(school: &School, registration_classes: usize) -> Vec<Slot> {
    let pupils = school.on_roll();
    let secondary = matches!(school.kind, Kind::Secondary | Kind::AllThrough);
    let mut chart = Chart(vec![(if secondary { &SECONDARY_HEAD } else { &PRIMARY_HEAD }, None)]);
    if pupils < 40 {
        chart.add(2, &CLASS_TEACHER, 0);
        chart.add(1, &TEACHING_ASSISTANT, 1);
        chart.add(1, &BUSINESS_MANAGER, 0);
        return chart.0;
    }
    let deputy = chart.add(if secondary { 2 } else { 1 }, &DEPUTY, 0);
    let business = chart.add(1, &BUSINESS_MANAGER, 0);
    let senco = chart.add(1, &SENCO, 0);
    chart.add(1, &DSL, deputy);
    if secondary {
        let leaders = chart.0.len();
        chart.add(3, &ASSISTANT_HEAD, deputy);
        let heads = chart.0.len();
        for job in &HEADS_OF_DEPARTMENT {
            chart.add(1, job, leaders);
        }
        let older: usize =
            school.cohorts.iter().filter(|cohort| cohort.nc_year >= 7).map(|cohort| cohort.on_roll).sum();
        chart.spread((older / 16).max(4), &SUBJECT_TEACHER, heads..heads + 3);
        chart.add((pupils - older).div_ceil(25), &CLASS_TEACHER, deputy);
        chart.add(pupils / 70, &TEACHING_ASSISTANT, senco);
        chart.add(pupils / 170, &LEARNING_MENTOR, deputy);
        chart.add(pupils / 250 + 1, &COVER_SUPERVISOR, leaders);
        chart.add(pupils / 280 + 1, &TECHNICIAN, heads + 2);
        chart.add(pupils / 140, &OFFICE, business);
    } else {
        let teachers = chart.0.len();
        if pupils > 300 {
            chart.add(1, &ASSISTANT_HEAD, 0);
        }
        chart.add(registration_classes + registration_classes / 6, &CLASS_TEACHER, deputy);
        let assistants = if school.kind == Kind::Special { pupils / 3 } else { pupils / 32 + 1 };
        chart.spread(assistants, &TEACHING_ASSISTANT, teachers..teachers + registration_classes);
        chart.add(pupils / 250, &LEARNING_MENTOR, senco);
        chart.add(pupils / 200 + 1, &OFFICE, business);
    }
    chart.add(pupils / 350 + 1, &CARETAKER, business);
    let cook = chart.add(1, &COOK, business);
    chart.add(pupils / 150, &KITCHEN, cook);
    chart.add(pupils / 90, &MIDDAY, business);
    chart.0
}

/// The posts of the central team; the first is the chief executive.
pub fn of_central_team(schools: usize) -> Vec<Slot> {
    let mut chart = Chart(vec![(&CEO, None)]);
    let finance = chart.add(1, &CFO, 0);
    let people = chart.add(1, &HR_DIRECTOR, 0);
    let improvement = chart.add(1, &IMPROVEMENT, 0);
    let compliance = chart.add(1, &COMPLIANCE, 0);
    chart.add(1, &DATA_MANAGER, improvement);
    chart.add(1, &DATA_PROTECTION, compliance);
    let systems = chart.add(1, &SYSTEMS, compliance);
    chart.add(1, &PAYROLL, finance);
    chart.add(1 + schools / 8, &FINANCE, finance);
    chart.add(1 + schools / 8, &HR_ADVISER, people);
    chart.add(1, &GOVERNANCE, 0);
    chart.add(1 + schools / 10, &ATTENDANCE, improvement);
    chart.add(1 + schools / 5, &IT_TECHNICIAN, systems);
    for job in &SUBJECT_LEADS {
        chart.add(1, job, improvement);
    }
    chart.0
}
