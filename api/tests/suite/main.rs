//! The service from outside: a real server in this process, real bytes on a socket.

mod body_limits;
mod command_line;
mod content_type;
mod get_requests;
mod health;
mod http_client;
mod ill_formed;
mod key_file;
mod killed;
mod live;
mod media_types;
mod methods;
mod page;
mod request_ids;
mod stopping;
mod tokens;
mod too_many;
mod world;
