//! The parts of a transfer file, one at a time: its header, then each pupil as a tree of elements.
//!
//! A part that was returned is not kept, so reading needs the memory of the largest pupil only. A document type (DOCTYPE) is
//! refused, because the entities it declares can expand a kilobyte to gigabytes or read other files.

use std::cell::Cell;

use graph::value::text::visible;
use quick_xml::Reader;
use quick_xml::errors::Error as XmlError;
use quick_xml::events::Event;

use super::text::{Text, TextFault};
use crate::report::Refusal;
use crate::source::shortened;

/// Deepest nesting of elements: no transfer file needs as much.
const MAX_DEPTH: usize = 32;
/// The most elements of one pupil. A pupil with twelve years of attendance and results has some hundreds.
const MAX_ELEMENTS: usize = 20_000;
/// The most bytes of text of one pupil.
const MAX_TEXT: usize = 1024 * 1024;

/// An element with its content.
#[derive(Debug, Default)]
pub struct Element {
    /// Its name, without a prefix.
    pub name: String,
    /// Line on which it begins.
    pub line: u64,
    /// Its own text, trimmed.
    pub text: String,
    /// The elements in it.
    pub children: Vec<Element>,
    /// Whether something has read it: elements that nothing reads are reported as unknown.
    seen: Cell<bool>,
}

impl Element {
    /// The first element of this name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        let found = self.children.iter().find(|child| child.name == name);
        found.inspect(|child| child.seen.set(true))
    }

    /// All elements of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name).inspect(|child| child.seen.set(true))
    }

    /// Whether something has read it.
    pub fn is_seen(&self) -> bool {
        self.seen.get()
    }

    /// Marks it and all elements in it as read.
    pub fn see_all(&self) {
        self.seen.set(true);
        self.children.iter().for_each(Element::see_all);
    }
}

/// What comes next in a file.
#[derive(Debug)]
pub enum Part {
    /// The header.
    Header(Element),
    /// A pupil.
    Pupil(Element),
    /// A pupil beyond the limits, given by the line on which it begins.
    TooLarge(u64),
    /// Another element, which is skipped; given by its path.
    Other(String),
    /// The end of a complete file.
    End,
}

/// A transfer file that is being read.
pub struct Document {
    reader: Reader<Text>,
    buffer: Vec<u8>,
    /// The open elements above header and pupils.
    path: Vec<String>,
    ended: bool,
}

impl Document {
    /// Begins to read a file.
    pub fn new(text: Text) -> Document {
        let mut reader = Reader::from_reader(text);
        reader.config_mut().expand_empty_elements = true;
        Document { reader, buffer: Vec::new(), path: Vec::new(), ended: false }
    }

    /// The text being read.
    pub fn text(&self) -> &Text {
        self.reader.get_ref()
    }

    /// The next part.
    pub fn next(&mut self) -> Result<Part, Refusal> {
        loop {
            let line = self.text().line();
            match self.event()? {
                Piece::Start(name) => {
                    if let Some(part) = self.started(name, line)? {
                        return Ok(part);
                    }
                }
                Piece::End => {
                    self.path.pop();
                    self.ended |= self.path.is_empty();
                }
                Piece::Text(_) | Piece::Nothing => {}
                Piece::Eof if self.ended => return Ok(Part::End),
                Piece::Eof => {
                    return Err(format!("ends at line {line} before its last element is closed: download it again"));
                }
            }
        }
    }

    fn started(&mut self, name: String, line: u64) -> Result<Option<Part>, Refusal> {
        let above: Vec<&str> = self.path.iter().map(String::as_str).collect();
        match (above.as_slice(), name.as_str()) {
            ([], _) if self.ended => Err(format!(
                "goes on at line {line} after its end: ask the sending school to export one file at a time"
            )),
            ([], "CTfile" | "CTFile") | ([_], "CTFpupilData") => {
                self.path.push(name);
                Ok(None)
            }
            ([], _) => Err(format!("begins with <{}>: a Common Transfer File begins with <CTfile>", shortened(&name))),
            ([_], "Header") => Ok(self.capture(name, line)?.map(Part::Header)),
            ([_, _], "Pupil") => Ok(Some(self.capture(name, line)?.map_or(Part::TooLarge(line), Part::Pupil))),
            _ => {
                let path = [&above[1..], &[name.as_str()]].concat().join("/");
                self.capture(name, line)?;
                Ok(Some(Part::Other(path)))
            }
        }
    }

    /// Reads an element to its end; `None` if it is beyond the limits.
    fn capture(&mut self, name: String, line: u64) -> Result<Option<Element>, Refusal> {
        let mut open = vec![Element { name, line, ..Element::default() }];
        let (mut elements, mut bytes, mut fits) = (1, 0, true);
        loop {
            let line = self.text().line();
            match self.event()? {
                Piece::Start(name) => {
                    if open.len() == MAX_DEPTH {
                        return Err(format!(
                            "nests elements more than {MAX_DEPTH} deep at line {line}: name a Common Transfer File"
                        ));
                    }
                    elements += 1;
                    fits &= elements <= MAX_ELEMENTS;
                    open.push(Element { name, line, ..Element::default() });
                }
                Piece::Text(text) => {
                    bytes += text.len();
                    fits &= bytes <= MAX_TEXT;
                    if let Some(last) = open.last_mut().filter(|_| fits) {
                        last.text.push_str(&text);
                    }
                }
                Piece::End => {
                    let Some(mut closed) = open.pop() else { return Ok(None) };
                    closed.text = visible(&closed.text);
                    match open.last_mut() {
                        None => return Ok(fits.then_some(closed)),
                        Some(parent) if fits => parent.children.push(closed),
                        Some(_) => {}
                    }
                }
                Piece::Nothing => {}
                Piece::Eof => {
                    return Err(format!("ends at line {line} in the middle of an element: download it again"));
                }
            }
        }
    }

    fn event(&mut self) -> Result<Piece, Refusal> {
        self.buffer.clear();
        self.reader.get_mut().begin_piece();
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => return Err(refusal(&error, self.reader.get_ref())),
        };
        Ok(match event {
            Event::Start(tag) | Event::Empty(tag) => Piece::Start(tag.local_name().as_ref().to_owned()),
            Event::End(_) => Piece::End,
            Event::Text(text) => Piece::Text(text.into_inner().into_owned()),
            Event::CData(text) => Piece::Text(text.into_inner().into_owned()),
            Event::GeneralRef(reference) => {
                let named = reference.resolve_char_ref();
                let letter = match (named, reference.into_inner().as_ref()) {
                    (Ok(Some(letter)), _) => letter,
                    (_, "lt") => '<',
                    (_, "gt") => '>',
                    (_, "amp") => '&',
                    (_, "quot") => '"',
                    (_, "apos") => '\'',
                    (_, other) => {
                        let line = self.reader.get_ref().line();
                        return Err(format!(
                            "uses the entity &{}; at line {line}, which is not accepted: ask the sending school to export it again",
                            shortened(other)
                        ));
                    }
                };
                Piece::Text(letter.to_string())
            }
            Event::DocType(_) => {
                let line = self.reader.get_ref().line();
                return Err(format!(
                    "has a document type at line {line}, which is not accepted: ask the sending school to export it again"
                ));
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Piece::Nothing,
            Event::Eof => Piece::Eof,
        })
    }
}

enum Piece {
    Start(String),
    Text(String),
    End,
    Nothing,
    Eof,
}

fn refusal(error: &XmlError, text: &Text) -> Refusal {
    let line = text.line();
    let fault = match error {
        XmlError::Io(error) => error.get_ref().and_then(|inner| inner.downcast_ref::<TextFault>()),
        _ => None,
    };
    match fault {
        Some(TextFault::Encoding) => format!(
            "is not {} at line {line}, although it says so: ask the sending school to export it again, or correct `encoding` in its first line",
            text.encoding()
        ),
        Some(TextFault::TooLong) => {
            format!("has a tag, text or comment of more than 256 KiB at line {line}: name a Common Transfer File")
        }
        None => format!("is not well formed at line {line} ({error}): ask the sending school to export it again"),
    }
}
