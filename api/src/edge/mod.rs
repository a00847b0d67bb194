//! The HTTP edge: protocol and limits, nothing of GraphQL.
//!
//! A request passes [`middleware`] (id, log, metrics, headers). A request to `/graphql` then passes [`graphql_get`] or
//! [`graphql_post`] ([`negotiate`], [`body`], [`parameters`]) and [`answer`], which finds the caller and calls the
//! engine. Nothing here parses a document, and only `/health/ready` and the demo's sign-in query the database.
//! Deliberately absent: CORS (no other origin may call), compression (a response may hold secrets beside text that an
//! attacker chose), batches (they hide cost).

pub mod answer;

pub mod body;
pub mod examples;
pub mod graphiql;
pub mod graphql_get;
pub mod graphql_post;
pub mod headers;
pub mod health;
pub mod live;
pub mod metrics;
pub mod middleware;
pub mod negotiate;
pub mod parameters;
pub mod refusal;
pub mod request_id;
pub mod router;
pub mod server_timing;
pub mod state;
pub mod web_sign_in;

pub use refusal::Refusal;
pub use state::Edge;
