//! The binary `colonnade`: parse, dispatch, return the exit code.

use std::process::ExitCode;

// Requests make many small, short-lived allocations; the system allocator came first in the profile.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    api::cli::main()
}
