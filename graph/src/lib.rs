//! The engine: knows GraphQL and SQL and has never heard of a school.
//!
//! `request → plan → sql → execute → output`: a document and its variables become a selection, the selection and the
//! caller a tree of reads, the reads statements, the statements rows, the rows bytes. [`Engine::answer`] walks that
//! way once; the folders have the same names. What there is to ask for is [`declare`]d, held to the rules of
//! [`verify`], and shown as a [`schema`].

pub mod caller;
pub mod declare;
mod engine;
mod enumeration;
pub mod error;
pub mod execute;
pub mod id;
pub mod live;
mod measure;
pub mod mutate;
pub mod output;
pub mod period;
pub mod plan;
mod read_log;
pub mod request;
pub mod rows;
pub mod schema;
pub mod sql;
pub mod tables;
pub mod value;
pub mod verify;

pub use caller::{Caller, EVERYTHING, Keys, Permission, PrintedPermission, Reach, Right, Rights};
pub use engine::{Answer, Begun, Engine, Explained, MAX_COST, Request, Unfit};
pub use execute::Database;
pub use period::Period;
pub use value::{Kind, Storage, Value};
