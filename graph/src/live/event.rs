//! A change that is final, as the outbox holds it: which row, and nothing of what is in it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::feed::value;
use crate::declare::{Catalogue, ChangeAction};
use crate::rows::Rows;
use crate::sql::OutboxCell;
use crate::value::Value;

/// A change that is final.
#[derive(Debug)]
pub struct Event {
    /// Whose row it is.
    pub tenant: Uuid,
    /// The type, by number.
    pub(crate) resource: usize,
    /// The key.
    pub(crate) key: Uuid,
    pub(crate) action: ChangeAction,
    /// Whom it belonged to.
    pub(crate) before: Option<Uuid>,
    /// Whom it belongs to.
    pub(crate) after: Option<Uuid>,
    /// Public names of what changed.
    pub(crate) changed: Vec<String>,
    pub(crate) at: DateTime<Utc>,
    /// Whether what callers may do follows from rows of this type.
    pub shapes_rights: bool,
}

impl Event {
    /// A row of the outbox; nothing where its type is declared no longer.
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
