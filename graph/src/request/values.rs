//! Literals are of the type of their place, and so are the variables within them; a `@oneOf` literal has exactly one key.

use async_graphql_parser::types::{Directive, ExecutableDocument, Field, Selection, SelectionSet, VariableDefinition};
use async_graphql_parser::{Pos, Positioned};
use async_graphql_value::{ConstValue, Value};

use crate::error::Fault;
use crate::schema::{Body, InputDef, Model, Scalar, Ty};

struct ValueCheck<'a> {
    model: &'a Model,
    faults: Vec<Fault>,
    /// The variables of the current operation; a fragment is checked with those of each operation that could use it.
    variables: Vec<&'a Positioned<VariableDefinition>>,
}

/// Every fault of every literal.
pub(super) fn check(tree: &ExecutableDocument, model: &Model) -> Vec<Fault> {
    let all = tree.operations.iter().flat_map(|(_, operation)| &operation.node.variable_definitions).collect();
    let mut check = ValueCheck { model, faults: Vec::new(), variables: all };
    for (_, operation) in tree.operations.iter() {
        for variable in &operation.node.variable_definitions {
            if let Some(default) = &variable.node.default_value {
                let ty = Ty::parse(&variable.node.var_type.node.to_string());
                let value = default.node.clone().into_value();
                check.value(&value, &ty, default.pos, variable.node.name.node.as_str());
            }
        }
        check.selection(&operation.node.selection_set.node, super::validate::root(operation.node.ty));
    }
    for fragment in tree.fragments.values() {
        check.selection(&fragment.node.selection_set.node, fragment.node.type_condition.node.on.node.as_str());
    }
    check.faults
}

/// The variables in conditions of `__typename`: async-graphql's rule on unused variables does not look there.
pub(super) fn beside_type_names(tree: &ExecutableDocument) -> Vec<String> {
    fn collect(set: &SelectionSet, out: &mut Vec<String>) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) if field.node.name.node == "__typename" => {
                    let conditions = field.node.directives.iter().flat_map(|directive| &directive.node.arguments);
                    out.extend(conditions.filter_map(|(_, value)| match &value.node {
                        Value::Variable(name) => Some(name.to_string()),
                        _ => None,
                    }));
                }
                Selection::Field(field) => collect(&field.node.selection_set.node, out),
                Selection::InlineFragment(fragment) => collect(&fragment.node.selection_set.node, out),
                Selection::FragmentSpread(_) => {}
            }
        }
    }
    let mut out = Vec::new();
    tree.operations.iter().for_each(|(_, operation)| collect(&operation.node.selection_set.node, &mut out));
    tree.fragments.values().for_each(|fragment| collect(&fragment.node.selection_set.node, &mut out));
    out
}

impl<'a> ValueCheck<'a> {
    fn selection(&mut self, set: &'a SelectionSet, parent: &str) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => {
                    self.conditions(&field.node.directives);
                    self.field(field, parent);
                }
                Selection::InlineFragment(fragment) => {
                    self.conditions(&fragment.node.directives);
                    let on = fragment.node.type_condition.as_ref().map_or(parent, |on| on.node.on.node.as_str());
                    self.selection(&fragment.node.selection_set.node, on);
                }
                // Each fragment is walked once, as a definition.
                Selection::FragmentSpread(spread) => self.conditions(&spread.node.directives),
            }
        }
    }

    /// `@include` and `@skip` have the argument `if`, true or false.
    fn conditions(&mut self, directives: &[Positioned<Directive>]) {
        for directive in directives {
            let name = directive.node.name.node.as_str();
            if name != "include" && name != "skip" {
                continue;
            }
            match directive.node.get_argument("if").map(|value| &value.node) {
                Some(Value::Boolean(_)) => {}
                Some(Value::Variable(variable)) => {
                    self.variable(variable, &Ty::named("Boolean").required(), false, directive.pos);
                }
                _ => self.fault(directive.pos, format!("@{name} takes `if`, true or false")),
            }
        }
    }

    fn field(&mut self, field: &'a Positioned<Field>, parent: &str) {
        let Some(def) = self.model.field(parent, field.node.name.node.as_str()) else { return };
        for (name, value) in &field.node.arguments {
            if let Some(argument) = def.arguments.iter().find(|argument| argument.name == name.node.as_str()) {
                self.place(
                    &value.node,
                    &argument.ty.clone(),
                    argument.default.is_some(),
                    value.pos,
                    name.node.as_str(),
                );
            }
        }
        let base = def.ty.base().to_owned();
        self.selection(&field.node.selection_set.node, &base);
    }

    /// Checks a value of an argument or an input field. Where the place has a default, the variable may be nullable.
    fn place(&mut self, value: &Value, ty: &Ty, has_default: bool, place: Pos, name: &str) {
        match value {
            Value::Variable(variable) => self.variable(variable, ty, has_default, place),
            _ => self.value(value, ty, place, name),
        }
    }

    /// Checks a variable against the type of its place (specification 5.8.5), inside lists and input objects too.
    fn variable(&mut self, variable: &str, wanted: &Ty, has_default: bool, place: Pos) {
        let known: Vec<_> = self.variables.iter().filter(|known| known.node.name.node == variable).collect();
        if known.is_empty() {
            return self.fault(place, format!("the variable `${variable}` is not declared"));
        }
        let misfit = known.into_iter().find_map(|known| {
            let declared = Ty::parse(&known.node.var_type.node.to_string());
            let default = known.node.default_value.as_ref().is_some_and(|value| value.node != ConstValue::Null);
            let wanted = if has_default || default { wanted.unrequired() } else { wanted };
            (!usable(&declared, wanted))
                .then(|| format!("the variable `${variable}` is a {declared}, and its place takes a {wanted}"))
        });
        if let Some(message) = misfit {
            self.fault(place, message);
        }
    }

    fn fault(&mut self, place: Pos, message: String) {
        self.faults.push(Fault { message, locations: vec![place.into()], path: Vec::new() });
    }

    fn value(&mut self, value: &Value, ty: &Ty, place: Pos, name: &str) {
        match (value, ty) {
            (Value::Variable(variable), _) => self.variable(variable, ty, false, place),
            (Value::Null, Ty::NonNull(_)) => self.fault(place, format!("`{name}` is null: give a {ty}")),
            (Value::Null, _) => {}
            (_, Ty::NonNull(inner)) => self.value(value, inner, place, name),
            (Value::List(items), Ty::List(inner)) => {
                for item in items {
                    self.value(item, inner, place, name);
                }
            }
            (_, Ty::List(inner)) => self.value(value, inner, place, name),
            (_, Ty::Named(base)) => self.named(value, base, place, name),
        }
    }

    fn named(&mut self, value: &Value, base: &str, place: Pos, name: &str) {
        if let Some(scalar) = Scalar::named(base) {
            let read = match value {
                Value::Enum(_) | Value::Object(_) | Value::List(_) => Err("another kind of value"),
                _ => {
                    value.clone().into_const().ok_or("a value").and_then(|constant| scalar.read(&constant).map(|_| ()))
                }
            };
            if let Err(expected) = read {
                self.fault(place, format!("`{name}` is {value}: {base} takes {expected}"));
            }
            return;
        }
        let Some(def) = self.model.get(base) else { return };
        match &def.body {
            Body::Enum(values) => {
                let known =
                    matches!(value, Value::Enum(given) if values.iter().any(|known| known.name == given.as_str()));
                if !known {
                    self.fault(place, format!("`{name}` is {value}: give a value of {base}, without quotes"));
                }
            }
            Body::Input { fields, one_of } => self.input(value, base, fields, *one_of, place, name),
            _ => {}
        }
    }

    fn input(&mut self, value: &Value, base: &str, fields: &[InputDef], one_of: bool, place: Pos, name: &str) {
        let Value::Object(given) = value else {
            self.fault(place, format!("`{name}` is {value}: {base} takes an object"));
            return;
        };
        for (key, value) in given {
            match fields.iter().find(|field| field.name == key.as_str()) {
                Some(field) => self.place(value, &field.ty, field.default.is_some(), place, key.as_str()),
                None => self.fault(place, format!("{base} has no field `{key}`")),
            }
        }
        for field in fields {
            if !field.ty.nullable() && field.default.is_none() && !given.contains_key(field.name.as_str()) {
                self.fault(place, format!("`{}` of {base} is missing", field.name));
            }
        }
        if !one_of {
            return;
        }
        match given.iter().next() {
            Some((_, value)) if given.len() == 1 => match value {
                Value::Null => self.fault(place, format!("the one key of {base} is null: give it a value")),
                Value::Variable(variable) => {
                    let nullable = self
                        .variables
                        .iter()
                        .filter(|known| known.node.name.node == *variable)
                        .any(|known| known.node.var_type.node.nullable);
                    if nullable {
                        self.fault(
                            place,
                            format!("`${variable}` may be null and is the one key of {base}: declare it with `!`"),
                        );
                    }
                }
                _ => {}
            },
            _ => self.fault(place, format!("{base} takes exactly one key, not {}", given.len())),
        }
    }
}

/// Whether a variable of the declared type may be used where the wanted type is expected.
fn usable(declared: &Ty, wanted: &Ty) -> bool {
    match (declared, wanted) {
        (Ty::NonNull(declared), Ty::NonNull(wanted)) => usable(declared, wanted),
        (_, Ty::NonNull(_)) => false,
        (Ty::NonNull(declared), wanted) => usable(declared, wanted),
        (Ty::List(declared), Ty::List(wanted)) => usable(declared, wanted),
        (Ty::Named(declared), Ty::Named(wanted)) => declared == wanted,
        _ => false,
    }
}
