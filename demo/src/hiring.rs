//! Hiring: the person, the staff record and the contract that put somebody into a post.
//!
//! With it the past that makes a staff list believable: moves inside the trust, and teachers who
//! left last summer.

use chrono::{Datelike, NaiveDate};
use entity::codes::RoleCategory;
use uuid::Uuid;

use crate::calendar::{LAST_YEAR_START, TODAY, YEAR_START, day};
use crate::contracts::{self, Place, Terms};
use crate::dice::Dice;
use crate::jobs::{self, Range};
use crate::maker::Maker;
use crate::people::{Adult, Wanted, adult};
use crate::schools::{Kind, School};
use crate::staff::{Member, Opening, Team, add_post, neighbour};
use crate::staff_records::{add_spell, add_staff};

/// Adds one person in one post; answers their place in the team.
pub fn hire(
    maker: &mut Maker<'_>,
    dice: &mut Dice,
    team: &mut Team,
    schools: &[School],
    opening: Opening,
    share: i32,
) -> usize {
    let place = contracts::place(dice, opening.job);
    let started = start(dice, schools, opening, &place);
    let person = applicant(maker, dice, schools, opening, &place);
    let staff_id = add_staff(maker, dice, schools, opening, &person, &place, started, None);
    let holder = (staff_id, person.id);
    let school_id = opening.school.map(|school| schools[school].id);
    let terms = Terms {
        holder,
        job: opening.job,
        post: opening.post,
        school_id,
        place: &place,
        share,
        starts_on: started,
        ends_on: None,
    };
    contracts::write(maker, dice, &mut team.costs, &terms);
    add_spell(maker, holder, school_id, started, None);
    let taught_before = started <= LAST_YEAR_START;
    let last_year = if taught_before { Some(holder) } else { predecessor(maker, dice, team, schools, opening) };
    team.members.push(Member {
        staff_id,
        person,
        job: opening.job,
        post: opening.post,
        school: opening.school,
        last_year,
    });
    team.members.len() - 1
}

/// Adds one person whose week is split between this post and a new one at another school.
pub fn hire_for_two(
    maker: &mut Maker<'_>,
    dice: &mut Dice,
    team: &mut Team,
    schools: &[School],
    opening: Opening,
    other: (usize, Uuid),
    share: i32,
) {
    let found = hire(maker, dice, team, schools, opening, share);
    let member = &team.members[found];
    let (holder, started) = ((member.staff_id, member.person.id), YEAR_START);
    let job = match opening.job.category {
        RoleCategory::Central if schools[other.0].kind == Kind::Secondary => &jobs::SUBJECT_TEACHER,
        RoleCategory::Central => &jobs::CLASS_TEACHER,
        _ => opening.job,
    };
    let second = Opening { job, post: maker.ids.next("post"), school: Some(other.0) };
    add_post(maker, dice, schools, second, Some(other.1), false);
    let school_id = Some(schools[other.0].id);
    let place = contracts::place(dice, job);
    let terms = Terms {
        holder,
        job,
        post: second.post,
        school_id,
        place: &place,
        share: 1000 - share,
        starts_on: started,
        ends_on: None,
    };
    contracts::write(maker, dice, &mut team.costs, &terms);
    add_spell(maker, holder, school_id, started, None);
}

/// Gives somebody a past at another school of the trust: an ended contract in a like post.
pub fn moved_here(
    maker: &mut Maker<'_>,
    dice: &mut Dice,
    team: &mut Team,
    schools: &[School],
    opening: Opening,
    found: usize,
    posts: &[Vec<Uuid>],
) {
    let Some(other) = neighbour(schools, opening.school).filter(|other| !schools[*other].is_new) else {
        return;
    };
    let member = &team.members[found];
    let holder = (member.staff_id, member.person.id);
    let Some(current) = maker.batch.contract.last().filter(|contract| contract.staff_id == holder.0) else {
        return;
    };
    let (until, place) = (current.starts_on, contracts::place(dice, opening.job));
    let Some(from) =
        NaiveDate::from_ymd_opt(until.year() - dice.between(2, 4), 9, 1).filter(|_| until < LAST_YEAR_START)
    else {
        return;
    };
    // Posts of a kind of school stand in the same order: the post at a like place is a like post.
    let post = posts[other][posts[other].len() / 2];
    let school_id = Some(schools[other].id);
    let terms = Terms {
        holder,
        job: opening.job,
        post,
        school_id,
        place: &place,
        share: 1000,
        starts_on: from,
        ends_on: Some(until),
    };
    contracts::write(maker, dice, &mut team.costs, &terms);
    add_spell(maker, holder, school_id, from, Some(until));
    if let Some(staff) = maker.batch.staff_member.iter_mut().rev().find(|staff| staff.id == holder.0) {
        staff.trust_start = Some(from);
        staff.continuous_service_from = staff.continuous_service_from.map(|since| since.min(from));
    }
}

/// Adds the teacher who held the post until last summer, in most cases.
fn predecessor(
    maker: &mut Maker<'_>,
    dice: &mut Dice,
    team: &mut Team,
    schools: &[School],
    opening: Opening,
) -> Option<(Uuid, Uuid)> {
    let school = &schools[opening.school?];
    if !matches!(opening.job.range, Range::Teacher) || school.is_new || dice.chance(250) {
        return None;
    }
    let place = contracts::place(dice, opening.job);
    let started = day(dice.between(2016, 2023), 9, 1);
    let person = applicant(maker, dice, schools, opening, &place);
    let staff_id = add_staff(maker, dice, schools, opening, &person, &place, started, Some(day(2025, 8, 31)));
    let holder = (staff_id, person.id);
    let school_id = Some(school.id);
    let terms = Terms {
        holder,
        job: opening.job,
        post: opening.post,
        school_id,
        place: &place,
        share: 1000,
        starts_on: started,
        ends_on: Some(YEAR_START),
    };
    contracts::write(maker, dice, &mut team.costs, &terms);
    add_spell(maker, holder, school_id, started, Some(YEAR_START));
    Some(holder)
}

fn applicant(maker: &mut Maker<'_>, dice: &mut Dice, schools: &[School], opening: Opening, place: &Place) -> Adult {
    let secondary = opening.school.is_some_and(|school| schools[school].kind == Kind::Secondary);
    let female = dice.chance(if secondary { 620 } else { 830 });
    let age = dice.between(22 + place.years, (26 + place.years * 2).clamp(27 + place.years, 64));
    let born = day(TODAY.year() - age - 1, 4, 1) + chrono::Days::new(dice.below(330) as u64);
    let town = opening.school.map_or(0, |school| schools[school].town);
    adult(maker, dice, Wanted { female, born, town, relative: None, address: None, staff: true })
}

/// First day in the post: teachers start in September, a school that joins brings its staff along.
fn start(dice: &mut Dice, schools: &[School], opening: Opening, place: &Place) -> NaiveDate {
    if opening.school.is_some_and(|school| schools[school].is_new) {
        return YEAR_START;
    }
    let served = match place.years {
        0 => 0,
        years => dice.between(0, years.min(9)),
    };
    match opening.job.range {
        Range::Njc(..) => day(2025 - served, dice.between(1, 12) as u32, 1).min(day(2026, 2, 1)),
        _ => day(2025 - served, 9, 1),
    }
}
