//! Hundreds of generated documents under several roles, with checks that hold for every response.
//!
//! The documents are generated from the schema with a fixed seed: links to depth 3, aliases, fragments, conditions,
//! filters, orders, pages. The checks: every key is there and in order, every value is of its type, no non-null field is
//! null, the path of every error leads to a null, and the statements are those of the plan. The root fields of a document
//! asked one by one return the same values, `node` returns the same row as the list, and every database returns the same
//! response.

use graph::Request;
use graph::schema::{Body, FieldDef, Model, Target, Ty};
use serde_json::{Map, Value as Json};
use tests::{World, run, worlds};

use super::inputs;

/// A small and fast random number generator that returns the same numbers on every platform.
pub struct Dice(u64);

impl Dice {
    /// Dice of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A side.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).expect("a small number")
    }
}

/// The expected content below a key: the selections in order.
enum Expect {
    TypeName(&'static str),
    Leaf(Ty),
    Below(Ty, Vec<(String, Expect)>),
}

/// Writes a selection of a type and what is expected of it.
fn selection(
    model: &Model,
    dice: &mut Dice,
    type_name: &str,
    depth: usize,
    text: &mut String,
) -> Vec<(String, Expect)> {
    let fields: Vec<&FieldDef> =
        model.get(type_name).expect("a type").fields().iter().filter(|f| usable(model, f, depth)).collect();
    let mut expected = Vec::new();
    text.push_str("{ ");
    let picks = 1 + dice.roll(4);
    for number in 0..picks {
        if dice.roll(8) == 0 {
            let key = format!("t{depth}_{number}");
            text.push_str(&format!("{key}: __typename "));
            expected.push((key, Expect::TypeName(leak(type_name))));
            continue;
        }
        let Some(field) = fields.get(dice.roll(fields.len().max(1))) else { continue };
        let key = format!("f{depth}_{number}");
        let wrap = dice.roll(6);
        match wrap {
            0 => text.push_str(&format!("... on {type_name} {{ ")),
            1 => text.push_str("... @include(if: true) { "),
            2 => {
                // Left out, and expected nowhere.
                text.push_str(&format!("skipped{number}: __typename @skip(if: true) "));
            }
            _ => {}
        }
        text.push_str(&format!("{key}: {}{} ", field.name, arguments(model, field, dice)));
        let base = field.ty.base();
        if model.get(base).is_some_and(|def| def.is_composite()) {
            let parts = selection(model, dice, base, depth + 1, text);
            expected.push((key, Expect::Below(field.ty.clone(), parts)));
        } else {
            expected.push((key, Expect::Leaf(field.ty.clone())));
        }
        if wrap < 2 {
            text.push_str("} ");
        }
    }
    if expected.is_empty() {
        text.push_str("last: __typename ");
        expected.push(("last".to_owned(), Expect::TypeName(leak(type_name))));
    }
    text.push_str("} ");
    expected
}

fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// Fields without required arguments; at the last level only leaves.
fn usable(model: &Model, field: &FieldDef, depth: usize) -> bool {
    // The arguments that a cube needs are tested with the measures.
    if matches!(field.target, Target::Cube(_)) {
        return false;
    }
    // What the other tests read of these worlds is in there, more at every moment.
    if field.ty.base() == "AccessEventConnection" {
        return false;
    }
    // A mark is of the moment.
    if matches!(field.target, Target::NextMark) {
        return false;
    }
    let required = field.arguments.iter().any(|argument| !argument.ty.nullable() && argument.default.is_none());
    let composite = model.get(field.ty.base()).is_some_and(|def| def.is_composite());
    !required
        && (!composite || depth < 7)
        && !matches!(model.get(field.ty.base()).map(|def| &def.body), Some(Body::Union(_) | Body::Interface(_)))
}

fn arguments(model: &Model, field: &FieldDef, dice: &mut Dice) -> String {
    let has = |name: &str| field.arguments.iter().any(|argument| argument.name == name);
    let input = |name: &str| field.arguments.iter().find(|argument| argument.name == name).map(|found| found.ty.base());
    let mut given = Vec::new();
    if let (Some(name), 0) = (input("where"), dice.roll(4)) {
        given.push(format!("where: {}", inputs::filter(model, dice, name, 1)));
    }
    if let (Some(name), 0) = (input("orderBy"), dice.roll(4)) {
        given.push(format!("orderBy: {}", inputs::order(model, dice, name)));
    }
    if has("first") {
        given.push(if dice.roll(3) == 0 { "last: 2".to_owned() } else { format!("first: {}", 1 + dice.roll(3)) });
    }
    if has("asOf") && dice.roll(2) == 0 {
        given.push("asOf: \"2025-10-01\"".to_owned());
    }
    if given.is_empty() { String::new() } else { format!("({})", given.join(", ")) }
}

/// Checks a value against its type and its selection; collects the paths of nulls.
fn fits(place: &str, value: &Json, ty: &Ty, below: Option<&[(String, Expect)]>, model: &Model) {
    match (value, ty) {
        (Json::Null, Ty::NonNull(_)) => panic!("{place}: null where {ty} is promised"),
        (Json::Null, _) => {}
        (_, Ty::NonNull(inner)) => fits(place, value, inner, below, model),
        (Json::Array(items), Ty::List(inner)) => {
            items.iter().enumerate().for_each(|(at, item)| fits(&format!("{place}.{at}"), item, inner, below, model));
        }
        (_, Ty::List(_)) => panic!("{place}: {value} is no list"),
        (Json::Object(parts), Ty::Named(_)) => {
            let below = below.unwrap_or_else(|| panic!("{place}: an object where a leaf is expected"));
            let keys: Vec<&String> = parts.keys().collect();
            let wanted: Vec<&String> = below.iter().map(|(key, _)| key).collect();
            assert_eq!(keys, wanted, "{place}: keys in the order of the selection");
            for (key, expect) in below {
                let place = format!("{place}.{key}");
                match expect {
                    Expect::TypeName(name) => assert_eq!(parts[key], *name, "{place}"),
                    Expect::Leaf(ty) => fits(&place, &parts[key], ty, None, model),
                    Expect::Below(ty, inner) => fits(&place, &parts[key], ty, Some(inner), model),
                }
            }
        }
        (_, Ty::Named(name)) => leaf(place, value, name, model),
    }
}

fn leaf(place: &str, value: &Json, name: &str, model: &Model) {
    let fits = match name {
        "Int" => value.as_i64().is_some_and(|int| i32::try_from(int).is_ok()),
        "Float" => value.is_number(),
        "Boolean" => value.is_boolean(),
        "Date" => value.as_str().is_some_and(|text| text.len() == 10),
        "DateTime" => value.as_str().is_some_and(|text| text.ends_with('Z')),
        "Money" => value.as_str().is_some_and(|text| text.rsplit_once('.').is_some_and(|(_, pence)| pence.len() == 2)),
        "String" | "ID" => value.is_string(),
        other => match model.get(other).map(|def| &def.body) {
            Some(Body::Enum(values)) => values.iter().any(|known| value == known.name.as_str()),
            _ => false,
        },
    };
    assert!(fits, "{place}: {value} is no {name}");
}

/// Every error about a field leads to a null.
fn errors_lead_to_nulls(document: &str, answer: &Json) {
    for error in answer["errors"].as_array().into_iter().flatten() {
        assert_eq!(error["extensions"]["code"], "FORBIDDEN", "{document}: {error}");
        let Some(path) = error["path"].as_array() else { continue };
        let mut value = &answer["data"];
        for step in path {
            value = match step {
                Json::String(key) => &value[key.as_str()],
                step => &value[usize::try_from(step.as_u64().expect("an index")).expect("a small one")],
            };
        }
        assert!(value.is_null(), "{document}: {error} leads to {value}");
    }
}

/// The number of errors of a response, with those that are not listed.
fn count_errors(answer: &Json) -> u64 {
    let errors = answer["errors"].as_array();
    errors.into_iter().flatten().map(|error| error["extensions"]["omitted"].as_u64().unwrap_or(1)).sum()
}

/// The answer, where there was one.
fn check(world: &World, persona: &str, seed: u64) -> Option<Json> {
    let model = world.engine.model();
    let mut dice = Dice::new(seed);
    let mut text = String::new();
    let expected = selection(model, &mut dice, "Query", 0, &mut text);
    let answer = world.ask(persona, &text);
    if answer.status != 200 {
        // Too dear is the one thing a generated document may be.
        assert_eq!(answer.json["errors"][0]["extensions"]["code"], "MAX_COST_EXCEEDED", "{text}: {}", answer.json);
        return None;
    }
    fits(
        &format!("{persona} on {}: {text}\n", world.name),
        &answer.json["data"],
        &Ty::named("Query"),
        Some(&expected),
        model,
    );
    errors_lead_to_nulls(&text, &answer.json);
    let request = Request { document: text.clone(), ..Request::default() };
    let plan = run(world.engine.explain(world.caller(persona), &request)).expect("it was answered");
    assert!(
        answer.statements <= plan.statements,
        "{text}: {} statements, {} planned",
        answer.statements,
        plan.statements
    );
    split(world, persona, &text, &answer.json);
    Some(answer.json)
}

/// Checks that the root fields of a document, asked one by one, return the same values.
fn split(world: &World, persona: &str, text: &str, whole: &Json) {
    let Some(data) = whole["data"].as_object() else { return };
    let mut errors = 0;
    let mut parts = Map::new();
    for key in data.keys() {
        let Some(at) = text.find(&format!("{key}: ")) else { continue };
        let rest = &text[at..];
        let end = root_field_end(rest);
        let answer = world.ask(persona, &format!("{{ {} }}", &rest[..end]));
        errors += count_errors(&answer.json);
        parts.insert(key.clone(), answer.json["data"][key].clone());
    }
    assert_eq!(Json::Object(parts).to_string(), whole["data"].to_string(), "{text}: its parts differ as {persona}");
    assert_eq!(errors, count_errors(whole), "{text}: the errors of its parts");
}

/// Where a root field's text ends: after its selections, or after its name and arguments.
fn root_field_end(text: &str) -> usize {
    let (mut depth, mut parentheses) = (0i32, 0i32);
    for (at, c) in text.char_indices() {
        match c {
            '(' => parentheses += 1,
            ')' => parentheses -= 1,
            _ if parentheses > 0 => {}
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth <= 0 {
                    return if depth == 0 { at + 1 } else { at };
                }
            }
            ' ' if depth == 0 && at > 0 && !text[..at].ends_with(':') && !text[at..].trim_start().starts_with('{') => {
                return at;
            }
            _ => {}
        }
    }
    text.len()
}

#[test]
fn generated_documents_answer_as_they_must() {
    let mut answered = 0;
    for seed in 0..90 {
        for persona in ["ceo", "head", "teacher", "data-manager", "payroll-app", "governor"] {
            let mut answers = worlds().iter().map(|world| check(world, persona, 7_919 * seed + 13));
            let first = answers.next().expect("a world");
            answered += usize::from(first.is_some());
            for other in answers {
                assert_eq!(first, other, "seed {seed} as {persona}");
            }
        }
    }
    assert!(answered > 400, "{answered} were answered");
}

/// The lists at the root whose rows `node` finds.
fn lists(model: &Model) -> Vec<(&str, &str)> {
    let fields = model.get("Query").expect("the root").fields();
    let lists =
        fields.iter().filter_map(|field| Some((field.name.as_str(), field.ty.base().strip_suffix("Connection")?)));
    lists.filter(|(_, target)| model.is_a(target, "Node")).collect()
}

#[test]
fn a_row_by_its_id_is_the_row_of_the_list() {
    let world = &worlds()[0];
    let model = world.engine.model();
    let mut compared = 0;
    for (seed, (list, target)) in (0..).zip(lists(model).into_iter().cycle().take(80)) {
        let mut dice = Dice::new(32_452_843 * seed + 11);
        let mut text = String::new();
        selection(model, &mut dice, target, 4, &mut text);
        let persona = ["ceo", "head", "teacher", "data-manager", "hr"][dice.roll(5)];
        let answer = world.ask(persona, &format!("{{ rows: {list}(first: 3) {{ nodes {{ key: id part: __typename ...P }} }} }} fragment P on {target} {text}"));
        let Some(rows) = answer.json["data"]["rows"]["nodes"].as_array() else { continue };
        if rows.is_empty() {
            continue;
        }
        let ids: Vec<Json> = rows.iter().map(|row| row["key"].clone()).collect();
        let variables =
            Map::from_iter([("ids".to_owned(), Json::Array(ids.clone())), ("one".to_owned(), ids[0].clone())]);
        let by_id = world.ask_with(
            persona,
            &format!("query($ids: [ID!]!, $one: ID!) {{ nodes(ids: $ids) {{ key: id part: __typename ...P }} node(id: $one) {{ key: id part: __typename ...P }} }} fragment P on {target} {text}"),
            variables,
        );
        let place = format!("{persona}: {target} {text}");
        assert_eq!(
            by_id.json["data"]["nodes"].to_string(),
            answer.json["data"]["rows"]["nodes"].to_string(),
            "{place}"
        );
        assert_eq!(by_id.json["data"]["node"].to_string(), rows[0].to_string(), "{place}");
        let first_row =
            answer.json["errors"].as_array().into_iter().flatten().filter(|error| error["path"][2] == 0).count();
        let listed = u64::try_from(first_row).expect("few");
        assert_eq!(count_errors(&by_id.json), count_errors(&answer.json) + listed, "{place}");
        compared += 1;
    }
    assert!(compared > 50, "{compared} were compared");
}
