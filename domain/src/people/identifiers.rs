//! Checks numbers and addresses that identify people, and strips prefixes, slashes and spaces (domain-model §4).

/// A teacher reference number: seven digits. A prefix `RP`, slashes and spaces are removed.
pub fn trn(text: &str) -> Result<String, &'static str> {
    let cleaned: String = text.to_uppercase().trim_start_matches("RP").replace(['/', ' '], "");
    let fits = cleaned.len() == 7 && cleaned.bytes().all(|byte| byte.is_ascii_digit());
    if fits { Ok(cleaned) } else { Err("a teacher reference number has seven digits, such as 9912345") }
}

/// A National Insurance number: two letters, six digits and a letter A to D. Prefixes that are never issued, such as
/// `QQ` and `GB`, are refused.
pub fn ni_number(text: &str) -> Result<String, &'static str> {
    let cleaned: String = text.to_uppercase().replace(' ', "");
    let bytes = cleaned.as_bytes();
    let fits = bytes.len() == 9
        && bytes[0].is_ascii_uppercase()
        && !b"DFIQUV".contains(&bytes[0])
        && bytes[1].is_ascii_uppercase()
        && !b"DFIOQUV".contains(&bytes[1])
        && bytes[2..8].iter().all(u8::is_ascii_digit)
        && (b'A'..=b'D').contains(&bytes[8])
        && !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(&&cleaned[..2]);
    if fits { Ok(cleaned) } else { Err("a National Insurance number has two letters, six digits and a letter A to D") }
}

/// An e-mail address: only its form is checked.
pub fn email(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    let fits = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@')
    });
    let plain = text.len() <= 254 && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    if fits && plain { Ok(text.to_owned()) } else { Err("an e-mail address looks like name@example.org") }
}

#[cfg(test)]
mod tests {
    use super::{email, ni_number, trn};

    #[test]
    fn what_is_written_around_a_number_is_taken_off() {
        assert_eq!(trn("RP99/12345").as_deref(), Ok("9912345"));
        assert_eq!(ni_number(" ab 12 34 56 c").as_deref(), Ok("AB123456C"));
        assert_eq!(email(" a.b@school.example ").as_deref(), Ok("a.b@school.example"));
    }

    #[test]
    fn what_is_none_is_refused() {
        for wrong in ["", "123456", "12345678", "12345x7", "RP", "１２３４５６７"] {
            assert!(trn(wrong).is_err(), "{wrong}");
        }
        for wrong in ["", "GB123456A", "QQ123456C", "AO123456A", "AB123456E", "AB12345C", "éé123456A"] {
            assert!(ni_number(wrong).is_err(), "{wrong}");
        }
        for wrong in ["", "a", "@b.c", "a@b", "a@.b", "a b@c.d", "a@b@c.d"] {
            assert!(email(wrong).is_err(), "{wrong}");
        }
    }
}
