//! The rows of a read: one flat list of small cells, with texts and keys in one buffer.
//!
//! A row of the driver has its own buffers and decodes a cell at each access. Copying each cell once into an arena takes
//! a few nanoseconds, frees the driver's row at once, and gives rows of both databases one form.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Row, Sqlite, ValueRef};
use uuid::Uuid;

use crate::value::{Storage, Value};

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    /// No value.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// Text or a key, in the buffer.
    Bytes(u32, u32),
    /// A day, counted from 1 January 2000.
    Day(i32),
    /// A moment, in microseconds since 1970.
    Moment(i64),
}

/// Rows.
#[derive(Debug, Default)]
pub struct Rows {
    width: usize,
    cells: Vec<Cell>,
    bytes: Vec<u8>,
}

/// The day that PostgreSQL counts from.
const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day of the calendar");
/// From 1970 to 2000, in microseconds.
const EPOCH_MICROS: i64 = 946_684_800_000_000;

impl Rows {
    /// An empty list of rows with this number of cells each.
    #[must_use]
    pub fn new(width: usize) -> Self {
        Self { width: width.max(1), cells: Vec::new(), bytes: Vec::new() }
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len() / self.width.max(1)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// A cell.
    #[must_use]
    pub fn cell(&self, row: usize, cell: usize) -> Cell {
        self.cells[row * self.width + cell]
    }

    /// The bytes of a text or key.
    #[must_use]
    pub fn bytes(&self, cell: Cell) -> &[u8] {
        match cell {
            Cell::Bytes(start, length) => &self.bytes[start as usize..(start + length) as usize],
            _ => &[],
        }
    }

    /// The text of a cell.
    #[must_use]
    pub fn text(&self, cell: Cell) -> &str {
        std::str::from_utf8(self.bytes(cell)).unwrap_or_default()
    }

    /// The key in a cell.
    #[must_use]
    pub fn uuid(&self, row: usize, cell: usize) -> Option<Uuid> {
        Uuid::from_slice(self.bytes(self.cell(row, cell))).ok()
    }

    /// A cell as an owned value.
    #[must_use]
    pub fn value(&self, row: usize, cell: usize, storage: Storage) -> Value {
        let cell = self.cell(row, cell);
        match (cell, storage) {
            (Cell::Null, _) => Value::Null,
            (Cell::Bool(bool), _) => Value::Bool(bool),
            (Cell::Int(int), Storage::Bool) => Value::Bool(int != 0),
            (Cell::Int(int), _) => Value::Int(int),
            (Cell::Float(float), _) => Value::Float(float),
            (Cell::Day(days), _) => day(days).map_or(Value::Null, Value::Date),
            (Cell::Moment(micros), _) => DateTime::from_timestamp_micros(micros).map_or(Value::Null, Value::Time),
            (Cell::Bytes(..), Storage::Uuid) => Uuid::from_slice(self.bytes(cell)).map_or(Value::Null, Value::Uuid),
            (Cell::Bytes(..), Storage::Date) => {
                NaiveDate::parse_from_str(self.text(cell), "%Y-%m-%d").map_or(Value::Null, Value::Date)
            }
            (Cell::Bytes(..), Storage::Time) => moment(self.text(cell)).map_or(Value::Null, Value::Time),
            (Cell::Bytes(..), _) => Value::Text(self.text(cell).to_owned()),
        }
    }

    /// Reserves room for a page at the second row: without it, a growing page would be copied several times.
    fn make_room(&mut self) {
        if self.cells.len() == self.width {
            self.cells.reserve(self.width * 63);
            self.bytes.reserve(self.bytes.len() * 63);
        }
    }

    fn push_bytes(&mut self, bytes: &[u8]) -> Cell {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        match (u32::try_from(start), u32::try_from(bytes.len())) {
            (Ok(start), Ok(length)) => Cell::Bytes(start, length),
            // More than four gigabytes of text in one read: page limits prevent it.
            _ => Cell::Null,
        }
    }

    /// Copies a row of PostgreSQL, beginning with a cell.
    pub(crate) fn take_postgres(&mut self, row: &PgRow, from: usize, storages: &[Storage]) -> Result<(), sqlx::Error> {
        self.make_room();
        for (index, storage) in storages.iter().enumerate() {
            let raw = row.try_get_raw(from + index)?;
            let cell = if raw.is_null() {
                Cell::Null
            } else {
                let bytes = raw.as_bytes().map_err(sqlx::Error::Decode)?;
                self.postgres_cell(bytes, *storage)?
            };
            self.cells.push(cell);
        }
        Ok(())
    }

    /// The binary format: big-endian numbers of the column's width, UTF-8, days and microseconds since 2000.
    fn postgres_cell(&mut self, bytes: &[u8], storage: Storage) -> Result<Cell, sqlx::Error> {
        let int = |bytes: &[u8]| match bytes.len() {
            2 => Ok(i64::from(i16::from_be_bytes([bytes[0], bytes[1]]))),
            4 => Ok(i64::from(i32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))),
            8 => {
                Ok(i64::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7]]))
            }
            other => Err(sqlx::Error::Protocol(format!("a whole number of {other} bytes"))),
        };
        Ok(match storage {
            Storage::Text | Storage::Uuid => self.push_bytes(bytes),
            Storage::Bool => Cell::Bool(bytes.first() == Some(&1)),
            Storage::Int => Cell::Int(int(bytes)?),
            Storage::Date => Cell::Day(i32::try_from(int(bytes)?).map_err(|_| sqlx::Error::Protocol("a day".into()))?),
            Storage::Time => Cell::Moment(int(bytes)? + EPOCH_MICROS),
            Storage::Float => match bytes.len() {
                8 => Cell::Float(f64::from_bits(int(bytes)? as u64)),
                _ => Cell::Float(f64::from(f32::from_bits(int(bytes)? as u32))),
            },
        })
    }

    /// Copies a row of SQLite, beginning with a cell.
    pub(crate) fn take_sqlite(
        &mut self,
        row: &SqliteRow,
        from: usize,
        storages: &[Storage],
    ) -> Result<(), sqlx::Error> {
        self.make_room();
        for (index, storage) in storages.iter().enumerate() {
            let raw = row.try_get_raw(from + index)?;
            let cell = if raw.is_null() {
                Cell::Null
            } else {
                match storage {
                    Storage::Uuid => {
                        let bytes = <&[u8] as Decode<Sqlite>>::decode(raw).map_err(sqlx::Error::Decode)?;
                        self.push_bytes(bytes)
                    }
                    Storage::Text | Storage::Date | Storage::Time => {
                        let text = <&str as Decode<Sqlite>>::decode(raw).map_err(sqlx::Error::Decode)?;
                        self.push_bytes(text.as_bytes())
                    }
                    Storage::Bool => {
                        Cell::Bool(<i64 as Decode<Sqlite>>::decode(raw).map_err(sqlx::Error::Decode)? != 0)
                    }
                    Storage::Int => Cell::Int(<i64 as Decode<Sqlite>>::decode(raw).map_err(sqlx::Error::Decode)?),
                    Storage::Float => Cell::Float(<f64 as Decode<Sqlite>>::decode(raw).map_err(sqlx::Error::Decode)?),
                }
            };
            self.cells.push(cell);
        }
        Ok(())
    }
}

/// A day counted from 2000.
#[must_use]
pub fn day(days: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(EPOCH.num_days_from_ce().checked_add(days)?)
}

/// Parses a moment as SQLite stores it.
#[must_use]
pub fn moment(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f%:z"))
        .map(|moment| moment.with_timezone(&Utc))
        .or_else(|_| chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f").map(|naive| naive.and_utc()))
        .ok()
}
