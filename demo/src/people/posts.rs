//! Rows of posts, and of the posts they reported to in the past.

use entity::codes::{PostStatus, Tenure};
use entity::{post, reporting_line};
use graph::period::day_before;
use uuid::Uuid;

use crate::builder::Builder;
use crate::draw::dice::Dice;
use crate::people::jobs::{self, Job, Range, Slot};
use crate::people::team::Opening;
use crate::trust::calendar::{YEAR_START, changed_at, day};
use crate::trust::schools::School;

/// Ids for the posts of a chart, in its order.
pub fn ids(builder: &mut Builder<'_>, chart: &[Slot]) -> Vec<Uuid> {
    chart.iter().map(|_| builder.ids.next("post")).collect()
}

/// Adds the row of a post.
pub fn add(
    builder: &mut Builder<'_>,
    dice: &mut Dice,
    schools: &[School],
    opening: Opening,
    manager: Option<Uuid>,
    vacant: bool,
) {
    let job = opening.job;
    let full_time = if matches!(job.range, Range::Njc(..)) { 3700 } else { 3250 };
    builder.batch.post.push(post::Model {
        row_version: 1,
        id: opening.post,
        trust_id: builder.trust_id,
        school_id: opening.school.map(|school| schools[school].id),
        title: job.title.to_owned(),
        title_fold: entity::fold(job.title),
        role_category: job.category,
        workforce_census_post: job.swc.map(str::to_owned),
        line_manager_post_id: manager,
        fte_established_hundredths: (job.hours * 100 / full_time).min(100),
        ledger_code_id: builder.ledger.get(job.ledger).copied(),
        status: if vacant { PostStatus::Vacant } else { PostStatus::Filled },
        vacancy_from: vacant.then(|| dice.day(day(2025, 9, 1), day(2026, 3, 1))),
        tenure: Some(Tenure::Permanent),
        updated_at: changed_at(opening.post, None),
    });
}

/// Adds the posts that some posts reported to in the past: the head of a school that joined this year reported to nobody in
/// the trust, and SENCOs, who now report to the head, reported to the deputy.
pub fn past_lines(builder: &mut Builder<'_>, schools: &[School], charts: &[Vec<Slot>], posts: &[Vec<Uuid>]) {
    for ((school, chart), posts) in schools.iter().zip(charts).zip(posts) {
        let mut add = |post, manager_post_id, ends_on| {
            let id = builder.ids.next("reporting_line");
            builder.batch.reporting_line.push(reporting_line::Model {
                id,
                trust_id: builder.trust_id,
                post_id: post,
                school_id: Some(school.id),
                manager_post_id,
                starts_on: day(2012, 9, 1),
                ends_on: day_before(ends_on),
                updated_at: changed_at(id, None),
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
