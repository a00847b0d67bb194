//! What changed in rows, part by part: the table `row_stamp`, written with every action and read by those who follow.
//!
//! A mark is a place in the order in which changes become final, as for the outbox (`outbox.rs`). On PostgreSQL a stamp
//! holds its transaction, and a mark is the oldest transaction that still ran when it was taken: whatever becomes visible
//! later has that number or a higher one. On SQLite, which has one writer, both are the last number of the outbox.

use super::writer::{StatementWriter, column};
use super::{Dialect, Param, Statement, condition};
use crate::declare::Column;
use crate::plan::{ALONE, Operand, Operator, Seen, Since};
use crate::request::Bind;
use crate::tables::row_stamp;
use crate::value::{Storage, Value};

/// The last number that the outbox gave, also after its lines are deleted.
const LAST_NUMBER: &str = "coalesce((select max(\"seq\") from \"sqlite_sequence\" where \"name\" = 'outbox'), 0)";

/// The mark of now: what is final before it is visible to whatever is read after it.
#[must_use]
pub fn mark(dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    match dialect {
        Dialect::Postgres => w.push("select pg_snapshot_xmin(pg_current_snapshot())::text::int8"),
        Dialect::Sqlite => w.push(&format!("select {LAST_NUMBER}")),
    }
    w.done()
}

fn changed_in(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => "pg_current_xact_id()::text::int8",
        Dialect::Sqlite => LAST_NUMBER,
    }
}

/// Stamps parts of rows: the first time at version 1, then one up. The rows hold the columns of
/// [`row_stamp::GIVEN`].
#[must_use]
pub fn stamp(rows: &[Vec<Value>], dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    opening(&mut w);
    w.push("values ");
    for (number, row) in rows.iter().enumerate() {
        w.push(if number == 0 { "(" } else { ", (" });
        for (column, value) in row_stamp::GIVEN.iter().zip(row) {
            w.params.push(Param::Given(value.clone(), column.storage));
            let place = w.dialect.place(w.params.len(), column.storage);
            w.push(&place);
            w.push(", ");
        }
        w.push(&format!("1, {})", changed_in(dialect)));
    }
    closing(&mut w);
    w.done()
}

/// Stamps the rows of a table that changed at a moment, by a writer without actions: the text of a statement whose
/// parameters are the tenant and the moment.
#[must_use]
pub fn stamp_all(table: &str, type_name: &str, dialect: Dialect) -> String {
    let mut w = StatementWriter::new(dialect);
    opening(&mut w);
    let (key, tenant, at) = match dialect {
        Dialect::Postgres => ("gen_random_uuid()", "$1", "$2"),
        Dialect::Sqlite => ("randomblob(16)", "?1", "?2"),
    };
    w.push(&format!(
        "select {key}, \"trust_id\", '{type_name}', \"id\", '', \"updated_at\", 1, {} from \"{table}\" \
         where \"trust_id\" = {tenant} and \"updated_at\" = {at}",
        changed_in(dialect)
    ));
    closing(&mut w);
    w.text
}

fn opening(w: &mut StatementWriter) {
    let names = row_stamp::GIVEN.map(|column| format!("\"{}\"", column.name)).join(", ");
    w.push(&format!("insert into \"{}\" ({names}, \"version\", \"changed_in\") ", row_stamp::TABLE));
}

fn closing(w: &mut StatementWriter) {
    w.push(&format!(
        " on conflict (\"trust_id\", \"type_name\", \"row_key\", \"part\") do update set \
         \"version\" = \"{}\".\"version\" + 1, \"changed_at\" = excluded.\"changed_at\", \
         \"changed_in\" = excluded.\"changed_in\"",
        row_stamp::TABLE
    ));
}

/// Writes `from` and the tie of a row's stamps to it; returns their alias.
fn stamps(w: &mut StatementWriter, alias: &str, seen: &Seen) -> String {
    let stamp = w.alias();
    let tenant = w.place(Param::Tenant, Storage::Uuid);
    let of = w.place(given(seen.type_name), Storage::Text);
    w.push(&format!(
        " from \"{}\" {stamp} where {} = {tenant} and {} = {of} and {} = {}",
        row_stamp::TABLE,
        column(&stamp, row_stamp::TRUST_ID),
        column(&stamp, row_stamp::TYPE_NAME),
        column(&stamp, row_stamp::ROW_KEY),
        column(alias, seen.id)
    ));
    stamp
}

fn given(text: &str) -> Param {
    Param::Given(Value::Text(text.to_owned()), Storage::Text)
}

/// Writes the condition that a stamp is of a part that the caller may see on the row.
fn seen_parts(w: &mut StatementWriter, alias: &str, stamp: &str, seen: &Seen) {
    w.push("(");
    for (index, (names, cond)) in seen.parts.iter().enumerate() {
        w.push(if index == 0 { "(" } else { " or (" });
        let names = Value::List(names.iter().cloned().map(Value::Text).collect());
        let number = w.number(Param::Given(names, Storage::Text));
        let among = w.dialect.among(&column(stamp, row_stamp::PART), number, Storage::Text, false);
        w.push(&among);
        w.push(" and ");
        condition::write(w, alias, cond);
        w.push(")");
    }
    w.push(if seen.parts.is_empty() { "false)" } else { ")" });
}

/// Writes the condition that a row changed since a moment or after a mark, in a part that the caller may see.
pub(super) fn changed(w: &mut StatementWriter, alias: &str, seen: &Seen, since: &Since) {
    w.push("exists (select 1");
    let stamp = stamps(w, alias, seen);
    let (at, place) = match since {
        Since::Time(bind) => (row_stamp::CHANGED_AT, w.place(moment(bind), Storage::Time)),
        Since::Mark(_) => (row_stamp::CHANGED_IN, w.place(Param::Mark, Storage::Int)),
    };
    w.push(&format!(" and {} >= {place} and ", column(&stamp, at)));
    seen_parts(w, alias, &stamp, seen);
    w.push(")");
}

fn moment(bind: &Bind) -> Param {
    Param::Operand(Operand::Plain(bind.clone()), Operator::Gte, Storage::Time)
}

/// Writes the row's version: changes of parts alone, which it counts, are taken out, and those that the caller may see
/// are added again.
pub(super) fn version(w: &mut StatementWriter, alias: &str, version: Column, seen: &Seen) {
    let alone = w.place(given(ALONE), Storage::Text);
    w.push(&format!("({} + coalesce((select sum(case when ", column(alias, version)));
    let before = w.text.len();
    let stamp = stamps(w, alias, seen);
    let from = w.text.split_off(before);
    let (part, count) = (column(&stamp, row_stamp::PART), column(&stamp, row_stamp::VERSION));
    w.push(&format!("{part} = {alone} then -{count} when "));
    seen_parts(w, alias, &stamp, seen);
    w.push(&format!(" then {count} else 0 end){from}), 0))"));
}

/// Writes when the row last changed, in the parts that the caller may see.
pub(super) fn updated(w: &mut StatementWriter, alias: &str, updated: Column, seen: &Seen) {
    let before = w.text.len();
    let stamp = stamps(w, alias, seen);
    let from = w.text.split_off(before);
    w.push(&format!("(select max({}){from} and ", column(&stamp, row_stamp::CHANGED_AT)));
    seen_parts(w, alias, &stamp, seen);
    w.push(")");
    let latest = w.text.split_off(before);
    let text = w.dialect.latest(&column(alias, updated), &latest);
    w.push(&text);
}
