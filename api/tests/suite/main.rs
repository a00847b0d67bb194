//! The service from outside: a real server in this process, real bytes on a socket.

mod admit;
mod body_limits;
mod command_line;
mod content_type;
mod get_requests;
mod health;
mod http_client;
mod ill_formed;
mod issuer;
mod key_file;
mod killed;
mod live;
mod media_types;
mod methods;
mod oidc;
mod oidc_keys;
mod page;
mod request_ids;
mod stopping;
mod tokens;
mod too_many;
mod trace_flush;
mod world;
