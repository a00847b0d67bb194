//! Printed files equal their source, and the declarations hold their rules.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use domain::platform::access::matrix;

use crate::documents::{accepted, snapshot};

mod sdl;

/// What stands above the links to the tables.
const INDEX: &str = "`colonnade access --matrix` prints all of it, `--json` for machines. A table for each pillar follows from the \
     declarations and the default roles; a test keeps them equal.";

fn root(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file)
}

#[test]
fn the_schema_is_printed() {
    snapshot(&root("schema.graphql"), &api::cli::schema::print(None).expect("it prints"));
}

#[test]
fn each_pillar_has_its_part_of_the_schema() {
    let whole = api::cli::schema::print(None).expect("it prints");
    let parts = sdl::parts(&whole, &domain::pillars());
    let files = parts.iter().map(|(name, text)| (format!("{name}.graphql"), text.clone()));
    folder("schema", &files.collect());
    let count = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
    let printed: usize = parts.values().map(|part| count(part)).sum();
    // Each root type has a line of its own in each part.
    assert!((count(&whole)..count(&whole) + 60).contains(&printed), "{printed} lines of {}", count(&whole));
}

#[test]
fn the_access_table_is_printed_for_each_pillar() {
    let table = matrix::table(&domain::catalogue()).expect("the roles are there");
    let (mut files, mut index, mut printed) = (BTreeMap::new(), String::new(), 0);
    for pillar in domain::pillars() {
        let is_here = |coordinate: &str| {
            let (name, field) = coordinate.split_once(['.', ' ']).unwrap_or((coordinate, ""));
            let root_field = if name == "Mutation" { field } else { name };
            pillar.types.contains(&name) || pillar.root_fields.contains(&root_field)
        };
        let count = table.lines.iter().filter(|line| is_here(&line.coordinate)).count();
        if count == 0 {
            continue;
        }
        let (name, grid) = (pillar.name, matrix::grid(&table, is_here));
        files.insert(format!("{name}.md"), format!("# Who may read what: {name}\n\n{}\n\n{grid}", matrix::LEGEND));
        let _ = writeln!(index, "| [{name}](access/{name}.md) | {count} | {} |", pillar.types.join(", "));
        printed += count;
    }
    assert_eq!(printed, table.lines.len(), "every line is of one pillar");
    folder("access", &files);
    let head = format!("# Who may read what\n\n{}\n\n{}", matrix::LEGEND, INDEX);
    snapshot(&root("ACCESS.md"), &format!("{head}\n\n| pillar | lines | types |\n|---|---|---|\n{index}"));
}

/// A folder of printed files, and no other file in it. `COLONNADE_ACCEPT=1` deletes those of pillars that are gone.
fn folder(name: &str, files: &BTreeMap<String, String>) {
    let folder = root(name);
    if accepted() {
        fs::create_dir_all(&folder).expect("the folder is made");
    }
    for (file, text) in files {
        snapshot(&folder.join(file), text);
    }
    for entry in fs::read_dir(&folder).expect("the folder is there").flatten() {
        if !files.contains_key(&*entry.file_name().to_string_lossy()) {
            assert!(accepted(), "{} is of no pillar (COLONNADE_ACCEPT=1 deletes it)", entry.path().display());
            fs::remove_file(entry.path()).expect("it is deleted");
        }
    }
}

#[test]
fn the_declarations_hold_every_rule() {
    assert_eq!(graph::verify::all(&domain::catalogue()), Vec::<String>::new());
}

#[test]
fn a_role_sees_only_its_part_of_the_schema() {
    let teacher = api::cli::schema::print(Some("class_teacher")).expect("it prints");
    assert!(teacher.contains("type Pupil "));
    assert!(!teacher.contains("type ProtectionFlag"));
    assert!(!teacher.contains("type BudgetLine"));
    let payroll = api::cli::schema::print(Some("payroll_app")).expect("it prints");
    assert!(!payroll.contains("type Pupil "), "a payroll application has no pupils");
}
