//! `.ci/run` runs the test command of the README, and a template of the demo trust is made again when a source of its
//! rows changes.

use std::fs;

use crate::tidy::root;

#[test]
fn the_deciding_run_runs_the_test_command_of_the_readme() {
    let readme = fs::read_to_string(root().join("README.md")).expect("it reads");
    let command = readme.lines().find(|line| line.starts_with("cargo test")).expect("the README has a test command");
    let command = command.split('#').next().unwrap_or_default().trim();
    let deciding = fs::read_to_string(root().join(".ci/run")).expect("it reads");
    let run: Vec<_> = deciding.lines().filter(|line| line.contains("cargo test")).collect();
    assert_eq!(run, [command], "`.ci/run` runs the test command of the README, once");
}

#[test]
fn templates_depend_on_everything_the_demo_uses() {
    let mut seen = 0;
    for (path, text) in crate::tidy::sources().into_iter().filter(|(path, _)| path.starts_with(root().join("demo/src")))
    {
        seen += 1;
        for used in text.split("domain::").skip(1) {
            let end = used.find(|letter: char| !(letter.is_ascii_lowercase() || "_:".contains(letter)));
            let module = used[..end.unwrap_or(used.len())].trim_end_matches(':').replace("::", "/");
            let file = format!("domain/src/{module}");
            let listed = scratch::OF_DEMO.iter().any(|source| source.starts_with(&file));
            assert!(listed, "{} uses {file}: add it to OF_DEMO of tests/scratch/template.rs", path.display());
        }
    }
    assert!(seen > 20, "the demo is there");
}
