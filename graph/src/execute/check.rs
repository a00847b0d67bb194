//! Decides whether the caller may read a value of a row: looks up the row's key among the caller's keys.

use crate::caller::Caller;
use crate::plan::Check;
use crate::rows::{Cell, Rows};

/// Whether a check passes on a row.
pub(crate) fn passes(check: &Check, caller: &Caller, rows: &Rows, row: usize) -> bool {
    match check {
        Check::Always => true,
        Check::Never(_) => false,
        Check::Rows(tests, _) => tests.iter().any(|test| match test.by_key {
            None => matches!(rows.cell(row, test.cell), Cell::Bool(true) | Cell::Int(1)),
            Some((permission, reach)) => rows.uuid(row, test.cell).is_some_and(|key| {
                caller
                    .rights
                    .right(permission)
                    .and_then(|right| right.keys(reach))
                    .is_some_and(|keys| keys.contains(key))
            }),
        }),
    }
}
