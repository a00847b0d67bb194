//! Texts as real files have them, and what the classes keep of them.

use super::*;

#[test]
fn a_name_keeps_its_spelling_in_one_form() {
    for (given, kept) in [
        ("Sia\u{302}n", "Siân"),
        ("  Anne\u{a0}Marie\t ", "Anne Marie"),
        ("O\u{2019}Brien", "O'Brien"),
        ("O\u{92}Brien", "O'Brien"),
        ("N\u{2bc}Diaye", "N'Diaye"),
        ("D`Arcy", "D'Arcy"),
        ("Smith\u{2010}Jones", "Smith-Jones"),
        ("Smith \u{2013} Jones", "Smith - Jones"),
        ("Łukasz", "Łukasz"),
        ("Groß", "Groß"),
        ("van der Berg", "van der Berg"),
        ("mac Donald", "mac Donald"),
        ("\u{feff}Zoë", "Zoë"),
        ("Ja\u{200b}ne", "Jane"),
        ("Fran\u{ad}cesca", "Francesca"),
        ("\u{202d}Amy\u{202c}", "Amy"),
        ("Amy\u{0}".trim_end_matches('\0'), "Amy"),
        ("Nguye\u{302}\u{303}n", "Nguyễn"),
        ("王\u{3000}小明", "王 小明"),
        ("\u{9a}imon", "šimon"),
    ] {
        keeps(NAME, given, kept);
    }
}

#[test]
fn joiners_stay_where_they_change_letters() {
    keeps(NAME, "شهره\u{200c}زاد", "شهره\u{200c}زاد");
    keeps(NAME, "ශ\u{dca}\u{200d}රී", "ශ\u{dca}\u{200d}රී");
    keeps(NAME, "Ja\u{200d}ne", "Jane");
    keeps(NAME, "\u{200c}زاد", "زاد");
}

#[test]
fn prose_keeps_lines_and_marks() {
    keeps(PROSE, " Asthma – “mild”. \r\n\r\n\r\n\r\nInhaler:\u{a0}blue\u{0085}", "Asthma – “mild”.\n\nInhaler: blue");
    keeps(LINE, "Asthma\r\nInhaler", "Asthma Inhaler");
}

#[test]
fn codes_are_capitals_without_spaces() {
    keeps(CODE, " p2070 0001 6049\u{a0}", "P207000016049");
    keeps(CODE, "eyfs\u{2013}1", "EYFS-1");
}

#[test]
fn an_address_is_found_in_any_case() {
    keeps(EMAIL, " Jane.O\u{2019}Brien@Example.ORG ", "jane.o'brien@example.org");
    keeps(EMAIL, "mailto:a@b.org;", "a@b.org");
    keeps(EMAIL, "<A+tag@B.org>", "a+tag@b.org");
    keeps(EMAIL, "a\u{200b}@b.org", "a@b.org");
    for wrong in
        ["a", "@b.c", "a@b", "a@.b", "a b@c.d", "a@b@c.d", "a@b.org; c@d.org", "a@b.org / c@d.org", "n/a", "a.@b.org"]
    {
        assert!(EMAIL.clean(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_web_address_has_a_scheme() {
    keeps(URL, "www.Example.org/", "https://www.example.org");
    keeps(URL, "HTTP://example.org/A b", "http://example.org/Ab");
    for wrong in ["javascript:alert(1)", "ftp://example.org", "house", "https://", "https://a@b.org", "n/a"] {
        assert!(URL.clean(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn what_was_garbled_or_is_too_long_is_refused() {
    assert!(NAME.clean("Si\u{fffd}n").is_err());
    assert!(PROSE.clean("a\0b").is_err());
    assert_eq!(NAME.clean(&"é".repeat(100)).map(|name| name.chars().count()), Ok(100));
    let words = NAME.clean(&"é".repeat(101)).expect_err("it is too long");
    assert!(words.contains("100") && words.contains("101"), "{words}");
    assert_eq!(NAME.clean(&"e\u{301}".repeat(100)).map(|name| name.chars().count()), Ok(100));
    assert_eq!(LINE.clean(" \u{200b}\u{a0}\u{feff} "), Ok(String::new()));
}

#[test]
fn a_refused_text_equals_none_and_a_part_may_end_in_a_space() {
    assert_eq!(EMAIL.whole("nobody"), NO_TEXT);
    assert_eq!(NAME.part("van "), "van ");
    assert_eq!(CODE.part("p2 "), "P2");
    assert_eq!(AS_IS.whole(" a\u{a0}"), " a\u{a0}");
}

#[track_caller]
fn keeps(class: TextClass, given: &str, kept: &str) {
    assert_eq!(class.clean(given).as_deref(), Ok(kept), "{given:?}");
    assert_eq!(class.clean(kept).as_deref(), Ok(kept), "cleaning twice changes nothing");
}
