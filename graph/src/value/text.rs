//! Classes of text. The class of a column says how a text is cleaned on the way in, what is refused, how values are compared
//! with it, and how long it may be.
//!
//! Every class but [`AS_IS`] keeps one form of Unicode (NFC) and nothing that cannot be seen; each kind of space is a plain
//! one. Classes that only some engines need, such as the postcodes of a country, are made of the same parts by their
//! declarations.

use std::fmt;

use super::unseen::{Marks, seen};

/// Checks a cleaned text and returns it in its standard form, or says what the class looks like.
pub type ReadText = fn(&str) -> Result<String, &'static str>;

/// Which letters a class keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    AsWritten,
    Upper,
    Lower,
}

/// A class of text.
#[derive(Clone, Copy)]
pub struct TextClass {
    /// What it is called in errors: "name".
    pub name: &'static str,
    /// The most characters.
    pub most: usize,
    letters: Letters,
    marks: Marks,
    spaces: bool,
    as_is: bool,
    read: Option<ReadText>,
}

/// A name of a person: as it is spelt, with the plain apostrophe and hyphen.
pub const NAME: TextClass = TextClass::line("name", 100);
/// A text of one line: the name of a thing, a label, a line of an address.
pub const LINE: TextClass = TextClass::line("line", 300);
/// A text of several lines: marks and line breaks stay.
pub const PROSE: TextClass = TextClass { marks: Marks::OfProse, ..TextClass::line("text", 10_000) };
/// A code or a number that identifies something: capitals, and no spaces.
pub const CODE: TextClass = TextClass::line("code", 50).upper().without_spaces();
/// An e-mail address, in small letters: no provider takes two spellings for two people.
pub const EMAIL: TextClass = TextClass::line("e-mail address", 254).lower().read_by(email);
/// A web address.
pub const URL: TextClass = TextClass::line("web address", 2_000).without_spaces().read_by(url);
/// A text that the platform itself writes, such as a folded name or the name of a permission. Nothing is changed.
pub const AS_IS: TextClass = TextClass { as_is: true, ..TextClass::line("text", usize::MAX) };

impl TextClass {
    /// A class of texts of one line.
    #[must_use]
    pub const fn line(name: &'static str, most: usize) -> Self {
        let (letters, marks) = (Letters::AsWritten, Marks::OfLine);
        Self { name, most, letters, marks, spaces: true, as_is: false, read: None }
    }

    /// Letters are capitals.
    #[must_use]
    pub const fn upper(mut self) -> Self {
        self.letters = Letters::Upper;
        self
    }

    /// Letters are small.
    #[must_use]
    pub const fn lower(mut self) -> Self {
        self.letters = Letters::Lower;
        self
    }

    /// Spaces are left out.
    #[must_use]
    pub const fn without_spaces(mut self) -> Self {
        self.spaces = false;
        self
    }

    /// A text must be one that the function reads; the class keeps what it returns.
    #[must_use]
    pub const fn read_by(mut self, read: ReadText) -> Self {
        self.read = Some(read);
        self
    }

    /// The text as the class keeps it; empty where nothing can be seen of it.
    ///
    /// # Errors
    /// In words, where it is too long, is no text of the class, or was garbled on its way here.
    pub fn clean(&self, text: &str) -> Result<String, String> {
        if self.as_is {
            return Ok(text.to_owned());
        }
        if text.contains(['\0', '\u{fffd}']) {
            return Err("some of its letters were lost on the way here: send it again in UTF-8".to_owned());
        }
        let written = self.written(text);
        let cleaned = written.trim();
        if cleaned.is_empty() {
            return Ok(String::new());
        }
        let length = cleaned.chars().count();
        if length > self.most {
            let (name, most) = (self.name, self.most);
            return Err(format!("a {name} has at most {most} characters, and this one has {length}: shorten it"));
        }
        match self.read {
            Some(read) => read(cleaned).map_err(str::to_owned),
            None => Ok(cleaned.to_owned()),
        }
    }

    /// What a stored text is compared with: the cleaned text. A text that the class refuses equals none.
    #[must_use]
    pub fn whole(&self, text: &str) -> String {
        self.clean(text).unwrap_or_else(|_| NO_TEXT.to_owned())
    }

    /// A part of a text, as `startsWith` and `contains` look for it. It may begin or end with a space. A whole text has the
    /// spaces of the standard form.
    #[must_use]
    pub fn part(&self, text: &str) -> String {
        let part = self.written(text);
        let spaced = |one: &str, other: &str| {
            one.chars().filter(|sign| *sign != ' ').eq(other.chars().filter(|sign| *sign != ' '))
        };
        match self.read.map(|read| read(part.trim())) {
            Some(Ok(whole)) if spaced(&whole, &part) => whole,
            _ => part,
        }
    }

    /// The letters, marks and spaces as the class writes them.
    fn written(&self, text: &str) -> String {
        if self.as_is {
            return text.to_owned();
        }
        let mut part = seen(text, self.marks);
        if !self.spaces {
            part.retain(|letter| letter != ' ');
        }
        match self.letters {
            Letters::AsWritten => part,
            Letters::Upper => part.to_uppercase(),
            Letters::Lower => part.to_lowercase(),
        }
    }
}

/// A text that no column holds: every class leaves it out.
pub const NO_TEXT: &str = "\u{1}";

impl fmt::Debug for TextClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TextClass").field(&self.name).finish()
    }
}

/// Classes are told apart by their names and lengths: functions have no address to rely on.
impl PartialEq for TextClass {
    fn eq(&self, other: &Self) -> bool {
        (self.name, self.most, self.as_is, self.marks) == (other.name, other.most, other.as_is, other.marks)
    }
}

/// What can be seen of any text on its way in, before the class of its column is known: of prose.
#[must_use]
pub fn visible(text: &str) -> String {
    seen(text, Marks::OfProse).trim().to_owned()
}

fn email(text: &str) -> Result<String, &'static str> {
    const WRONG: &str = "an e-mail address looks like name@example.org";
    let text = text.strip_prefix("mailto:").unwrap_or(text).trim_matches([' ', ';', ',', '.', '<', '>']);
    let (name, host) = text.split_once('@').ok_or(WRONG)?;
    let labels = host.split('.').all(|label| !label.is_empty());
    let plain = |part: &str| !part.is_empty() && !part.contains([' ', '@', '<', '>', ',', ';', '(', ')', '"']);
    let fits = plain(name) && plain(host) && labels && host.contains('.') && !name.ends_with('.');
    if fits { Ok(text.to_owned()) } else { Err(WRONG) }
}

fn url(text: &str) -> Result<String, &'static str> {
    const WRONG: &str = "a web address looks like https://www.example.org/page";
    let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
    let scheme = scheme.to_lowercase();
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, page) = rest.split_at(end);
    let name = host.split(':').next().unwrap_or_default();
    let fits = matches!(scheme.as_str(), "http" | "https")
        && name.contains('.')
        && name.split('.').all(|label| !label.is_empty())
        && !host.contains(['@', '"', '<', '>', '\\']);
    let page = if page == "/" { "" } else { page };
    if fits { Ok(format!("{scheme}://{}{page}", host.to_lowercase())) } else { Err(WRONG) }
}

#[cfg(test)]
mod tests;
