//! Reads rows by plain statements and figures from answers, for tests that compute a figure a second time.

use sea_orm::{ConnectionTrait, QueryResult, Statement};
use serde_json::{Map, Value as Json, json};
use tests::{World, run};
use uuid::Uuid;

pub const TRUST: &str = "Colonnade Learning Trust";

pub fn read(world: &World, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(world.db.get_database_backend(), sql.to_owned());
    run(world.db.query_all_raw(statement)).expect("it reads")
}

/// Money as pence.
#[track_caller]
pub fn pence(money: &Json) -> i64 {
    let text = money.as_str().unwrap_or_else(|| panic!("{money} is no money"));
    text.replace('.', "").parse().unwrap_or_else(|_| panic!("{text} is no money"))
}

pub fn list(value: &Json) -> &Vec<Json> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

/// A quotient, rounded half away from zero; the amounts here are positive.
pub fn rounded(numerator: i128, denominator: i128) -> i64 {
    i64::try_from((2 * numerator + denominator) / (2 * denominator)).expect("an amount")
}

/// Asks for things by their ids, as the chief financial officer.
pub fn nodes(world: &World, type_name: &str, ids: &[Uuid], selection: &str) -> Vec<Json> {
    let document = format!("query($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {type_name} {{ {selection} }} }} }}");
    ids.chunks(200)
        .flat_map(|ids| {
            let ids: Vec<String> = ids.iter().map(|id| graph::id::encode(type_name, *id)).collect();
            let answer = world.ask_with("cfo", &document, Map::from_iter([("ids".to_owned(), json!(ids))])).json;
            assert!(answer.get("errors").is_none(), "{answer}");
            list(&answer["data"]["nodes"]).clone()
        })
        .collect()
}
