//! A postcode of the United Kingdom.

use graph::declare::TextClass;

/// A postcode: capitals, with one space before its last three characters, or `BFPO` and a number.
pub const POSTCODE: TextClass = TextClass::line("postcode", 10).upper().read_by(postcode);

fn postcode(text: &str) -> Result<String, &'static str> {
    const WRONG: &str = "a postcode is like CB6 1EW";
    let found: String = text.chars().filter(|sign| !matches!(sign, ' ' | '.' | ',' | '-')).collect();
    if let Some(number) = found.strip_prefix("BFPO") {
        let fits = (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        return if fits { Ok(format!("BFPO {number}")) } else { Err(WRONG) };
    }
    if !found.is_ascii() || !(5..=7).contains(&found.len()) {
        return Err(WRONG);
    }
    let (outward, inward) = found.split_at(found.len() - 3);
    let letters = outward.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = &outward.as_bytes()[letters.min(2)..];
    let well_formed = (1..=2).contains(&letters)
        && rest.first().is_some_and(u8::is_ascii_digit)
        && rest.len() <= 2
        && rest.iter().all(u8::is_ascii_alphanumeric)
        || outward == "GIR";
    let fits = well_formed
        && inward.as_bytes()[0].is_ascii_digit()
        && inward.as_bytes()[1..].iter().all(u8::is_ascii_uppercase);
    if fits { Ok(format!("{outward} {inward}")) } else { Err(WRONG) }
}

#[cfg(test)]
mod tests {
    use super::POSTCODE;

    #[test]
    fn a_postcode_has_one_space() {
        for (given, kept) in [
            ("sw1a1aa", "SW1A 1AA"),
            ("M1  1AE", "M1 1AE"),
            ("m1\u{a0}1ae", "M1 1AE"),
            ("CB6 1EW.", "CB6 1EW"),
            ("C B6 1 E W", "CB6 1EW"),
            ("CB6-1EW", "CB6 1EW"),
            ("\u{200b}cb6 1ew\t", "CB6 1EW"),
            ("gir0aa", "GIR 0AA"),
            ("BF1 2AA", "BF1 2AA"),
            ("bfpo 58", "BFPO 58"),
            ("JE2 3AB", "JE2 3AB"),
        ] {
            assert_eq!(POSTCODE.clean(given).as_deref(), Ok(kept), "{given}");
            assert_eq!(POSTCODE.clean(kept).as_deref(), Ok(kept), "cleaning twice changes nothing");
        }
    }

    #[test]
    fn what_is_no_postcode_is_refused() {
        for wrong in
            ["AA", "1AA 1AA", "SW1A 11A", "SW1A 1AAAA", "A1BCD 1AA", "É1A 1AA", "CB6", "n/a", "D02 X285", "BFPO"]
        {
            assert!(POSTCODE.clean(wrong).is_err(), "{wrong}");
        }
    }
}
