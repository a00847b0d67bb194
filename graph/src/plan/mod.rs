//! Turns the selection and the caller into a tree of reads: plain data, made and tested without a database.
//!
//! Access is decided in [`reference`] and nowhere else; printing a plan as SQL decides nothing. All requests with the
//! same document, shape of variables and shape of rights share a plan, so a plan holds no values of a request.

mod action;
mod collect;
mod computed;
mod condition;
mod connection;
mod cost;
mod cube;
mod during;
mod filter;
mod link;
mod live;
mod logged;
mod object;
mod order;
mod read;
pub(crate) mod reference;
mod root;
mod search;
pub(crate) mod seen;

use crate::caller::Caller;
use crate::declare::Catalogue;
use crate::error::Refusal;
use crate::request::{Accepted, Variables};
use crate::schema::Model;

pub use action::{Act, Changes};
pub use computed::{Below, ComputedOut};
pub use condition::{Cond, Exists, Operand, Operator, Tie};
pub use connection::{ConnectionOut, EdgeOut, PageOut};
pub use cube::{Count, CubeOut, Filter, Known, MAX_GROUPS, OtherCount};
pub use live::{Notifiable, Notification, Subscribed};
pub use logged::{Logged, Mark};
pub use object::{Check, Denial, Keyed, Object, Out, Reason, RowTest};
pub use order::OrderKey;
pub use read::{BatchCall, Expr, Origin, Page, Parent, ParentKey, Read};
pub use reference::Asking;
pub use seen::{ALONE, OPEN_PART, Seen, Since, VERSIONED};

/// What a request will read and how its answer is written.
#[derive(Debug)]
pub struct Plan {
    /// The reads; a parent comes before its children.
    pub reads: Vec<Read>,
    /// The statements of cubes, one for each [`Count`].
    pub counts: Vec<Count>,
    /// The fields of the root object.
    pub root: Object,
    /// Bounds that values of the request must keep; checked before anything is read.
    pub bounds: Vec<Bound>,
    /// Whether the mark of now is needed: one is selected, or a list continues from one. It is taken before anything is read.
    pub mark: bool,
}

/// An upper bound on a value of the request: the plan holds only the slot of that value.
#[derive(Debug)]
pub struct Bound {
    /// The value: a number, or a list whose length is bounded.
    pub bind: crate::request::Bind,
    /// The most it may be.
    pub most: i64,
    /// The argument's name in the document.
    pub name: &'static str,
    /// The response keys from the root to the field with this argument.
    pub path: Vec<String>,
}

/// The most rows of a page.
pub const MAX_PAGE: i64 = 200;
/// The rows of a page where the caller gives neither `first` nor `last`.
pub const DEFAULT_PAGE: i64 = 50;

/// The state of planning: the input, and the reads, counts and bounds planned so far.
struct Context<'a> {
    catalogue: &'a Catalogue,
    model: &'a Model,
    tree: &'a async_graphql_parser::types::ExecutableDocument,
    variables: &'a Variables,
    caller: &'a Caller,
    reads: Vec<Read>,
    counts: Vec<Count>,
    bounds: Vec<Bound>,
    mark: bool,
    path: Vec<String>,
}

impl<'a> Context<'a> {
    fn new(catalogue: &'a Catalogue, model: &'a Model, caller: &'a Caller, accepted: &'a Accepted) -> Self {
        Context {
            catalogue,
            model,
            tree: &accepted.document.tree,
            variables: &accepted.variables,
            caller,
            reads: Vec::new(),
            counts: Vec::new(),
            bounds: Vec::new(),
            mark: false,
            path: Vec::new(),
        }
    }
}

/// Plans a query.
///
/// # Errors
/// When an argument cannot be used as it is given.
pub fn read(catalogue: &Catalogue, model: &Model, caller: &Caller, accepted: &Accepted) -> Result<Plan, Refusal> {
    let mut context = Context::new(catalogue, model, caller, accepted);
    let operation = &accepted.document.operations[accepted.operation].definition;
    let root = root::plan(&mut context, &operation.selection_set.node)?;
    Ok(Plan { reads: context.reads, counts: context.counts, root, bounds: context.bounds, mark: context.mark })
}

/// Plans a mutation: one plan for each of its fields, which run one after the other.
///
/// # Errors
/// When an argument cannot be used as it is given.
pub fn changes(catalogue: &Catalogue, model: &Model, caller: &Caller, accepted: &Accepted) -> Result<Changes, Refusal> {
    let mut context = Context::new(catalogue, model, caller, accepted);
    let operation = &accepted.document.operations[accepted.operation].definition;
    action::plan(&mut context, &operation.selection_set.node)
}

/// Returns which live field a subscription selects, and the arguments that do not depend on an event.
///
/// # Errors
/// When the caller may not subscribe to it, or an argument cannot be used as it is given.
pub fn subscribed(
    catalogue: &Catalogue,
    model: &Model,
    caller: &Caller,
    accepted: &Accepted,
) -> Result<Subscribed, Refusal> {
    let context = Context::new(catalogue, model, caller, accepted);
    let operation = &accepted.document.operations[accepted.operation].definition;
    live::subscribed(&context, &operation.selection_set.node)
}

/// Plans the notification for a change of a row of type `resource`; `None` where the caller may see no such row.
///
/// # Errors
/// When an argument cannot be used as it is given.
pub fn notification(
    catalogue: &Catalogue,
    model: &Model,
    caller: &Caller,
    accepted: &Accepted,
    resource: usize,
) -> Result<Option<Notification>, Refusal> {
    let mut context = Context::new(catalogue, model, caller, accepted);
    let operation = &accepted.document.operations[accepted.operation].definition;
    live::notification(&mut context, &operation.selection_set.node, resource)
}
