//! The fields of an object: the cell that each comes from, and the check for reading it.

use std::sync::Arc;

use async_graphql_parser::types::SelectionSet;
use async_graphql_value::Value as Ast;

use super::collect::{Collected, collect};
use super::computed::ComputedOut;
use super::connection::ConnectionOut;
use super::cube::CubeOut;
use super::logged::{self, Mark};
use super::read::{BatchCall, Expr, cell};
use super::reference::{self, Name};
use super::{Context, computed, link, seen};
use crate::caller::{Permission, Reach};
use crate::declare::{DeriveContext, Field, Resource, Source, Yields};
use crate::error::{Code, Refusal};
use crate::request::{Arg, Bind, argument};
use crate::schema::{FieldDef, Target};
use crate::value::{Kind, Storage, Value};

/// How an object is written to the response.
#[derive(Debug, Default)]
pub struct Object {
    /// Its concrete type.
    pub type_name: String,
    /// Its fields, in the order of the response.
    pub fields: Vec<Keyed<Out>>,
    /// Logged for every row of this object: see `Read::compared`.
    pub compared: Vec<Mark>,
}

/// A field under its response key.
#[derive(Debug)]
pub struct Keyed<T> {
    /// The key.
    pub key: String,
    /// The key as JSON, with its colon.
    pub json: String,
    /// The value under the key.
    pub out: T,
}

impl<T> Keyed<T> {
    pub(super) fn new(key: &str, out: T) -> Self {
        Self { key: key.to_owned(), json: format!("\"{key}\":"), out }
    }
}

/// The value under a response key.
#[expect(missing_docs, reason = "a variant's parts are named after the declarations they come from")]
#[derive(Debug)]
pub enum Out {
    /// The concrete type's name.
    TypeName(String),
    /// The global id of the row.
    Id { cell: usize, type_name: &'static str },
    /// A cell.
    Cell { cell: usize, kind: Kind, check: Check, withheld: Option<(usize, Check)>, mark: Option<Mark> },
    /// A pure function of cells.
    Derived {
        inputs: Vec<(usize, Storage)>,
        kind: Kind,
        function: fn(&[Value], &DeriveContext) -> Value,
        as_of: Option<Bind>,
        check: Check,
        withheld: Option<(usize, Check)>,
        mark: Option<Mark>,
    },
    /// A value of a batch, computed for all rows at once; `index` is the batch's number in the read.
    Batch { index: usize, kind: Kind, check: Check, mark: Option<Mark> },
    /// An object made for all rows at once, by number, and what is selected of it.
    Made { index: usize, object: ComputedOut, check: Check, mark: Option<Mark> },
    /// A value object over the same row.
    Object { object: Object, check: Check, withheld: Option<(usize, Check)> },
    /// At most one row of another read.
    One { read: usize, object: Object, check: Check },
    /// A row of an open type with only `id` selected: this row holds the key, so no read is needed.
    Reference { cell: usize, type_name: &'static str, fields: Vec<Keyed<bool>>, check: Check },
    /// All rows of another read that belong to this one.
    List { read: usize, object: Object, check: Check },
    /// A connection.
    Connection { read: usize, out: Box<ConnectionOut>, check: Check },
    /// Null, with the error of a denial.
    Denied(Denial),
    /// Null, without an error.
    Null,
    /// Rows by global ids, in the order of the ids.
    Nodes { ids: Bind, cases: Vec<(&'static str, usize, usize, Object)> },
    /// Rows that an action made or changed, in the order in which it returned their keys.
    Changed { keys: Bind, read: usize, cell: usize, object: Object, many: bool },
    /// Rows of several reads, merged in the order of the text in a cell.
    Search { limit: Bind, cases: Vec<(usize, usize, Object)> },
    /// A computed value.
    Computed(ComputedOut),
    /// Rows of a cube.
    Cube(Box<CubeOut>),
    /// An introspection field; its value is filled in when the response is written.
    Introspection,
}

/// Whether a value may be read.
#[derive(Clone, Debug)]
pub enum Check {
    /// Yes.
    Always,
    /// No.
    Never(Denial),
    /// On rows where one of the tests passes.
    Rows(Vec<RowTest>, Denial),
}

/// A test of one row.
#[derive(Clone, Debug)]
pub struct RowTest {
    /// The cell with a key, or with a boolean.
    pub cell: usize,
    /// The permission and reach whose keys must contain the cell's key; `None` where the cell holds the result.
    pub by_key: Option<(Permission, Reach)>,
}

/// Why a value is refused.
#[derive(Clone, Debug)]
pub struct Denial {
    /// The permission that is missing.
    pub permission: &'static str,
    /// The schema coordinate: `Type.field`, or that of a filter or order.
    pub coordinate: String,
    /// Whether a grant is missing altogether, or does not reach the row.
    pub reason: Reason,
}

/// Why a permission is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No grant gives the permission.
    NoGrant,
    /// A grant gives the permission, but does not reach this row.
    OutOfReach,
}

/// Plans the selections on a row of a read.
pub(super) fn plan<'a>(context: &mut Context<'a>, read: usize, sets: &[&'a SelectionSet]) -> Result<Object, Refusal> {
    let catalogue = context.catalogue;
    let resource = &catalogue.resources[context.reads[read].resource];
    let mut fields = Vec::new();
    for collected in collect(context, resource.name, sets)? {
        let out = match collected.def {
            None => Out::TypeName(resource.name.to_owned()),
            Some(def) => {
                context.path.push(collected.key.to_owned());
                let out = part(context, read, resource, &collected, def)?;
                context.path.pop();
                out
            }
        };
        fields.push(Keyed::new(collected.key, out));
    }
    if context.catalogue.row_is_logged(resource) {
        logged::by(context, read, resource, resource.name);
    }
    let compared = context.reads[read].compared.clone();
    Ok(Object { type_name: resource.name.to_owned(), fields, compared })
}

fn part<'a>(
    context: &mut Context<'a>,
    read: usize,
    resource: &'a Resource,
    collected: &Collected<'a>,
    def: &FieldDef,
) -> Result<Out, Refusal> {
    match def.target {
        Target::Id => Ok(Out::Id { cell: cell(context, read, Expr::Column(resource.id)), type_name: resource.name }),
        Target::Field(_, number, _) => {
            let field = &resource.fields[number];
            let coordinate = format!("{}.{}", resource.name, field.name);
            value(context, read, resource, field, &coordinate, collected, def)
        }
        Target::Link(_, number) => link::plan(context, read, resource, &resource.links[number], collected, def),
        _ => Err(Refusal::new(Code::Internal, "a row has no such field")),
    }
}

/// Plans a declared field, or one within a value object.
fn value<'a>(
    context: &mut Context<'a>,
    read: usize,
    resource: &'a Resource,
    field: &'a Field,
    coordinate: &str,
    collected: &Collected<'a>,
    def: &FieldDef,
) -> Result<Out, Refusal> {
    let check = reference::select(context, read, resource, Name::Field(field), coordinate);
    if let Check::Never(denial) = check {
        return Ok(Out::Denied(denial));
    }
    let withheld = reference::withheld(context, read, resource, field, coordinate);
    let mark = logged::selected(context, read, resource, field, coordinate);
    Ok(match &field.source {
        Source::Column(column, kind) => {
            let shown = seen::column(context.catalogue, context.caller, resource, *column);
            Out::Cell { cell: cell(context, read, shown), kind: *kind, check, withheld, mark }
        }
        Source::Derived { inputs, kind, function, .. } => Out::Derived {
            inputs: inputs.iter().map(|input| (cell(context, read, Expr::Column(*input)), input.storage)).collect(),
            kind: *kind,
            function: *function,
            as_of: as_of(context, collected, def)?,
            check,
            withheld,
            mark,
        },
        Source::Expression { key, kind, .. } => {
            let worked = Expr::Worked(Arc::clone(key), as_of(context, collected, def)?);
            Out::Cell { cell: cell(context, read, worked), kind: *kind, check, withheld, mark }
        }
        Source::Batch(batch) => {
            let call = BatchCall {
                inputs: batch
                    .inputs
                    .iter()
                    .map(|input| (cell(context, read, Expr::Column(*input)), input.storage))
                    .collect(),
                check: check.clone(),
                as_of: as_of(context, collected, def)?,
                arguments: match batch.yields {
                    Yields::Scalar(..) => Vec::new(),
                    Yields::Object(..) => computed::arguments(context, collected, def)?,
                },
                key: collected.key.to_owned(),
                batch: batch.clone(),
            };
            context.reads[read].batches.push(call);
            let index = context.reads[read].batches.len() - 1;
            match batch.yields {
                Yields::Scalar(kind, _) => Out::Batch { index, kind, check, mark },
                Yields::Object(..) => {
                    let place = computed::Place::of(read, index, &def.ty);
                    Out::Made { index, object: computed::made(context, Some(&place), collected, def)?, check, mark }
                }
            }
        }
        Source::Object { type_name, fields, .. } => {
            let mut parts = Vec::new();
            for inner in collect(context, type_name, &collected.below)? {
                let Some(inner_def) = inner.def else {
                    parts.push(Keyed::new(inner.key, Out::TypeName((*type_name).to_owned())));
                    continue;
                };
                // Looked up by name: one value object may serve several types, each with its own columns.
                let Some(part) = fields.iter().find(|part| part.name == inner_def.name) else {
                    parts.push(Keyed::new(inner.key, Out::Null));
                    continue;
                };
                context.path.push(inner.key.to_owned());
                let coordinate = format!("{type_name}.{}", part.name);
                let out = value(context, read, resource, part, &coordinate, &inner, inner_def)?;
                context.path.pop();
                parts.push(Keyed::new(inner.key, out));
            }
            let object = Object { type_name: (*type_name).to_owned(), fields: parts, compared: Vec::new() };
            Out::Object { object, check, withheld }
        }
    })
}

/// The `asOf` argument, if it is given.
pub(super) fn as_of(context: &Context, collected: &Collected, def: &FieldDef) -> Result<Option<Bind>, Refusal> {
    Ok(match given(context, collected, def, "asOf")? {
        Some(Arg::Leaf(bind)) => Some(bind),
        _ => None,
    })
}

/// An argument; `None` where it is left out, null, or a variable that was not sent.
pub(super) fn given(
    context: &Context,
    collected: &Collected,
    def: &FieldDef,
    name: &str,
) -> Result<Option<Arg>, Refusal> {
    let Some(input) = def.arguments.iter().find(|argument| argument.name == name) else { return Ok(None) };
    let bad = |message| {
        let mut refusal = Refusal::at(Code::BadUserInput, format!("`{name}`: {message}"), collected.field.name.pos);
        refusal.faults[0].path.clone_from(&context.path);
        refusal
    };
    let written = collected.field.get_argument(name);
    // A variable that was not sent leaves the argument to its default.
    let unsent = |name: &str| {
        let mut given = context.variables.given.iter();
        given.find(|(known, _)| known == name).is_none_or(|(_, arg)| arg.is_none())
    };
    let arg = match written {
        Some(value) if input.default.is_some() && matches!(&value.node, Ast::Variable(name) if unsent(name)) => {
            Arg::Absent
        }
        Some(value) => argument(&value.node, &input.ty, context.variables, context.model).map_err(bad)?,
        None => Arg::Absent,
    };
    match (arg, &input.default) {
        (Arg::Absent, Some(default)) => {
            let value = default.clone().into_value();
            Ok(Some(argument(&value, &input.ty, context.variables, context.model).map_err(bad)?))
        }
        (Arg::Absent | Arg::Null, _) => Ok(None),
        (arg, _) => Ok(Some(arg)),
    }
}
