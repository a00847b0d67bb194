//! Identifiers of the demo that are well formed and belong to nobody (domain model §4).

use domain::pupils::upn::{check_letter, letter};

/// A whole UPN from its twelve characters after the check letter.
///
/// The last character may be a letter: then the UPN is temporary.
pub fn upn(rest: &str) -> String {
    format!("{}{rest}", check_letter(rest))
}

/// A permanent UPN: local authority, establishment, year of allocation, serial.
pub fn permanent_upn(la: &str, estab: &str, year: i32, serial: usize) -> String {
    upn(&format!("{la}{estab}{:02}{serial:03}", year % 100))
}

/// A temporary UPN: its last character is a letter.
pub fn temporary_upn(la: &str, estab: &str, year: i32, serial: usize) -> String {
    upn(&format!("{la}{estab}{:02}{:02}{}", year % 100, serial / 23 % 100, letter(serial)))
}

/// A unique learner number: nine digits and a check digit; none where the sum allows no digit.
pub fn uln(nine: u32) -> Option<String> {
    let digits = format!("{nine:09}");
    let sum: u32 = digits.bytes().zip(0..9).map(|(byte, place)| u32::from(byte - b'0') * (10 - place)).sum();
    match sum % 11 {
        0 => None,
        rest => Some(format!("{digits}{}", 10 - rest)),
    }
}

/// A National Insurance number of a prefix that is never given out.
pub fn ni_number(six: u32, suffix: usize) -> String {
    format!("XX{:06}{}", six % 1_000_000, ["A", "B", "C", "D"][suffix % 4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_letters_of_the_published_vectors() {
        assert_eq!(upn("801200005001"), "B801200005001");
        assert_eq!(upn("207000016049"), "P207000016049");
        assert_eq!(upn("502400200093"), "U502400200093");
    }

    #[test]
    fn a_temporary_upn_ends_in_a_letter() {
        assert!(temporary_upn("998", "2001", 2025, 25).ends_with('C'));
    }

    #[test]
    fn a_uln_is_checked_by_its_last_digit() {
        assert_eq!(uln(100_000_004).as_deref(), Some("1000000043"));
        assert_eq!(uln(0), None);
    }
}
