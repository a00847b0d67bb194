//! Who works for the trust today, and a post that is about to be filled.

use uuid::Uuid;

use crate::people::adults::Adult;
use crate::people::contracts::Costs;
use crate::people::jobs::Job;
use crate::trust::calendar::day;

/// Somebody who works for the trust today.
#[derive(Debug)]
pub struct Member {
    /// Id of the staff record.
    pub staff_id: Uuid,
    /// The person.
    pub person: Adult,
    /// Job of the main post.
    pub job: &'static Job,
    /// Id of the main post; two people may share a post.
    pub post: Uuid,
    /// Index of the school of the main post; `None` for the central team.
    pub school: Option<usize>,
    /// Ids of the staff record and the person of the teacher who held this post last year: this one or a predecessor.
    pub last_year: Option<(Uuid, Uuid)>,
}

/// Everybody who works for the trust today, and their pay.
#[derive(Debug, Default)]
pub struct Team {
    /// The people, the central team first, then school by school.
    pub members: Vec<Member>,
    /// Their yearly pay.
    pub costs: Costs,
}

impl Team {
    /// The people whose main post is at a school, in the order of its posts.
    pub fn at(&self, school: usize) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| member.school == Some(school))
    }

    /// The people of an age at which they may have children at school.
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
    /// Id of its row.
    pub post: Uuid,
    /// Index of its school; `None` for the central team.
    pub school: Option<usize>,
}
