//! A CSV file that is being imported: it is refused if it cannot be a CSV file, else read row by row.
//!
//! The file is read twice and never held in memory. The first pass ([`scan`]) finds its hash, its encoding and the signs
//! of a file that was cut short; the second returns rows. No column has a meaning here.

mod header;
mod scan;

use std::{
    fs::File,
    io::{self, Read, Seek},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use csv::ByteRecord;
use graph::value::text::visible;

pub use header::{Header, shortened};
use scan::Scan;

use crate::report::Refusal;

/// A larger file is refused: the largest published extract has about 100 MiB.
const MAX_FILE_BYTES: u64 = 512 * 1024 * 1024;

/// A larger row is refused: otherwise a quotation mark that is never closed would read the rest of the file into memory.
const MAX_ROW_BYTES: u64 = 1024 * 1024;

/// A file that is open, with its header read.
pub struct Source {
    /// Name without its folder.
    pub name: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub hash: String,
    /// Length in bytes.
    pub bytes: u64,
    /// The header row.
    pub header: Header,
    scan: Scan,
    reader: csv::Reader<Guard>,
    row_bytes: Arc<AtomicU64>,
    rows: u64,
    blank_rows: u64,
}

/// A row and its line in the file.
pub struct Row<'a> {
    /// Line on which it begins; the header is line 1.
    pub line: u64,
    header: &'a Header,
    cells: Vec<String>,
}

/// What [`Source::next`] found.
pub enum Next<'a> {
    /// A row with as many cells as the header.
    Row(Row<'a>),
    /// A row with more or fewer cells.
    Ragged { line: u64, cells: usize, columns: usize },
    /// The file ended at the end of a row.
    End,
}

impl Row<'_> {
    /// Place and text of the first of these columns that the file has.
    pub fn cell(&self, names: &[&str]) -> Option<(usize, &str)> {
        let place = names.iter().find_map(|name| self.header.place(name))?;
        Some((place, &self.cells[place]))
    }

    /// The header of the row.
    pub fn header(&self) -> &Header {
        self.header
    }
}

/// Opens a file and reads its header.
pub fn open(path: &Path) -> Result<Source, Refusal> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let unreadable = |error: io::Error| format!("cannot be read: {error}");
    let mut file = File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err("is not a file: name a CSV file".to_owned());
    }
    let bytes = metadata.len();
    if bytes > MAX_FILE_BYTES {
        let mib = bytes / (1024 * 1024);
        return Err(format!("has {mib} MiB, and at most 512 are accepted: split it into files with the same header"));
    }
    let scan = scan::scan(&mut file).map_err(unreadable)?;
    if let Some(refusal) = scan.refusal() {
        return Err(refusal);
    }
    file.rewind().map_err(unreadable)?;
    let row_bytes = Arc::new(AtomicU64::new(0));
    let guard = Guard { file, row_bytes: row_bytes.clone() };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(guard);
    let mut record = ByteRecord::new();
    while is_blank(&record) {
        let found = reader.read_byte_record(&mut record).map_err(|error| broken(&error, 1))?;
        row_bytes.store(0, Ordering::Relaxed);
        if !found {
            return Err("is empty: download it again".to_owned());
        }
    }
    let titles = record.iter().map(text).collect();
    let header = Header::of(titles)?;
    Ok(Source { name, hash: scan.hash.clone(), bytes, header, scan, reader, row_bytes, rows: 0, blank_rows: 0 })
}

impl Source {
    /// Whether some of the text is read as Windows-1252.
    pub fn is_windows_1252(&self) -> bool {
        !self.scan.utf8
    }

    /// Bytes read so far.
    pub fn position(&self) -> u64 {
        self.reader.position().byte()
    }

    /// Rows read so far, ragged ones included and blank ones not.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Whether the last line has no line break: then its last cell may be incomplete.
    pub fn ends_abruptly(&self) -> bool {
        !self.scan.ends_with_break
    }

    /// Rows so far of which no cell has anything in it. They are no rows of the file, whatever their length.
    pub fn blank_rows(&self) -> u64 {
        self.blank_rows
    }

    /// The next row that has something in it.
    pub fn next(&mut self) -> Result<Next<'_>, Refusal> {
        let (record, before) = loop {
            let mut record = ByteRecord::new();
            let before = self.reader.position().line();
            let found = self.reader.read_byte_record(&mut record);
            self.row_bytes.store(0, Ordering::Relaxed);
            if !found.map_err(|error| broken(&error, before))? {
                return Ok(Next::End);
            }
            let open = self.reader.position().byte() >= self.bytes && self.scan.cut_short(false);
            if open || !is_blank(&record) {
                break (record, before);
            }
            self.blank_rows += 1;
        };
        self.rows += 1;
        // The parser counts line feeds but ends a row at the carriage return, so it is one line behind.
        let line = record.position().map_or(before, csv::Position::line) + u64::from(self.scan.crlf);
        let columns = self.header.len();
        let last = self.reader.position().byte() >= self.bytes;
        if last && self.scan.cut_short(record.len() < columns) {
            return Err(format!("ends in the middle of line {line}: the file was cut short, so download it again"));
        }
        if record.len() != columns {
            return Ok(Next::Ragged { line, cells: record.len(), columns });
        }
        let cells = record.iter().map(text).collect();
        Ok(Next::Row(Row { line, header: &self.header, cells }))
    }
}

/// What can be seen of a cell.
fn text(cell: &[u8]) -> String {
    visible(&Scan::decode(cell))
}

/// Whether nothing can be seen in any cell.
fn is_blank(record: &ByteRecord) -> bool {
    record.iter().all(|cell| text(cell).is_empty())
}

fn broken(error: &csv::Error, line: u64) -> Refusal {
    match error.kind() {
        csv::ErrorKind::Io(inner) if inner.kind() == io::ErrorKind::InvalidData => {
            format!("has a row of more than 1 MiB at line {line}: close the quotation mark that is opened there")
        }
        _ => format!("cannot be read at line {line}: {error}"),
    }
}

/// Fails the read once a row is larger than [`MAX_ROW_BYTES`].
struct Guard {
    file: File,
    row_bytes: Arc<AtomicU64>,
}

impl Read for Guard {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.row_bytes.load(Ordering::Relaxed) > MAX_ROW_BYTES {
            return Err(io::Error::from(io::ErrorKind::InvalidData));
        }
        let length = self.file.read(buffer)?;
        self.row_bytes.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}
