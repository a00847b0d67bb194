//! The order of a list, and the conditions of `after` and `before`.

use super::writer::StatementWriter;
use super::{Param, Side, condition};
use crate::plan::{OrderKey, Read};

/// Writes `order by` over the row of an alias. Reading backwards reverses every key.
pub(super) fn order_by(w: &mut StatementWriter, alias: &str, read: &Read) {
    let backward = read.page.as_ref().is_some_and(|page| page.backward);
    for (index, key) in read.order.iter().enumerate() {
        w.push(if index == 0 { " order by " } else { ", " });
        condition::expr(w, alias, &key.expr);
        direction(w, key, backward);
    }
}

/// Selects the order keys that are not cells of the read, so that the outer statement can order by them.
pub(super) fn keys_beside(w: &mut StatementWriter, alias: &str, read: &Read) {
    for (index, key) in read.order.iter().enumerate() {
        if !read.columns.contains(&key.expr) {
            w.push(", ");
            condition::expr(w, alias, &key.expr);
            w.push(&format!(" as o{index}"));
        }
    }
}

/// Writes `order by` over an ordinal, then over the selected cells and order keys.
pub(super) fn order_by_cells(w: &mut StatementWriter, ordinal: &str, alias: &str, read: &Read) {
    let backward = read.page.as_ref().is_some_and(|page| page.backward);
    w.push(&format!(" order by {ordinal}"));
    for (index, key) in read.order.iter().enumerate() {
        match read.columns.iter().position(|column| *column == key.expr) {
            Some(cell) => w.push(&format!(", {alias}.c{cell}")),
            None => w.push(&format!(", {alias}.o{index}")),
        }
        direction(w, key, backward);
    }
}

fn direction(w: &mut StatementWriter, key: &OrderKey, backward: bool) {
    if key.descending != backward {
        w.push(" desc");
    }
    // Nulls come last in the list's own order, so they come first when it is read backwards.
    if key.nullable {
        w.push(if backward { " nulls first" } else { " nulls last" });
    }
}

/// Writes the conditions of `after` and `before`.
pub(super) fn cursors(w: &mut StatementWriter, alias: &str, read: &Read) {
    let Some(page) = &read.page else { return };
    if page.after.is_some() {
        w.push(" and ");
        beyond(w, alias, &read.order, Side::After);
    }
    if page.before.is_some() {
        w.push(" and ");
        beyond(w, alias, &read.order, Side::Before);
    }
}

fn place(w: &mut StatementWriter, keys: &[OrderKey], side: Side, index: usize) -> String {
    let storage = keys[index].storage();
    w.place(Param::Cursor(side, index, storage), storage)
}

/// Writes the condition that a row is strictly beyond the cursor, key by key: `(a > x) or (a = x and b > y) or …`.
fn beyond(w: &mut StatementWriter, alias: &str, keys: &[OrderKey], side: Side) {
    // Where all keys ascend and none is nullable, one row comparison does, which an index can serve.
    if keys.iter().all(|key| !key.nullable && !key.descending) {
        w.push("(");
        for (index, key) in keys.iter().enumerate() {
            w.push(if index == 0 { "" } else { ", " });
            condition::expr(w, alias, &key.expr);
        }
        w.push(if side == Side::After { ") > (" } else { ") < (" });
        for index in 0..keys.len() {
            let place = place(w, keys, side, index);
            w.push(if index == 0 { "" } else { ", " });
            w.push(&place);
        }
        w.push(")");
        return;
    }
    w.push("(");
    for last in 0..keys.len() {
        w.push(if last == 0 { "(" } else { " or (" });
        for index in 0..last {
            let place = place(w, keys, side, index);
            let text = if keys[index].nullable {
                let expr = text_of(w, alias, &keys[index]);
                w.dialect.same(&expr, &place)
            } else {
                format!("{} = {place}", text_of(w, alias, &keys[index]))
            };
            w.push(&text);
            w.push(" and ");
        }
        let place = place(w, keys, side, last);
        let key = &keys[last];
        let expr = text_of(w, alias, key);
        let sign = if key.descending == (side == Side::After) { "<" } else { ">" };
        let text = match (key.nullable, side) {
            (false, _) => format!("{expr} {sign} {place}"),
            (true, Side::After) => format!("({place} is not null and ({expr} is null or {expr} {sign} {place}))"),
            (true, Side::Before) => format!("(({place} is null and {expr} is not null) or {expr} {sign} {place})"),
        };
        w.push(&text);
        w.push(")");
    }
    w.push(")");
}

/// An order key as a text of its own; its parameters are added to the statement's.
fn text_of(w: &mut StatementWriter, alias: &str, key: &OrderKey) -> String {
    let before = w.text.len();
    condition::expr(w, alias, &key.expr);
    w.text.split_off(before)
}
