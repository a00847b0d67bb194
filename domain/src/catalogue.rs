//! Every declaration, put together.

use graph::declare::{Catalogue, Live, Resource, live_of_all};
use graph::mutate::HandledAction;

use crate::platform::access::{permission, reach};
use crate::platform::viewer;
use crate::{assessment, finance, measures, people, platform, pupils, register, trust};

/// The whole catalogue.
#[must_use]
pub fn catalogue() -> Catalogue {
    let catalogue = Catalogue::new(permission::names(), reach::names(), entity::fold);
    let mut catalogue = declared()
        .into_iter()
        .fold(catalogue, |catalogue, (_, resources, _)| catalogue.resources(resources))
        .extensions(finance::extensions())
        .extensions(platform::access::extensions());
    catalogue = catalogue.actions(actions().into_iter().map(HandledAction::declaration));
    catalogue.live.push(changes());
    catalogue.computed_roots = viewer::roots();
    catalogue.own_reach = Some(reach::SELF);
    catalogue.cubes(measures::cubes())
}

/// The actions, with the functions that carry them out.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    declared().into_iter().flat_map(|(_, _, actions)| actions).collect()
}

/// The types and actions of each pillar.
fn declared() -> [(&'static str, Vec<Resource>, Vec<HandledAction>); 7] {
    [
        ("trust", trust::resources(), Vec::new()),
        ("register", register::resources(), Vec::new()),
        ("people", people::resources(), people::actions()),
        ("pupils", pupils::resources(), pupils::actions()),
        ("assessment", assessment::resources(), assessment::actions()),
        ("finance", finance::resources(), finance::actions()),
        ("platform", platform::access::resources(), Vec::new()),
    ]
}

/// A folder of this crate, and the names of what it declares.
#[derive(Debug)]
pub struct Pillar {
    /// The folder.
    pub name: &'static str,
    /// Types with rows.
    pub types: Vec<&'static str>,
    /// Root fields: actions and measures.
    pub root_fields: Vec<&'static str>,
}

/// The pillars, in the order of their declaration.
#[must_use]
pub fn pillars() -> Vec<Pillar> {
    let pillar = |(name, resources, actions): (_, Vec<Resource>, Vec<HandledAction>)| Pillar {
        name,
        types: resources.iter().map(|resource| resource.name).collect(),
        root_fields: actions.into_iter().map(|action| action.declaration().name).collect(),
    };
    let counted = measures::cubes().iter().map(|cube| cube.field.name).collect();
    let measures = Pillar { name: "measures", types: Vec::new(), root_fields: counted };
    declared().map(pillar).into_iter().chain([measures]).collect()
}

/// The field of `Subscription` about every type.
fn changes() -> Live {
    live_of_all(
        "recordChanged",
        "Sends an event for each row that is created, changed or removed, of every type that the caller may read. A \
         row that moves out of the caller's row access, such as to another school, is sent as removed.",
    )
}
