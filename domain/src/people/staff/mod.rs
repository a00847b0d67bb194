//! Members of staff: their records, where they work and what they teach.

mod change_staff_member;
mod leaving;
pub(crate) mod spells;
mod staff_member;
mod staff_spell;
mod staff_subject;
mod teaching_assignment;

use graph::declare::Resource;
use graph::mutate::HandledAction;

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![
        staff_member::staff_member(),
        staff_spell::staff_spell(),
        teaching_assignment::teaching_assignment(),
        staff_subject::staff_subject(),
    ]
}

/// The actions of this folder.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    change_staff_member::actions()
}
