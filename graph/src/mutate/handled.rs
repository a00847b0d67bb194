//! An action with the function that does it.

use std::fmt;
use std::sync::Arc;

use async_graphql::InputType;
use futures::FutureExt;
use futures::future::BoxFuture;

use super::{Change, Made, Stop};
use crate::declare::{Access, Action, Catalogue, Input, MadeRows, OPEN, computed_field};

/// What an action's function returns.
pub type Handling<'c> = BoxFuture<'c, Result<Made, Stop>>;

/// The function of an action, over its input as it came.
pub(crate) type Handler =
    Arc<dyn for<'c, 'e> Fn(&'c mut Change<'e>, async_graphql::Value) -> Handling<'c> + Send + Sync>;

/// An action with the function that does it.
pub struct HandledAction {
    action: Action,
    handler: Handler,
}

impl fmt::Debug for HandledAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.action.fmt(f)
    }
}

/// Declares an action: its name, what the caller must hold, what it does, and the function that does it. The input is
/// the function's.
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
    /// Takes many rows: the caller says whether one that is refused stops the others.
    #[must_use]
    pub fn for_many(mut self) -> Self {
        self.action.list = true;
        self
    }

    /// May leave out parts of its rows, and says which and why.
    #[must_use]
    pub fn warns(mut self) -> Self {
        self.action.warns = true;
        self
    }

    /// Sets how many statements it runs at most, where it needs more than most actions do.
    #[must_use]
    pub fn in_statements(mut self, most: usize) -> Self {
        self.action.statements = most;
        self
    }

    /// Gives back one row: field, type, description.
    #[must_use]
    pub fn gives_one(mut self, name: &'static str, target: &'static str, description: &'static str) -> Self {
        self.action.rows.push(MadeRows { name, target, many: false, description });
        self
    }

    /// Gives back several rows: field, type, description.
    #[must_use]
    pub fn gives_many(mut self, name: &'static str, target: &'static str, description: &'static str) -> Self {
        self.action.rows.push(MadeRows { name, target, many: true, description });
        self
    }

    /// Gives back a number of rows: field, description.
    #[must_use]
    pub fn counts(mut self, name: &'static str, description: &'static str) -> Self {
        self.action.facts.push(computed_field(name, "Int!", OPEN, description));
        self
    }

    /// The declaration alone.
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
    /// With the names of the actions for which there is none.
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
