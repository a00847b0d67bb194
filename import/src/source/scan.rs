//! The first pass over a file: its hash, its encoding, and signs that it was cut short or is not text.
//!
//! Files are UTF-8 or Windows-1252 and do not say which, and a file that was put together from others may be both. So a cell
//! whose bytes are no UTF-8 is read as Windows-1252, in which every byte is a letter; other cells stay as they are.

use std::{
    fs::File,
    io::{self, Read},
};

use encoding_rs::WINDOWS_1252;
use sha2::{Digest, Sha256};

use crate::report::Refusal;

/// What the first pass found.
pub struct Scan {
    /// SHA-256 of the bytes, in hexadecimal.
    pub hash: String,
    /// Whether all of it is UTF-8; otherwise some cells are read as Windows-1252.
    pub utf8: bool,
    /// Whether lines end in a carriage return and a line feed.
    pub crlf: bool,
    /// Whether the last line ends in a line break.
    pub ends_with_break: bool,
    open_quote: bool,
    has_nul: bool,
    start: [u8; 2],
}

impl Scan {
    /// Why the file is refused, if its bytes cannot be a CSV file.
    pub fn refusal(&self) -> Option<Refusal> {
        let words = match (self.start, self.has_nul) {
            ([0xFF, 0xFE] | [0xFE, 0xFF], true) => "is text in UTF-16: save it as CSV in UTF-8",
            ([b'P', b'K'], true) => "is a workbook or a zip archive: save the sheet as CSV",
            (_, true) => "is not text: name a CSV file",
            _ => return None,
        };
        Some(words.to_owned())
    }

    /// Whether the last row is incomplete. `fewer_cells`: it has fewer cells than the header.
    pub fn cut_short(&self, fewer_cells: bool) -> bool {
        !self.ends_with_break && (fewer_cells || self.open_quote)
    }

    /// The text of a cell.
    pub fn decode(cell: &[u8]) -> String {
        match std::str::from_utf8(cell) {
            Ok(text) => text.to_owned(),
            Err(_) => WINDOWS_1252.decode_without_bom_handling(cell).0.into_owned(),
        }
    }
}

/// Reads the file once, from its current position.
pub fn scan(file: &mut File) -> io::Result<Scan> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut utf8 = true;
    let mut carried = Vec::with_capacity(4);
    let mut quotes = 0_u64;
    let mut previous = b'\n';
    let (mut crlf, mut has_nul) = (false, false);
    let mut start: Option<[u8; 2]> = None;
    loop {
        let length = file.read(&mut buffer)?;
        let chunk = &buffer[..length];
        if chunk.is_empty() {
            break;
        }
        start.get_or_insert_with(|| [chunk[0], chunk.get(1).copied().unwrap_or(0)]);
        hash.update(chunk);
        for &byte in chunk {
            quotes += u64::from(byte == b'"');
            has_nul |= byte == 0;
            crlf |= byte == b'\n' && previous == b'\r';
            previous = byte;
        }
        utf8 = utf8 && continues_utf8(&mut carried, chunk);
    }
    let hash = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Scan {
        hash,
        utf8: utf8 && carried.is_empty(),
        crlf,
        open_quote: quotes % 2 == 1,
        ends_with_break: matches!(previous, b'\n' | b'\r'),
        has_nul,
        start: start.unwrap_or_default(),
    })
}

/// Whether the chunk continues as UTF-8. The bytes of a letter that its end cuts in two are kept in `carried` for the next.
fn continues_utf8(carried: &mut Vec<u8>, chunk: &[u8]) -> bool {
    let mut rest = chunk;
    while !carried.is_empty() {
        let Some((&byte, more)) = rest.split_first() else {
            return true;
        };
        carried.push(byte);
        rest = more;
        match std::str::from_utf8(carried) {
            Ok(_) => carried.clear(),
            Err(error) if error.error_len().is_some() => return false,
            Err(_) => {}
        }
    }
    match std::str::from_utf8(rest) {
        Ok(_) => true,
        Err(error) if error.error_len().is_some() => false,
        Err(error) => {
            carried.extend_from_slice(&rest[error.valid_up_to()..]);
            true
        }
    }
}
