//! The engine: it knows GraphQL and SQL, and nothing of schools.
//!
//! `request → plan → sql → execute → output`: a document and its variables become a selection; the selection and the
//! caller become a tree of reads; the reads become statements, the statements rows, and the rows bytes.
//! [`Engine::answer`] runs these steps once for a request; the folders have the same names. The types are declared with
//! [`declare`], checked by the rules of [`verify`], and shown as a [`schema`].

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
