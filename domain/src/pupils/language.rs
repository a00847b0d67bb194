//! English as an additional language: follows from the first language, by code of the census.

/// Whether English is an additional language; none where the first language is not known: refused, not obtained, not
/// recorded.
pub(super) fn additional_english(first_language: Option<&str>) -> Option<bool> {
    match first_language? {
        "REF" | "NOT" | "ZZZ" => None,
        language => Some(!matches!(language, "ENG" | "ENB")),
    }
}

#[cfg(test)]
mod tests {
    use super::additional_english;

    #[test]
    fn what_is_not_known_is_neither() {
        for (language, expected) in [
            (Some("POL"), Some(true)),
            (Some("OTB"), Some(true)),
            (Some("ENG"), Some(false)),
            (Some("ENB"), Some(false)),
            (Some("NOT"), None),
            (Some("REF"), None),
            (None, None),
        ] {
            assert_eq!(additional_english(language), expected, "{language:?}");
        }
    }
}
