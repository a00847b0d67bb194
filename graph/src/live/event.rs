//! A committed change of one row, from a row of the outbox. It names the changed row and contains no values of it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::feed::value;
use crate::declare::{Catalogue, ChangeAction};
use crate::rows::Rows;
use crate::sql::OutboxCell;
use crate::value::Value;

/// A committed change of one row.
#[derive(Debug)]
pub struct Event {
    /// The tenant of the row.
    pub tenant: Uuid,
    /// The type, by number.
    pub(crate) resource: usize,
    /// The key.
    pub(crate) key: Uuid,
    pub(crate) action: ChangeAction,
    /// The owner of the row before the change.
    pub(crate) before: Option<Uuid>,
    /// The owner of the row after the change.
    pub(crate) after: Option<Uuid>,
    /// The public names of the changed fields.
    pub(crate) changed: Vec<String>,
    pub(crate) at: DateTime<Utc>,
    /// Whether the rights of callers are compiled from rows of this type.
    pub shapes_rights: bool,
}

impl Event {
    /// The event of a row of the outbox; nothing where its type is no longer declared.
    pub(super) fn of(catalogue: &Catalogue, rows: &Rows, row: usize) -> Option<Self> {
        let value = |cell| value(rows, row, cell);
        let text = |cell: OutboxCell| rows.text(rows.cell(row, cell.place()));
        let resource = catalogue.index_of(text(OutboxCell::TypeName))?;
        Some(Self {
            tenant: value(OutboxCell::Tenant).as_uuid()?,
            resource,
            key: value(OutboxCell::RowKey).as_uuid()?,
            action: ChangeAction::named(text(OutboxCell::Kind))?,
            before: value(OutboxCell::OwnerBefore).as_uuid(),
            after: value(OutboxCell::OwnerAfter).as_uuid(),
            changed: serde_json::from_str(text(OutboxCell::ChangedFields)).unwrap_or_default(),
            at: match value(OutboxCell::At) {
                Value::Time(at) => at,
                _ => return None,
            },
            shapes_rights: catalogue.resources[resource].shapes_rights,
        })
    }
}
