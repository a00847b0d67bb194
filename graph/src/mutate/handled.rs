//! Actions with their functions.

use std::fmt;
use std::sync::Arc;

use async_graphql::InputType;
use futures::FutureExt;
use futures::future::BoxFuture;

use super::{Change, Made, Stop};
use crate::declare::{Access, Action, Catalogue, Input, MadeRows, OPEN, computed_field};

/// What an action's function returns.
pub type Handling<'c> = BoxFuture<'c, Result<Made, Stop>>;

/// The function of an action, called with the input before it is parsed.
pub(crate) type Handler =
    Arc<dyn for<'c, 'e> Fn(&'c mut Change<'e>, async_graphql::Value) -> Handling<'c> + Send + Sync>;

/// An action with its function.
pub struct HandledAction {
    action: Action,
    handler: Handler,
}

impl fmt::Debug for HandledAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.action.fmt(f)
    }
}

/// Declares an action: its name, the permission it needs, its description and its function. The input type is the
/// function's.
pub fn action<I, H>(
    name: &'static str,
    access: impl Into<Access>,
    description: &'static str,
    handler: H,
) -> HandledAction
where
    I: InputType + Send + 'static,
    H: for<'c, 'e> Fn(&'c mut Change<'e>, I) -> Handling<'c> + Send + Sync + 'static,
{
    let handler: Handler = Arc::new(move |change, value| match I::parse(Some(value)) {
        Ok(input) => handler(change, input),
        Err(error) => {
            let text = error.into_server_error(async_graphql::Pos::default()).message;
            futures::future::ready(Err(Stop::input(&[], text))).boxed()
        }
    });
    HandledAction { action: Action::new(name, access, description, Input::of::<I>()), handler }
}

impl HandledAction {
    /// The action takes a list of rows: `onError` says whether a refused row refuses the others too.
    #[must_use]
    pub fn for_many(mut self) -> Self {
        self.action.list = true;
        self
    }

    /// The action may leave out parts of its rows, and returns a warning for each.
    #[must_use]
    pub fn warns(mut self) -> Self {
        self.action.warns = true;
        self
    }

    /// Sets the most statements that the action may run, where it needs more than the default.
    #[must_use]
    pub fn in_statements(mut self, most: usize) -> Self {
        self.action.statements = most;
        self
    }

    /// Adds a payload field that returns one row: field, type, description.
    #[must_use]
    pub fn gives_one(mut self, name: &'static str, target: &'static str, description: &'static str) -> Self {
        self.action.rows.push(MadeRows { name, target, many: false, description });
        self
    }

    /// Adds a payload field that returns several rows: field, type, description.
    #[must_use]
    pub fn gives_many(mut self, name: &'static str, target: &'static str, description: &'static str) -> Self {
        self.action.rows.push(MadeRows { name, target, many: true, description });
        self
    }

    /// Adds a payload field that returns a number of rows: field, description.
    #[must_use]
    pub fn counts(mut self, name: &'static str, description: &'static str) -> Self {
        self.action.facts.push(computed_field(name, "Int!", OPEN, description));
        self
    }

    /// The declaration, without the function.
    #[must_use]
    pub fn declaration(self) -> Action {
        self.action
    }
}

/// The functions of a catalogue's actions, by the number of the action.
#[derive(Clone, Default)]
pub(crate) struct Handlers(Vec<Handler>);

impl fmt::Debug for Handlers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Handlers").field(&self.0.len()).finish()
    }
}

impl Handlers {
    /// The functions of a catalogue's actions.
    ///
    /// # Errors
    /// The names of the actions that have no function.
    pub fn of(catalogue: &Catalogue, handled: Vec<HandledAction>) -> Result<Self, Vec<&'static str>> {
        let (mut handlers, mut missing) = (Vec::new(), Vec::new());
        for action in &catalogue.actions {
            match handled.iter().find(|handled| handled.action.name == action.name) {
                Some(handled) => handlers.push(Arc::clone(&handled.handler)),
                None => missing.push(action.name),
            }
        }
        if missing.is_empty() { Ok(Self(handlers)) } else { Err(missing) }
    }

    /// The function of an action, by number.
    pub fn get(&self, action: usize) -> Option<&Handler> {
        self.0.get(action)
    }
}
