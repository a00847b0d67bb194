//! What schools pay for central services: the rules, their bands and the amounts.

mod central_charge_band;
mod central_charge_policy;
pub mod top_slice;

use graph::declare::Resource;

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![central_charge_policy::central_charge_policy(), central_charge_band::central_charge_band()]
}
