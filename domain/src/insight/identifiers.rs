//! Numbers of pupils: what makes one well formed (domain-model §4).

/// The letters of a UPN's check, in order of value: I, O and S are left out.
const UPN_LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

/// Why a text is no unique pupil number; none where it is one. The last character of a temporary one is a letter.
#[must_use]
pub fn upn_fault(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let letter = |byte: u8| UPN_LETTERS.iter().position(|known| *known == byte);
    let [check, middle @ .., last] = bytes else { return Some("a UPN has 13 characters".to_owned()) };
    if bytes.len() != 13 {
        return Some(format!("a UPN has 13 characters, not {}", text.chars().count()));
    }
    let last = if last.is_ascii_digit() { Some(usize::from(last - b'0')) } else { letter(*last) };
    let (Some(check), Some(last), true) = (letter(*check), last, middle.iter().all(u8::is_ascii_digit)) else {
        return Some("a UPN is a letter, eleven digits and a digit or letter, never I, O or S".to_owned());
    };
    let digits = middle.iter().zip(2..).map(|(byte, place)| usize::from(byte - b'0') * place);
    let sum = digits.sum::<usize>() + 13 * last;
    let expected = sum % UPN_LETTERS.len();
    (check != expected).then(|| {
        format!("its check letter would be {}: one of its characters is mistyped", char::from(UPN_LETTERS[expected]))
    })
}

/// Why a text is no unique learner number; none where it is one.
#[must_use]
pub fn uln_fault(text: &str) -> Option<String> {
    let digits: Vec<u32> = text.chars().filter_map(|digit| digit.to_digit(10)).collect();
    if digits.len() != 10 || text.len() != 10 {
        return Some("a ULN has ten digits".to_owned());
    }
    let sum: u32 = digits.iter().zip(0..9).map(|(digit, place)| digit * (10 - place)).sum();
    let rest = sum % 11;
    let fits = rest != 0 && digits[9] == 10 - rest;
    (!fits).then(|| "its last digit does not fit the others: one of them is mistyped".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{uln_fault, upn_fault};

    /// The vectors of domain-model §4.
    #[test]
    fn the_published_numbers_are_told_apart() {
        for right in ["B801200005001", "P207000016049", "U502400200093"] {
            assert_eq!(upn_fault(right), None, "{right}");
        }
        for wrong in ["A801200005001", "B207000016049", "Q207000016049"] {
            assert!(upn_fault(wrong).is_some_and(|fault| fault.contains("check letter")), "{wrong}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused_whatever_it_holds() {
        for wrong in [
            "",
            "B",
            "B80120000500",
            "B8012000050011",
            "I801200005001",
            "b801200005001",
            "B80120000500I",
            "Bé1200005001",
        ] {
            assert!(upn_fault(wrong).is_some(), "{wrong}");
        }
        assert_eq!(uln_fault("1000000043"), None);
        for wrong in ["1000000044", "100000004", "10000000430", "100000004x"] {
            assert!(uln_fault(wrong).is_some(), "{wrong}");
        }
    }
}
