//! House rules as tests.

use std::fs;
use std::path::{Path, PathBuf};

/// The longest file of code.
const MAX_LINES: usize = 420;

/// Licences that a dependency may have; one of them is enough.
const LICENCES: [&str; 15] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "CC0-1.0",
    "MPL-2.0",
    "0BSD",
    "Unlicense",
    "MIT-0",
    "CDLA-Permissive-2.0",
    "Apache-2.0 WITH LLVM-exception",
];

/// The folder of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests are in the project").to_owned()
}

/// A path as the project names it, wherever it was checked out.
fn inside(path: &Path) -> PathBuf {
    path.strip_prefix(root()).expect("it is of the project").to_owned()
}

pub fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in ["api", "bench", "demo", "domain", "entity", "graph", "import", "migration", "tests", "web"] {
        walk(&root().join(folder), &mut found);
    }
    assert!(found.len() > 200, "the walk finds the sources");
    found
}

fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("it is a folder") {
        let path = entry.expect("it is listed").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() {
            if name != "node_modules" && name != "target" {
                walk(&path, found);
            }
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(&path).expect("it reads");
            found.push((path, text));
        }
    }
}

#[test]
fn every_module_has_a_header() {
    let silent: Vec<_> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(path, _)| path).collect();
    assert!(silent.is_empty(), "begin with a `//!` header: {silent:?}");
}

#[test]
fn files_have_one_subject() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(path, lines)| {
            *lines > MAX_LINES && !inside(path).components().any(|part| part.as_os_str() == "tests")
        })
        .collect();
    assert!(long.is_empty(), "look for the second subject: {long:?}");
}

#[test]
fn nothing_is_left_undone() {
    let words =
        [["todo", "!("].concat(), ["unimplemented", "!("].concat(), ["#[", "ignore"].concat(), ["dbg", "!("].concat()];
    for (path, text) in sources() {
        for word in &words {
            assert!(!text.contains(word.as_str()), "{} holds {word}", path.display());
        }
    }
}

#[test]
fn sql_is_written_in_one_place() {
    let allowed = |path: &Path| {
        let path = inside(path).to_string_lossy().replace('\\', "/");
        let folders = ["graph/src/sql/", "migration/", "tests/", "bench/"];
        folders.iter().any(|folder| path.starts_with(folder)) || path.contains("/tests/")
    };
    for (path, text) in sources().into_iter().filter(|(path, _)| !allowed(path)) {
        for (number, line) in text.lines().enumerate() {
            let code = line.trim_start();
            let quoted = code.contains('"') && !code.starts_with("//");
            let sql = ["\"select ", "\"insert into ", "\"update ", "\"delete from "].iter().any(|word| {
                line.to_lowercase().contains(word)
                    && (line.to_lowercase().contains(" from ") || line.to_lowercase().contains(" set "))
            });
            assert!(!(quoted && sql), "{}:{}: {line}", path.display(), number + 1);
        }
    }
}

#[test]
fn the_engine_names_nothing_of_a_school() {
    for (path, text) in sources().into_iter().filter(|(path, _)| path.to_string_lossy().contains("/graph/src/")) {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let lower = line.to_lowercase();
            for word in ["school", "pupil", "teacher", "budget"] {
                assert!(!lower.contains(word), "{}:{}: {line}", path.display(), number + 1);
            }
        }
    }
    let manifest = fs::read_to_string(root().join("graph/Cargo.toml")).expect("it reads");
    assert!(!manifest.contains("domain") && !manifest.contains("entity"), "graph depends on neither domain nor entity");
}

#[test]
fn dependencies_have_allowed_licences() {
    let output = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--workspace", "--locked", "--prefix", "none", "--format", "{p}\t{l}"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).expect("it is text");
    let packages: Vec<_> = tree.lines().filter_map(|line| line.split_once('\t')).collect();
    assert!(packages.len() > 200, "{} packages", packages.len());
    for (name, licence) in packages {
        // `A OR B`: one of them is enough; `A AND B`: all are needed; the old `A/B` means OR. What was listed before
        // in full is marked with a star.
        let licence = licence.trim_end_matches(" (*)").replace('/', " OR ");
        let fits = licence.split(" OR ").any(|one| {
            one.trim_matches(['(', ')', ' '])
                .split(" AND ")
                .all(|part| LICENCES.contains(&part.trim_matches(['(', ')', ' '])))
        });
        assert!(fits, "{name} is licensed as {licence}");
    }
}

/// The layers of a crate's `src`, lowest first: files and folders by their module names. A module may use modules of lower
/// layers, never of a higher one or of its own; only in the lowest layer may modules use one another.
type Floors = [&'static [&'static str]];

const GRAPH: &Floors = &[
    &["caller", "enumeration", "error", "id", "period", "rows", "value"],
    &["declare"],
    &["tables"],
    &["schema"],
    &["request", "verify"],
    &["plan"],
    &["measure", "sql"],
    &["execute"],
    &["read_log"],
    &["output"],
    &["live", "mutate"],
    &["engine"],
];

const DOMAIN: &Floors = &[
    &["money", "platform"],
    &["trust"],
    &["people", "register"],
    &["pupils"],
    &["assessment", "finance"],
    &["measures"],
    &["catalogue"],
];

/// What the crates under `api` may depend on within the workspace, their tests aside.
const CRATES: [(&str, &[&str]); 5] =
    [("entity", &[]), ("graph", &[]), ("web", &[]), ("migration", &["entity"]), ("domain", &["entity", "graph"])];

fn floor(floors: &Floors, module: &str) -> Option<usize> {
    floors.iter().position(|floor| floor.contains(&module))
}

/// The modules of the crate that a line of code names: `crate::plan::Read` names `plan`.
fn named(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

#[test]
fn folders_name_only_lower_folders() {
    let mut wrong = wrong_arrows("graph/src", GRAPH);
    wrong.extend(wrong_arrows("domain/src", DOMAIN));
    assert!(wrong.is_empty(), "arrows lead down:\n{}", wrong.join("\n"));
}

fn wrong_arrows(folder: &str, floors: &Floors) -> Vec<String> {
    let src = root().join(folder);
    let mut found = Vec::new();
    walk(&src, &mut found);
    let mut wrong = Vec::new();
    for (path, text) in &found {
        let inside = path.strip_prefix(&src).expect("it is below");
        let depth = inside.components().count();
        let first = inside.components().next().and_then(|part| part.as_os_str().to_str()).unwrap_or_default();
        let module = first.trim_end_matches(".rs");
        if module == "lib" {
            continue;
        }
        let Some(own) = floor(floors, module) else {
            wrong.push(format!("{folder}/{}: `{module}` has no floor: give it one", inside.display()));
            continue;
        };
        if own + 1 == floors.len() {
            continue; // The top floor may name every other.
        }
        // `super` of a file is its folder, of a `mod.rs` the folder above.
        let depth = if inside.ends_with("mod.rs") { depth - 1 } else { depth };
        let to_the_crate = vec!["super"; depth].join("::");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let place = format!("{folder}/{}:{}", inside.display(), number + 1);
            if line.contains(&to_the_crate) {
                wrong.push(format!("{place}: `{to_the_crate}` is the crate: write `crate::…`"));
            }
            for other in named(line).filter(|other| *other != module) {
                match floor(floors, other) {
                    None => wrong.push(format!("{place}: `crate::{other}` names no folder: name the folder it is in")),
                    Some(0) if own == 0 => {}
                    Some(floor) if floor < own => {}
                    Some(_) => {
                        wrong.push(format!("{place}: `{module}` names `{other}`, which stands above or beside it"))
                    }
                }
            }
        }
    }
    wrong
}

#[test]
fn what_is_printed_of_an_access_decides_nothing() {
    let src = root().join("graph/src");
    let prints = ["declare", "schema", "verify"];
    for (path, text) in sources().into_iter().filter(|(path, _)| path.starts_with(&src)) {
        let inside = path.strip_prefix(&src).expect("it is below");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        if inside == Path::new("caller.rs") || prints.iter().any(|folder| inside.starts_with(folder)) {
            continue;
        }
        for (number, line) in code.lines().enumerate() {
            assert!(!line.contains(".printed()"), "{}:{}: {line}", inside.display(), number + 1);
        }
    }
}

#[test]
fn crates_depend_on_those_below() {
    let workspace = fs::read_to_string(root().join("Cargo.toml")).expect("it reads");
    let ours: Vec<&str> =
        workspace.lines().filter(|line| line.contains("{ path = ")).filter_map(|line| line.split(' ').next()).collect();
    assert!(ours.len() >= CRATES.len(), "the workspace lists its crates: {ours:?}");
    for (name, may) in CRATES {
        let manifest = fs::read_to_string(root().join(name).join("Cargo.toml")).expect("it reads");
        let section =
            manifest.split("[dependencies]").nth(1).unwrap_or_default().split("\n[").next().unwrap_or_default();
        for dependency in section.lines().filter_map(|line| line.split(['.', ' ']).next()) {
            assert!(!ours.contains(&dependency) || may.contains(&dependency), "{name} depends on {dependency}");
        }
    }
}

#[test]
fn types_of_the_engine_have_names_of_their_own() {
    let src = root().join("graph/src");
    let mut known = std::collections::BTreeMap::<String, String>::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| path.starts_with(&src)) {
        let inside = path.strip_prefix(&src).expect("it is below").display().to_string();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.starts_with([' ', '/'])) {
            let mut words = line.split_whitespace().skip_while(|word| word.starts_with("pub"));
            if !matches!(words.next(), Some("struct" | "enum" | "trait" | "type")) {
                continue;
            }
            let name = words.next().unwrap_or_default();
            let end = name.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(name.len());
            if let Some(other) = known.insert(name[..end].to_owned(), inside.clone()) {
                panic!("{} is a type in {other} and in {inside}: give one another name", &name[..end]);
            }
        }
    }
    assert!(known.len() > 150, "{} types are found", known.len());
}

/// A path in backticks in the documents, such as `graph/src/id.rs`, is a file or folder.
#[test]
fn documents_name_files_that_exist() {
    let mut documents = vec!["ARCHITECTURE.md".into(), "CONTRIBUTING.md".into(), "docs/glossary.md".into()];
    for entry in fs::read_dir(root().join("docs/decisions")).expect("the decisions are there") {
        let name = entry.expect("it is listed").file_name();
        documents.push(PathBuf::from("docs/decisions").join(name));
    }
    let mut seen = 0;
    for document in documents {
        let text = fs::read_to_string(root().join(&document)).expect("it reads");
        for path in text.split('`').skip(1).step_by(2).filter(|path| is_a_source(path)) {
            seen += 1;
            assert!(root().join(path).exists(), "{} names {path}, which is not there", document.display());
        }
    }
    assert!(seen > 40, "{seen} paths");
}

/// Paths with a placeholder, such as `entity/src/<folder>/<table>.rs`, name no file.
fn is_a_source(path: &str) -> bool {
    path.ends_with(".rs") && path.contains("/src/") && !path.contains('<')
}
