//! What each kind of file of the register tells the import: how its rows are read and written.

use chrono::NaiveDate;
use sea_orm::{DatabaseTransaction, DbErr};

use crate::report::FileReport;
use crate::row_reader::RowReader;

/// A row of a file with the line it stands on.
pub struct Line<T> {
    /// Line in the file.
    pub number: u64,
    /// What the row says.
    pub row: T,
}

/// How the rows of one kind of file are read and written.
pub trait Layout {
    /// What a row says.
    type Row;

    /// Reads a row; `None` where it was refused or passed over, which the report then knows.
    fn read(reading: &mut RowReader<'_, '_>) -> Option<Self::Row>;

    /// Writes what the rows say that the register does not know, and counts them.
    async fn write(
        txn: &DatabaseTransaction,
        as_of: NaiveDate,
        lines: Vec<Line<Self::Row>>,
        report: &mut FileReport,
    ) -> Result<(), DbErr>;
}
