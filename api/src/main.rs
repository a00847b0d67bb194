//! The binary `colonnade`: parse, dispatch, return the exit code.

use std::process::ExitCode;

// Requests allocate many small short-lived things; the system allocator was the first thing in the profile.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    api::cli::main()
}
