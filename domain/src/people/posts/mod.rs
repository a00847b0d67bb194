//! Posts of the establishment, and who reports to whom.

mod change_post;
pub mod line;
mod post;
mod reporting_line;

use graph::declare::Resource;
use graph::mutate::HandledAction;

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![post::post(), reporting_line::reporting_line()]
}

/// The actions of this folder.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    change_post::actions()
}
