//! The demo trust, and files taken in: own small ones, and the real extracts where they are present.

mod demo;
mod import_ctf;
mod import_register;
