//! What each kind of file of the register implements: how its rows are read and written.

use chrono::NaiveDate;
use sea_orm::{DatabaseTransaction, DbErr};

use crate::report::FileReport;
use crate::row_reader::RowReader;

/// A row and its line in the file.
pub struct Line<T> {
    /// Line in the file.
    pub number: u64,
    /// What the row says.
    pub row: T,
}

/// How the rows of one kind of file are read and written.
pub trait Layout {
    /// The values of a row.
    type Row;

    /// Reads a row; `None` if it is refused or skipped, which is then in the report.
    fn read(reading: &mut RowReader<'_, '_>) -> Option<Self::Row>;

    /// Writes what differs from the register, and counts the rows.
    async fn write(
        txn: &DatabaseTransaction,
        as_of: NaiveDate,
        lines: Vec<Line<Self::Row>>,
        report: &mut FileReport,
    ) -> Result<(), DbErr>;
}
