//! The text of an XML file, whatever its encoding, as UTF-8 in bounded memory.
//!
//! The encoding follows from the byte order mark and the declaration, and must then be true: a wrong letter in a
//! child's name is worse than a file sent back. Lines are counted as they are handed out.

use std::{
    error::Error,
    fmt,
    fs::File,
    io::{self, BufRead, Read, Seek},
    path::Path,
};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::source::Refusal;

/// Files above this are refused: a trust of 60,000 pupils fits several times over.
const MAX_FILE_BYTES: u64 = 256 * 1024 * 1024;
/// One tag, text or comment may have this many bytes; a photograph has no place in a transfer file.
const MAX_PIECE_BYTES: usize = 256 * 1024;
/// Where a declaration must have ended.
const PROLOGUE: usize = 1024;
const CHUNK: usize = 32 * 1024;

/// What makes the text unreadable in the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Bytes that the encoding does not have.
    Encoding,
    /// A piece beyond bounds.
    TooLong,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl Error for Fault {}

/// The text, read as it is asked for.
pub struct Text {
    file: File,
    decoder: Decoder,
    encoding: &'static Encoding,
    raw: Vec<u8>,
    raw_at: usize,
    text: Vec<u8>,
    text_at: usize,
    ended: bool,
    /// The decoder has said its last; it must not be asked again.
    finished: bool,
    read: u64,
    line: u64,
    piece: usize,
}

/// Opens a file, or says why it is not taken.
pub fn open(path: &Path) -> Result<(Text, u64), Refusal> {
    let unreadable = |error: io::Error| format!("cannot be read: {error}");
    let mut file = File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err("is no file: name an XML file".to_owned());
    }
    let bytes = metadata.len();
    if bytes > MAX_FILE_BYTES {
        let (mib, most) = (bytes >> 20, MAX_FILE_BYTES >> 20);
        return Err(format!("has {mib} MiB, and {most} are taken: have it exported in parts"));
    }
    let mut start = Vec::with_capacity(PROLOGUE);
    Read::by_ref(&mut file).take(PROLOGUE as u64).read_to_end(&mut start).map_err(unreadable)?;
    if start.is_empty() {
        return Err("is empty: fetch it again".to_owned());
    }
    let encoding = encoding_of(&start)?;
    if encoding == WINDOWS_1252 && is_utf8_with_letters(&mut file, &start).map_err(unreadable)? {
        return Err("says that it is Windows-1252, and its letters are UTF-8: have it exported again, or correct \
                    `encoding` in its first line"
            .to_owned());
    }
    file.rewind().map_err(unreadable)?;
    let text = Text {
        file,
        decoder: encoding.new_decoder_with_bom_removal(),
        encoding,
        raw: Vec::new(),
        raw_at: 0,
        text: Vec::new(),
        text_at: 0,
        ended: false,
        finished: false,
        read: 0,
        line: 1,
        piece: 0,
    };
    Ok((text, bytes))
}

/// What the first bytes say.
fn encoding_of(start: &[u8]) -> Result<&'static Encoding, Refusal> {
    let seen = match start {
        [0xEF, 0xBB, 0xBF, ..] => Some(UTF_8),
        [0xFF, 0xFE, ..] | [b'<', 0, _, 0, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', 0, _, ..] => Some(UTF_16BE),
        [b'P', b'K', ..] => return Err("is a zip archive: unpack it".to_owned()),
        _ => None,
    };
    let (plain, _) = seen.unwrap_or(WINDOWS_1252).decode_without_bom_handling(start);
    let plain = plain.trim_start_matches('\u{feff}');
    if !plain.trim_start().starts_with('<') {
        return Err("is no XML: a Common Transfer File is expected".to_owned());
    }
    let Some(declared) = declared(plain) else {
        // Without a declaration XML is UTF-8, or UTF-16 with its mark.
        return Ok(seen.unwrap_or(UTF_8));
    };
    let known = match declared.to_ascii_lowercase().as_str() {
        "utf-16" => seen.filter(|found| *found != UTF_8),
        label => Encoding::for_label(label.as_bytes()),
    };
    let Some(known) = known.filter(|known| [UTF_8, WINDOWS_1252, UTF_16LE, UTF_16BE].contains(known)) else {
        return Err(format!("says that it is {declared}, and is not or cannot be read: have it exported as UTF-8"));
    };
    match seen {
        Some(found) if found != known => {
            Err(format!("says that it is {declared} and begins like {}: have it exported again", found.name()))
        }
        None if known == UTF_16LE || known == UTF_16BE => {
            Err(format!("says that it is {declared} and is not: have it exported again, or correct its first line"))
        }
        _ => Ok(known),
    }
}

/// The name of the encoding in `<?xml … encoding="…"?>`.
fn declared(plain: &str) -> Option<&str> {
    let inside = plain.strip_prefix("<?xml")?.split_once("?>")?.0;
    let (_, after) = inside.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    after[1..].split_once(quote).map(|(name, _)| name.trim())
}

/// Whether the bytes are UTF-8 that goes beyond ASCII: by chance no Windows-1252 text is.
fn is_utf8_with_letters(file: &mut File, start: &[u8]) -> io::Result<bool> {
    let mut decoder = UTF_8.new_decoder_without_bom_handling();
    let (mut chunk, mut sink) = (start.to_vec(), vec![0; CHUNK * 3 + 16]);
    let mut letters = false;
    loop {
        let last = chunk.is_empty();
        letters |= !chunk.is_ascii();
        match decoder.decode_to_utf8_without_replacement(&chunk, &mut sink, last).0 {
            DecoderResult::Malformed(..) => return Ok(false),
            _ if last => return Ok(letters),
            _ => {}
        }
        chunk.resize(CHUNK, 0);
        let length = file.read(&mut chunk)?;
        chunk.truncate(length);
    }
}

impl Text {
    /// Whether the text is Windows-1252.
    pub fn is_windows_1252(&self) -> bool {
        self.encoding == WINDOWS_1252
    }

    /// Name of the encoding.
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// The line that is being handed out, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Bytes of the file read so far.
    pub fn position(&self) -> u64 {
        self.read
    }

    /// A new tag, text or comment begins.
    pub fn begin_piece(&mut self) {
        self.piece = 0;
    }

    fn decode(&mut self) -> io::Result<()> {
        self.text_at = 0;
        self.text.clear();
        if self.finished {
            return Ok(());
        }
        self.text.resize(CHUNK, 0);
        loop {
            if self.raw_at == self.raw.len() && !self.ended {
                self.raw.resize(CHUNK, 0);
                let length = self.file.read(&mut self.raw)?;
                self.raw.truncate(length);
                self.raw_at = 0;
                self.read += length as u64;
                self.ended = length == 0;
            }
            let (result, used, written) =
                self.decoder.decode_to_utf8_without_replacement(&self.raw[self.raw_at..], &mut self.text, self.ended);
            self.raw_at += used;
            if matches!(result, DecoderResult::Malformed(..)) {
                // Lines are counted as they are taken: count those before the fault too.
                self.line += self.text[..written].iter().filter(|byte| **byte == b'\n').count() as u64;
                return Err(io::Error::new(io::ErrorKind::InvalidData, Fault::Encoding));
            }
            self.finished = self.ended && matches!(result, DecoderResult::InputEmpty);
            if written > 0 || self.ended {
                self.text.truncate(written);
                return Ok(());
            }
        }
    }
}

impl Read for Text {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let found = self.fill_buf()?;
        let length = found.len().min(into.len());
        into[..length].copy_from_slice(&found[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Text {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece > MAX_PIECE_BYTES {
            return Err(io::Error::new(io::ErrorKind::InvalidData, Fault::TooLong));
        }
        if self.text_at == self.text.len() {
            self.decode()?;
        }
        Ok(&self.text[self.text_at..])
    }

    fn consume(&mut self, length: usize) {
        let taken = &self.text[self.text_at..self.text_at + length];
        self.line += taken.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.text_at += length;
        self.piece += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_declarations() {
        check(b"<CTfile/>", Ok("UTF-8"));
        check(b"\xef\xbb\xbf<?xml version=\"1.0\"?><CTfile/>", Ok("UTF-8"));
        check(b"<?xml version='1.0' encoding = 'windows-1252' ?><CTfile/>", Ok("windows-1252"));
        check(b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><CTfile/>", Ok("windows-1252"));
        check(&utf16("<?xml version=\"1.0\" encoding=\"UTF-16\"?><CTfile/>"), Ok("UTF-16LE"));
        check(b"<?xml version=\"1.0\" encoding=\"UTF-16\"?><CTfile/>", Err("says that it is UTF-16, and is not"));
        check(b"<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><CTfile/>", Err("Shift_JIS"));
        check(b"<?xml version=\"1.0\" encoding=\"klingon\"?><CTfile/>", Err("klingon"));
        check(b"\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"windows-1252\"?>", Err("begins like UTF-8"));
        check(b"PK\x03\x04", Err("zip archive"));
        check(b"UPN,Surname", Err("is no XML"));
    }

    fn utf16(text: &str) -> Vec<u8> {
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    }

    #[track_caller]
    fn check(start: &[u8], expected: Result<&str, &str>) {
        match (encoding_of(start), expected) {
            (Ok(found), Ok(name)) => assert_eq!(found.name(), name),
            (Err(words), Err(part)) => assert!(words.contains(part), "{words}"),
            (found, _) => panic!("{found:?}, expected {expected:?}"),
        }
    }
}
