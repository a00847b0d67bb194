//! Numbers that identify people, without prefixes, slashes and spaces (domain-model §4).

use graph::declare::TextClass;

/// A teacher reference number: seven digits. A prefix `RP`, slashes and spaces are removed.
pub const TRN: TextClass = TextClass::line("teacher reference number", 20).upper().without_spaces().read_by(trn);

/// A National Insurance number: two letters, six digits and a letter A to D. Prefixes that are never issued, such as
/// `QQ` and `GB`, are refused.
pub const NI_NUMBER: TextClass =
    TextClass::line("National Insurance number", 20).upper().without_spaces().read_by(ni_number);

fn trn(text: &str) -> Result<String, &'static str> {
    let cleaned: String = text.trim_start_matches("RP").replace('/', "");
    let fits = cleaned.len() == 7 && cleaned.bytes().all(|byte| byte.is_ascii_digit());
    if fits { Ok(cleaned) } else { Err("a teacher reference number has seven digits, such as 9912345") }
}

fn ni_number(text: &str) -> Result<String, &'static str> {
    let cleaned = text.replace(['-', '/', '.'], "");
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

#[cfg(test)]
mod tests {
    use super::{NI_NUMBER, TRN};

    #[test]
    fn what_is_written_around_a_number_is_taken_off() {
        assert_eq!(TRN.clean("RP99/12345").as_deref(), Ok("9912345"));
        assert_eq!(TRN.clean("rp 99/12\u{a0}345").as_deref(), Ok("9912345"));
        assert_eq!(NI_NUMBER.clean(" ab 12 34 56 c").as_deref(), Ok("AB123456C"));
        assert_eq!(NI_NUMBER.clean("AB-12-34-56-C").as_deref(), Ok("AB123456C"));
    }

    #[test]
    fn what_is_none_is_refused() {
        for wrong in ["123456", "12345678", "12345x7", "RP", "１２３４５６７"] {
            assert!(TRN.clean(wrong).is_err(), "{wrong}");
        }
        for wrong in ["GB123456A", "QQ123456C", "AO123456A", "AB123456E", "AB12345C", "éé123456A"] {
            assert!(NI_NUMBER.clean(wrong).is_err(), "{wrong}");
        }
    }
}
