//! Finds the documents, runs them on every database, and compares answers and statements with the reviewed snapshots.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use graph::Request;
use serde_json::{Map, Value as Json};
use tests::{World, run, worlds};

use crate::lines::broken;

/// The header of a document.
struct Header {
    persona: String,
    statements: usize,
    variables: Map<String, Json>,
    /// For a refused document: a persona that is not refused. It proves that the data exists.
    may: Option<String>,
    /// For a document that is refused without an error: the value that the answer has instead, and its path.
    expect: Option<String>,
}

#[test]
fn capabilities_answer() {
    every("capabilities", |world, path, header, _, answer| {
        assert!(answer.get("errors").is_none(), "{path:?} as {} on {}: {answer}", header.persona, world.name);
        assert!(leaves(&answer["data"]) > 0, "{path:?} has an empty answer");
    });
}

#[test]
fn what_must_not_be_read_is_refused() {
    every("refused", |world, path, header, document, answer| {
        let may = header.may.as_ref().unwrap_or_else(|| panic!("{path:?} has no line `# may: …`"));
        let allowed = world.ask_with(may, document, header.variables.clone()).json;
        assert!(allowed.get("errors").is_none(), "{path:?} as {may}: {allowed}");
        for (place, expected) in places(path, header, answer) {
            assert_eq!(value(&answer["data"], &place), &expected, "{path:?} on {}: {place:?}", world.name);
            assert!(
                leaves(value(&allowed["data"], &place)) > 0,
                "{path:?}: {may} sees nothing at {place:?}: {allowed}"
            );
        }
    });
}

/// The last day of a school year and the first of the next, a leap day, and a year ahead.
const OTHER_DAYS: [&str; 4] = ["2026-08-31", "2026-09-01", "2028-02-29", "2027-03-16"];

#[test]
fn documents_are_answered_on_days_to_come() {
    for kind in ["capabilities", "refused"] {
        let (mut documents, mut snapshots) = (Vec::new(), BTreeSet::new());
        find(&Path::new(env!("CARGO_MANIFEST_DIR")).join(kind), &mut documents, &mut snapshots);
        documents.sort();
        for (index, path) in documents.iter().enumerate() {
            let document = fs::read_to_string(path).expect("it reads");
            if document.contains("\nsubscription ") {
                continue;
            }
            // Each document is asked on two of the days, one on each database.
            for (place, world) in worlds().iter().enumerate() {
                let day = OTHER_DAYS[(index + 2 * place + index / OTHER_DAYS.len()) % OTHER_DAYS.len()];
                let header = header(&document, world, path);
                let today = day.parse().expect("a day");
                let principal = world.caller(&header.persona).principal;
                // A persona whose grants have ended by then has no rights, and is refused.
                let caller = run(domain::platform::access::compile(&world.db, principal, today)).expect("it compiles");
                let Some(caller) = caller else { continue };
                let answer = world.ask_as(&caller, &document, header.variables.clone());
                let errors = answer.json["errors"].as_array().cloned().unwrap_or_default();
                let internal = errors.iter().any(|error| error["extensions"]["code"] == "INTERNAL");
                assert!(!internal && answer.status == 200, "{path:?} on {day}, {}: {}", world.name, answer.json);
                let refused = errors.iter().any(|error| error["extensions"]["code"] == "FORBIDDEN");
                assert!(kind == "refused" || !refused, "{path:?} on {day}, {}: {}", world.name, answer.json);
            }
        }
    }
}

/// The paths at which an answer withholds a value, and the value it has instead.
fn places(path: &Path, header: &Header, answer: &Json) -> Vec<(Vec<Json>, Json)> {
    let Some(expect) = &header.expect else {
        let errors = answer["errors"].as_array().unwrap_or_else(|| panic!("{path:?} succeeds: {answer}"));
        return errors
            .iter()
            .map(|error| {
                assert_eq!(error["extensions"]["code"], "FORBIDDEN", "{path:?}: {error}");
                (error["path"].as_array().expect("an error about a field has a path").clone(), Json::Null)
            })
            .collect();
    };
    assert!(answer.get("errors").is_none(), "{path:?}: an error discloses what is hidden: {answer}");
    let (what, place) = expect.split_once(' ').expect("`expect: null PATH` or `expect: empty PATH`");
    let place =
        place.split('.').map(|step| step.parse::<usize>().map_or_else(|_| Json::from(step), Json::from)).collect();
    vec![(place, if what == "null" { Json::Null } else { serde_json::json!([]) })]
}

fn value<'a>(data: &'a Json, place: &[Json]) -> &'a Json {
    place.iter().fold(data, |value, step| match step {
        Json::String(key) => &value[key.as_str()],
        step => {
            &value[step.as_u64().and_then(|index| usize::try_from(index).ok()).expect("a path has keys and indices")]
        }
    })
}

/// Runs every document of a kind, checks statements and snapshots, and passes each answer to `look`.
fn every(kind: &str, look: impl Fn(&World, &Path, &Header, &str, &Json)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(kind);
    let (mut documents, mut snapshots) = (Vec::new(), BTreeSet::new());
    find(&root, &mut documents, &mut snapshots);
    documents.sort();
    assert!(!documents.is_empty(), "{kind} has documents");
    let (mut used, mut problems) = (BTreeSet::new(), Vec::new());
    for path in &documents {
        let document = fs::read_to_string(path).expect("it reads");
        is_named_by_its_capability(path, &document);
        let mut first: Option<Json> = None;
        for world in worlds() {
            let header = header(&document, world, path);
            // Other tests read the same trust at the same time.
            let rehearsed = !document.contains("\nmutation ") || header.variables["input"]["dryRun"] == true;
            assert!(rehearsed, "{} changes rows: set `dryRun`", path.display());
            if document.contains("\nsubscription ") {
                let (sql, found) = planned(world, &header, &document, path);
                problems.extend(found.map(|what| format!("{} on {}: {what}", path.display(), world.name)));
                let file = path.with_extension(format!("{}.sql", world.name));
                problems.extend(difference(&file, &sql));
                used.extend([file, path.with_extension("postgres.sql")]);
                continue;
            }
            let (answer, sql, mut found) = ran(world, &header, &document, path);
            // The test fails only after all documents ran: one run lists every problem.
            let looked = catch_unwind(AssertUnwindSafe(|| look(world, path, &header, &document, &answer)));
            if looked.is_err() {
                found.push("see above".to_owned());
            }
            if first.as_ref().is_some_and(|first| *first != answer) {
                found.push("its answer differs from that of the first database".to_owned());
            }
            problems.extend(found.iter().map(|what| format!("{} on {}: {what}", path.display(), world.name)));
            let text = serde_json::to_string_pretty(&answer).expect("JSON") + "\n";
            for (file, text) in
                [(path.with_extension("json"), text), (path.with_extension(format!("{}.sql", world.name)), sql)]
            {
                problems.extend(difference(&file, &text));
                used.insert(file);
            }
            used.insert(path.with_extension("postgres.sql"));
            first.get_or_insert(answer);
        }
    }
    problems.extend(snapshots.difference(&used).map(|file| format!("no document uses {}: delete it", file.display())));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// The statements of a subscription's notification, and what is wrong with their number. No event happens here: tests
/// with a server cover notifications.
fn planned(world: &World, header: &Header, document: &str, path: &Path) -> (String, Option<String>) {
    let request = Request { document: document.to_owned(), variables: header.variables.clone(), ..Request::default() };
    let plan = run(world.engine.explain(world.caller(&header.persona), &request))
        .unwrap_or_else(|refusal| panic!("{path:?}: {}", String::from_utf8_lossy(&refusal.body())));
    let sql = plan.text.iter().map(|(place, statement, _)| format!("-- {place}\n{};\n\n", broken(statement))).collect();
    let says = header.statements;
    let wrong = format!("runs {} statements at an event, says {says}", plan.statements);
    (sql, (plan.statements != says || plan.text.is_empty()).then_some(wrong))
}

/// The answer, the statements that reached the database, and what is wrong with their number.
fn ran(world: &World, header: &Header, document: &str, path: &Path) -> (Json, String, Vec<String>) {
    let (answer, mut recorded) = world.ask_recorded(&header.persona, document, header.variables.clone());
    let request = Request { document: document.to_owned(), variables: header.variables.clone(), ..Request::default() };
    let plan = run(world.engine.explain(world.caller(&header.persona), &request))
        .unwrap_or_else(|refusal| panic!("{path:?}: {}", String::from_utf8_lossy(&refusal.body())));
    let mut problems = Vec::new();
    let counts = [answer.statements, plan.statements, recorded.len()];
    // Planned statements below a hidden row, or for a value that is refused on every row, do not run.
    let refused = header.expect.is_some() || answer.json.get("errors").is_some();
    let cut_short = refused && plan.statements > header.statements;
    // The plan of a mutation has only the reads of its payload; the action's own statements depend on its input.
    let is_change = document.contains("\nmutation ");
    let planned = if cut_short || is_change { plan.statements } else { header.statements };
    if counts != [header.statements, planned, header.statements] {
        let [ran, planned, reached] = counts;
        let says = header.statements;
        problems.push(format!("ran {ran} statements, planned {planned}, {reached} reached the database, says {says}"));
    }
    // Siblings run concurrently, so statements are sorted in the order of the plan; those not in the plan belong to a
    // batch.
    let mut sql = String::new();
    for (place, statement, _) in &plan.text {
        match recorded.iter().position(|recorded| recorded == statement) {
            Some(index) => {
                let _ = writeln!(sql, "-- {place}\n{};\n", broken(&recorded.remove(index)));
            }
            None if cut_short || is_change => {}
            None => problems.push(format!("the statement of {place} did not reach the database: {statement}")),
        }
    }
    recorded.sort();
    for statement in recorded {
        let _ = writeln!(sql, "-- {}\n{};\n", if is_change { "an action" } else { "a batch" }, broken(&statement));
    }
    (answer.json, sql, problems)
}

/// The name of the file begins with the capability; the first line says the same.
fn is_named_by_its_capability(path: &Path, document: &str) {
    let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
    let (id, _) = name.split_once('-').unwrap_or_else(|| panic!("{path:?} is not named ID-slug"));
    assert!(document.starts_with(&format!("# {id}: ")), "{path:?} does not begin with `# {id}: …`");
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
    let variables = variables
        .replace("$pupil-of-another-trust", &world.pupil_of_another_trust())
        .replace("$pupil-of-another-class", &world.pupil_of_another_class());
    Header {
        persona: must("as"),
        statements: must("statements").parse().expect("a number"),
        may: line("may"),
        expect: line("expect"),
        variables: serde_json::from_str(&variables).expect("variables are JSON"),
    }
}

fn leaves(value: &Json) -> usize {
    match value {
        Json::Null => 0,
        Json::Array(items) => items.iter().map(leaves).sum(),
        Json::Object(parts) => parts.values().map(leaves).sum(),
        _ => 1,
    }
}

/// Compares a text with its reviewed file; `COLONNADE_ACCEPT=1` rewrites the file instead.
#[track_caller]
pub fn snapshot(file: &Path, text: &str) {
    if let Some(difference) = difference(file, text) {
        panic!("{difference}");
    }
}

/// Whether printed files are to be written anew.
pub fn accepted() -> bool {
    std::env::var_os("COLONNADE_ACCEPT").is_some()
}

fn difference(file: &Path, text: &str) -> Option<String> {
    if accepted() {
        fs::write(file, text).expect("it can be written");
        return None;
    }
    let reviewed = fs::read_to_string(file).unwrap_or_default();
    (reviewed != text).then(|| {
        let line = reviewed.lines().zip(text.lines()).take_while(|(a, b)| a == b).count();
        let at = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
        format!(
            "{} differs from what was reviewed (COLONNADE_ACCEPT=1 writes it anew; read the difference). Line {}:\n\
             - {}\n+ {}",
            file.display(),
            line + 1,
            at(&reviewed),
            at(text)
        )
    })
}
