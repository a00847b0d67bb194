//! Writes conditions and selected expressions.

use super::expression::ExpressionWriter;
use super::writer::{StatementWriter, column};
use super::{Dialect, Param, stamp};
use crate::caller::{Permission, Reach};
use crate::declare::{Comparable, Hop, Path};
use crate::period::covers_sql;
use crate::plan::{Cond, Operand, Operator};
use crate::request::Bind;
use crate::value::Storage;

/// Writes a condition on the row of an alias.
pub(super) fn write(w: &mut StatementWriter, alias: &str, cond: &Cond) {
    match cond {
        Cond::True => w.push("true"),
        Cond::False => w.push("false"),
        Cond::And(all) => joined(w, alias, all, " and ", "true"),
        Cond::Or(any) => joined(w, alias, any, " or ", "false"),
        Cond::Not(inner) => {
            // `is not true` instead of `not`: where the inner condition is unknown, its negation must be true.
            w.push("(");
            write(w, alias, inner);
            w.push(") is not true");
        }
        Cond::Tenant(tenant) => {
            let place = w.place(Param::Tenant, Storage::Uuid);
            let own = w.unless_leading(alias, column(alias, *tenant));
            w.push(&format!("{own} = {place}"));
        }
        Cond::IsTenant(id) => {
            let place = w.place(Param::Tenant, Storage::Uuid);
            w.push(&format!("{} = {place}", column(alias, *id)));
        }
        Cond::Reached(path, permission, reach) => reached(w, alias, path, Some((*permission, *reach))),
        Cond::Leads(path) => reached(w, alias, path, None),
        Cond::Compare(value, operator, operand) => {
            let text = comparable(w, alias, value);
            compare(w, &text, value.storage(), *operator, operand);
        }
        Cond::CompareExpr(shown, operator, operand) => {
            let before = w.text.len();
            expr(w, alias, shown);
            let text = w.text.split_off(before);
            compare(w, &text, shown.storage(), *operator, operand);
        }
        Cond::Changed(seen, since) => stamp::changed(w, alias, seen, since),
        Cond::IsNull(value, yes) => {
            let not = if *yes { "" } else { "not " };
            let text = comparable(w, alias, value);
            w.push(&format!("{text} is {not}null"));
        }
        Cond::Current(period, day) => current(w, alias, period.starts, period.ends, day.clone()),
        Cond::Exists(exists) => {
            let other = w.alias();
            let tie = match &exists.tie {
                crate::plan::Tie::Columns { theirs, mine } => {
                    w.push(&format!("exists (select 1 from \"{}\" {other} where ", exists.table));
                    format!("{} = {}", column(&other, *theirs), column(alias, *mine))
                }
                crate::plan::Tie::Through { theirs, mine, through } => {
                    let between = w.alias();
                    w.push(&format!(
                        "exists (select 1 from \"{}\" {between} join \"{}\" {other} on {} = {} where ",
                        through.mine.table,
                        exists.table,
                        column(&other, *theirs),
                        column(&between, through.theirs),
                    ));
                    if through.scope != Cond::True {
                        write(w, &between, &through.scope);
                        w.push(" and ");
                    }
                    if let Some(period) = through.dated {
                        current(w, &between, period.starts, period.ends, None);
                        w.push(" and ");
                    }
                    format!("{} = {}", column(&between, through.mine), column(alias, *mine))
                }
            };
            w.push(&tie);
            if exists.cond != Cond::True {
                w.push(" and ");
                write(w, &other, &exists.cond);
            }
            w.push(")");
        }
        Cond::Words(at, bind) => {
            let number = w.number(Param::Words(bind.clone()));
            let text = w.dialect.words(&column(alias, *at), number);
            w.push(&text);
        }
    }
}

fn joined(w: &mut StatementWriter, alias: &str, parts: &[Cond], by: &str, empty: &str) {
    match parts {
        [] => w.push(empty),
        [only] => write(w, alias, only),
        _ => {
            w.push("(");
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    w.push(by);
                }
                write(w, alias, part);
            }
            w.push(")");
        }
    }
}

/// Writes the condition that a path leads to one of the caller's keys of a right; without a right, that it leads to a
/// row.
fn reached(w: &mut StatementWriter, alias: &str, path: &Path, right: Option<(Permission, Reach)>) {
    match path {
        Path::Whole => w.push("true"),
        Path::Set(flag) => {
            let text = column(alias, *flag);
            w.push(&text);
        }
        Path::Column(key) => {
            // Without a right there are no keys to compare with.
            let Some((permission, reach)) = right else { return w.push("false") };
            let number = w.number(Param::Keys(permission, reach));
            let key = w.unless_leading(alias, column(alias, *key));
            let text = w.dialect.among(&key, number, Storage::Uuid, false);
            w.push(&text);
        }
        Path::Exists(hop) => {
            let Hop { theirs, mine, then, dated } = &**hop;
            let other = w.alias();
            w.push(&format!(
                "exists (select 1 from \"{}\" {other} where {} = {} and ",
                theirs.table,
                column(&other, *theirs),
                column(alias, *mine)
            ));
            if let Some((starts, ends)) = dated {
                current(w, &other, *starts, *ends, None);
                w.push(" and ");
            }
            reached(w, &other, then, right);
            w.push(")");
        }
    }
}

pub(super) fn current(
    w: &mut StatementWriter,
    alias: &str,
    starts: crate::declare::Column,
    ends: crate::declare::Column,
    day: Option<Bind>,
) {
    let place = w.place(Param::Day(day), Storage::Date);
    w.push(&covers_sql(&column(alias, starts), &column(alias, ends), &place));
}

fn compare(w: &mut StatementWriter, expr: &str, storage: Storage, operator: Operator, operand: &Operand) {
    // The value compared with may have more decimal places than the scaled column, so it is bound as a float.
    let storage = if matches!(operand, Operand::Scaled(..)) { Storage::Float } else { storage };
    let number = w.number(Param::Operand(operand.clone(), operator, storage));
    let place = w.dialect.place(number, storage);
    let text = match operator {
        Operator::Eq => format!("{expr} = {place}"),
        Operator::Ne => format!("{expr} <> {place}"),
        Operator::Lt => format!("{expr} < {place}"),
        Operator::Lte => format!("{expr} <= {place}"),
        Operator::Gt => format!("{expr} > {place}"),
        Operator::Gte => format!("{expr} >= {place}"),
        Operator::In => w.dialect.among(expr, number, storage, false),
        Operator::NotIn => w.dialect.among(expr, number, storage, true),
        Operator::StartsWith => w.dialect.starts_with(expr, number),
        Operator::Contains => w.dialect.contains(expr, number),
    };
    w.push(&text);
}

/// Writes a selected expression.
pub(super) fn expr(w: &mut StatementWriter, alias: &str, expr: &crate::plan::Expr) {
    use crate::plan::Expr;
    match expr {
        Expr::Column(at) => {
            let text = column(alias, *at);
            w.push(&text);
        }
        Expr::Holds(cond) => {
            w.push("(");
            write(w, alias, cond);
            w.push(if w.dialect == Dialect::Sqlite { ") is true" } else { ")" });
        }
        Expr::Version(at, seen) => stamp::version(w, alias, *at, seen),
        Expr::Updated(at, seen) => stamp::updated(w, alias, *at, seen),
        Expr::Worked(key, day) => ExpressionWriter::new(w, alias, day.clone()).key(key),
        Expr::Masked(value, cond) => {
            w.push("case when ");
            write(w, alias, cond);
            let text = comparable(w, alias, value);
            w.push(&format!(" then {text} end"));
        }
    }
}

/// What is compared, as a text of its own; its parameters are added to the statement's.
fn comparable(w: &mut StatementWriter, alias: &str, value: &Comparable) -> String {
    match value {
        Comparable::Column(at) => column(alias, *at),
        Comparable::Expression(key) => {
            let before = w.text.len();
            ExpressionWriter::new(w, alias, None).key(key);
            format!("({})", w.text.split_off(before))
        }
    }
}
