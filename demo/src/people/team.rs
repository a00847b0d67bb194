//! Who works for the trust today, and a post that is about to be filled.

use uuid::Uuid;

use crate::people::adults::Adult;
use crate::people::contracts::Costs;
use crate::people::jobs::Job;
use crate::trust::calendar::day;

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

    /// Those of an age at which they may have children at school.
    pub fn possible_parents(&self) -> Vec<Adult> {
        let people = self.members.iter().map(|member| &member.person);
        people.filter(|person| person.born > day(1974, 1, 1) && person.born < day(1992, 1, 1)).cloned().collect()
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
