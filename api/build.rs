//! Embeds the example operations of `tests/capabilities` as a table of (pillar, text).

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../tests/capabilities");
    // While the folder does not exist, watch its parent: cargo runs the script every time for a path that is missing.
    println!("cargo::rerun-if-changed={}", if root.is_dir() { "../tests/capabilities" } else { "../tests" });
    let mut documents = Vec::new();
    if root.is_dir() {
        collect(&root, &mut documents)?;
    }
    documents.sort();
    let mut table = String::from("pub(super) static DOCUMENTS: &[(&str, &str)] = &[\n");
    for path in &documents {
        let pillar = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
        writeln!(table, "    ({pillar:?}, include_str!({:?})),", path.to_string_lossy()).expect("writing to a string");
    }
    table.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("examples.rs"), table)
}

fn collect(folder: &Path, documents: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, documents)?;
        } else if path.extension().is_some_and(|extension| extension == "graphql") {
            documents.push(path);
        }
    }
    Ok(())
}
