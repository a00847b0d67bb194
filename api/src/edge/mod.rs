//! The HTTP edge: protocol and limits, nothing of GraphQL.
//!
//! A request passes [`around`] (id, log, headers, count), then for `/graphql` [`graphql_get`] or [`graphql_post`]
//! ([`negotiate`], [`body`], [`parameters`]), then [`answer`], which knows who asks and calls the engine. Nothing
//! here reads a document; no connection is used but for `/health/ready` and the demo's sign-in.
//! Deliberately absent: CORS (no other origin may call), compression (secrets and chosen text in one body),
//! batches (they hide cost).

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
