//! What a type can say about itself: data without behaviour.
//!
//! What a declaration must have is a positional argument, so that forgetting it does not compile; the optional parts
//! are chained.
//! There is no default access: public data says [`OPEN`]. Nothing here runs a query or
//! knows the caller.

mod access;
mod action;
mod answer_codes;
mod back;
mod catalogue;
mod computed;
mod cube;
mod during;
mod expression;
mod extend;
mod field;
mod follow;
mod global_id;
mod link;
mod live;
mod logged;
mod measure_types;
mod output;
mod owner;
pub(crate) mod part;
mod reader;
mod resource;
mod root;
mod source;
mod special;
mod standard;
mod table_row;
pub(crate) mod texts;

pub use crate::enumeration::{EnumItem, Enumeration, enumeration};
pub use crate::value::text::{AS_IS, CODE, EMAIL, LINE, NAME, PROSE, TextClass, URL};
pub use access::{Access, Asks, Decisions, Need, OPEN, Printed, PrintedNeed, Rule, any_of};
pub use action::{Action, Input, MadeRows};
pub use answer_codes::{ChangeAction, OnError, UserErrorCode};
pub use catalogue::Catalogue;
pub use computed::{ComputedField, ComputedFunction, ComputedType, Returns, computed};
pub(crate) use computed::{computed_field, computed_type};
pub use cube::{
    At, Counting, Cube, Day, Dimension, FACT, Formula, Join, Key, Later, Measure, Members, Other, Quantity, Role, Sum,
    Term, Test, Yearly, at, counting, cube, dimension, fact, measure, other, sum,
};
pub use during::{During, Periods, Shown, during, periods};
pub use expression::{Comparable, InStep, expression};
pub use extend::{Extension, extend};
pub use field::{Field, FilterOn, batch, batch_object, column, decimal, derived, enumerated, money, object, text};
pub use follow::Following;
pub(crate) use follow::{Edge, edges};
pub use global_id::global_id;
pub use link::{Arity, Dated, Link, Through, through, to_list, to_many, to_one};
pub use live::{About, Live, LiveFilter, live_of_all};
pub(crate) use output::linked_table;
pub use output::{Coded, Linked, Output, PermissionName};
pub use owner::{Hop, Owner, Path, col, exists, owner, set, whole};
pub use reader::{Reader, TableRows};
pub use resource::{Column, Guard, Lookup, Resource, lookup, resource};
pub use root::{Root, RootKind};
pub use source::{Asked, Batch, DeriveContext, LoadError, LoadFuture, ObjectsFuture, Source, Yields, nothing};
pub use special::{Compartment, compartment};
pub use table_row::{FromValue, TableRow, table_rows};
