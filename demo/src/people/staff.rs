//! The staff of a trust: which posts there are, and how each is filled.
//!
//! Most posts are held full-time by one person. There are also vacancies, job shares, and people with posts in two schools.
//! `hiring` makes the people and their contracts.

use entity::codes::RoleCategory;
use uuid::Uuid;

use crate::builder::Builder;
use crate::people::hiring::{hire, hire_for_two, moved_here};
use crate::people::jobs::{self, Slot};
use crate::people::posts;
use crate::people::team::{Opening, Team};
use crate::trust::schools::{School, neighbour};

/// Adds posts, people and contracts of the whole trust.
pub fn write(builder: &mut Builder<'_>, schools: &[School], classes_of: &[usize], with_central_team: bool) -> Team {
    let mut team = Team::default();
    let central = if with_central_team { jobs::of_central_team(schools.len()) } else { Vec::new() };
    let central_posts = posts::ids(builder, &central);
    let charts: Vec<Vec<Slot>> =
        schools.iter().zip(classes_of).map(|(school, classes)| jobs::of_school(school, *classes)).collect();
    let posts: Vec<Vec<Uuid>> = charts.iter().map(|chart| posts::ids(builder, chart)).collect();
    let chief = central_posts.first().copied();
    fill(builder, &mut team, schools, (&central, &central_posts), None, None, &posts);
    for (school, chart) in charts.iter().enumerate() {
        fill(builder, &mut team, schools, (chart, &posts[school]), Some(school), chief, &posts);
    }
    posts::past_lines(builder, schools, &charts, &posts);
    // The post of a manager has a lower id than the posts below it, also across schools, so it is written first.
    builder.batch.post.sort_by_key(|post| post.id);
    keep_a_local_point(builder);
    team
}

/// Gives one contract a pay point that its scale does not have, so that a check of pay points finds something.
fn keep_a_local_point(builder: &mut Builder<'_>) {
    let main = builder.pay.scale("MAIN_ENGLAND");
    let teachers = builder.batch.contract.iter_mut().rev().filter(|contract| contract.pay_scale_id == Some(main));
    let mut current = teachers.filter(|contract| contract.ends_on.is_none());
    if let Some(contract) = current.find(|contract| contract.pay_point.as_deref() == Some("M6")) {
        contract.pay_point = Some("M6A".to_owned());
    }
}

/// Adds the posts of a school or the central team and fills them.
fn fill(
    builder: &mut Builder<'_>,
    team: &mut Team,
    schools: &[School],
    chart: (&[Slot], &[Uuid]),
    school: Option<usize>,
    chief: Option<Uuid>,
    posts: &[Vec<Uuid>],
) {
    let mut dice = builder.dice("staff", school.map_or(0, |school| school + 1));
    for ((job, manager), id) in chart.0.iter().zip(chart.1) {
        // Leading posts are always filled: their first holder is a persona or the manager of others.
        let ordinary = !matches!(job.category, RoleCategory::Leadership | RoleCategory::Central)
            && !matches!(job.title, "SENCO" | "School business manager" | "Designated safeguarding lead");
        let vacant = ordinary && dice.chance(20);
        let manager = manager.map(|place| chart.1[place]).or(chief);
        let opening = Opening { job, post: *id, school };
        posts::add(builder, &mut dice, schools, opening, manager, vacant);
        if vacant {
            continue;
        }
        let lead = jobs::SUBJECT_LEADS.iter().position(|lead| std::ptr::eq(lead, *job));
        if let (Some(lead), false) = (lead, schools.is_empty()) {
            let host = (lead * 3 + 1) % schools.len();
            hire_for_two(builder, &mut dice, team, schools, opening, (host, posts[host][0]), 400);
        } else if ordinary && job.hours >= 3000 && dice.chance(25) {
            for share in [600, 400] {
                hire(builder, &mut dice, team, schools, opening, share);
            }
        } else if let Some(other) =
            neighbour(schools, school).filter(|_| ordinary && job.hours >= 3000 && dice.chance(40))
        {
            hire_for_two(builder, &mut dice, team, schools, opening, (other, posts[other][0]), 600);
        } else {
            let part_time = ordinary && !job.term_time && dice.chance(70);
            let share = if part_time { dice.pick(&[500, 600, 800]) } else { 1000 };
            let found = hire(builder, &mut dice, team, schools, opening, share);
            if ordinary && dice.chance(25) {
                moved_here(builder, &mut dice, team, schools, opening, found, posts);
            }
        }
    }
}
