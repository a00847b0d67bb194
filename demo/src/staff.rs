//! The staff of a trust: posts with their line of management, and how each is filled.
//!
//! Beside the plain case of one person in one full-time post: vacancies, job shares, people with
//! posts in two schools. Hiring itself is another file.

use entity::codes::{PostStatus, RoleCategory, Tenure};
use entity::{post, reporting_line};
use uuid::Uuid;

use crate::calendar::{YEAR_START, changed_at, day};
use crate::contracts::Costs;
use crate::dice::Dice;
use crate::hiring::{hire, hire_for_two, moved_here};
use crate::jobs::{self, Job, Range, Slot};
use crate::maker::Maker;
use crate::people::Adult;
use crate::schools::School;

/// Somebody who works for the trust today.
#[derive(Debug)]
pub struct Member {
    /// The staff record.
    pub staff_id: Uuid,
    /// Who it is.
    pub person: Adult,
    /// Job of the main post.
    pub job: &'static Job,
    /// The main post; two people may share it.
    pub post: Uuid,
    /// School of the main post; none in the central team.
    pub school: Option<usize>,
    /// Staff and person who did the teaching last year: this one, or the one who left.
    pub last_year: Option<(Uuid, Uuid)>,
}

/// Everybody who works for the trust today, and what they cost.
#[derive(Debug, Default)]
pub struct Team {
    /// The people, the central team first, then school by school.
    pub members: Vec<Member>,
    /// Pay a year.
    pub costs: Costs,
}

impl Team {
    /// Those whose main post is at a school, in the order of its posts.
    pub fn at(&self, school: usize) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| member.school == Some(school))
    }

    /// The first holder of a job, at a school or in the central team.
    pub fn holder(&self, school: Option<usize>, job: &Job) -> Option<&Member> {
        self.members.iter().find(|member| member.school == school && std::ptr::eq(member.job, job))
    }
}

/// A post about to be filled.
#[derive(Clone, Copy)]
pub struct Opening {
    /// Its job.
    pub job: &'static Job,
    /// Its row.
    pub post: Uuid,
    /// Its school; none in the central team.
    pub school: Option<usize>,
}

/// Adds posts, people and contracts of the whole trust.
pub fn write(maker: &mut Maker<'_>, schools: &[School], classes_of: &[usize], with_central_team: bool) -> Team {
    let mut team = Team::default();
    let central = if with_central_team { jobs::of_central_team(schools.len()) } else { Vec::new() };
    let central_posts = post_ids(maker, &central);
    let charts: Vec<Vec<Slot>> =
        schools.iter().zip(classes_of).map(|(school, classes)| jobs::of_school(school, *classes)).collect();
    let posts: Vec<Vec<Uuid>> = charts.iter().map(|chart| post_ids(maker, chart)).collect();
    let chief = central_posts.first().copied();
    fill(maker, &mut team, schools, (&central, &central_posts), None, None, &posts);
    for (school, chart) in charts.iter().enumerate() {
        fill(maker, &mut team, schools, (chart, &posts[school]), Some(school), chief, &posts);
    }
    past_lines(maker, schools, &charts, &posts);
    // In order of id a manager's post comes before those below it, at other schools too.
    maker.batch.post.sort_by_key(|post| post.id);
    keep_a_local_point(maker);
    team
}

/// Adds what posts reported to in the past: a head of a school that joined this year to nobody of the trust, and SENCOs
/// to the deputy, who now report to the head.
fn past_lines(maker: &mut Maker<'_>, schools: &[School], charts: &[Vec<Slot>], posts: &[Vec<Uuid>]) {
    for ((school, chart), posts) in schools.iter().zip(charts).zip(posts) {
        let mut add = |post, manager_post_id, ends_on| {
            let id = maker.ids.next("reporting_line");
            maker.batch.reporting_line.push(reporting_line::Model {
                id,
                trust_id: maker.trust_id,
                post_id: post,
                school_id: Some(school.id),
                manager_post_id,
                starts_on: day(2012, 9, 1),
                ends_on,
            });
        };
        if school.is_new {
            add(posts[0], None, YEAR_START);
        }
        let place = |job: &'static Job| chart.iter().position(|slot| std::ptr::eq(slot.0, job));
        if let (Some(senco), Some(deputy)) = (place(&jobs::SENCO), place(&jobs::DEPUTY)) {
            add(posts[senco], Some(posts[deputy]), day(2024, 9, 1));
        }
    }
}

/// One contract keeps a point that a school once had of its own and the scale has not: something to be found.
fn keep_a_local_point(maker: &mut Maker<'_>) {
    let main = maker.pay.scale("MAIN_ENGLAND");
    let teachers = maker.batch.contract.iter_mut().rev().filter(|contract| contract.pay_scale_id == Some(main));
    let mut current = teachers.filter(|contract| contract.ends_on.is_none());
    if let Some(contract) = current.find(|contract| contract.pay_point.as_deref() == Some("M6")) {
        contract.pay_point = Some("M6A".to_owned());
    }
}

fn post_ids(maker: &mut Maker<'_>, chart: &[Slot]) -> Vec<Uuid> {
    chart.iter().map(|_| maker.ids.next("post")).collect()
}

/// Adds the posts of a school or the central team and fills them.
fn fill(
    maker: &mut Maker<'_>,
    team: &mut Team,
    schools: &[School],
    chart: (&[Slot], &[Uuid]),
    school: Option<usize>,
    chief: Option<Uuid>,
    posts: &[Vec<Uuid>],
) {
    let mut dice = maker.dice("staff", school.map_or(0, |school| school + 1));
    for ((job, manager), id) in chart.0.iter().zip(chart.1) {
        // The first holder of a leading job is somebody's persona or manager: always there.
        let ordinary = !matches!(job.category, RoleCategory::Leadership | RoleCategory::Central)
            && !matches!(job.title, "SENCO" | "School business manager" | "Designated safeguarding lead");
        let vacant = ordinary && dice.chance(20);
        let manager = manager.map(|place| chart.1[place]).or(chief);
        let opening = Opening { job, post: *id, school };
        add_post(maker, &mut dice, schools, opening, manager, vacant);
        if vacant {
            continue;
        }
        let lead = jobs::SUBJECT_LEADS.iter().position(|lead| std::ptr::eq(lead, *job));
        if let (Some(lead), false) = (lead, schools.is_empty()) {
            let host = (lead * 3 + 1) % schools.len();
            hire_for_two(maker, &mut dice, team, schools, opening, (host, posts[host][0]), 400);
        } else if ordinary && job.hours >= 3000 && dice.chance(25) {
            for share in [600, 400] {
                hire(maker, &mut dice, team, schools, opening, share);
            }
        } else if let Some(other) =
            neighbour(schools, school).filter(|_| ordinary && job.hours >= 3000 && dice.chance(40))
        {
            hire_for_two(maker, &mut dice, team, schools, opening, (other, posts[other][0]), 600);
        } else {
            let part_time = ordinary && !job.term_time && dice.chance(70);
            let share = if part_time { dice.pick(&[500, 600, 800]) } else { 1000 };
            let found = hire(maker, &mut dice, team, schools, opening, share);
            if ordinary && dice.chance(25) {
                moved_here(maker, &mut dice, team, schools, opening, found, posts);
            }
        }
    }
}

/// The next school of the same kind, if there is another.
pub fn neighbour(schools: &[School], school: Option<usize>) -> Option<usize> {
    let here = school?;
    (1..schools.len())
        .map(|step| (here + step) % schools.len())
        .find(|other| schools[*other].kind == schools[here].kind)
}

/// Adds the row of a post.
pub fn add_post(
    maker: &mut Maker<'_>,
    dice: &mut Dice,
    schools: &[School],
    opening: Opening,
    manager: Option<Uuid>,
    vacant: bool,
) {
    let job = opening.job;
    let full_time = if matches!(job.range, Range::Njc(..)) { 3700 } else { 3250 };
    maker.batch.post.push(post::Model {
        row_version: 1,
        id: opening.post,
        trust_id: maker.trust_id,
        school_id: opening.school.map(|school| schools[school].id),
        title: job.title.to_owned(),
        title_fold: entity::fold(job.title),
        role_category: job.category,
        workforce_census_post: job.swc.map(str::to_owned),
        line_manager_post_id: manager,
        fte_established_hundredths: (job.hours * 100 / full_time).min(100),
        ledger_code_id: maker.ledger.get(job.ledger).copied(),
        status: if vacant { PostStatus::Vacant } else { PostStatus::Filled },
        vacancy_from: vacant.then(|| dice.day(day(2025, 9, 1), day(2026, 3, 1))),
        tenure: Some(Tenure::Permanent),
        updated_at: changed_at(opening.post, None),
    });
}
