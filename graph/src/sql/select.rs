//! The statements of a read: for its rows and for its counts.

use super::writer::{StatementWriter, column};
use super::{Dialect, Param, Statement, condition, page};
use crate::declare::Column;
use crate::plan::{Cond, Origin, Read};
use crate::value::Storage;

/// The statement for a read's rows. The first column of a keyed read is the parent's ordinal.
#[must_use]
pub fn rows(read: &Read, dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    w.keyed = !matches!(read.origin, Origin::Root);
    match (&read.origin, read.single || read.page.is_none()) {
        (Origin::Root, _) => root(&mut w, read),
        (Origin::Keyed(key), true) => joined(&mut w, read, *key),
        (_, _) => match dialect {
            Dialect::Postgres => lateral(&mut w, read),
            Dialect::Sqlite => by_rowid(&mut w, read),
        },
    }
    w.done()
}

fn select_list(w: &mut StatementWriter, alias: &str, read: &Read, named: bool) {
    for (index, expr) in read.columns.iter().enumerate() {
        if index > 0 {
            w.push(", ");
        }
        condition::expr(w, alias, expr);
        if named {
            w.push(&format!(" as c{index}"));
        }
    }
    if read.columns.is_empty() {
        w.push("1");
        if named {
            w.push(" as c0");
        }
    }
}

fn conditions(w: &mut StatementWriter, alias: &str, read: &Read) {
    condition::write(w, alias, &read.cond);
}

fn limit(w: &mut StatementWriter, read: &Read) {
    if let Some(page) = &read.page {
        let place = w.place(Param::Limit(page.limit.clone()), Storage::Int);
        w.push(&format!(" limit {place}"));
    }
}

fn root(w: &mut StatementWriter, read: &Read) {
    w.push("select ");
    select_list(w, "t", read, false);
    w.push(&format!(" from \"{}\" t where ", read.table));
    conditions(w, "t", read);
    page::cursors(w, "t", read);
    if read.single {
        w.push(" limit 1");
    } else {
        page::order_by(w, "t", read);
        limit(w, read);
    }
}

/// Writes the parents' keys as a table of key and ordinal.
fn keys(w: &mut StatementWriter) {
    let number = w.number(Param::Parents);
    match w.dialect {
        Dialect::Postgres => w.push(&format!("unnest(${number}::uuid[]) with ordinality k(id, ord)")),
        Dialect::Sqlite => w.push(&format!("json_each(?{number}) k")),
    }
}

fn ordinal(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => "k.ord",
        Dialect::Sqlite => "k.key",
    }
}

fn key_value(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => "k.id",
        Dialect::Sqlite => "unhex(k.value)",
    }
}

/// The rows of a keyed read without pages: one row, or a small list, for each key.
fn joined(w: &mut StatementWriter, read: &Read, key: Column) {
    let dialect = w.dialect;
    w.push(&format!("select {}, ", ordinal(dialect)));
    select_list(w, "t", read, false);
    w.push(" from ");
    keys(w);
    // `cross join` keeps the keys as the outer loop: SQLite could otherwise scan the table and look up the keys.
    w.push(if dialect == Dialect::Sqlite { " cross join" } else { " join" });
    w.push(&format!(" \"{}\" t on {} = {} where ", read.table, column("t", key), key_value(dialect)));
    conditions(w, "t", read);
    w.push(&format!(" order by {}", ordinal(dialect)));
    if !read.single {
        for key in &read.order {
            w.push(", ");
            condition::expr(w, "t", &key.expr);
            w.push(if key.descending { " desc" } else { "" });
            w.push(if key.nullable { " nulls last" } else { "" });
        }
    }
}

/// A page of rows for each key, on PostgreSQL.
fn lateral(w: &mut StatementWriter, read: &Read) {
    w.push("select k.ord");
    for index in 0..read.columns.len().max(1) {
        w.push(&format!(", x.c{index}"));
    }
    w.push(" from ");
    keys(w);
    w.push(" cross join lateral (select ");
    select_list(w, "t", read, true);
    page::keys_beside(w, "t", read);
    tied(w, read, "t", "k.id");
    page::cursors(w, "t", read);
    page::order_by(w, "t", read);
    limit(w, read);
    w.push(") x");
    page::order_by_cells(w, "k.ord", "x", read);
}

/// A page of rows for each key, on SQLite: a subquery, which an index can serve, chooses the page by `rowid`.
fn by_rowid(w: &mut StatementWriter, read: &Read) {
    w.push("select k.key, ");
    select_list(w, "t", read, false);
    w.push(" from ");
    keys(w);
    w.push(&format!(" cross join \"{}\" t on t.rowid in (select i.rowid", read.table));
    tied(w, read, "i", "unhex(k.value)");
    page::cursors(w, "i", read);
    page::order_by(w, "i", read);
    limit(w, read);
    w.push(")");
    let backward = read.page.as_ref().is_some_and(|page| page.backward);
    w.push(" order by k.key");
    for key in &read.order {
        w.push(", ");
        condition::expr(w, "t", &key.expr);
        w.push(if key.descending != backward { " desc" } else { "" });
        if key.nullable {
            w.push(if backward { " nulls first" } else { " nulls last" });
        }
    }
}

/// Writes `from … where` for the rows of one key.
fn tied(w: &mut StatementWriter, read: &Read, alias: &str, key: &str) {
    match &read.origin {
        Origin::Keyed(by) => {
            w.push(&format!(" from \"{}\" {alias} where {} = {key} and ", read.table, column(alias, *by)));
        }
        Origin::Through(through, scope) => {
            w.push(&format!(
                " from \"{}\" j join \"{}\" {alias} on {} = {} where {} = {key} and ",
                through.mine.table,
                read.table,
                column(alias, read.id),
                column("j", through.theirs),
                column("j", through.mine)
            ));
            if *scope != Cond::True {
                condition::write(w, "j", scope);
                w.push(" and ");
            }
            if let Some(dated) = through.dated {
                let day = read.page.as_ref().and_then(|page| page.as_of.clone());
                condition::current(w, "j", dated.starts, dated.ends, day);
                w.push(" and ");
            }
        }
        Origin::Root => w.push(&format!(" from \"{}\" {alias} where ", read.table)),
    }
    conditions(w, alias, read);
}

/// The statement for the number of rows on all pages, for each key of a keyed read.
#[must_use]
pub fn count(read: &Read, dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    w.keyed = !matches!(read.origin, Origin::Root);
    if matches!(read.origin, Origin::Root) {
        w.push("select count(*)");
        tied(&mut w, read, "t", "");
        return w.done();
    }
    match dialect {
        Dialect::Postgres => {
            w.push("select k.ord, x.n from ");
            keys(&mut w);
            w.push(" cross join lateral (select count(*) as n");
            tied(&mut w, read, "t", "k.id");
            w.push(") x");
        }
        Dialect::Sqlite => {
            w.push("select k.key, (select count(*)");
            tied(&mut w, read, "t", "unhex(k.value)");
            w.push(") from ");
            keys(&mut w);
        }
    }
    w.done()
}

/// Selects columns of the rows whose `key` is among given values, within the tenant if the table has a tenant column.
#[must_use]
pub fn lookup(columns: &[Column], key: Column, tenant: Option<Column>, dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    w.keyed = true;
    w.push("select ");
    listed(&mut w, columns);
    among(&mut w, key, tenant);
    w.done()
}

/// Sums an integer column over the rows that [`lookup`] would select, grouped by `by`; the sum is the last column.
#[must_use]
pub fn sums(by: &[Column], sum: Column, key: Column, tenant: Option<Column>, dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    w.keyed = true;
    w.push("select ");
    listed(&mut w, by);
    // PostgreSQL returns a sum of big integers as a decimal.
    w.push(&format!(", cast(sum({}) as bigint)", column("t", sum)));
    among(&mut w, key, tenant);
    w.push(" group by ");
    listed(&mut w, by);
    w.done()
}

fn listed(w: &mut StatementWriter, columns: &[Column]) {
    for (index, at) in columns.iter().enumerate() {
        w.push(if index == 0 { "" } else { ", " });
        w.push(&column("t", *at));
    }
}

fn among(w: &mut StatementWriter, key: Column, tenant: Option<Column>) {
    w.push(&format!(" from \"{}\" t where ", key.table));
    if let Some(tenant) = tenant {
        condition::write(w, "t", &Cond::Tenant(tenant));
        w.push(" and ");
    }
    let number = w.number(Param::Lookup(key.storage));
    let among = w.dialect.among(&column("t", key), number, key.storage, false);
    w.push(&among);
}
