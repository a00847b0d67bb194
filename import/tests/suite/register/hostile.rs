//! Files that are not what they say: a clear refusal, and nothing kept.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::PathBuf,
};

use import::{Format, Options};

use scratch::{Kind, on_both};
use tempfile::TempDir;

use crate::world::{World, fixture};

on_both!(
    not_a_file_of_the_format
    a_file_cut_short
    nothing_that_can_be_taken
    one_refused_file_keeps_the_others_out
    a_date_is_asked_for_and_not_guessed
    an_open_quotation_mark_does_not_swallow_the_file
    a_long_file_of_faults_is_counted_and_not_kept
);

async fn not_a_file_of_the_format(on: Kind) {
    let folder = folder();
    refused(on, &fixture("wrong_header_2022-03.csv"), Format::Gias, "header of no known kind (Forename").await;
    refused(on, &fixture("binary_2022-03.csv"), Format::Gias, "workbook or a zip archive").await;
    refused(on, &fixture("census_2018-19.csv"), Format::Gias, "take it with the format census").await;
    refused(on, &fixture("groups_2022-03.csv"), Format::Census, "take it with the format gias").await;
    refused(on, &fixture("no such file.csv"), Format::Gias, "cannot be read").await;
    refused(on, &written(&folder, "empty_2022-03.csv", b""), Format::Gias, "is empty").await;
    let utf16 = written(&folder, "utf16_2022-03.csv", b"\xff\xfeU\0R\0N\0\n\0");
    refused(on, &utf16, Format::Gias, "UTF-16").await;
}

async fn a_file_cut_short(on: Kind) {
    let folder = folder();
    refused(on, &fixture("truncated_2022-03.csv"), Format::Gias, "ends in the middle of line 5").await;
    let whole = fs::read(fixture("grouplinks_201704.csv")).expect("the fixture");
    for length in [300, 500, 640, whole.len() - 20] {
        let part = written(&folder, "cut_201704.csv", &whole[..length]);
        refused(on, &part, Format::Gias, "").await;
    }
}

async fn nothing_that_can_be_taken(on: Kind) {
    let folder = folder();
    let world = World::new(on).await;
    let report = world.gias(&["all_refused_2022-03.csv"]).await;
    assert_eq!(report.exit_code(), 1, "{report}");
    assert_eq!(world.everything().await, "");
    let header = fs::read_to_string(fixture("links_2025-04.csv")).expect("the fixture");
    let header = header.lines().next().expect("a header");
    refused(on, &written(&folder, "links_2025-04.csv", header.as_bytes()), Format::Gias, "no rows").await;
}

async fn one_refused_file_keeps_the_others_out(on: Kind) {
    let world = World::new(on).await;
    let report = world.gias(&["group_links_2022-03.csv", "truncated_2022-03.csv"]).await;
    assert_eq!(report.exit_code(), 1);
    assert_eq!(world.everything().await, "");
}

async fn a_date_is_asked_for_and_not_guessed(on: Kind) {
    let folder = folder();
    let undated = written(&folder, "links.csv", &fs::read(fixture("links_2025-04.csv")).expect("the fixture"));
    refused(on, &undated, Format::Gias, "--as-of").await;
    let census = written(&folder, "census.csv", &fs::read(fixture("census_2018-19.csv")).expect("the fixture"));
    refused(on, &census, Format::Census, "--as-of").await;
    let world = World::new(on).await;
    let dated = Options { as_of: "2019-01-17".parse().ok(), ..Options::default() };
    assert_eq!(world.import(Format::Gias, &[undated], &dated).await.exit_code(), 0);
    assert_eq!(world.import(Format::Census, &[census], &dated).await.exit_code(), 0);
    let far = Options { as_of: "2093-01-17".parse().ok(), ..Options::default() };
    let report = world.import(Format::Gias, &[fixture("groups_2022-03.csv")], &far).await;
    assert!(report.to_string().contains("yet to come"), "{report}");
}

async fn an_open_quotation_mark_does_not_swallow_the_file(on: Kind) {
    let folder = folder();
    let path = folder.path().join("quote_2022-03.csv");
    let mut file = BufWriter::new(File::create(&path).expect("a file"));
    let whole = fs::read_to_string(fixture("group_links_2022-03.csv")).expect("the fixture");
    write!(file, "{whole}9,\"").expect("written");
    for _ in 0..200_000 {
        writeln!(file, "text without end").expect("written");
    }
    drop(file);
    refused(on, &path, Format::Gias, "more than 1 MiB at line 8").await;
}

async fn a_long_file_of_faults_is_counted_and_not_kept(on: Kind) {
    let folder = folder();
    let path = folder.path().join("long_2022-03.csv");
    let mut file = BufWriter::new(File::create(&path).expect("a file"));
    let whole = fs::read_to_string(fixture("links_2025-04.csv")).expect("the fixture");
    write!(file, "{whole}").expect("written");
    for row in 0..20_000 {
        writeln!(file, "{row},900001,x,Successor,").expect("written");
    }
    drop(file);
    let world = World::new(on).await;
    let report = world.import(Format::Gias, &[path], &Options::default()).await;
    let file = &report.files[0];
    assert_eq!((report.exit_code(), file.tally.inserted, file.tally.refused), (3, 3, 20_000));
    assert_eq!((file.issues.len(), file.unnamed), (1000, 19_000));
}

/// The file is refused in these words, and nothing is kept.
#[track_caller]
fn refused<'a>(on: Kind, path: &'a PathBuf, format: Format, words: &'a str) -> impl Future<Output = ()> + 'a {
    let place = std::panic::Location::caller();
    async move {
        let world = World::new(on).await;
        let report = world.import(format, std::slice::from_ref(path), &Options::default()).await;
        let text = report.to_string();
        assert_eq!(report.exit_code(), 1, "{place}: {text}");
        assert!(report.files[0].refusal.is_some() && text.contains(words), "{place}: {text}");
        assert_eq!(world.everything().await, "", "{place}");
    }
}

fn written(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("written");
    path
}

/// Gone with all that is in it when the test ends.
fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}
