//! Declarations to GraphQL types.
//!
//! [`Model`] is the schema as plain data. Each field names its [`Target`]. The planner reads the model, introspection
//! shows a filtered copy of it, and [`dynamic`] turns it into an async-graphql schema for parsing, validation and SDL.
//! Each file builds one shape of type.

mod arguments;
mod bridge;
mod build;
mod connection;
mod cube;
mod dynamic;
mod model;
mod mutation;
mod object;
mod order_input;
mod output;
mod scalar;
mod sdl;
mod search;
mod subscription;
mod visible;
mod where_input;

pub use dynamic::dynamic;
pub use model::{Body, EnumValue, FieldDef, InputDef, Model, Target, Ty, TypeDef};
pub use mutation::{DRY_RUN, IDEMPOTENCY_KEY, ON_ERROR};
pub use scalar::Scalar;
pub use sdl::print as sdl;
pub(crate) use search::search_type;
pub use subscription::{RECORD_CHANGE, SUBSCRIPTION};
pub use visible::{Use, visible};
