//! Marks: where a later request continues. Sealed like cursors and bound to the tenant and the type, so that a caller can
//! neither read how much was written in the meantime nor use the mark of another list.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::cursor::bound_to;
use super::seal::Seal;
use crate::caller::Caller;
use crate::error::{Code, Failure};

/// Seals a mark for the lists of a table.
pub(super) fn close(seal: &Seal, caller: &Caller, table: &str, mark: i64) -> String {
    let mut sealed = mark.to_be_bytes().to_vec();
    seal.close(&list(caller, table), &mut sealed);
    URL_SAFE_NO_PAD.encode(&sealed)
}

/// Opens a mark; `None` for a text that is no mark of the table's lists.
pub(super) fn open(seal: &Seal, caller: &Caller, table: &str, text: &str) -> Option<i64> {
    if text.len() > 64 {
        return None;
    }
    let plain = seal.open(&list(caller, table), &URL_SAFE_NO_PAD.decode(text).ok()?)?;
    Some(i64::from_be_bytes(plain.try_into().ok()?))
}

/// Refuses a mark that is ahead of the database: one that was taken before the database was restored from a backup. What
/// changes from then on would have lower numbers than the mark, and would be missed.
pub(super) fn not_ahead(mark: Option<i64>, now: Option<&Result<i64, Failure>>) -> Result<(), Failure> {
    match (mark, now) {
        (Some(mark), Some(Ok(now))) if mark > *now => Err(Failure {
            code: Code::BadUserInput,
            message: "the database was restored from a backup after this mark was taken: read the list anew without \
                      `changedAfter`, and continue from its `nextMark`"
                .to_owned(),
        }),
        (Some(_), Some(Err(failure))) => Err(failure.clone()),
        _ => Ok(()),
    }
}

fn list(caller: &Caller, table: &str) -> [u8; 16] {
    bound_to(&format!("mark of {table}"), &[], caller)
}
