//! The command line: the parser's own check, the whole help text, exit codes and the order of settings.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use api::cli::Cli;
use clap::CommandFactory;

#[test]
fn the_parser_holds_together() {
    Cli::command().debug_assert();
}

/// `COLONNADE_ACCEPT=1` writes the file again: read the diff before you commit it.
#[test]
fn help() {
    // Without the variables' values, which differ between machines.
    let mut command = Cli::command().mut_args(|argument| argument.hide_env_values(true));
    command = command.mut_subcommands(|sub| sub.mut_args(|argument| argument.hide_env_values(true)));
    command.build();
    let mut text = command.render_long_help().to_string();
    for sub in command.get_subcommands_mut().filter(|sub| sub.get_name() != "help") {
        let help = sub.render_long_help();
        write!(text, "\n----- {}\n\n{help}", sub.get_name()).unwrap();
    }
    let text: String = text.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/help.txt");
    if std::env::var_os("COLONNADE_ACCEPT").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(&path).unwrap_or_default(), "the help has changed");
}

#[test]
fn exit_codes_and_streams() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_colonnade"));
        command.args(arguments).current_dir(folder.path());
        for name in ["DATABASE_URL", "COLONNADE_DATABASE_URL", "COLONNADE_DATA_DIR", "COLONNADE_CONFIG"] {
            command.env_remove(name);
        }
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, out, _) = run(&["doctor"]);
    assert_eq!(code, Some(0), "{out}");
    assert!(!folder.path().join("data").exists(), "doctor changes nothing");
    assert_eq!(run(&["migrate", "status"]).0, Some(3));
    assert_eq!(run(&["migrate"]).0, Some(0));
    assert_eq!(run(&["migrate", "status"]).0, Some(0));
    let (code, out, err) = run(&["token", "--persona", "head"]);
    assert_eq!((code, &*out), (Some(1), ""));
    assert!(err.contains("no active person or application matches"), "{err}");
    assert_eq!(run(&["token"]).0, Some(2), "the command needs an option that says for whom");
    std::fs::write(folder.path().join("colonnade.toml"), "bind_address = '0.0.0.0:80'\n").unwrap();
    let (code, _, err) = run(&["doctor"]);
    assert_eq!(code, Some(1));
    assert!(err.contains("colonnade.toml is not a valid settings file"), "{err}");
}

#[test]
fn flags_before_variables_before_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let listens = |file: &str, variable: Option<&str>, flag: Option<&str>| {
        std::fs::write(folder.path().join("colonnade.toml"), file).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_colonnade"));
        command.arg("doctor").current_dir(folder.path()).env_remove("COLONNADE_BIND");
        variable.map(|value| command.env("COLONNADE_BIND", value));
        flag.map(|value| command.args(["--bind", value]));
        let text = String::from_utf8(command.output().unwrap().stdout).unwrap();
        text.split_once("listens on ").unwrap().1.split(',').next().unwrap().to_owned()
    };
    let (file, variable, flag) = ("bind = '127.0.0.1:1'", "127.0.0.1:2", "127.0.0.1:3");
    assert_eq!(listens("", None, None), "127.0.0.1:8000");
    assert_eq!(listens(file, None, None), "127.0.0.1:1");
    assert_eq!(listens(file, Some(variable), None), "127.0.0.1:2");
    assert_eq!(listens(file, Some(variable), Some(flag)), "127.0.0.1:3");
}
