//! Every dated link on the first day of a period, on its last, and on the days beside them: it shows what the rows say, by
//! the one convention that first and last day are included.

use chrono::NaiveDate;
use graph::declare::{Arity, Link, Resource};
use graph::period::{day_after, day_before};
use graph::{Caller, Request};
use sea_orm::{ConnectionTrait, Statement, Value};
use serde_json::{Map, Value as Json, json};
use tests::{TODAY, World, run, worlds};
use uuid::Uuid;

/// Where the rows of a dated link are: table, columns with the parent, the child, the first and the last day.
struct Rows {
    table: &'static str,
    parent: &'static str,
    child: &'static str,
    starts: &'static str,
    ends: &'static str,
}

fn rows(link: &Link) -> Option<Rows> {
    match (&link.arity, link.dated) {
        (Arity::Through(through), _) => {
            let (dated, mine) = (through.dated?, through.mine);
            let (starts, ends) = (dated.starts.name, dated.ends.name);
            Some(Rows { table: mine.table, parent: mine.name, child: through.theirs.name, starts, ends })
        }
        (Arity::Many(theirs) | Arity::List(theirs) | Arity::OneOf(theirs), Some(dated)) => {
            let (starts, ends) = (dated.starts.name, dated.ends.name);
            Some(Rows { table: theirs.table, parent: theirs.name, child: "id", starts, ends })
        }
        _ => None,
    }
}

impl Rows {
    fn select(&self, world: &World, what: &str, rest: &str, values: Vec<Value>) -> Vec<sea_orm::QueryResult> {
        let sql = format!("select {what} from {} where trust_id = $1 {rest}", self.table);
        let tenant: Value = world.caller("ceo").tenant.into();
        let values: Vec<Value> = std::iter::once(tenant).chain(values).collect();
        let statement = Statement::from_sql_and_values(world.db.get_database_backend(), sql, values);
        run(world.db.query_all_raw(statement)).expect("it reads")
    }

    /// Parents with a period that ended, and its days: the earliest, the latest and one that has one day.
    fn ended(&self, world: &World) -> Vec<(Uuid, NaiveDate, NaiveDate)> {
        let Rows { parent, starts, ends, .. } = self;
        let what = format!("{parent} as p, {starts} as s, {ends} as e");
        let mut found = Vec::new();
        for order in [format!("{ends}, id"), format!("{ends} desc, id"), format!("{parent}, {ends}")] {
            let rest = format!("and {ends} is not null and {ends} >= {starts} order by {order} limit 2");
            for row in self.select(world, &what, &rest, Vec::new()) {
                let get = |name| row.try_get::<NaiveDate>("", name).expect("a day");
                found.push((row.try_get::<Uuid>("", "p").expect("a key"), get("s"), get("e")));
            }
        }
        found
    }

    /// The children of a parent whose period covers a day, by a count of our own over all rows of the parent.
    fn covering(&self, world: &World, parent: Uuid, day: NaiveDate) -> Vec<Uuid> {
        let what = format!("{} as c, {} as s, {} as e", self.child, self.starts, self.ends);
        let all = self.select(world, &what, &format!("and {} = $2", self.parent), vec![parent.into()]);
        let covers = |row: &sea_orm::QueryResult| {
            let first = row.try_get::<NaiveDate>("", "s").expect("a day");
            let last = row.try_get::<Option<NaiveDate>>("", "e").expect("a day or none");
            first <= day && last.is_none_or(|last| day <= last)
        };
        let mut found: Vec<Uuid> =
            all.iter().filter(|row| covers(row)).map(|row| row.try_get("", "c").expect("a key")).collect();
        found.sort();
        found.dedup();
        found
    }
}

/// The children that a dated link shows on a day.
fn shown(world: &World, caller: &Caller, of: &Resource, link: &Link, parent: Uuid, day: NaiveDate) -> Vec<Uuid> {
    let (name, first) = (link.name, if link.is_connection() { ", first: 200" } else { "" });
    let body = if link.is_connection() { "{ nodes { id } }" } else { "{ id }" };
    let document = format!(
        "query($id: ID!, $day: Date!) {{ node(id: $id) {{ ... on {} {{ {name}(asOf: $day{first}) {body} }} }} }}",
        of.name
    );
    let variables = json!({ "id": graph::id::encode(of.name, parent), "day": day.to_string() });
    let variables: Map<String, Json> = serde_json::from_value(variables).expect("variables are a map");
    let request = Request { document, variables, ..Request::default() };
    let answer = run(world.engine.answer(Some(caller), &request));
    let answer: Json = serde_json::from_slice(&answer.body).expect("an answer is JSON");
    assert!(answer.get("errors").is_none(), "{}.{name}: {answer}", of.name);
    let rows = &answer["data"]["node"][name];
    let rows = if link.is_connection() { rows["nodes"].clone() } else { rows.clone() };
    let rows = if rows.is_array() { rows } else { json!([rows]) };
    let key = |row: &Json| row["id"].as_str().and_then(graph::id::decode).map(|id| id.1);
    let mut found: Vec<Uuid> = rows.as_array().expect("rows").iter().filter_map(key).collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn dated_links_include_the_first_and_the_last_day() {
    let catalogue = domain::catalogue();
    for world in worlds() {
        let caller = world.all_rights(TODAY);
        let mut tried = Vec::new();
        for of in &catalogue.resources {
            for link in &of.links {
                let Some(rows) = rows(link) else { continue };
                for (parent, first, last) in rows.ended(world) {
                    for day in [day_before(first), first, last, day_after(last)] {
                        let (expected, found) =
                            (rows.covering(world, parent, day), shown(world, &caller, of, link, parent, day));
                        assert_eq!(found, expected, "{}.{} on {day}, {}", of.name, link.name, world.name);
                    }
                    tried.push(format!("{}.{}", of.name, link.name));
                }
            }
        }
        tried.dedup();
        // Without an ended row a link was not tried: the demo has some for each of these.
        for link in ["Class.pupils", "Pupil.classes", "School.staff"] {
            assert!(tried.iter().any(|tried| tried == link), "{link} is not among {tried:?}");
        }
    }
}
