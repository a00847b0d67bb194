//! `Mutation`: a field for each action, with its input and the type that it returns.

use async_graphql::registry::{MetaType, Registry};

use super::arguments;
use super::bridge;
use super::build::{enumeration, needs, needs_sentence, plain};
use super::model::{Body, InputDef, Model, Target, Ty, TypeDef};
use super::object::computed_field;
use crate::declare::{Action, Catalogue, OnError, UserErrorCode};

/// The input field that makes an action a dry run: it is rolled back.
pub const DRY_RUN: &str = "dryRun";
/// The input field with the idempotency key: a request sent again with it is done once.
pub const IDEMPOTENCY_KEY: &str = "idempotencyKey";
/// The input field that says what happens to the other rows when one is refused.
pub const ON_ERROR: &str = "onError";

pub(super) fn add(model: &mut Model, catalogue: &Catalogue) {
    if catalogue.actions.is_empty() {
        return;
    }
    let mut fields = Vec::new();
    for (index, action) in catalogue.actions.iter().enumerate() {
        let required = needs(&action.access);
        let argument = arguments::plain("input", "What to do.", Ty::named(action.input.name).required());
        let mut field = plain(
            action.name,
            &needs_sentence(catalogue, action.description, &required),
            Ty::named(action.payload_name()),
            Target::Action(index),
            vec![argument],
        );
        field.needs = required;
        fields.push(field);
        inputs(model, action);
        payload(model, catalogue, index, action);
    }
    model.add(enumeration(crate::declare::enumeration::<UserErrorCode>()));
    model.add(enumeration(crate::declare::enumeration::<OnError>()));
    model.add(TypeDef {
        name: "Mutation".to_owned(),
        description: "Everything that changes rows. Fields run one after the other, each as a whole or not at all."
            .to_owned(),
        body: Body::Object { fields, implements: Vec::new() },
        needs: Vec::new(),
    });
}

/// Adds the action's input and the types of its fields.
fn inputs(model: &mut Model, action: &Action) {
    let mut registry = Registry::default();
    (action.input.register)(&mut registry);
    for (name, meta) in &registry.types {
        if model.has(name) {
            continue;
        }
        match meta {
            MetaType::InputObject { .. } => {
                let mut def = bridge::input_object(meta);
                if name == action.input.name
                    && let Body::Input { fields, .. } = &mut def.body
                {
                    fields.extend(common(action));
                }
                model.add(def);
            }
            MetaType::Enum { .. } => model.add(bridge::input_enum(meta)),
            // The engine defines the scalars itself.
            _ => {}
        }
    }
}

/// The input fields of every action.
fn common(action: &Action) -> Vec<InputDef> {
    let mut fields = Vec::new();
    if action.list {
        fields.push(InputDef {
            default: Some(async_graphql::Value::Enum(async_graphql::Name::new("ALL_OR_NOTHING"))),
            ..arguments::plain(
                ON_ERROR,
                "What happens to the other rows when one is refused.",
                Ty::named("OnError").required(),
            )
        });
    }
    fields.push(InputDef {
        default: Some(async_graphql::Value::Boolean(false)),
        ..arguments::plain(DRY_RUN, "Returns the response without changing anything.", Ty::named("Boolean").required())
    });
    fields.push(arguments::plain(
        IDEMPOTENCY_KEY,
        "A key of the caller's choice, up to 200 characters. If it is sent again within 24 hours with the same \
         input, the action is not done again and returns the same result; with another input the request is refused.",
        Ty::named("String"),
    ));
    fields
}

fn payload(model: &mut Model, catalogue: &Catalogue, index: usize, action: &Action) {
    let mut fields = Vec::new();
    for (place, rows) in action.rows.iter().enumerate() {
        let required = catalogue.resource(rows.target).map(|resource| needs(&resource.row)).unwrap_or_default();
        let one = Ty::named(rows.target);
        let ty = if rows.many { one.required().list() } else { one };
        let description = needs_sentence(catalogue, rows.description, &required);
        let mut field = plain(rows.name, &description, ty, Target::Made(index, place), Vec::new());
        field.needs = required;
        fields.push(field);
    }
    for (place, answer) in action.answers.iter().enumerate() {
        fields.push(computed_field(catalogue, answer, Target::Answer(index, place)));
    }
    model.add(TypeDef {
        name: action.payload_name(),
        description: format!("The result of `{}`.", action.name),
        body: Body::Object { fields, implements: Vec::new() },
        needs: Vec::new(),
    });
}
