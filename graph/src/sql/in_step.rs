//! Rows with columns that are no longer what they follow from.

use super::condition;
use super::expression::ExpressionWriter;
use super::writer::{StatementWriter, column};
use super::{Dialect, Statement};
use crate::declare::{Column, Resource};
use crate::plan::Cond;
use crate::value::Storage;

/// Reads the tenant's rows of a type that are out of step today: all their columns, then what those that are kept in step
/// should be. Locks the rows until the transaction ends, where the database has more than one writer.
#[must_use]
pub fn out_of_step(of: &Resource, tenant: Column, dialect: Dialect) -> (Statement, Vec<Storage>) {
    let mut w = StatementWriter::new(dialect);
    let mut storages = Vec::new();
    w.push("select ");
    for at in &of.columns {
        w.push(if storages.is_empty() { "" } else { ", " });
        w.push(&column("t", *at));
        storages.push(at.storage);
    }
    for kept in &of.in_step {
        w.push(", ");
        ExpressionWriter::new(&mut w, "t", None).key(&kept.key);
        storages.push(kept.column.storage);
    }
    w.push(&format!(" from \"{}\" t where ", of.table));
    condition::write(&mut w, "t", &Cond::Tenant(tenant));
    w.push(" and (");
    for (number, kept) in of.in_step.iter().enumerate() {
        w.push(if number == 0 { "" } else { " or " });
        w.push(&format!("{} is distinct from (", column("t", kept.column)));
        ExpressionWriter::new(&mut w, "t", None).key(&kept.key);
        w.push(")");
    }
    w.push(&format!(") order by {}", column("t", of.id)));
    if dialect == Dialect::Postgres {
        w.push(" for update of t");
    }
    (w.done(), storages)
}

/// Reads the key of every tenant.
#[must_use]
pub fn tenants(of: &Resource, dialect: Dialect) -> Statement {
    let mut w = StatementWriter::new(dialect);
    w.push(&format!("select \"{}\" from \"{}\"", of.id.name, of.table));
    w.done()
}
