//! Compares the engine with async-graphql's own executor over the same declarations, rows and documents.
//!
//! The executor's resolvers are simple: they hold whole tables in memory, follow links by their keys, use no SQL but
//! `select *`, and check no rights (the caller holds them all). Equal responses show that the engine's reads, orders,
//! dates and output are right. Batches, expressions, cursors, filters and
//! abstract types are not compared here.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, Mutex};

use async_graphql::dynamic::{Field, FieldFuture, FieldValue, InputValue, Object, Scalar, Schema, TypeRef};
use async_graphql::{Name, Value as Const};
use graph::declare::{Arity, Column, Dated, DeriveContext, During, Link, Path, Resource, RootKind, Source};
use graph::schema::{Body, FieldDef, Model, Target, Ty};
use graph::{Caller, Kind, Permission, Request, Rights, Storage, Value};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};
use serde_json::Value as Json;
use tests::{TODAY, World, run, worlds};
use uuid::Uuid;

use super::generated::Dice;

type Row = HashMap<&'static str, Value>;

/// Rows by the key in one of their columns.
type ByKey = Arc<HashMap<Uuid, Vec<Arc<Row>>>>;

/// Every row of the tenant, by type.
struct Tables {
    catalogue: graph::declare::Catalogue,
    rows: Vec<Vec<Arc<Row>>>,
    /// Made when first asked for.
    by_key: Mutex<HashMap<(usize, &'static str), ByKey>>,
}

impl Tables {
    /// The rows of a type that have a key in a column.
    fn keyed(&self, resource: usize, column: &'static str, key: &Value) -> Vec<Arc<Row>> {
        let Some(key) = key.as_uuid() else { return Vec::new() };
        let mut known = self.by_key.lock().expect("no resolver panics in here");
        let by_key = known.entry((resource, column)).or_insert_with(|| {
            let mut by_key: HashMap<Uuid, Vec<Arc<Row>>> = HashMap::new();
            for row in &self.rows[resource] {
                if let Some(key) = row[column].as_uuid() {
                    by_key.entry(key).or_default().push(Arc::clone(row));
                }
            }
            Arc::new(by_key)
        });
        by_key.get(&key).cloned().unwrap_or_default()
    }
}

/// A row as the executor passes it to resolvers.
struct At {
    resource: usize,
    row: Arc<Row>,
}

/// A page as the executor passes it to resolvers.
struct Page {
    resource: usize,
    rows: Vec<Arc<Row>>,
    first: usize,
}

static SIDES: LazyLock<(Schema, Caller)> = LazyLock::new(|| {
    let world = &worlds()[0];
    let tenant = world.caller("ceo").tenant;
    let mut rights = Rights::default();
    (0..210).for_each(|number| rights.grant_everywhere(Permission(number)));
    let caller = Caller::new(tenant, Uuid::nil(), chrono::DateTime::<chrono::Utc>::MAX_UTC, TODAY, rights, Json::Null);
    let tables = Arc::new(load(world, tenant));
    (schema(world.engine.model(), &tables), caller)
});

fn load(world: &World, tenant: Uuid) -> Tables {
    let catalogue = domain::catalogue();
    let rows: Vec<Vec<Arc<Row>>> = catalogue
        .resources
        .iter()
        .map(|resource| {
            let scope = if resource.tenant.is_some() {
                format!(" where trust_id = x'{}'", tenant.simple())
            } else {
                String::new()
            };
            let sql = format!("select * from \"{}\"{scope}", resource.table);
            let found = run(world.db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql))).expect("it reads");
            found
                .iter()
                .map(|row| Arc::new(resource.columns.iter().map(|c| (c.name, cell(row, *c))).collect()))
                .collect()
        })
        .collect();
    let rows = catalogue.resources.iter().map(|resource| rowed(&catalogue, &rows, resource)).collect();
    Tables { catalogue, rows, by_key: Mutex::default() }
}

/// The rows of a type that have an owner: a person who neither works for the trust nor is a contact has none.
fn rowed(catalogue: &graph::declare::Catalogue, rows: &[Vec<Arc<Row>>], resource: &Resource) -> Vec<Arc<Row>> {
    let own = &rows[catalogue.index_of(resource.name).expect("it is declared")];
    let row = resource.row.printed();
    if row.open {
        return own.clone();
    }
    let needs = row.needs;
    let mut found: Vec<HashSet<Uuid>> = Vec::new();
    for path in needs.iter().flat_map(|need| need.among) {
        let Path::Exists(hop) = path else { continue };
        let other =
            catalogue.resources.iter().position(|other| other.table == hop.theirs.table).expect("a declared table");
        found.push(rows[other].iter().filter_map(|row| row[hop.theirs.name].as_uuid()).collect());
    }
    if needs.iter().any(|need| need.among.is_empty()) {
        return own.clone();
    }
    let kept = |row: &&Arc<Row>| row["id"].as_uuid().is_some_and(|id| found.iter().any(|keys| keys.contains(&id)));
    own.iter().filter(kept).cloned().collect()
}

fn cell(row: &QueryResult, column: Column) -> Value {
    let (name, some) = (column.name, "the column is read as it is stored");
    match column.storage {
        Storage::Uuid => row.try_get::<Option<Uuid>>("", name).expect(some).map_or(Value::Null, Value::Uuid),
        Storage::Text => row.try_get::<Option<String>>("", name).expect(some).map_or(Value::Null, Value::Text),
        Storage::Int => row.try_get::<Option<i64>>("", name).expect(some).map_or(Value::Null, Value::Int),
        Storage::Bool => row.try_get::<Option<bool>>("", name).expect(some).map_or(Value::Null, Value::Bool),
        Storage::Float => row.try_get::<Option<f64>>("", name).expect(some).map_or(Value::Null, Value::Float),
        Storage::Date => {
            row.try_get::<Option<chrono::NaiveDate>>("", name).expect(some).map_or(Value::Null, Value::Date)
        }
        Storage::Time => {
            row.try_get::<Option<chrono::DateTime<chrono::Utc>>>("", name).expect(some).map_or(Value::Null, Value::Time)
        }
    }
}

/// The schema of the declarations, with resolvers over the tables in memory.
fn schema(model: &Model, tables: &Arc<Tables>) -> Schema {
    let mut builder = Schema::build("Query", None, None);
    for def in &model.types {
        match &def.body {
            Body::Object { fields, .. } => {
                let part: Vec<_> = fields.iter().filter(|field| compared(model, tables, field)).collect();
                if part.is_empty() {
                    continue;
                }
                let object = Object::new(&def.name);
                builder = builder
                    .register(part.into_iter().fold(object, |object, field| object.field(resolved(tables, field))));
            }
            Body::Scalar(_) => builder = builder.register(Scalar::new(&def.name)),
            Body::Enum(values) => {
                let names = values.iter().map(|value| value.name.clone());
                builder = builder.register(async_graphql::dynamic::Enum::new(&def.name).items(names));
            }
            _ => {}
        }
    }
    builder.finish().expect("the other side has a schema")
}

/// Whether a field is compared: rows and their columns are, but no batch, computed field, cursor or abstract type.
fn compared(model: &Model, tables: &Tables, field: &FieldDef) -> bool {
    match field.target {
        Target::Field(resource, number, part) => {
            let field = &tables.catalogue.resources[resource].fields[number];
            part.is_some() || !matches!(field.source, Source::Batch(_) | Source::Expression { .. })
        }
        Target::Root(number) => tables.catalogue.roots[number].kind != RootKind::One,
        Target::Id | Target::Link(..) | Target::Nodes | Target::TotalCount | Target::PageInfo => {
            model.has(field.ty.base()) || field.ty.base() == "ID" || field.ty.base() == "Int"
        }
        Target::HasNextPage => true,
        _ => false,
    }
}

fn type_ref(ty: &Ty) -> TypeRef {
    match ty {
        Ty::Named(name) => TypeRef::named(name),
        Ty::List(inner) => TypeRef::List(Box::new(type_ref(inner))),
        Ty::NonNull(inner) => TypeRef::NonNull(Box::new(type_ref(inner))),
    }
}

fn resolved(tables: &Arc<Tables>, field: &FieldDef) -> Field {
    let (tables, target) = (Arc::clone(tables), field.target.clone());
    let mut out = Field::new(&field.name, type_ref(&field.ty), move |context| {
        let (tables, target) = (Arc::clone(&tables), target.clone());
        FieldFuture::new(async move {
            let first = context.args.get("first").and_then(|first| first.u64().ok()).map_or(50, |first| first as usize);
            let as_of = context.args.get("asOf").and_then(|day| day.string().ok().and_then(|day| day.parse().ok()));
            let as_of = as_of.unwrap_or(TODAY);
            let parent = &context.parent_value;
            if let Some(page) = parent.downcast_ref::<Page>() {
                return Ok(of_page(page, &target));
            }
            match (&target, parent.downcast_ref::<At>()) {
                (Target::Root(number), _) => Ok(root(&tables, *number, first, as_of)),
                (_, Some(at)) => Ok(of_row(&tables, at, &target, first, as_of)),
                _ => Ok(None),
            }
        })
    });
    for argument in field.arguments.iter().filter(|argument| matches!(argument.name.as_str(), "first" | "asOf")) {
        out = out.argument(InputValue::new(&argument.name, TypeRef::named(argument.ty.base())));
    }
    out
}

fn of_page<'a>(page: &Page, target: &Target) -> Option<FieldValue<'a>> {
    match target {
        Target::Nodes => Some(FieldValue::list(page.rows.iter().take(page.first).map(|row| at(page.resource, row)))),
        Target::TotalCount => Some(FieldValue::value(page.rows.len() as u64)),
        Target::PageInfo => {
            Some(FieldValue::owned_any(Page { resource: page.resource, rows: page.rows.clone(), first: page.first }))
        }
        Target::HasNextPage => Some(FieldValue::value(page.rows.len() > page.first)),
        _ => None,
    }
}

fn at<'a>(resource: usize, row: &Arc<Row>) -> FieldValue<'a> {
    FieldValue::owned_any(At { resource, row: Arc::clone(row) })
}

fn root<'a>(tables: &Tables, number: usize, first: usize, day: chrono::NaiveDate) -> Option<FieldValue<'a>> {
    let root = &tables.catalogue.roots[number];
    let index = tables.catalogue.index_of(root.target)?;
    if root.kind == RootKind::Tenant {
        return tables.rows[index].first().map(|row| at(index, row));
    }
    let mut rows = tables.rows[index].clone();
    if let Some(during) = &root.during {
        rows.retain(|row| here(tables, during, row, None, day));
    }
    sort(&mut rows, &tables.catalogue.resources[index], None);
    Some(FieldValue::owned_any(Page { resource: index, rows, first }))
}

fn of_row<'a>(
    tables: &Tables,
    here: &At,
    target: &Target,
    first: usize,
    as_of: chrono::NaiveDate,
) -> Option<FieldValue<'a>> {
    let resource = &tables.catalogue.resources[here.resource];
    match target {
        Target::Id => Some(FieldValue::value(graph::id::encode(resource.name, here.row["id"].as_uuid()?))),
        Target::Field(_, number, part) => {
            let field = &resource.fields[*number];
            match (&field.source, part) {
                (Source::Object { fields, .. }, Some(part)) => value(&fields[*part].source, &here.row, as_of),
                // The object is the row again; its parts are looked up on it.
                (Source::Object { .. }, None) => Some(at(here.resource, &here.row)),
                (source, _) => value(source, &here.row, as_of),
            }
        }
        Target::Link(_, number) => link(tables, here, &resource.links[*number], first, as_of),
        _ => None,
    }
}

fn value<'a>(source: &Source, row: &Row, as_of: chrono::NaiveDate) -> Option<FieldValue<'a>> {
    let (value, kind) = match source {
        Source::Column(column, kind) => (row[column.name].clone(), *kind),
        Source::Derived { inputs, kind, function, .. } => {
            let inputs: Vec<Value> = inputs.iter().map(|input| row[input.name].clone()).collect();
            (function(&inputs, &DeriveContext { as_of, today: TODAY }), *kind)
        }
        _ => return None,
    };
    let written = match (value, kind) {
        (Value::Null, _) => return None,
        (Value::Int(pence), Kind::Money) => Const::from(format!("{}.{:02}", pence / 100, pence % 100)),
        (Value::Int(scaled), Kind::Decimal(places)) => Const::from(scaled as f64 / 10f64.powi(i32::from(places))),
        (Value::Int(int), _) => Const::from(int),
        (Value::Text(name), Kind::Enum(_)) => Const::Enum(Name::new(name)),
        (Value::Text(text), _) => Const::from(text),
        (Value::Bool(bool), _) => Const::from(bool),
        (Value::Float(float), _) => Const::from(float),
        (Value::Date(date), _) => Const::from(date.to_string()),
        (Value::Time(time), _) => Const::from(time.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)),
        _ => return None,
    };
    Some(FieldValue::value(written))
}

fn covers(row: &Row, dated: &Dated, day: chrono::NaiveDate) -> bool {
    row[dated.starts.name].as_date().is_some_and(|starts| starts <= day)
        && row[dated.ends.name].as_date().is_none_or(|ends| ends >= day)
}

/// Whether a row has a period that covers the day; with a parent, one there. What the list's default shows.
fn here(tables: &Tables, during: &During, row: &Row, parent: Option<&Value>, day: chrono::NaiveDate) -> bool {
    let of = &during.periods;
    let table = tables.catalogue.resources.iter().position(|resource| resource.table == of.id.table);
    let dated = Dated { starts: of.starts, ends: of.ends };
    tables.keyed(table.expect("periods are a declared type"), of.theirs.name, &row["id"]).iter().any(|period| {
        let counts = period[of.among.0.name].as_text().is_some_and(|text| of.among.1.contains(&text));
        let there = parent.is_none_or(|parent| period[of.parent.name] == *parent);
        counts && there && covers(period, &dated, day)
    })
}

fn link<'a>(tables: &Tables, here: &At, link: &Link, first: usize, day: chrono::NaiveDate) -> Option<FieldValue<'a>> {
    let index = tables.catalogue.index_of(link.target)?;
    let target = &tables.catalogue.resources[index];
    let mine = here.row["id"].clone();
    let holds = |row: &Row| link.dated.as_ref().is_none_or(|dated| covers(row, dated, day));
    let keyed = |column: &Column| -> Vec<Arc<Row>> {
        tables.keyed(index, column.name, &mine).into_iter().filter(|row| holds(row)).collect()
    };
    let mut rows = match &link.arity {
        Arity::One(column) => {
            let key = &here.row[column.name];
            return tables.keyed(index, "id", key).first().map(|row| at(index, row));
        }
        Arity::OneOf(column) => return keyed(column).first().map(|row| at(index, row)),
        Arity::List(column) | Arity::Many(column) => keyed(column),
        // Tables in between that are types themselves; the others have no rows here.
        Arity::Through(_) => return None,
    };
    if let Some(during) = &link.during {
        rows = tables.rows[index]
            .iter()
            .filter(|row| self::here(tables, during, row, Some(&mine), day))
            .cloned()
            .collect();
    }
    sort(&mut rows, target, Some(link));
    if link.is_connection() {
        return Some(FieldValue::owned_any(Page { resource: index, rows, first }));
    }
    Some(FieldValue::list(rows.iter().map(|row| at(index, row))))
}

/// Sorts by the order of the link, or else of the type, then by key; nulls are last.
fn sort(rows: &mut [Arc<Row>], resource: &Resource, link: Option<&Link>) {
    let order: Vec<(Column, bool)> = match link {
        Some(link) if !link.order.is_empty() => link.order.clone(),
        _ => resource.default_order.iter().map(|column| (*column, false)).collect(),
    };
    rows.sort_by(|a, b| {
        for (column, descending) in &order {
            let ordering = compare(&a[column.name], &b[column.name], *descending);
            if ordering.is_ne() {
                return ordering;
            }
        }
        compare(&a["id"], &b["id"], false)
    });
}

fn compare(a: &Value, b: &Value, descending: bool) -> std::cmp::Ordering {
    use std::cmp::Ordering;
    let plain = match (a, b) {
        (Value::Null, Value::Null) => return Ordering::Equal,
        (Value::Null, _) => return Ordering::Greater,
        (_, Value::Null) => return Ordering::Less,
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => a.as_bytes().cmp(b.as_bytes()),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Time(a), Value::Time(b)) => a.cmp(b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Uuid(a), Value::Uuid(b)) => a.cmp(b),
        other => panic!("{other:?} have no order"),
    };
    if descending { plain.reverse() } else { plain }
}

/// A document that both executors support.
fn document(world: &World, dice: &mut Dice, type_name: &str, depth: usize, text: &mut String) {
    let (model, catalogue) = (world.engine.model(), world.engine.catalogue());
    let usable: Vec<&FieldDef> = model
        .get(type_name)
        .expect("a type")
        .fields()
        .iter()
        .filter(|field| wanted(model, catalogue, field, depth))
        .collect();
    text.push_str("{ __typename ");
    for number in 0..=dice.roll(4) {
        let Some(field) = usable.get(dice.roll(usable.len().max(1))) else { continue };
        let first = field.arguments.iter().any(|argument| argument.name == "first");
        let arguments = if first { format!("(first: {})", 1 + dice.roll(3)) } else { String::new() };
        text.push_str(&format!("k{number}: {}{arguments} ", field.name));
        if model.get(field.ty.base()).is_some_and(|def| def.is_composite()) {
            document(world, dice, field.ty.base(), depth + 1, text);
        }
    }
    text.push_str("} ");
}

fn wanted(model: &Model, catalogue: &graph::declare::Catalogue, field: &FieldDef, depth: usize) -> bool {
    // What the other tests read of these worlds is in there, more at every moment.
    if field.ty.base() == "AccessEventConnection" {
        return false;
    }
    let deep = model.get(field.ty.base()).is_some_and(|def| def.is_composite());
    let here = match field.target {
        Target::Field(resource, number, part) => {
            let source = &catalogue.resources[resource].fields[number].source;
            part.is_some() || !matches!(source, Source::Batch(_) | Source::Expression { .. })
        }
        Target::Link(resource, number) => {
            !matches!(catalogue.resources[resource].links[number].arity, Arity::Through(_))
        }
        Target::Root(number) => catalogue.roots[number].kind != RootKind::One,
        Target::Id | Target::Nodes | Target::TotalCount | Target::PageInfo | Target::HasNextPage => true,
        _ => false,
    };
    here && (!deep || depth < 6)
}

#[test]
fn both_executors_agree() {
    let world = &worlds()[0];
    let (schema, caller) = &*SIDES;
    let mut compared = 0;
    for seed in 0..60 {
        let mut text = String::new();
        document(world, &mut Dice::new(104_729 * seed + 7), "Query", 0, &mut text);
        let request = Request { document: text.clone(), ..Request::default() };
        let ours = run(world.engine.answer(Some(caller), &request));
        let ours: Json = serde_json::from_slice(&ours.body).expect("JSON");
        assert!(ours.get("errors").is_none(), "{text}: {ours}");
        let theirs = run(schema.execute(text.as_str()));
        assert!(theirs.errors.is_empty(), "{text}: {:?}", theirs.errors);
        let theirs = theirs.data.into_json().expect("JSON");
        // Keys unordered: the other executor answers in the order of completion.
        assert!(same(&ours["data"], &theirs), "{text}\nours:   {}\ntheirs: {theirs}", ours["data"]);
        compared += text.len();
    }
    assert!(compared > 8_000, "{compared} characters of documents");
}

/// Whether two values are equal; numbers are compared by value.
fn same(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
        }
        (Json::Array(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Json::Number(a), Json::Number(b)) => a.as_f64() == b.as_f64(),
        _ => a == b,
    }
}
