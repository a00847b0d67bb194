//! Turns a `where` argument into a condition.
//!
//! A protected field or link in a `where` restricts the result to rows on which the caller holds its permission. That
//! scope is added once, at the top of the condition on that type's rows, and never inside a `not` or an `or`, where it
//! would let rows through. A filter through a link looks only at the linked rows that the caller may see.

use super::condition::{Cond, Exists, Operand, Operator, ThroughTie, Tie};
use super::object::Denial;
use super::read::Expr;
use super::reference::{self, Name, Scope};
use super::{Context, link, seen};
use crate::declare::{Arity, Column, Comparable, Field, FilterOn, Link, Resource, Source};
use crate::request::{Arg, Bind};
use crate::value::{Kind, Value};

/// The most parts of a `where`: SQLite refuses an expression of a thousand levels, and a long `or` is one.
const MAX_PARTS: usize = 500;
/// The deepest `where`.
const MAX_DEPTH: usize = 12;

/// Why a `where` could not be turned into a condition.
pub(super) enum NoCondition {
    Denied(Denial),
    Bad(String),
}

/// The condition of a `where`, including the scopes of the permissions that its names need.
pub(super) fn condition(context: &Context, resource: &Resource, arg: &Arg) -> Result<Cond, NoCondition> {
    if parts(arg) > MAX_PARTS {
        return Err(NoCondition::Bad(format!("`where` has more than {MAX_PARTS} parts: use `in`, or split the query")));
    }
    inner(context, resource, arg, 0)
}

/// How many keys an argument has, at all levels.
fn parts(arg: &Arg) -> usize {
    match arg {
        Arg::Object(inner) => inner.iter().map(|(_, part)| 1 + parts(part)).sum(),
        Arg::List(items) => items.iter().map(parts).sum(),
        _ => 0,
    }
}

fn inner(context: &Context, resource: &Resource, arg: &Arg, depth: usize) -> Result<Cond, NoCondition> {
    let mut named = Vec::new();
    let cond = object(context, resource, arg, &mut named, depth)?;
    let mut scopes = Cond::True;
    for (name, coordinate) in named {
        match reference::compare(context, resource, name, &coordinate) {
            Scope::All => {}
            Scope::Where(scope) => scopes = scopes.and(scope),
            Scope::Nothing(denial) | Scope::Denied(denial) => return Err(NoCondition::Denied(denial)),
        }
    }
    Ok(scopes.and(cond))
}

/// The names used in a `where`, each with its schema coordinate.
type Named<'r> = Vec<(Name<'r>, String)>;

fn object<'r>(
    context: &Context<'r>,
    resource: &'r Resource,
    arg: &Arg,
    named: &mut Named<'r>,
    depth: usize,
) -> Result<Cond, NoCondition> {
    if depth > MAX_DEPTH {
        return Err(NoCondition::Bad(format!("`where` nests deeper than {MAX_DEPTH} levels: flatten it")));
    }
    let Arg::Object(parts) = arg else {
        return Err(NoCondition::Bad("a part of `where` is null or was not sent: leave it out or send it".to_owned()));
    };
    let mut all = Cond::True;
    for (name, value) in parts {
        let part = match name.as_str() {
            "and" => list(context, resource, value, named, depth, name)?.into_iter().fold(Cond::True, Cond::and),
            "or" => Cond::Or(list(context, resource, value, named, depth, name)?),
            "not" => Cond::Not(Box::new(object(context, resource, value, named, depth + 1)?)),
            "id" => id(resource.id, resource.name, value)?,
            _ => {
                if let Some((field, filter)) =
                    resource.fields.iter().find(|f| f.name == name).and_then(|f| Some((f, f.filter.as_ref()?)))
                {
                    named.push((Name::Field(field), format!("{}Where.{name}", resource.name)));
                    operators(context, resource, field, filter, value)?
                } else if let Some((whole, fields)) = resource.fields.iter().find_map(|field| match &field.source {
                    Source::Object { fields, .. } if field.name == name => Some((field, fields)),
                    _ => None,
                }) {
                    named.push((Name::Field(whole), format!("{}Where.{name}", resource.name)));
                    of_value(context, resource, (whole, fields), value, named)?
                } else if let Some(link) = resource.links.iter().find(|link| link.name == name) {
                    through(context, resource, link, value, named, depth)?
                } else {
                    return Err(NoCondition::Bad(format!("`{name}` cannot be used as a filter")));
                }
            }
        };
        all = all.and(part);
    }
    Ok(all)
}

/// The comparisons of fields of a value object. Each field asks its own access, beside that of the object.
fn of_value<'r>(
    context: &Context<'r>,
    resource: &'r Resource,
    (whole, fields): (&'r Field, &'r [Field]),
    value: &Arg,
    named: &mut Named<'r>,
) -> Result<Cond, NoCondition> {
    let Arg::Object(parts) = value else { return Err(absent(whole.name)) };
    let mut all = Cond::True;
    for (name, value) in parts {
        let found = fields.iter().find(|field| field.name == name);
        let Some((field, filter)) = found.and_then(|field| Some((field, field.filter.as_ref()?))) else {
            return Err(NoCondition::Bad(format!("`{}.{name}` cannot be used as a filter", whole.name)));
        };
        named.push((Name::Field(field), format!("{}Where.{}.{name}", resource.name, whole.name)));
        all = all.and(operators(context, resource, field, filter, value)?);
    }
    Ok(all)
}

fn list<'r>(
    context: &Context<'r>,
    resource: &'r Resource,
    value: &Arg,
    named: &mut Named<'r>,
    depth: usize,
    name: &str,
) -> Result<Vec<Cond>, NoCondition> {
    let Arg::List(items) = value else {
        return Err(NoCondition::Bad(format!("`{name}` is null or was not sent: leave it out or send a list")));
    };
    items.iter().map(|item| object(context, resource, item, named, depth + 1)).collect()
}

fn id(column: Column, of: &'static str, value: &Arg) -> Result<Cond, NoCondition> {
    let Arg::Object(parts) = value else { return Err(absent("id")) };
    let mut all = Cond::True;
    for (operator, value) in parts {
        let (operator, bind) = match (operator.as_str(), value) {
            ("eq", Arg::Leaf(bind)) => (Operator::Eq, bind),
            ("in", Arg::Leaves(bind)) => (Operator::In, bind),
            _ => return Err(absent("id")),
        };
        all = all.and(Cond::Compare(column.into(), operator, Operand::Key(bind.clone(), of)));
    }
    Ok(all)
}

fn absent(name: &str) -> NoCondition {
    NoCondition::Bad(format!("a comparison of `{name}` is null or was not sent: leave it out, or use `isNull`"))
}

/// The comparisons of one field; all must hold.
fn operators(
    context: &Context,
    resource: &Resource,
    field: &Field,
    filter: &FilterOn,
    value: &Arg,
) -> Result<Cond, NoCondition> {
    let (Source::Column(_, kind) | Source::Derived { kind, .. } | Source::Expression { kind, .. }) = field.source
    else {
        return Err(absent(field.name));
    };
    let Arg::Object(parts) = value else { return Err(absent(field.name)) };
    let mut all = Cond::True;
    for (name, value) in parts {
        let operator = match name.as_str() {
            "isNull" => {
                let Arg::Leaf(Bind::Const(Value::Bool(yes))) = value else { return Err(absent(field.name)) };
                all = all.and(Cond::IsNull(filter.on.clone(), *yes));
                continue;
            }
            "eq" => Operator::Eq,
            "ne" => Operator::Ne,
            "in" => Operator::In,
            "notIn" => Operator::NotIn,
            "lt" => Operator::Lt,
            "lte" => Operator::Lte,
            "gt" => Operator::Gt,
            "gte" => Operator::Gte,
            "startsWith" => Operator::StartsWith,
            "contains" => Operator::Contains,
            other => return Err(NoCondition::Bad(format!("`{other}` is not a comparison"))),
        };
        let bind = bind(value).ok_or_else(|| absent(field.name))?;
        // A variable may hold one value where a list is expected: GraphQL coerces it to a list of one.
        let single = matches!(value, Arg::Leaf(_) | Arg::Name(_));
        let many = matches!(operator, Operator::In | Operator::NotIn);
        let bind = if many && single { Bind::Many(vec![bind]) } else { bind };
        let whole = matches!(operator, Operator::Eq | Operator::Ne | Operator::In | Operator::NotIn);
        let (compared, operand) = match (filter.folded, kind, field.text) {
            (Some(folded), ..) => (folded.into(), Operand::Folded(bind)),
            (_, Kind::AnyId, _) => (filter.on.clone(), Operand::AnyKey(bind)),
            (_, Kind::Decimal(places), _) => (filter.on.clone(), Operand::Scaled(bind, places)),
            (.., Some(class)) if whole => (filter.on.clone(), Operand::Text(bind, class)),
            (.., Some(class)) => (filter.on.clone(), Operand::Part(bind, class)),
            _ => (filter.on.clone(), Operand::Plain(bind)),
        };
        all = all.and(match &compared {
            Comparable::Column(column) => match seen::column(context.catalogue, context.caller, resource, *column) {
                Expr::Column(_) => Cond::Compare(compared, operator, operand),
                shown => Cond::CompareExpr(Box::new(shown), operator, operand),
            },
            Comparable::Expression(_) => Cond::Compare(compared, operator, operand),
        });
    }
    Ok(all)
}

/// A scalar, an enum value, or a list of either, as a bind.
fn bind(value: &Arg) -> Option<Bind> {
    match value {
        Arg::Leaf(bind) | Arg::Leaves(bind) => Some(bind.clone()),
        Arg::Name(name) => Some(Bind::Const(Value::Text(name.clone()))),
        Arg::List(items) => items
            .iter()
            .map(|item| match item {
                Arg::Name(name) => Some(Value::Text(name.clone())),
                _ => None,
            })
            .collect::<Option<Vec<_>>>()
            .map(|names| Bind::Const(Value::List(names))),
        _ => None,
    }
}

/// The condition of a filter through a link: on the linked rows that the caller may see.
fn through<'r>(
    context: &Context<'r>,
    resource: &'r Resource,
    link: &'r Link,
    value: &Arg,
    named: &mut Named<'r>,
    depth: usize,
) -> Result<Cond, NoCondition> {
    let coordinate = format!("{}Where.{}", resource.name, link.name);
    let Some(target) = context.catalogue.resource(link.target) else { return Ok(Cond::False) };
    let scope = match reference::rows_to_compare(context, target, &coordinate) {
        Scope::All => Cond::True,
        Scope::Where(scope) => scope,
        Scope::Nothing(denial) | Scope::Denied(denial) => return Err(NoCondition::Denied(denial)),
    };
    named.push((Name::Link(link, target), coordinate.clone()));
    // Every caller may see a row of an open type, so its id is compared with the key in this row, without a subquery.
    if let (Arity::One(mine), true, Arg::Object(parts)) = (&link.arity, reference::is_open(target), value)
        && let [(name, value)] = parts.as_slice()
        && name == "id"
    {
        return id(*mine, target.name, value);
    }
    let scope = match link.dated {
        Some(dated) => scope.and(Cond::Current(dated, None)),
        None => scope,
    };
    let tie = match link.arity {
        Arity::One(mine) => Tie::Columns { theirs: target.id, mine },
        Arity::OneOf(theirs) | Arity::List(theirs) | Arity::Many(theirs) => Tie::Columns { theirs, mine: resource.id },
        Arity::Through(through) => {
            let scope = link::tie(context, &through, &coordinate).map_err(NoCondition::Denied)?;
            Tie::Through { theirs: target.id, mine: resource.id, through: Box::new(ThroughTie::new(through, scope)) }
        }
    };
    let exists = |cond: Cond| {
        Cond::Exists(Box::new(Exists { table: target.table, tie: tie.clone(), cond: scope.clone().and(cond) }))
    };
    if matches!(link.arity, Arity::One(_) | Arity::OneOf(_)) {
        return Ok(exists(inner(context, target, value, depth + 1)?));
    }
    let Arg::Object(parts) = value else { return Err(absent(link.name)) };
    let mut all = Cond::True;
    for (quantifier, value) in parts {
        // `every` and `none` mean that no visible row breaks or meets the condition. The scope of a permission used
        // inside narrows the visible rows, so it stays outside the negation of the condition.
        let mut inside = Vec::new();
        let cond = object(context, target, value, &mut inside, depth + 1)?;
        let mut seen = Cond::True;
        for (name, coordinate) in inside {
            match reference::compare(context, target, name, &coordinate) {
                Scope::All => {}
                Scope::Where(scope) => seen = seen.and(scope),
                Scope::Nothing(denial) | Scope::Denied(denial) => return Err(NoCondition::Denied(denial)),
            }
        }
        all = all.and(match quantifier.as_str() {
            "some" => exists(seen.and(cond)),
            "none" => Cond::Not(Box::new(exists(seen.and(cond)))),
            _ => Cond::Not(Box::new(exists(seen.and(Cond::Not(Box::new(cond)))))),
        });
    }
    Ok(all)
}
