//! Inputs and enums written with async-graphql's derives become types of the model. They keep their names, doc
//! comments, defaults and `@oneOf`.

use async_graphql::registry::{MetaType, Registry};
use async_graphql::{Enum, InputObject, InputType};

use super::arguments::plain;
use super::build::enumeration;
use super::model::{Body, InputDef, Model, Ty, TypeDef};
use crate::declare::Enumeration;

/// The direction of an order.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
pub enum SortDirection {
    /// From the least to the greatest.
    Asc,
    /// From the greatest to the least.
    Desc,
}

macro_rules! ordered_filter {
    ($name:ident, $value:ty, $doc:literal) => {
        #[doc = $doc]
        #[derive(InputObject)]
        struct $name {
            /// Equal to it.
            eq: Option<$value>,
            /// Not equal to it. A row without a value does not match.
            ne: Option<$value>,
            /// One of these. An empty list matches nothing.
            r#in: Option<Vec<$value>>,
            /// None of these.
            not_in: Option<Vec<$value>>,
            /// Less than it.
            lt: Option<$value>,
            /// Less than it or equal.
            lte: Option<$value>,
            /// Greater than it.
            gt: Option<$value>,
            /// Greater than it or equal.
            gte: Option<$value>,
            /// Whether there is no value.
            is_null: Option<bool>,
        }
    };
}

ordered_filter!(IntFilter, i32, "What must hold of a whole number. Several parts must hold together.");
ordered_filter!(FloatFilter, f64, "What must hold of a number. Several parts must hold together.");

/// What must hold of a text. Several parts must hold together.
#[derive(InputObject)]
struct TextFilter {
    /// Equal to it. Names are compared without case, accents and marks; codes, e-mail addresses, postcodes and telephone
    /// numbers in any spelling; other texts to the letter, after spaces and what cannot be seen.
    eq: Option<String>,
    /// Not equal to it. A row without a value does not match.
    ne: Option<String>,
    /// One of these. An empty list matches nothing.
    r#in: Option<Vec<String>>,
    /// None of these.
    not_in: Option<Vec<String>>,
    /// Begins with it. Names are compared without case and accents.
    starts_with: Option<String>,
    /// Contains it. Names are compared without case and accents.
    contains: Option<String>,
    /// Whether there is no value.
    is_null: Option<bool>,
}

/// What must hold of a truth value.
#[derive(InputObject)]
struct BooleanFilter {
    /// Equal to it.
    eq: Option<bool>,
    /// Whether there is no value.
    is_null: Option<bool>,
}

/// What must hold of a global id.
#[derive(InputObject)]
struct IdFilter {
    /// This one.
    eq: Option<async_graphql::ID>,
    /// One of these. An empty list matches nothing.
    r#in: Option<Vec<async_graphql::ID>>,
}

pub(super) fn add(model: &mut Model) {
    input::<IntFilter>(model);
    input::<FloatFilter>(model);
    input::<TextFilter>(model);
    input::<BooleanFilter>(model);
    input::<IdFilter>(model);
    // The engine's own scalars have no Rust type: their filters are copies of the number filter with another scalar.
    for (name, scalar, what) in [
        ("DateFilter", "Date", "What must hold of a day. Several parts must hold together."),
        ("DateTimeFilter", "DateTime", "What must hold of a moment. Several parts must hold together."),
        ("MoneyFilter", "Money", "What must hold of an amount. Several parts must hold together."),
    ] {
        let Some(TypeDef { body: Body::Input { fields, .. }, .. }) = model.get("IntFilter").cloned() else { continue };
        let fields = fields.into_iter().map(|field| InputDef { ty: renamed(field.ty, scalar), ..field }).collect();
        model.add(TypeDef {
            name: name.to_owned(),
            description: what.to_owned(),
            body: Body::Input { fields, one_of: false },
            needs: Vec::new(),
        });
    }
    model.add(enumeration(crate::declare::enumeration::<SortDirection>()));
}

fn renamed(ty: Ty, scalar: &str) -> Ty {
    match ty {
        Ty::Named(name) if name == "Int" => Ty::named(scalar),
        Ty::Named(name) => Ty::Named(name),
        Ty::List(inner) => renamed(*inner, scalar).list(),
        Ty::NonNull(inner) => renamed(*inner, scalar).required(),
    }
}

/// Adds a derived input object to the model.
///
/// # Panics
/// When the type is not an input object: a mistake in a declaration, found at start-up.
pub(super) fn input<T: InputType>(model: &mut Model) {
    let mut registry = Registry::default();
    let _ = T::create_type_info(&mut registry);
    let name = T::type_name();
    let meta = registry.types.get(&*name).unwrap_or_else(|| panic!("{name} is not an input object"));
    model.add(input_object(meta));
}

/// A derived input object as a type of the model.
///
/// # Panics
/// When it is not an input object: a mistake in a declaration, found at start-up.
pub(super) fn input_object(meta: &MetaType) -> TypeDef {
    let MetaType::InputObject { name, description, input_fields, oneof, .. } = meta else {
        panic!("{} is not an input object", meta.name());
    };
    let fields = input_fields
        .values()
        .map(|field| InputDef {
            default: field.default_value.as_deref().map(constant),
            ..plain(&field.name, field.description.as_deref().unwrap_or_default(), Ty::parse(&field.ty))
        })
        .collect();
    TypeDef {
        name: name.clone(),
        description: description.clone().unwrap_or_default(),
        body: Body::Input { fields, one_of: *oneof },
        needs: Vec::new(),
    }
}

/// A derived enum as a type of the model.
///
/// # Panics
/// When it is not an enum: a mistake in a declaration, found at start-up.
pub(super) fn input_enum(meta: &MetaType) -> TypeDef {
    let MetaType::Enum { name, description, enum_values, .. } = meta else {
        panic!("{} is not an enum", meta.name());
    };
    let values = enum_values
        .values()
        .map(|value| super::model::EnumValue {
            name: value.name.clone(),
            description: value.description.clone().unwrap_or_default(),
            deprecated: None,
        })
        .collect();
    TypeDef {
        name: name.clone(),
        description: description.clone().unwrap_or_default(),
        body: Body::Enum(values),
        needs: Vec::new(),
    }
}

/// Parses a derived default. It is printed as a GraphQL constant, not as JSON: enums have no quotes.
fn constant(text: &str) -> async_graphql::Value {
    use async_graphql_parser::types::DocumentOperations;
    let wrapped = format!("query($x: X = {text}) {{ x }}");
    let parsed = async_graphql_parser::parse_query(&wrapped).expect("a derived default is a GraphQL constant");
    let DocumentOperations::Single(operation) = &parsed.operations else { unreachable!("one operation was written") };
    operation.node.variable_definitions[0]
        .node
        .default_value
        .as_ref()
        .map(|value| value.node.clone())
        .unwrap_or_default()
}

/// The filter of an enum, made once.
pub(super) fn enum_filter(model: &mut Model, of: &Enumeration) -> String {
    let name = format!("{}Filter", of.name);
    if !model.has(&name) {
        let one = || Ty::named(of.name);
        let many = || Ty::named(of.name).required().list();
        model.add(TypeDef {
            name: name.clone(),
            description: format!("What must hold of a {}. Several parts must hold together.", of.name),
            body: Body::Input {
                fields: vec![
                    plain("eq", "Equal to it.", one()),
                    plain("ne", "Not equal to it. A row without a value does not match.", one()),
                    plain("in", "One of these. An empty list matches nothing.", many()),
                    plain("notIn", "None of these.", many()),
                    plain("isNull", "Whether there is no value.", Ty::named("Boolean")),
                ],
                one_of: false,
            },
            needs: Vec::new(),
        });
    }
    name
}
