//! One pass over the text before the parser sees it.
//!
//! The parser recurses per nested bracket and the validator expands fragments, so a few kilobytes can overflow the
//! stack or cost seconds. This pass counts both in linear time and refuses too many. It also finds a fault that the
//! parsed tree does not show (an input key given twice) and blanks a syntax that the parser does not know
//! (descriptions of operations).

use std::collections::{HashMap, HashSet};

use crate::error::{Code, Location, Refusal};

/// The most tokens of a document.
const MAX_TOKENS: usize = 15_000;
/// The deepest nesting of braces, brackets and parentheses together.
const MAX_DEPTH: usize = 64;
/// The most selections once every fragment is written out.
const MAX_SELECTIONS: u64 = 10_000;
/// The most aliases as written.
const MAX_ALIASES: usize = 500;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Token<'a> {
    Name(&'a str),
    Text,
    Number,
    Spread,
    Punctuation(u8),
}

/// The number of selections of one fragment or operation, and the fragments it spreads.
#[derive(Default)]
struct Definition<'a> {
    selections: u64,
    spreads: Vec<&'a str>,
}

/// Checks a document and returns the text to parse.
///
/// # Errors
/// When the document is too large, too deep, too wide once expanded, or names an input key twice.
pub fn check(text: &str) -> Result<String, Refusal> {
    let mut scan = Scan::new(text);
    scan.run()?;
    scan.expand()?;
    Ok(scan.blanked())
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    line_start: usize,
    /// Open brackets. One that opens an input object has the object's keys.
    open: Vec<(u8, Option<HashSet<&'a str>>)>,
    parentheses: usize,
    braces: usize,
    tokens: usize,
    aliases: usize,
    definitions: HashMap<&'a str, Definition<'a>>,
    operations: Vec<Definition<'a>>,
    current: Definition<'a>,
    current_name: Option<&'a str>,
    /// Ranges of descriptions, to be blanked.
    blanks: Vec<(usize, usize)>,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            line_start: 0,
            open: Vec::new(),
            parentheses: 0,
            braces: 0,
            tokens: 0,
            aliases: 0,
            definitions: HashMap::new(),
            operations: Vec::new(),
            current: Definition::default(),
            current_name: None,
            blanks: Vec::new(),
        }
    }

    fn refuse(&self, message: String) -> Refusal {
        Refusal::at(Code::DocumentTooComplex, message, self.place())
    }

    fn place(&self) -> Location {
        Location { line: self.line, column: self.at.saturating_sub(self.line_start) + 1 }
    }

    fn run(&mut self) -> Result<(), Refusal> {
        let mut previous: Option<Token> = None;
        let mut before: Option<Token> = None;
        let mut last_text = (0, 0);
        while let Some((token, start)) = self.next_token()? {
            self.tokens += 1;
            if self.tokens > MAX_TOKENS {
                return Err(self.refuse(format!("the document has more than {MAX_TOKENS} tokens: split it")));
            }
            if previous == Some(Token::Text) && self.describes(token) {
                self.blanks.push(last_text);
            }
            match token {
                Token::Text => last_text = (start, self.at),
                Token::Punctuation(b) => self.punctuation(b, previous)?,
                Token::Name(name) => self.name(name, previous, before),
                Token::Number | Token::Spread => {}
            }
            before = previous;
            previous = Some(token);
        }
        Ok(())
    }

    /// Whether a string just before this token is a description.
    fn describes(&self, token: Token) -> bool {
        match token {
            Token::Name("query" | "mutation" | "subscription" | "fragment") => self.open.is_empty(),
            Token::Punctuation(b'$') => self.braces == 0 && self.parentheses == 1,
            _ => false,
        }
    }

    fn punctuation(&mut self, b: u8, previous: Option<Token<'a>>) -> Result<(), Refusal> {
        match b {
            b'{' | b'[' | b'(' => {
                if self.open.len() >= MAX_DEPTH {
                    return Err(self.refuse(format!("the document nests deeper than {MAX_DEPTH} levels: flatten it")));
                }
                if b == b'{' && self.braces == 0 && self.parentheses == 0 {
                    self.current = Definition::default();
                }
                let keys = (b == b'{' && self.parentheses > 0).then(HashSet::new);
                if b == b'(' {
                    self.parentheses += 1;
                } else if b == b'{' && keys.is_none() {
                    self.braces += 1;
                }
                self.open.push((b, keys));
            }
            b'}' | b']' | b')' => match self.open.pop() {
                Some((b'(', _)) => self.parentheses = self.parentheses.saturating_sub(1),
                Some((b'{', None)) => {
                    self.braces = self.braces.saturating_sub(1);
                    if self.braces == 0 {
                        let done = std::mem::take(&mut self.current);
                        match self.current_name.take() {
                            Some(name) => drop(self.definitions.insert(name, done)),
                            None => self.operations.push(done),
                        }
                    }
                }
                _ => {}
            },
            b':' => {
                if let Some(Token::Name(name)) = previous {
                    match self.open.last_mut() {
                        Some((b'{', Some(keys))) => {
                            let first = keys.insert(name);
                            if !first {
                                let place = self.place();
                                return Err(Refusal::at(
                                    Code::ValidationFailed,
                                    format!("the input key `{name}` is given twice in one object: give it once"),
                                    place,
                                ));
                            }
                        }
                        Some((b'{', None)) => {
                            self.aliases += 1;
                            if self.aliases > MAX_ALIASES {
                                return Err(
                                    self.refuse(format!("the document has more than {MAX_ALIASES} aliases: split it"))
                                );
                            }
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn name(&mut self, name: &'a str, previous: Option<Token<'a>>, before: Option<Token<'a>>) {
        if self.parentheses > 0 {
            return;
        }
        if self.braces == 0 {
            if previous == Some(Token::Name("fragment")) && before != Some(Token::Name("fragment")) {
                self.current_name = Some(name);
            }
            return;
        }
        match previous {
            Some(Token::Spread) if name != "on" => self.current.spreads.push(name),
            // A type condition, a directive's name and the word `on` are not selections.
            Some(Token::Name("on")) if before == Some(Token::Spread) => {}
            Some(Token::Spread | Token::Punctuation(b'@')) => {}
            _ => self.current.selections += 1,
        }
    }

    /// Counts the selections with every fragment expanded. Each fragment is counted once.
    fn expand(&self) -> Result<(), Refusal> {
        let mut known: HashMap<&str, u64> = HashMap::new();
        let mut total = 0u64;
        for operation in &self.operations {
            total = total.saturating_add(self.size(operation, &mut known, &mut Vec::new())?);
        }
        for (name, definition) in &self.definitions {
            if !known.contains_key(name) {
                self.size(definition, &mut known, &mut vec![name])?;
            }
        }
        if total > MAX_SELECTIONS {
            return Err(Refusal::new(
                Code::DocumentTooComplex,
                format!(
                    "the document selects more than {MAX_SELECTIONS} fields once its fragments are written out: split it"
                ),
            ));
        }
        Ok(())
    }

    fn size<'s>(
        &'s self,
        definition: &'s Definition<'a>,
        known: &mut HashMap<&'s str, u64>,
        open: &mut Vec<&'s str>,
    ) -> Result<u64, Refusal> {
        let mut size = definition.selections;
        for spread in &definition.spreads {
            if let Some(found) = known.get(spread) {
                size = size.saturating_add(*found);
                continue;
            }
            // A fragment that spreads itself is refused here; the validator reports an unknown fragment.
            if open.contains(spread) || open.len() > 500 {
                return Err(Refusal::new(
                    Code::ValidationFailed,
                    format!("the fragment `{spread}` spreads itself: break the circle"),
                ));
            }
            let Some(fragment) = self.definitions.get(spread) else { continue };
            open.push(spread);
            let inner = self.size(fragment, known, open)?;
            open.pop();
            known.insert(spread, inner);
            size = size.saturating_add(inner);
        }
        Ok(size)
    }

    /// The text with descriptions replaced by spaces, so that every token keeps its line and column.
    fn blanked(&self) -> String {
        if self.blanks.is_empty() {
            return self.text.to_owned();
        }
        let mut out = String::with_capacity(self.text.len());
        let mut from = 0;
        for (start, end) in &self.blanks {
            out.push_str(&self.text[from..*start]);
            out.extend(self.text[*start..*end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            from = *end;
        }
        out.push_str(&self.text[from..]);
        out
    }

    fn next_token(&mut self) -> Result<Option<(Token<'a>, usize)>, Refusal> {
        let bytes = self.text.as_bytes();
        loop {
            let Some(&b) = bytes.get(self.at) else { return Ok(None) };
            match b {
                b'\n' => {
                    self.at += 1;
                    self.line += 1;
                    self.line_start = self.at;
                }
                b' ' | b'\t' | b'\r' | b',' | 0xEF | 0xBB | 0xBF => self.at += 1,
                b'#' => {
                    while bytes.get(self.at).is_some_and(|b| *b != b'\n') {
                        self.at += 1;
                    }
                }
                _ => break,
            }
        }
        let start = self.at;
        let b = bytes[start];
        let token = match b {
            b'"' => {
                self.string(bytes);
                Token::Text
            }
            b'.' if bytes[start..].starts_with(b"...") => {
                self.at += 3;
                Token::Spread
            }
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => {
                while bytes.get(self.at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_') {
                    self.at += 1;
                }
                Token::Name(&self.text[start..self.at])
            }
            b'-' | b'0'..=b'9' => {
                self.at += 1;
                while bytes.get(self.at).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'+' | b'-')) {
                    self.at += 1;
                }
                Token::Number
            }
            // Any other character: the parser reports it.
            _ => {
                self.at += self.text[start..].chars().next().map_or(1, char::len_utf8);
                Token::Punctuation(b)
            }
        };
        Ok(Some((token, start)))
    }

    fn string(&mut self, bytes: &[u8]) {
        if bytes[self.at..].starts_with(b"\"\"\"") {
            self.at += 3;
            while self.at < bytes.len() && !bytes[self.at..].starts_with(b"\"\"\"") {
                if bytes[self.at..].starts_with(b"\\\"\"\"") {
                    self.at += 3;
                }
                if bytes[self.at] == b'\n' {
                    self.line += 1;
                    self.line_start = self.at + 1;
                }
                self.at += 1;
            }
            self.at = (self.at + 3).min(bytes.len());
            return;
        }
        self.at += 1;
        while let Some(&b) = bytes.get(self.at) {
            match b {
                b'\\' => self.at += 2,
                b'"' => {
                    self.at += 1;
                    break;
                }
                b'\n' => break,
                _ => self.at += 1,
            }
        }
        self.at = self.at.min(bytes.len());
        // An escape may have stepped into the middle of a character.
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[track_caller]
    fn refused(text: &str, with: &str) {
        let refusal = check(text).expect_err("it is refused");
        assert!(refusal.faults[0].message.contains(with), "{}", refusal.faults[0].message);
    }

    #[test]
    fn floods_are_refused_before_the_parser() {
        refused(&format!("{{ a(x: {}{}) }}", "[".repeat(5000), "]".repeat(5000)), "nests deeper");
        refused(&format!("{{ {} }}", (0..2000).map(|i| format!("a{i}: x ")).collect::<String>()), "aliases");
        let bomb: String = (0..25).map(|i| format!("fragment F{i} on Q {{ a ...F{n} ...F{n} }} ", n = i + 1)).collect();
        refused(&format!("{{ ...F0 }} {bomb} fragment F25 on Q {{ a }}"), "written out");
        refused("{ ...A } fragment A on Q { ...B } fragment B on Q { ...A }", "spreads itself");
        refused("{ a(x: {k: 1, k: 2}) }", "given twice");
    }

    #[test]
    fn ordinary_documents_pass() {
        for text in [
            "query Q($a: X = {b: 1, c: {b: 2}}) { x: a(b: {c: 1}, d: [{c: 1}, {c: 2}]) @include(if: $a) { ...F ... on T { y } } } fragment F on T { z }",
            "{ a(s: \"\\\"}{\") b(t: \"\"\"{{{\"\"\") }",
            "{ fragment }",
        ] {
            assert_eq!(check(text).expect("it passes"), text);
        }
    }

    #[test]
    fn descriptions_are_blanked_in_place() {
        let text = "\"What\" query Q(\"Which\" $a: Int) { a }";
        let out = check(text).expect("it passes");
        assert_eq!(out.len(), text.len());
        assert!(!out.contains('"'));
    }
}
