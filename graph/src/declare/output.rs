//! What a Rust type says of itself as a GraphQL output: the derives of async-graphql describe it, serde's writes it.
//!
//! Nothing is ever resolved by async-graphql: a value becomes JSON once, and what is selected is written from that.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::Field;
use async_graphql::registry::{MetaType, MetaTypeId, Registry};
use async_graphql::{
    CacheControl, ContextSelectionSet, InputType, OutputType, Positioned, ServerError, ServerResult, Value,
};
use sea_orm::EntityTrait;
use serde::{Serialize, Serializer};
use serde_json::Value as Json;
use uuid::Uuid;

/// A Rust type with `#[derive(SimpleObject, Serialize)]`, or what async-graphql puts together from such types.
#[derive(Clone, Copy)]
pub struct Output {
    /// Puts the type and those it is made of into a registry, and returns it in SDL.
    pub register: fn(&mut Registry) -> String,
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sdl())
    }
}

impl Output {
    /// The output type `T`.
    #[must_use]
    pub fn of<T: OutputType>() -> Self {
        Self { register: |registry| T::create_type_info(registry) }
    }

    /// The type in SDL.
    #[must_use]
    pub fn sdl(&self) -> String {
        (self.register)(&mut Registry::default())
    }

    /// A value of the type as JSON.
    ///
    /// # Panics
    /// When the type is no JSON, such as a map whose keys are no text. In tests also where serde gives a field another
    /// name than async-graphql: add `#[serde(rename_all = "camelCase")]`.
    pub fn json<T: Serialize>(&self, value: &T) -> Json {
        let json = serde_json::to_value(value).expect("a computed value is JSON");
        debug_assert_eq!(self.misfit(&json), None, "a field that the schema has is not what serde writes");
        json
    }

    /// The first field that the type has and its JSON has not, or the reverse.
    fn misfit(&self, json: &Json) -> Option<String> {
        let mut registry = Registry::default();
        let ty = (self.register)(&mut registry);
        misfit(&registry, &ty, json)
    }
}

fn misfit(registry: &Registry, ty: &str, json: &Json) -> Option<String> {
    let name = ty.trim_matches(['[', ']', '!']);
    let MetaType::Object { fields, .. } = registry.types.get(name)? else { return None };
    match json {
        Json::Array(items) => items.iter().find_map(|item| misfit(registry, name, item)),
        Json::Object(parts) => {
            let unknown = parts.keys().find(|key| !fields.contains_key(*key));
            let missing = fields.keys().find(|key| !parts.contains_key(*key));
            unknown.or(missing).map(|key| format!("{name}.{key}")).or_else(|| {
                fields
                    .values()
                    .find_map(|field| misfit(registry, &field.ty, parts.get(&field.name).unwrap_or(&Json::Null)))
            })
        }
        _ => None,
    }
}

/// The name of a value of the enum `E`, as a column stores it.
pub struct Coded<E> {
    name: String,
    of: PhantomData<fn() -> E>,
}

impl<E> fmt::Debug for Coded<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl<E: InputType> Coded<E> {
    /// A value.
    #[must_use]
    pub fn of(value: &E) -> Self {
        match value.to_value() {
            Value::Enum(name) => Self::stored(name.as_str()),
            other => Self::stored(&other.to_string()),
        }
    }

    /// A value by the name that is stored.
    #[must_use]
    pub fn stored(name: &str) -> Self {
        Self { name: name.to_owned(), of: PhantomData }
    }
}

impl<E> Serialize for Coded<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

impl<E: InputType> OutputType for Coded<E> {
    fn type_name() -> Cow<'static, str> {
        E::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        E::create_type_info(registry)
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        Err(unresolved(field))
    }
}

/// A row of another type, by its key: a link, of which the caller is told what it may read of that row. It may stand in
/// what a batch returns, alone or in a list; from a list those are left out that the caller may not see.
pub struct Linked<E> {
    key: Uuid,
    of: PhantomData<fn() -> E>,
}

/// What the name of a link's type begins with, before its table. The schema shows the type of that table instead.
const LINKED: &str = "Linked_";

/// The table whose rows a type of an [`Output`] links to, where it is a link.
pub(crate) fn linked_table(type_name: &str) -> Option<&str> {
    type_name.strip_prefix(LINKED)
}

impl<E> fmt::Debug for Linked<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.key.fmt(f)
    }
}

impl<E> Linked<E> {
    /// A link to the row of that key.
    #[must_use]
    pub fn to(key: Uuid) -> Self {
        Self { key, of: PhantomData }
    }
}

impl<E> Serialize for Linked<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.key.serialize(serializer)
    }
}

impl<E: EntityTrait> OutputType for Linked<E> {
    fn type_name() -> Cow<'static, str> {
        format!("{LINKED}{}", E::default().table_name()).into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Object, |_| MetaType::Object {
            name: Self::type_name().into_owned(),
            description: None,
            fields: IndexMap::default(),
            cache_control: CacheControl::default(),
            extends: false,
            shareable: false,
            resolvable: false,
            keys: None,
            visible: None,
            inaccessible: false,
            interface_object: false,
            tags: Vec::new(),
            is_subscription: false,
            rust_typename: Some(std::any::type_name::<Self>()),
            directive_invocations: Vec::new(),
            requires_scopes: Vec::new(),
        })
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        Err(unresolved(field))
    }
}

/// The name of a permission: a value of the enum `Permission`, which the engine makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PermissionName(pub &'static str);

impl OutputType for PermissionName {
    fn type_name() -> Cow<'static, str> {
        "Permission".into()
    }

    fn create_type_info(_: &mut Registry) -> String {
        Self::qualified_type_name()
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        Err(unresolved(field))
    }
}

fn unresolved(field: &Positioned<Field>) -> ServerError {
    ServerError::new("async-graphql describes computed types and resolves none", Some(field.pos))
}
