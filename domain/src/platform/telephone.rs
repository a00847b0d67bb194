//! A telephone number as people in the United Kingdom write it.

use graph::declare::TextClass;

/// A telephone number: the digits of a national number with its leading zero, or `+` and the digits of another country's. An
/// extension follows after ` x`.
pub const TELEPHONE: TextClass = TextClass::line("telephone number", 40).lower().without_spaces().read_by(telephone);

fn telephone(text: &str) -> Result<String, &'static str> {
    const WRONG: &str = "a telephone number is like 01223 496 0000, 07700 900123 or +353 1 496 0000, with nothing but \
                         an extension after it";
    let (number, extension) = match text.find(['x', 'e', '#']) {
        Some(at) => (&text[..at], Some(text[at..].trim_start_matches(|letter: char| !letter.is_ascii_digit()))),
        None => (text, None),
    };
    let word = text[number.len()..].trim_end_matches(|letter: char| letter.is_ascii_digit());
    if !matches!(word, "" | "x" | "ext" | "ext." | "extn" | "extn." | "extension" | "#") {
        return Err(WRONG);
    }
    let abroad = number.starts_with('+');
    if !number.chars().skip(usize::from(abroad)).all(|sign| sign.is_ascii_digit() || "()-./".contains(sign)) {
        return Err(WRONG);
    }
    let optional_zero = number.contains("(0)");
    let number = number.replace("(0)", "");
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let abroad = if abroad { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    let national = |rest: &str| format!("0{}", rest.trim_start_matches('0'));
    let found = match abroad {
        Some(digits) => match digits.strip_prefix("44") {
            Some(rest) => national(rest),
            None if (8..=15).contains(&digits.len()) && !digits.starts_with('0') => format!("+{digits}"),
            None => return Err(WRONG),
        },
        // `(0)1223 …` without a country before it.
        None if optional_zero => national(&digits),
        // A country code without its plus.
        None if digits.len() == 12 && digits.starts_with("44") => national(&digits[2..]),
        // A spreadsheet takes the leading zero away.
        None if digits.len() == 10 && digits.starts_with(['1', '2', '3', '7']) => national(&digits),
        None => digits.clone(),
    };
    let fits = found.starts_with('+')
        || (found.starts_with('0') && !found.starts_with("00") && (matches!(found.len(), 10 | 11) || is_short(&found)))
        // A number within a town, without its area code.
        || (matches!(found.len(), 5..=8) && !found.starts_with('0'));
    match extension {
        _ if !fits => Err(WRONG),
        Some(extension) if !(1..=6).contains(&extension.len()) => Err(WRONG),
        Some(extension) => Ok(format!("{found} x{extension}")),
        None => Ok(found),
    }
}

/// The numbers of eight digits that were given out when all were shorter, such as that of Childline.
fn is_short(number: &str) -> bool {
    number.len() == 8 && number.starts_with("0800") || number == "08454647"
}

#[cfg(test)]
mod tests {
    use super::TELEPHONE;

    #[test]
    fn one_number_has_one_form() {
        for (given, kept) in [
            ("01223 496 000", "01223496000"),
            ("(01223) 496000", "01223496000"),
            ("+44 (0)1223 496000", "01223496000"),
            ("+44 1223 496000", "01223496000"),
            ("0044 1223 496000", "01223496000"),
            ("00441223496000", "01223496000"),
            ("441223496000", "01223496000"),
            ("1223496000", "01223496000"),
            ("(0)1223 496000", "01223496000"),
            ("+4401223496000", "01223496000"),
            ("07700-900-123", "07700900123"),
            ("07700\u{a0}900123", "07700900123"),
            ("\u{202a}+44 7700 900123\u{202c}", "07700900123"),
            ("7700900123", "07700900123"),
            ("020 7946 0000", "02079460000"),
            ("0800 1111", "08001111"),
            ("016977 2345", "0169772345"),
            ("+353 1 496 0000", "+35314960000"),
            ("00 33 1 99 00 12 34", "+33199001234"),
            ("496000", "496000"),
            ("01223 496000 ext. 12", "01223496000 x12"),
            ("01223 496000 X12", "01223496000 x12"),
            ("01223 496000 #12", "01223496000 x12"),
        ] {
            assert_eq!(TELEPHONE.clean(given).as_deref(), Ok(kept), "{given}");
            assert_eq!(TELEPHONE.clean(kept).as_deref(), Ok(kept), "cleaning twice changes nothing");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for wrong in [
            "n/a",
            "mum",
            "07700 900123 (mum)",
            "07700900123 / 07700900456",
            "7.7009E+09",
            "0",
            "1234",
            "+1",
            "x12",
            "077009001234",
            "07700 900123 x",
            "ask at the office",
        ] {
            assert!(TELEPHONE.clean(wrong).is_err(), "{wrong}: {:?}", TELEPHONE.clean(wrong));
        }
    }
}
