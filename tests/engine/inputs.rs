//! Random `where` and `orderBy`, generated from the schema.

use graph::schema::{Body, InputDef, Model, Ty};

use super::generated::Dice;

/// How many links and connectives deep a filter goes.
const MAX_DEPTH: usize = 3;

/// Writes a filter of one or two parts; `name` is that of its input type.
pub fn filter(model: &Model, dice: &mut Dice, name: &str, depth: usize) -> String {
    let fields = fields(model, name);
    let mut parts: Vec<String> = Vec::new();
    let wanted = if dice.roll(4) == 0 { 2 } else { 1 };
    for _ in 0..20 {
        let field = &fields[dice.roll(fields.len())];
        if parts.len() == wanted {
            break;
        }
        if parts.iter().any(|part| part.starts_with(&format!("{}:", field.name))) {
            continue;
        }
        let base = field.ty.base();
        let value = if base.ends_with("Filter") {
            comparison(model, dice, base)
        } else if depth == MAX_DEPTH {
            continue;
        } else if let Some(target) = base.strip_suffix("ListWhere") {
            let how = ["some", "none", "every"][dice.roll(3)];
            format!("{{{how}: {}}}", filter(model, dice, &format!("{target}Where"), depth + 1))
        } else if matches!(field.ty.unrequired(), Ty::List(_)) {
            let items: Vec<String> = (0..dice.roll(3)).map(|_| filter(model, dice, base, depth + 1)).collect();
            format!("[{}]", items.join(", "))
        } else {
            filter(model, dice, base, depth + 1)
        };
        parts.push(format!("{}: {value}", field.name));
    }
    format!("{{{}}}", parts.join(", "))
}

/// Writes an order of no, one or two fields; `name` is that of its input type.
pub fn order(model: &Model, dice: &mut Dice, name: &str) -> String {
    let fields = fields(model, name);
    let items: Vec<String> = (0..dice.roll(3))
        .map(|_| format!("{{{}: {}}}", fields[dice.roll(fields.len())].name, ["ASC", "DESC"][dice.roll(2)]))
        .collect();
    format!("[{}]", items.join(", "))
}

fn fields<'a>(model: &'a Model, name: &str) -> &'a [InputDef] {
    match model.get(name).map(|def| &def.body) {
        Some(Body::Input { fields, .. }) => fields,
        _ => panic!("{name} is no input type"),
    }
}

fn comparison(model: &Model, dice: &mut Dice, name: &str) -> String {
    let operators = fields(model, name);
    let operator = &operators[dice.roll(operators.len())];
    let base = operator.ty.base();
    let value = if matches!(operator.ty.unrequired(), Ty::List(_)) {
        let items: Vec<String> = (0..dice.roll(4)).map(|_| scalar(model, dice, base)).collect();
        format!("[{}]", items.join(", "))
    } else {
        scalar(model, dice, base)
    };
    format!("{{{}: {value}}}", operator.name)
}

/// A value that some rows have, so that the filter finds rows.
fn scalar(model: &Model, dice: &mut Dice, name: &str) -> String {
    let known: &[&str] = match name {
        "Int" => &["0", "1", "2", "3", "5", "6", "7", "100", "-1"],
        "Float" => &["0", "0.5", "1", "20", "32.5", "37"],
        "Boolean" => &["true", "false"],
        "Date" => &["\"2010-01-01\"", "\"2015-09-01\"", "\"2024-01-01\"", "\"2025-09-01\"", "\"2026-03-16\""],
        "DateTime" => &["\"2026-01-01T00:00:00Z\""],
        "Money" => &["\"30000\"", "\"1000.50\"", "0"],
        "ID" => &["\"x\""],
        "String" => &["\"a\"", "\"A\"", "\"900001\"", "\"M6\"", "\"\"", "\"É\"", "\"%\"", "\"WBRI\"", "\"6M\""],
        other => {
            let Some(Body::Enum(values)) = model.get(other).map(|def| &def.body) else {
                panic!("{other} has no values to try")
            };
            return values[dice.roll(values.len())].name.clone();
        }
    };
    known[dice.roll(known.len())].to_owned()
}
