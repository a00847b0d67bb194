//! What support a pupil has: funding, care and protection flags, special educational provision and needs.

mod care_flag;
mod funding_flag;
mod premium;
mod protection_flag;
mod provision;
pub mod sen_need;
mod sen_record;
mod set_flag;

use graph::declare::Resource;
use graph::mutate::HandledAction;

pub(crate) use premium::{ever_six, premium};
pub(crate) use provision::{has_plan, provision, record};

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![
        funding_flag::funding_flag(),
        care_flag::care_flag(),
        protection_flag::protection_flag(),
        sen_record::sen_record(),
        sen_need::sen_need(),
    ]
}

/// The actions of this folder.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    set_flag::actions()
}
