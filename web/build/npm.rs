//! Runs npm and vite on a copy of the sources.
//!
//! Nothing is written to the checkout. Packages are installed again only when the lock
//! file changes, so a change of the page needs only one run of vite.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The files from which the page is built, relative to the crate.
pub const SOURCES: [&str; 5] = ["package.json", "package-lock.json", ".npmrc", "vite.config.ts", "ui"];

/// The oldest Node that vite 8 runs on.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Builds the page and returns its folder, or why it could not be built.
pub fn build(crate_dir: &Path, out_dir: &Path) -> Result<PathBuf, String> {
    check_node()?;
    let site = out_dir.join("site");
    copy_sources(crate_dir, &site).map_err(|error| format!("the sources could not be copied: {error}"))?;
    install(&site)?;
    run(&site, "node", &["node_modules/vite/bin/vite.js", "build", "--logLevel", "error"])?;
    Ok(site.join("dist"))
}

fn check_node() -> Result<(), String> {
    let output =
        Command::new("node").arg("--version").output().map_err(|_| "Node was not found on the path".to_owned())?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let mut parts = text.trim_start_matches('v').split('.').map_while(|part| part.parse::<u32>().ok());
    match (parts.next(), parts.next()) {
        (Some(major), Some(minor)) if (major, minor) >= OLDEST_NODE => Ok(()),
        _ => Err(format!("Node is `{text}`: {}.{} or newer is needed", OLDEST_NODE.0, OLDEST_NODE.1)),
    }
}

fn copy_sources(crate_dir: &Path, site: &Path) -> io::Result<()> {
    // Remove files from the copy that have been deleted from the sources.
    let copied_ui = site.join("ui");
    if copied_ui.exists() {
        fs::remove_dir_all(&copied_ui)?;
    }
    fs::create_dir_all(site)?;
    SOURCES.iter().try_for_each(|name| copy(&crate_dir.join(name), &site.join(name)))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_dir() {
        return fs::copy(from, to).map(drop);
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

fn install(site: &Path) -> Result<(), String> {
    let lock = fs::read(site.join("package-lock.json")).map_err(|error| format!("no lock file: {error}"))?;
    // Written after the install: an interrupted install is done again.
    let stamp = site.join("node_modules").join(".installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    // Few retries: without a network the install must fail within seconds, not minutes.
    // No package needs an install script, so none is run.
    let options = [
        "ci",
        "--omit=dev",
        "--ignore-scripts",
        "--prefer-offline",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        "--fetch-retries=1",
        "--fetch-retry-mintimeout=1000",
        "--fetch-timeout=60000",
    ];
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    run(site, npm, &options)?;
    fs::write(&stamp, lock).map_err(|error| format!("the install could not be marked as done: {error}"))
}

fn run(site: &Path, program: &str, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(site)
        .env("NODE_ENV", "production")
        .env("NO_COLOR", "1")
        .output()
        .map_err(|error| format!("`{program}` could not be started: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    // A cargo directive ends with its line, so the reason must be one line.
    let errors = String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    let start = errors.chars().take(240).collect::<String>();
    Err(format!("`{program} {}` failed: {start}", arguments[0]))
}
