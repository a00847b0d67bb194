//! The model as an async-graphql schema: for parsing, validation, introspection and SDL, never for reading.

use std::sync::Arc;

use async_graphql::dynamic::{
    Directive, Enum, EnumItem, Field, FieldFuture, InputObject, InputValue, Interface, InterfaceField, Object, Scalar,
    Schema, SchemaError, Subscription, SubscriptionField, SubscriptionFieldFuture, TypeRef, Union,
};
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute};
use async_graphql::{Name, Response, Value};

use super::model::{Body, FieldDef, InputDef, Model, Ty};
use super::subscription::SUBSCRIPTION;
use crate::caller::PrintedPermission;
use crate::declare::Catalogue;

/// Builds the schema. With `validate_only` a document is parsed and validated and nothing is resolved.
///
/// # Errors
/// When the declarations do not make a valid schema.
pub fn dynamic(model: &Model, catalogue: &Catalogue, validate_only: bool) -> Result<Schema, SchemaError> {
    let mutation = model.has("Mutation").then_some("Mutation");
    let subscription = model.has(SUBSCRIPTION).then_some(SUBSCRIPTION);
    let mut builder = Schema::build("Query", mutation, subscription).disable_suggestions().limit_directives(50);
    if validate_only {
        builder = builder.extension(StopBeforeExecution);
    }
    for def in &model.types {
        let name = def.name.as_str();
        let description = def.description.as_str();
        builder = match &def.body {
            Body::Scalar(url) => {
                let scalar = Scalar::new(name).description(description);
                builder.register(match url {
                    Some(url) => scalar.specified_by_url(*url),
                    None => scalar,
                })
            }
            Body::Enum(values) => {
                let items = values.iter().map(|value| {
                    let item = EnumItem::new(&value.name).description(&value.description);
                    match &value.deprecated {
                        Some(reason) => item.deprecation(Some(reason)),
                        None => item,
                    }
                });
                builder.register(Enum::new(name).description(description).items(items))
            }
            Body::Object { fields, .. } if name == SUBSCRIPTION => {
                let root = Subscription::new(name).description(description);
                builder.register(fields.iter().fold(root, |root, field| root.field(live_field(field))))
            }
            Body::Object { fields, implements } => {
                let mut object = Object::new(name).description(description);
                if let Some(directive) = access(catalogue, &def.needs) {
                    object = object.directive(directive);
                }
                for interface in implements {
                    object = object.implement(interface);
                }
                for field in fields {
                    object = object.field(output_field(catalogue, field));
                }
                builder.register(object)
            }
            Body::Interface(fields) => {
                let mut interface = Interface::new(name).description(description);
                for field in fields {
                    interface = interface
                        .field(InterfaceField::new(&field.name, type_ref(&field.ty)).description(&field.description));
                }
                builder.register(interface)
            }
            Body::Union(members) => {
                let union = Union::new(name).description(description);
                builder.register(members.iter().fold(union, |union, member| union.possible_type(member)))
            }
            Body::Input { fields, one_of } => {
                let mut input = InputObject::new(name).description(description);
                for field in fields {
                    input = input.field(input_value(field));
                }
                builder.register(if *one_of { input.oneof() } else { input })
            }
        };
    }
    builder.finish()
}

/// A live field. async-graphql allows no directives on it, so only its description names the permissions.
fn live_field(field: &FieldDef) -> SubscriptionField {
    let out = SubscriptionField::new(&field.name, type_ref(&field.ty), |_| {
        SubscriptionFieldFuture::new(async { Ok(futures::stream::empty::<async_graphql::Result<Value>>()) })
    });
    let out = out.description(&field.description);
    field.arguments.iter().fold(out, |out, argument| out.argument(input_value(argument)))
}

fn output_field(catalogue: &Catalogue, field: &FieldDef) -> Field {
    let mut out =
        Field::new(&field.name, type_ref(&field.ty), |_| FieldFuture::from_value(None)).description(&field.description);
    for argument in &field.arguments {
        out = out.argument(input_value(argument));
    }
    if let Some(directive) = access(catalogue, &field.needs) {
        out = out.directive(directive);
    }
    match &field.deprecated {
        Some(reason) => out.deprecation(Some(reason)),
        None => out,
    }
}

fn input_value(input: &InputDef) -> InputValue {
    let value = InputValue::new(&input.name, type_ref(&input.ty)).description(&input.description);
    match &input.default {
        Some(default) => value.default_value(default.clone()),
        None => value,
    }
}

/// `@access(permission: …)`: one permission, or a list of which one is enough.
fn access(catalogue: &Catalogue, needs: &[PrintedPermission]) -> Option<Directive> {
    let names: Vec<Value> =
        needs.iter().map(|permission| Value::Enum(Name::new(catalogue.printed_name(*permission)))).collect();
    let value = match names.len() {
        0 => return None,
        1 => names.into_iter().next()?,
        _ => Value::List(names),
    };
    Some(Directive::new("access").argument("permission", value))
}

fn type_ref(ty: &Ty) -> TypeRef {
    match ty {
        Ty::Named(name) => TypeRef::named(name),
        Ty::List(inner) => TypeRef::List(Box::new(type_ref(inner))),
        Ty::NonNull(inner) => TypeRef::NonNull(Box::new(type_ref(inner))),
    }
}

/// Makes `schema.execute` a validator: the answer is empty and nothing was resolved.
struct StopBeforeExecution;

impl ExtensionFactory for StopBeforeExecution {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(StopBeforeExecution)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for StopBeforeExecution {
    async fn execute(&self, _: &ExtensionContext<'_>, _: Option<&str>, _: NextExecute<'_>) -> Response {
        Response::new(Value::Null)
    }
}
