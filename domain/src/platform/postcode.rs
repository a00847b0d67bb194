//! Checks and normalises a UK postcode.

/// A postcode in capitals, with one space before its last three characters.
pub fn postcode(text: &str) -> Result<String, &'static str> {
    const WRONG: &str = "a postcode is like CB6 1EW";
    let found: String = text.to_uppercase().split_whitespace().collect();
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
        && inward.as_bytes()[0].is_ascii_digit()
        && inward.as_bytes()[1..].iter().all(u8::is_ascii_uppercase);
    if well_formed { Ok(format!("{outward} {inward}")) } else { Err(WRONG) }
}

#[cfg(test)]
mod tests {
    use super::postcode;

    #[test]
    fn a_postcode_has_one_space_and_another_is_refused() {
        assert_eq!(postcode("sw1a1aa").as_deref(), Ok("SW1A 1AA"));
        assert_eq!(postcode("M1  1AE").as_deref(), Ok("M1 1AE"));
        for wrong in ["", "AA", "1AA 1AA", "SW1A 11A", "SW1A 1AAAA", "A1BCD 1AA", "É1A 1AA"] {
            assert!(postcode(wrong).is_err(), "{wrong}");
        }
    }
}
