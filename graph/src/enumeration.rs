//! Closed code sets, read from `#[derive(async_graphql::Enum)]`.

use std::sync::Mutex;

use async_graphql::registry::{MetaType, Registry};

/// An enum as the schema shows it. A column stores the name of the value.
#[derive(Debug)]
pub struct Enumeration {
    /// The type's name.
    pub name: &'static str,
    /// What the set is.
    pub description: &'static str,
    /// The values, in order.
    pub items: Vec<EnumItem>,
}

/// One value of an enum.
#[derive(Debug)]
pub struct EnumItem {
    /// The name, in capitals.
    pub name: &'static str,
    /// What it means.
    pub description: &'static str,
    /// Why it should no longer be used, where it is deprecated.
    pub deprecated: Option<&'static str>,
}

static KNOWN: Mutex<Vec<&'static Enumeration>> = Mutex::new(Vec::new());

/// The enum that `#[derive(async_graphql::Enum)]` describes, with its names and doc comments. Every call for one type
/// returns the same reference.
///
/// # Panics
/// When the type is not an enum, or a value has no description: a mistake in a declaration, found at start-up.
pub fn enumeration<T: async_graphql::InputType>() -> &'static Enumeration {
    let name = T::type_name();
    let mut known = KNOWN.lock().expect("no panic while it is held");
    if let Some(found) = known.iter().find(|enumeration| enumeration.name == name) {
        return found;
    }
    let mut registry = Registry::default();
    let _ = T::create_type_info(&mut registry);
    let Some(MetaType::Enum { description, enum_values, .. }) = registry.types.get(&*name) else {
        panic!("{name} is not an enum");
    };
    let items = enum_values
        .values()
        .map(|value| EnumItem {
            name: leak(&value.name),
            description: leak(value.description.as_deref().unwrap_or_default()),
            deprecated: match &value.deprecation {
                async_graphql::registry::Deprecation::NoDeprecated => None,
                async_graphql::registry::Deprecation::Deprecated { reason } => {
                    Some(leak(reason.as_deref().unwrap_or("No longer supported")))
                }
            },
        })
        .collect();
    let made: &'static Enumeration = Box::leak(Box::new(Enumeration {
        name: leak(&name),
        description: leak(description.as_deref().unwrap_or_default()),
        items,
    }));
    known.push(made);
    made
}

/// Declarations live as long as the process, so their texts may be leaked.
fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}
