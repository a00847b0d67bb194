//! Values as JSON.

use std::fmt::Write as _;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::rows::{Cell, Rows};
use crate::value::{Kind, Storage, Value};

/// A text with its quotes.
pub(super) fn text(out: &mut String, text: &str) {
    out.push('"');
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[from..at]);
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            other => {
                let _ = write!(out, "\\u{other:04x}");
            }
        }
        from = at + 1;
    }
    out.push_str(&text[from..]);
    out.push('"');
}

/// A whole number.
pub(super) fn int(out: &mut String, int: i64) {
    out.push_str(itoa::Buffer::new().format(int));
}

fn float(out: &mut String, float: f64) {
    if !float.is_finite() {
        out.push_str("null");
    } else if float.fract() == 0.0 && float.abs() < 1e15 {
        int(out, float as i64);
    } else {
        out.push_str(ryu::Buffer::new().format_finite(float));
    }
}

/// Pence as pounds, quoted.
fn money(out: &mut String, pence: i64) {
    let sign = if pence < 0 { "-" } else { "" };
    let pence = pence.unsigned_abs();
    let _ = write!(out, "\"{sign}{}.{:02}\"", pence / 100, pence % 100);
}

/// A scaled whole number, exact and without trailing zeros.
fn decimal(out: &mut String, scaled: i64, places: u8) {
    let by = 10u64.pow(u32::from(places));
    if scaled < 0 {
        out.push('-');
    }
    let scaled = scaled.unsigned_abs();
    int(out, i64::try_from(scaled / by).unwrap_or(i64::MAX));
    let rest = scaled % by;
    if rest > 0 {
        let digits = format!("{rest:0width$}", width = usize::from(places));
        out.push('.');
        out.push_str(digits.trim_end_matches('0'));
    }
}

fn moment(out: &mut String, at: DateTime<Utc>) {
    let _ = write!(out, "\"{}\"", at.to_rfc3339_opts(SecondsFormat::AutoSi, true));
}

/// A cell, as its kind is written.
pub(super) fn cell(out: &mut String, rows: &Rows, row: usize, at: usize, kind: Kind) {
    match (rows.cell(row, at), kind) {
        (Cell::Null, _) => out.push_str("null"),
        (Cell::Bool(bool), _) => out.push_str(if bool { "true" } else { "false" }),
        (Cell::Int(pence), Kind::Money) => money(out, pence),
        (Cell::Int(scaled), Kind::Decimal(places)) => decimal(out, scaled, places),
        (Cell::Int(value), Kind::Bool) => out.push_str(if value == 0 { "false" } else { "true" }),
        (Cell::Int(value), _) => int(out, value),
        (Cell::Float(value), _) => float(out, value),
        (found @ Cell::Bytes(..), Kind::Id(type_name)) => id(out, type_name, rows.bytes(found)),
        (Cell::Bytes(..), Kind::Time) | (Cell::Day(_) | Cell::Moment(_), _) => {
            let storage = kind.storage();
            value(out, &rows.value(row, at, storage), kind);
        }
        (found @ Cell::Bytes(..), _) => text(out, rows.text(found)),
    }
}

/// A global id.
pub(super) fn id(out: &mut String, type_name: &str, key: &[u8]) {
    out.push('"');
    crate::id::push(out, type_name, key);
    out.push('"');
}

/// An owned value, as its kind is written.
pub(super) fn value(out: &mut String, value: &Value, kind: Kind) {
    match (value, kind) {
        (Value::Null | Value::List(_), _) => out.push_str("null"),
        (Value::Bool(bool), _) => out.push_str(if *bool { "true" } else { "false" }),
        (Value::Int(pence), Kind::Money) => money(out, *pence),
        (Value::Int(scaled), Kind::Decimal(places)) => decimal(out, *scaled, places),
        (Value::Int(value), _) => int(out, *value),
        (Value::Float(value), _) => float(out, *value),
        (Value::Text(value), _) => text(out, value),
        (Value::Uuid(key), Kind::Id(type_name)) => id(out, type_name, key.as_bytes()),
        (Value::Uuid(key), _) => text(out, &key.to_string()),
        (Value::Date(date), _) => {
            let _ = write!(out, "\"{date}\"");
        }
        (Value::Time(at), _) => moment(out, *at),
    }
    debug_assert!(kind.storage() != Storage::Uuid || !matches!(value, Value::Text(_)), "a key is not stored as text");
}

#[cfg(test)]
mod tests {
    use super::{decimal, money, text};

    #[track_caller]
    fn check(write: impl Fn(&mut String), expected: &str) {
        let mut out = String::new();
        write(&mut out);
        assert_eq!(out, expected);
    }

    #[test]
    fn numbers_are_exact() {
        check(|out| money(out, 4_535_200), "\"45352.00\"");
        check(|out| money(out, -5), "\"-0.05\"");
        check(|out| decimal(out, 800, 3), "0.8");
        check(|out| decimal(out, -1250, 2), "-12.5");
        check(|out| decimal(out, 3000, 3), "3");
    }

    #[test]
    fn texts_are_escaped() {
        check(|out| text(out, "a\"b\\c\nd\u{1}é"), "\"a\\\"b\\\\c\\nd\\u0001é\"");
    }
}
