//! Lists the steps: every file `src/y<year>/m*.rs` is a step, in the order of the names. A new step is a new file and
//! nothing else.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let source = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("src");
    println!("cargo::rerun-if-changed={}", source.display());
    let mut steps: Vec<(String, PathBuf)> = Vec::new();
    for year in fs::read_dir(&source)?.filter_map(Result::ok).filter(|year| year.path().is_dir()) {
        println!("cargo::rerun-if-changed={}", year.path().display());
        for step in fs::read_dir(year.path())?.filter_map(Result::ok) {
            let path = step.path();
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            steps.push((name, path));
        }
    }
    steps.sort();
    let modules = steps.iter().map(|(name, path)| format!("#[path = {path:?}]\nmod {name};\n"));
    let boxes = steps.iter().map(|(name, _)| format!("        Box::new({name}::Migration),\n"));
    let list = format!(
        "{}\n/// The steps, oldest first.\npub fn steps() -> Vec<Box<dyn MigrationTrait>> {{\n    vec![\n{}    ]\n}}\n",
        modules.collect::<String>(),
        boxes.collect::<String>()
    );
    fs::write(Path::new(&env::var("OUT_DIR")?).join("steps.rs"), list)?;
    Ok(())
}
