//! Figures of past days: every measure by every dimension says the same of a past day, whenever it is asked.

use chrono::NaiveDate;
use graph::declare::{Cube, Dimension, Members, Role};
use serde_json::{Map, Value as Json, json};
use tests::{TODAY, World, small};

/// The days on which is asked: the ends of a month, of a school year, a leap day, and a year ahead.
const DAYS: [&str; 5] = ["2026-06-30", "2026-08-31", "2026-09-01", "2027-03-16", "2028-02-29"];

fn ask(world: &World, today: NaiveDate, document: &str) -> Json {
    let answer = world.ask_as(&world.all_rights(today), document, Map::new()).json;
    assert!(answer.get("errors").is_none(), "{document} on {today}, {}: {answer}", world.name);
    answer["data"].clone()
}

/// The members of a dimension that is otherwise chosen by today: those that are shown on the day of the demo.
fn chosen(world: &World, cube: &Cube, dimension: &Dimension) -> Option<String> {
    let Role::Slice(_) = dimension.role else { return None };
    let subject = if needs_subject(cube) { "subject: [\"MAT\"]" } else { "" };
    let by = dimension.name;
    let document =
        format!("{{ {}(by: [{by}], where: {{ {subject} }}) {{ rows {{ dimensions {{ key }} }} }} }}", cube.field.name);
    let data = ask(world, TODAY, &document);
    let mut keys: Vec<String> = Vec::new();
    for row in data[cube.field.name]["rows"].as_array().expect("rows") {
        let key = row["dimensions"][0]["key"].as_str().expect("a key").to_owned();
        // A closed set and a number are named without quotes.
        let text = matches!(dimension.members, Members::Texts);
        keys.push(if text { format!("\"{key}\"") } else { key });
    }
    let past = if dimension.name == "POINT" { &["\"2025/26 SPR2\"".to_owned()][..] } else { &keys[..1] };
    Some(format!("{}: [{}]", dimension.filter_name(), past.join(", ")))
}

fn needs_subject(cube: &Cube) -> bool {
    cube.dimensions.iter().any(|dimension| dimension.name == "SUBJECT")
}

/// A question about a past day for each dimension of a cube, with all its measures.
fn questions(world: &World, cube: &Cube) -> Vec<String> {
    let mut filters: Vec<String> = cube
        .dimensions
        .iter()
        .filter(|dimension| dimension.name != "SUBJECT")
        .filter_map(|dimension| chosen(world, cube, dimension))
        .collect();
    if needs_subject(cube) {
        filters.push("subject: [\"MAT\"]".to_owned());
    }
    let as_of = if cube.as_of { format!(", asOf: \"{TODAY}\"") } else { String::new() };
    let measures: Vec<String> = cube
        .measures
        .iter()
        .map(|measure| format!("{} {{ value numerator denominator period {{ from to }} }}", measure.name))
        .collect();
    let groups = cube.dimensions.iter().filter(|dimension| !matches!(dimension.role, Role::Slice(_)));
    let mut all = vec![String::new()];
    all.extend(groups.map(|dimension| dimension.name.to_owned()));
    let question = |by: String| {
        let by = if by == "JOINED" { "SCHOOL, JOINED".to_owned() } else { by };
        format!(
            "{{ {}(by: [{by}], where: {{ {} }}{as_of}) {{ rows {{ dimensions {{ key label }} {} }} }} }}",
            cube.field.name,
            filters.join(", "),
            measures.join(" ")
        )
    };
    all.into_iter().map(question).collect()
}

#[test]
fn figures_of_past_days_do_not_move_with_today() {
    let catalogue = domain::catalogue();
    for world in small() {
        for cube in catalogue.cubes.iter().filter(|cube| cube.shown) {
            let mut rows = 0;
            for question in questions(world, cube) {
                let then = ask(world, TODAY, &question);
                rows += then[cube.field.name]["rows"].as_array().map_or(0, Vec::len);
                for day in DAYS {
                    let now = ask(world, day.parse().expect("a day"), &question);
                    assert_eq!(now, then, "{question} on {day}, {}", world.name);
                }
            }
            assert!(rows > cube.dimensions.len(), "{} answers {rows} rows", cube.field.name);
        }
        assert_eq!(json!(catalogue.cubes.iter().filter(|cube| cube.shown).count()), json!(5), "cubes asked");
    }
}
