//! Statements that change rows.

use super::writer::StatementWriter;
use super::{Dialect, Param, Statement};
use crate::declare::Column;
use crate::value::{Storage, Value};

/// The most values that one statement binds: SQLite allows 32,766.
pub const MAX_VALUES: usize = 30_000;

fn values(w: &mut StatementWriter, columns: &[Column], rows: &[Vec<Value>]) {
    w.push("(");
    for (index, column) in columns.iter().enumerate() {
        w.push(if index == 0 { "\"" } else { ", \"" });
        w.push(column.name);
        w.push("\"");
    }
    w.push(") values ");
    for (number, row) in rows.iter().enumerate() {
        w.push(if number == 0 { "(" } else { ", (" });
        for (index, (column, value)) in columns.iter().zip(row).enumerate() {
            w.push(if index == 0 { "" } else { ", " });
            // Pushed without looking for an equal parameter, unlike in conditions: there are thousands of values.
            w.params.push(Param::Given(value.clone(), column.storage));
            let place = w.dialect.place(w.params.len(), column.storage);
            w.push(&place);
        }
        w.push(")");
    }
}

/// Inserts rows.
#[must_use]
pub fn insert(columns: &[Column], rows: &[Vec<Value>], dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    w.push(&format!("insert into \"{}\" ", columns[0].table));
    values(&mut w, columns, rows);
    w.done()
}

/// Inserts rows, except those whose key exists already: a write that was not acknowledged is repeated.
#[must_use]
pub fn insert_new(columns: &[Column], rows: &[Vec<Value>], dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    w.push(&format!("insert into \"{}\" ", columns[0].table));
    values(&mut w, columns, rows);
    w.push(&format!(" on conflict (\"{}\") do nothing", columns[0].name));
    w.done()
}

/// Inserts rows, and updates those whose key exists, provided that the stored version is one less than the given one.
#[must_use]
pub fn upsert(
    columns: &[Column],
    id: Column,
    version: Option<Column>,
    rows: &[Vec<Value>],
    dialect: Dialect,
) -> Statement {
    let mut w = StatementWriter::new(dialect);
    w.push(&format!("insert into \"{}\" ", id.table));
    values(&mut w, columns, rows);
    w.push(&format!(" on conflict (\"{}\") do update set ", id.name));
    let changed = columns.iter().filter(|column| column.name != id.name && column.name != "trust_id");
    for (index, column) in changed.enumerate() {
        w.push(&format!("{}\"{}\" = excluded.\"{}\"", if index == 0 { "" } else { ", " }, column.name, column.name));
    }
    if let Some(version) = version {
        w.push(&format!(" where \"{}\".\"{}\" = excluded.\"{}\" - 1", id.table, version.name, version.name));
    }
    w.done()
}

/// Deletes the tenant's rows with these keys.
#[must_use]
pub fn delete(id: Column, tenant: Column, keys: &[Value], dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    w.push(&format!("delete from \"{}\" where ", id.table));
    among(&mut w, id, tenant, keys);
    w.done()
}

/// Locks the tenant's rows with these keys until the transaction ends. `None` on SQLite, which has one writer.
#[must_use]
pub fn lock(id: Column, tenant: Column, keys: &[Value], dialect: Dialect) -> Option<Statement> {
    if dialect == Dialect::Sqlite {
        return None;
    }
    let mut w = StatementWriter::new(dialect);
    w.push(&format!("select 1 from \"{}\" where ", id.table));
    among(&mut w, id, tenant, keys);
    w.push(&format!(" order by \"{}\" for update", id.name));
    Some(w.done())
}

fn among(w: &mut StatementWriter, id: Column, tenant: Column, keys: &[Value]) {
    let own = w.place(Param::Tenant, Storage::Uuid);
    w.push(&format!("\"{}\" = {own} and ", tenant.name));
    let number = w.number(Param::Given(Value::List(keys.to_vec()), Storage::Uuid));
    let among = w.dialect.among(&format!("\"{}\"", id.name), number, Storage::Uuid, false);
    w.push(&among);
}

/// Reads the stored outcome of an earlier request with the same idempotency key, unless it has expired.
#[must_use]
pub fn remembered(principal: Value, key: Value, now: Value, dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    w.push("select \"action\", \"input_hash\", \"answer\" from \"idempotency_key\" where \"trust_id\" = ");
    let place = w.place(Param::Tenant, Storage::Uuid);
    w.push(&place);
    for (text, value, storage) in [
        (" and \"principal_id\" = ", principal, Storage::Uuid),
        (" and \"key\" = ", key, Storage::Text),
        (" and (\"expires_at\" > ", now, Storage::Time),
    ] {
        let place = w.place(Param::Given(value, storage), storage);
        w.push(text);
        w.push(&place);
    }
    // `(…) is true` keeps this condition away from the index on `expires_at`: on a table without statistics PostgreSQL
    // chose that index and read every key that the caller had sent in a day.
    w.push(") is true");
    w.done()
}

/// Stores the outcome of a request under its idempotency key. Writes nothing where an unexpired one is stored already.
#[must_use]
pub fn remember(columns: &[Column], rows: &[Vec<Value>], dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    w.push("insert into \"idempotency_key\" ");
    values(&mut w, columns, rows);
    w.push(
        " on conflict (\"trust_id\", \"principal_id\", \"key\") do update set \"id\" = excluded.\"id\", \
         \"action\" = excluded.\"action\", \"input_hash\" = excluded.\"input_hash\", \"answer\" = excluded.\"answer\", \
         \"created_at\" = excluded.\"created_at\", \"expires_at\" = excluded.\"expires_at\" \
         where \"idempotency_key\".\"expires_at\" <= excluded.\"created_at\"",
    );
    w.done()
}

/// Deletes the expired keys of every tenant.
#[must_use]
pub fn forget(now: Value, dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    w.push("delete from \"idempotency_key\" where \"expires_at\" <= ");
    let place = w.place(Param::Given(now, Storage::Time), Storage::Time);
    w.push(&place);
    w.done()
}
