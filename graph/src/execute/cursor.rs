//! Cursors. They are sealed: a caller can neither read the column values in a cursor nor forge one.
//!
//! Sealing is deterministic (the same place gives the same text) and bound to tenant, order and filter: a cursor of
//! another list is refused.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, NaiveDate};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::mark;
use super::prepared::Prepared;
use super::seal::Seal;
use crate::caller::Caller;
use crate::error::{Code, Fault, Refusal};
use crate::plan::Read;
use crate::rows::{Cell, Rows};
use crate::value::{Storage, Value};

/// The opened cursors of a request: where the pages of its reads begin and end.
#[derive(Debug, Default)]
pub struct Cursors {
    places: Vec<Option<PagePlace>>,
}

/// The cursors of one read.
#[derive(Debug)]
pub(super) struct PagePlace {
    /// The fingerprint of the list that they are bound to.
    list: [u8; 16],
    pub after: Option<Vec<Value>>,
    pub before: Option<Vec<Value>>,
    pub changed_after: Option<i64>,
}

impl Cursors {
    /// Opens the cursors that the request sent.
    ///
    /// # Errors
    /// When a cursor was not made for its list.
    pub fn open(prepared: &Prepared, seal: &Seal, caller: &Caller, slots: &[Value]) -> Result<Self, Refusal> {
        let mut places = Vec::with_capacity(prepared.plan.reads.len());
        for (index, read) in prepared.plan.reads.iter().enumerate() {
            let Some(page) = &read.page else {
                places.push(None);
                continue;
            };
            let list = prepared.fingerprint(index, caller, slots);
            let open = |bind: &Option<crate::request::Bind>, name: &str| match bind {
                None => Ok(None),
                Some(bind) => {
                    let text = bind.value(slots);
                    let values = text.as_text().and_then(|text| unseal(seal, &list, text, read));
                    values.map(Some).ok_or_else(|| Refusal {
                        code: Code::BadUserInput,
                        faults: vec![Fault {
                            message: format!(
                                "`{name}` is not a cursor of this list: take one from a page with the same `where` and `orderBy`"
                            ),
                            locations: Vec::new(),
                            path: read.path.clone(),
                        }],
                    })
                }
            };
            let (after, before) = (open(&page.after, "after")?, open(&page.before, "before")?);
            let changed_after = match &page.changed_after {
                None => None,
                Some(bind) => {
                    let text = bind.value(slots);
                    let mark = text.as_text().and_then(|text| mark::open(seal, caller, read.table, text));
                    Some(mark.ok_or_else(|| Refusal {
                        code: Code::BadUserInput,
                        faults: vec![Fault {
                            message: "`changedAfter` is not a mark of this type: take `nextMark` of one of its lists"
                                .to_owned(),
                            locations: Vec::new(),
                            path: read.path.clone(),
                        }],
                    })?)
                }
            };
            places.push(Some(PagePlace { list, after, before, changed_after }));
        }
        Ok(Self { places })
    }

    pub(super) fn place(&self, read: usize) -> Option<&PagePlace> {
        self.places.get(read).and_then(Option::as_ref)
    }

    /// Writes the cursor of a row.
    pub fn seal(&self, seal: &Seal, number: usize, read: &Read, rows: &Rows, row: usize, out: &mut String) {
        let Some(place) = self.place(number) else { return };
        let mut sealed = Vec::with_capacity(128);
        for key in &read.order {
            let Some(cell) = key.cell else { continue };
            let storage = key.storage();
            match (rows.cell(row, cell), storage) {
                (found @ Cell::Bytes(..), Storage::Text) => push_text(&mut sealed, rows.bytes(found)),
                _ => push(&mut sealed, &rows.value(row, cell, storage)),
            }
        }
        seal.close(&place.list, &mut sealed);
        URL_SAFE_NO_PAD.encode_string(&sealed, out);
    }
}

fn unseal(seal: &Seal, list: &[u8; 16], text: &str, read: &Read) -> Option<Vec<Value>> {
    if text.len() > 4_096 {
        return None;
    }
    let sealed = URL_SAFE_NO_PAD.decode(text).ok()?;
    let plain = seal.open(list, &sealed)?;
    let mut rest = plain.as_slice();
    let mut values = Vec::with_capacity(read.order.len());
    for key in &read.order {
        values.push(pull(&mut rest, key.storage())?);
    }
    rest.is_empty().then_some(values)
}

fn push(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Null | Value::List(_) => return out.push(0),
        Value::Text(text) => return push_text(out, text.as_bytes()),
        _ => out.push(1),
    }
    match value {
        Value::Bool(bool) => out.push(u8::from(*bool)),
        Value::Int(int) => out.extend_from_slice(&int.to_be_bytes()),
        Value::Float(float) => out.extend_from_slice(&float.to_be_bytes()),
        Value::Uuid(uuid) => out.extend_from_slice(uuid.as_bytes()),
        Value::Date(date) => out.extend_from_slice(date.to_string().as_bytes()),
        Value::Time(time) => out.extend_from_slice(&time.timestamp_micros().to_be_bytes()),
        Value::Text(_) | Value::Null | Value::List(_) => {}
    }
}

fn push_text(out: &mut Vec<u8>, text: &[u8]) {
    out.push(1);
    out.extend_from_slice(&u32::try_from(text.len()).unwrap_or(0).to_be_bytes());
    out.extend_from_slice(text);
}

fn pull(rest: &mut &[u8], storage: Storage) -> Option<Value> {
    let mut take = |count: usize| {
        let (head, tail) = rest.split_at_checked(count)?;
        *rest = tail;
        Some(head)
    };
    if take(1)? == [0] {
        return Some(Value::Null);
    }
    Some(match storage {
        Storage::Bool => Value::Bool(take(1)? == [1]),
        Storage::Int => Value::Int(i64::from_be_bytes(take(8)?.try_into().ok()?)),
        Storage::Float => Value::Float(f64::from_be_bytes(take(8)?.try_into().ok()?)),
        Storage::Uuid => Value::Uuid(Uuid::from_slice(take(16)?).ok()?),
        Storage::Date => Value::Date(NaiveDate::parse_from_str(std::str::from_utf8(take(10)?).ok()?, "%Y-%m-%d").ok()?),
        Storage::Time => Value::Time(DateTime::from_timestamp_micros(i64::from_be_bytes(take(8)?.try_into().ok()?))?),
        Storage::Text => {
            let length = u32::from_be_bytes(take(4)?.try_into().ok()?) as usize;
            Value::Text(String::from_utf8(take(length)?.to_vec()).ok()?)
        }
    })
}

/// The fingerprint that a list's cursors are bound to.
pub(super) fn bound_to(text: &str, values: &[Value], caller: &Caller) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update(caller.tenant.as_bytes());
    hash.update(text.as_bytes());
    for value in values {
        hash.update(format!("{value:?}").as_bytes());
        hash.update([0]);
    }
    let mut out = [0; 16];
    out.copy_from_slice(&hash.finalize()[..16]);
    out
}
