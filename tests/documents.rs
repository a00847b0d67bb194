//! Finds the documents, runs them on every database, and holds answers and statements against what was reviewed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use graph::Request;
use serde_json::{Map, Value as Json};
use tests::{World, run, worlds};

/// What a document says of itself in its header.
struct Header {
    persona: String,
    statements: usize,
    expect: Option<String>,
    variables: Map<String, Json>,
}

#[test]
fn capabilities_answer() {
    let accepted = every("capabilities", |world, path, header, answer| {
        assert!(answer.get("errors").is_none(), "{path:?} as {} on {}: {answer}", header.persona, world.name);
        let mut leaves = 0;
        count_leaves(&answer["data"], &mut leaves);
        assert!(leaves > 0, "{path:?} answers with nothing");
    });
    assert!(accepted >= 21, "each of the delivered capabilities has its document");
}

#[test]
fn what_must_not_be_read_is_refused() {
    every("refused", |world, path, header, answer| match &header.expect {
        None => {
            let errors = answer["errors"].as_array().unwrap_or_else(|| panic!("{path:?} on {}: {answer}", world.name));
            for error in errors {
                assert_eq!(error["extensions"]["code"], "FORBIDDEN", "{path:?}: {error}");
                let path_of_error = error["path"].as_array().expect("an error about a field has a path");
                let mut value = &answer["data"];
                for step in path_of_error {
                    value =
                        step.as_str().map_or_else(|| &value[step.as_u64().unwrap_or(0) as usize], |key| &value[key]);
                }
                assert!(value.is_null(), "{path:?}: there is a value at {path_of_error:?}");
            }
        }
        Some(expect) => {
            let (what, place) = expect.split_once(' ').expect("`expect: null PATH` or `expect: empty PATH`");
            let pointer = format!("/{}", place.replace('.', "/"));
            let value = answer["data"].pointer(&pointer).unwrap_or_else(|| panic!("{path:?}: {answer}"));
            match what {
                "null" => assert!(value.is_null(), "{path:?}: {value}"),
                _ => assert_eq!(value, &serde_json::json!([]), "{path:?}"),
            }
        }
    });
}

/// Runs every document of a kind; checks statements and snapshots; gives each answer to a closer look.
fn every(kind: &str, look: impl Fn(&World, &Path, &Header, &Json)) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(kind);
    let (mut documents, mut snapshots) = (Vec::new(), BTreeSet::new());
    find(&root, &mut documents, &mut snapshots);
    documents.sort();
    let (mut used, mut problems) = (BTreeSet::new(), Vec::new());
    for path in &documents {
        let document = fs::read_to_string(path).expect("it reads");
        for world in worlds() {
            let header = header(&document, world, path);
            let answer = world.ask_with(&header.persona, &document, header.variables.clone());
            let request =
                Request { document: document.clone(), variables: header.variables.clone(), ..Request::default() };
            let plan = run(world.engine.explain(world.caller(&header.persona), &request))
                .unwrap_or_else(|refusal| panic!("{path:?}: {}", String::from_utf8_lossy(&refusal.body())));
            // Every document is looked at before the test fails: one run tells all there is to mend.
            let looked = catch_unwind(AssertUnwindSafe(|| look(world, path, &header, &answer.json)));
            if looked.is_err() {
                problems.push(format!("{} on {}: see above", path.display(), world.name));
            }
            if (answer.statements, plan.statements) != (header.statements, header.statements) {
                problems.push(format!(
                    "{} on {}: ran {} statements, planned {}, says {}",
                    path.display(),
                    world.name,
                    answer.statements,
                    plan.statements,
                    header.statements
                ));
            }
            let mut sql = String::new();
            for (place, statement, _) in &plan.text {
                let _ = writeln!(sql, "-- {place}\n{statement};\n");
            }
            for (file, text) in [
                (path.with_extension("json"), serde_json::to_string_pretty(&answer.json).expect("JSON") + "\n"),
                (path.with_extension(format!("{}.sql", world.name)), sql),
            ] {
                snapshot(&file, &text);
                used.insert(file);
            }
            used.insert(path.with_extension("postgres.sql"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let unused: Vec<_> = snapshots.difference(&used).collect();
    assert!(unused.is_empty(), "no document uses {unused:?}: delete them");
    documents.len()
}

fn find(folder: &Path, documents: &mut Vec<PathBuf>, snapshots: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it is listed").path();
        if path.is_dir() {
            find(&path, documents, snapshots);
        } else if path.extension().is_some_and(|ending| ending == "graphql") {
            documents.push(path);
        } else {
            snapshots.insert(path);
        }
    }
}

/// The comment lines at the top.
fn header(document: &str, world: &World, path: &Path) -> Header {
    let line = |name: &str| {
        document
            .lines()
            .find_map(|line| line.strip_prefix("# ")?.strip_prefix(name)?.strip_prefix(": ").map(str::to_owned))
    };
    let must = |name: &str| line(name).unwrap_or_else(|| panic!("{path:?} has no line `# {name}: …`"));
    let variables = line("variables").unwrap_or_else(|| "{}".to_owned());
    let variables = variables.replace("$other-trust-pupil", &world.pupil_of_another_trust());
    Header {
        persona: must("as"),
        statements: must("statements").parse().expect("a number"),
        expect: line("expect"),
        variables: serde_json::from_str(&variables).expect("variables are JSON"),
    }
}

fn count_leaves(value: &Json, leaves: &mut usize) {
    match value {
        Json::Null => {}
        Json::Array(items) => items.iter().for_each(|item| count_leaves(item, leaves)),
        Json::Object(parts) => parts.values().for_each(|part| count_leaves(part, leaves)),
        _ => *leaves += 1,
    }
}

/// A reviewed text. `COLONNADE_ACCEPT=1` writes it anew.
#[track_caller]
pub fn snapshot(file: &Path, text: &str) {
    if std::env::var_os("COLONNADE_ACCEPT").is_some() {
        fs::write(file, text).expect("it can be written");
        return;
    }
    let reviewed = fs::read_to_string(file).unwrap_or_default();
    assert!(
        reviewed == text,
        "{} differs from what was reviewed (COLONNADE_ACCEPT=1 writes it anew; read the difference):\n{text}",
        file.display()
    );
}
