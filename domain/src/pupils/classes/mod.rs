//! Registration and teaching classes, and who is in them.

mod class;
mod class_membership;

pub(crate) use class_membership::leave;
use graph::declare::Resource;

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![class::class(), class_membership::class_membership()]
}
