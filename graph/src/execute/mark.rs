//! Marks: where a later request continues. Sealed like cursors and bound to the tenant and the type, so that a caller can
//! neither read how much was written in the meantime nor use the mark of another list.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::cursor::bound_to;
use super::seal::Seal;
use crate::caller::Caller;

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

fn list(caller: &Caller, table: &str) -> [u8; 16] {
    bound_to(&format!("mark of {table}"), &[], caller)
}
