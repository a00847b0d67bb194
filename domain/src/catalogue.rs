//! Every declaration, put together.

use graph::declare::{Catalogue, Live, enumeration, live_of_all};
use graph::mutate::HandledAction;

use crate::platform::access::{permission, reach};
use crate::platform::viewer;
use crate::{assessment, finance, measures, people, platform, pupils, register, trust};

/// The whole catalogue.
#[must_use]
pub fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::new(permission::names(), reach::names(), entity::fold)
        .resources(trust::resources())
        .resources(register::resources())
        .resources(people::resources())
        .resources(pupils::resources())
        .resources(assessment::resources())
        .resources(finance::resources())
        .resources(platform::access::resources());
    catalogue.memory = viewer::types();
    catalogue = catalogue.actions(actions().into_iter().map(HandledAction::declaration));
    catalogue.live.push(changes());
    catalogue.memory.extend(people::payroll::types());
    catalogue.memory.extend(people::posts::line::types());
    catalogue.memory.extend(finance::types());
    catalogue.enumerations =
        vec![enumeration::<entity::codes::ReportingTier>(), enumeration::<entity::codes::FundingDriver>()];
    catalogue.memory_roots = viewer::roots();
    catalogue.own_reach = Some(reach::SELF);
    catalogue.cubes(measures::cubes())
}

/// The actions, with the functions that do them.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    let mut all = people::actions();
    all.extend(pupils::actions());
    all.extend(assessment::actions());
    all.extend(finance::actions());
    all
}

/// The field of `Subscription` about every type.
fn changes() -> Live {
    live_of_all(
        "recordChanged",
        "Tells of each row that is made, changed or removed, of any type the caller may see. A row that moves to where the \
         caller does not see it is told as removed to whoever saw it by the school or owner it was of.",
    )
}
