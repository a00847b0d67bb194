//! The unique pupil number: its check letter, and whether it is a temporary one (domain-model §4).

/// The letters of a check, in order of value: I, O and S are left out.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

/// A well-formed pupil number with the right check letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Upn(String);

impl Upn {
    /// Reads a number as people write it: any case, with spaces.
    ///
    /// # Errors
    /// In words, when it is none: its length, a letter in the wrong place, or its check letter.
    pub fn parse(text: &str) -> Result<Upn, String> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
        let bytes = text.as_bytes();
        if !text.is_ascii() || bytes.len() != 13 {
            return Err(
                "a UPN has thirteen characters: a letter, then twelve of which only the last may be a letter".into()
            );
        }
        let letter = |byte: u8| LETTERS.contains(&byte);
        let digits = bytes[1..12].iter().all(u8::is_ascii_digit);
        if !letter(bytes[0]) || !digits || !(bytes[12].is_ascii_digit() || letter(bytes[12])) {
            return Err(
                "a UPN is a letter, eleven digits and a digit or, if temporary, a letter; I, O and S do not occur"
                    .into(),
            );
        }
        let right = check_letter(&text[1..]);
        if char::from(bytes[0]) != right {
            return Err(format!(
                "its check letter should be {right}: ask the school that sent it for the right number"
            ));
        }
        Ok(Upn(text))
    }

    /// The thirteen characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it ends in a letter, to be replaced when the permanent one is known.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        self.0.ends_with(|last: char| last.is_ascii_alphabetic())
    }

    /// Whether a local authority may have given it out: codes from 201 and the pseudo-authorities 001 to 005. Another
    /// is a reason to look, not to refuse.
    #[must_use]
    pub fn has_known_authority(&self) -> bool {
        self.0[1..4].parse::<u32>().is_ok_and(|code| code >= 201 || (1..=5).contains(&code))
    }
}

/// The check letter of the twelve characters after it.
#[must_use]
pub fn check_letter(rest: &str) -> char {
    let value = |byte: u8| match byte {
        b'0'..=b'9' => usize::from(byte - b'0'),
        _ => LETTERS.iter().position(|letter| *letter == byte).unwrap_or(0),
    };
    let sum: usize = rest.bytes().zip(2..).map(|(byte, position)| position * value(byte)).sum();
    char::from(LETTERS[sum % LETTERS.len()])
}

/// A letter by its value.
#[must_use]
pub fn letter(value: usize) -> char {
    char::from(LETTERS[value % LETTERS.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors() {
        for good in ["B801200005001", "P207000016049", "U502400200093", " p207000016049 "] {
            assert!(Upn::parse(good).is_ok(), "{good}");
        }
        for (bad, expected) in [
            ("A801200005001", "should be B"),
            ("B207000016049", "should be P"),
            ("Q207000016049", "should be P"),
            ("P20700001604", "thirteen"),
            ("I207000016049", "I, O and S"),
            ("P2070000160A9", "eleven digits"),
            ("P20700001604\u{e9}", "thirteen"),
        ] {
            let words = Upn::parse(bad).unwrap_err();
            assert!(words.contains(expected), "{bad}: {words}");
        }
    }

    #[test]
    fn temporary_ones_end_in_a_letter() {
        let rest = "38499901900A";
        let upn = Upn::parse(&format!("{}{rest}", check_letter(rest))).unwrap();
        assert!(upn.is_temporary());
        assert!(!Upn::parse("P207000016049").unwrap().is_temporary());
    }

    #[test]
    fn authorities() {
        let known = |rest: &str| Upn::parse(&format!("{}{rest}", check_letter(rest))).unwrap().has_known_authority();
        assert!(known("207000016049") && known("001000016049") && known("660000016049"));
        assert!(!known("006000016049") && !known("000000016049"));
    }
}
