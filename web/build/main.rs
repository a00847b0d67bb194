//! Builds the files of `/graphiql` and the table that compiles them into the server.
//!
//! The full page (GraphiQL) needs npm. It is built in cargo's output folder from a copy of
//! the sources, so the checkout stays clean. By default a failure does not fail the build:
//! without Node, or without a network to install from, the plain page of `plain/` is used
//! and cargo prints a warning. `COLONNADE_GRAPHIQL` changes this:
//!
//! | value | effect |
//! | --- | --- |
//! | `auto` (default) | the full page if it can be built, else the plain one |
//! | `required` | the full page, or the build fails; for releases |
//! | `off` | the plain page, without npm |

mod npm;
mod table;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The value of `COLONNADE_GRAPHIQL`.
enum Wanted {
    Auto,
    Required,
    Off,
}

fn main() -> ExitCode {
    let crate_dir = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out_dir = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-env-changed=COLONNADE_GRAPHIQL");
    for input in npm::SOURCES.iter().chain(&["plain", "build"]) {
        println!("cargo::rerun-if-changed={input}");
    }
    match run(&crate_dir, &out_dir) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            println!("cargo::error={problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(crate_dir: &Path, out_dir: &Path) -> Result<(), String> {
    let built = match wanted()? {
        Wanted::Off => None,
        Wanted::Required => Some(
            npm::build(crate_dir, out_dir)
                .map_err(|reason| format!("GraphiQL could not be built, and COLONNADE_GRAPHIQL=required: {reason}"))?,
        ),
        Wanted::Auto => npm::build(crate_dir, out_dir).map_or_else(
            |reason| {
                println!("cargo::warning=GraphiQL was not built: {reason}");
                println!(
                    "cargo::warning=The server will have the plain query page. The full page needs Node 20.19 or newer \
                     and a network to install packages from: provide both and build again with \
                     COLONNADE_GRAPHIQL=required."
                );
                None
            },
            Some,
        ),
    };
    let plain = crate_dir.join("plain");
    table::write(built.as_deref().unwrap_or(&plain), built.is_some(), out_dir)
        .map_err(|error| format!("the table of web files could not be written: {error}"))
}

fn wanted() -> Result<Wanted, String> {
    match env::var("COLONNADE_GRAPHIQL").as_deref() {
        Err(_) | Ok("" | "auto") => Ok(Wanted::Auto),
        Ok("required") => Ok(Wanted::Required),
        Ok("off") => Ok(Wanted::Off),
        Ok(other) => Err(format!("COLONNADE_GRAPHIQL is `{other}`: set it to auto, required or off")),
    }
}
