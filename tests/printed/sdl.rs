//! Divides the printed schema by pillar, for review: the whole of it is one file of many thousand lines.
//!
//! A type with rows is of the pillar that declares it, and so are the types made from it. A root field is of the pillar of
//! what it leads to. Any other type is of the pillar whose types and fields alone use it; what several use is `shared`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use domain::Pillar;

const SHARED: &str = "shared";
const ROOTS: [&str; 3] = ["Query", "Mutation", "Subscription"];
/// What the engine makes from a type with rows.
const MADE: [&str; 7] = ["", "Connection", "Edge", "Order", "Where", "ListWhere", "By"];

/// A definition: its name, its text with the description, and the types that it names.
struct Definition<'a> {
    name: &'a str,
    text: &'a str,
    uses: BTreeSet<&'a str>,
}

/// The text of each part, by its name.
pub fn parts(whole: &str, pillars: &[Pillar]) -> BTreeMap<String, String> {
    let definitions: Vec<Definition<'_>> = whole.split("\n\n").map(|text| definition(text.trim_end())).collect();
    let known: BTreeSet<&str> = definitions.iter().map(|definition| definition.name).collect();
    let mut users: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut homes: BTreeMap<&str, &str> = BTreeMap::new();
    let mut fields = Vec::new();
    for definition in &definitions {
        if let Some(home) = home_of_made(definition.name, pillars) {
            homes.insert(definition.name, home);
        }
        if ROOTS.contains(&definition.name) {
            fields.extend(root_fields(definition.text));
            continue;
        }
        for used in definition.uses.intersection(&known) {
            users.entry(used).or_default().insert(definition.name);
        }
    }
    for (name, text) in &fields {
        if let Some(pillar) = pillars.iter().find(|pillar| pillar.root_fields.contains(name)) {
            homes.insert(name, pillar.name);
        }
        for used in words(text).intersection(&known) {
            users.entry(used).or_default().insert(name);
        }
    }
    settle(&mut homes, &users);
    let home = |name: &str| homes.get(name).copied().unwrap_or(SHARED);
    let home_of_field = |name: &str, text: &str| {
        let named = words(text).into_iter().filter_map(|word| homes.get(word).copied()).collect::<BTreeSet<_>>();
        homes.get(name).copied().unwrap_or(if named.len() == 1 {
            named.first().copied().unwrap_or(SHARED)
        } else {
            SHARED
        })
    };
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    for definition in &definitions {
        if !ROOTS.contains(&definition.name) {
            let _ = write!(parts.entry(home(definition.name).to_owned()).or_default(), "{}\n\n", definition.text);
            continue;
        }
        let mut by_home: BTreeMap<&str, String> = BTreeMap::new();
        for (name, text) in root_fields(definition.text) {
            by_home.entry(home_of_field(name, text)).or_default().push_str(text);
        }
        for (home, fields) in by_home {
            let _ =
                write!(parts.entry(home.to_owned()).or_default(), "extend type {} {{\n{fields}}}\n\n", definition.name);
        }
    }
    parts.into_iter().map(|(name, text)| (name, text.trim_end().to_owned() + "\n")).collect()
}

/// Gives types without a home the one of all their users, until nothing changes.
fn settle<'a>(homes: &mut BTreeMap<&'a str, &'a str>, users: &BTreeMap<&'a str, BTreeSet<&'a str>>) {
    loop {
        let before = homes.len();
        for (name, users) in users.iter().filter(|(name, _)| !ROOTS.contains(name)) {
            let found: BTreeSet<Option<&&str>> =
                users.iter().filter(|user| *user != name).map(|user| homes.get(user)).collect();
            if let (1, Some(Some(home))) = (found.len(), found.first()) {
                let home = **home;
                homes.entry(name).or_insert(home);
            }
        }
        if homes.len() == before {
            return;
        }
    }
}

fn home_of_made<'a>(name: &str, pillars: &'a [Pillar]) -> Option<&'a str> {
    let made = |of: &str| name.strip_prefix(of).is_some_and(|rest| MADE.contains(&rest));
    pillars.iter().find(|pillar| pillar.types.iter().any(|of| made(of))).map(|pillar| pillar.name)
}

fn definition(text: &str) -> Definition<'_> {
    let head = outside_descriptions(text).next().unwrap_or_default();
    let name = head.split([' ', '(', '{']).nth(1).unwrap_or_default();
    Definition { name, text, uses: words(text) }
}

/// The root fields of a definition, each with its description and the end of its last line.
fn root_fields(text: &str) -> Vec<(&str, &str)> {
    let start = text.find("{\n").map_or(0, |start| start + 2);
    let body = &text[start..text.rfind('}').unwrap_or(text.len())];
    let (mut fields, mut begin, mut is_inside, mut at) = (Vec::new(), 0, false, 0);
    for line in body.split_inclusive('\n') {
        if line == "\t\"\"\"\n" {
            if !is_inside && at > begin {
                fields.push(&body[begin..at]);
                begin = at;
            }
            is_inside = !is_inside;
        }
        at += line.len();
    }
    fields.push(&body[begin..]);
    fields.into_iter().map(|field| (field_name(field), field)).collect()
}

fn field_name(field: &str) -> &str {
    let line = outside_descriptions(field).next().unwrap_or_default().trim_start();
    &line[..line.find(['(', ':']).unwrap_or(line.len())]
}

/// The words of a text outside its descriptions.
fn words(text: &str) -> BTreeSet<&str> {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    outside_descriptions(text).flat_map(|line| line.split(move |letter| !is_letter(letter))).collect()
}

fn outside_descriptions(text: &str) -> impl Iterator<Item = &str> {
    let mut is_inside = false;
    text.lines().filter(move |line| {
        let is_mark = line.trim() == "\"\"\"";
        is_inside ^= is_mark;
        !is_inside && !is_mark
    })
}
