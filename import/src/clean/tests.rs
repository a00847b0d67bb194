//! Cells as they were found in real files, and what they must read as.

use super::*;

#[test]
fn company_numbers_get_their_zeros_back() {
    check(companies_house_no, "5398529.0", "05398529");
    check(companies_house_no, "05398529", "05398529");
    check(companies_house_no, " 7903002 ", "07903002");
    check(companies_house_no, "sc123456", "SC123456");
    nothing(companies_house_no, &["", "NULL", "NA", "  "]);
    wrong(companies_house_no, &["123456789", "5.398529E+06", "0", "A1234567", "5398529.5"]);
}

#[test]
fn references_of_schools_and_groups() {
    check(urn, "134311", "134311");
    check(urn, "134311.0", "134311");
    wrong(urn, &["034311", "1343111", "13431", "13431a", "１３４３１１"]);
    check(ukprn, "10059514.0", "10059514");
    wrong(ukprn, &["20059514", "1005951"]);
    check(group_id, "TR01553", "TR01553");
    wrong(group_id, &["TR1553", "4076", "trø1553"]);
    check(estab_no, "47", "0047");
    wrong(estab_no, &["12345"]);
    check(la_code, "936", "936");
    wrong(la_code, &["36"]);
    check(code, "06", "6");
    check(code, "0", "0");
    assert_eq!(group_uid("4076"), Ok(Some(4076)));
    assert!(group_uid("TR01553").is_err());
    assert!(group_uid("0").is_err());
}

#[test]
fn postcodes_have_one_space() {
    check(postcode, "cb61ew", "CB6 1EW");
    check(postcode, "SE1  7HS", "SE1 7HS");
    check(postcode, "EC1A 1BB", "EC1A 1BB");
    check(postcode, "W1A 0AX", "W1A 0AX");
    nothing(postcode, &[""]);
    wrong(postcode, &["12345", "CB6", "ABC1 1AA", "CB6 EW1", "CB£1EW"]);
}

#[test]
fn days_in_every_style() {
    for cell in ["31-08-2019", "31/08/2019", "2019-08-31", "2019-08-31T00:00:00", "31-08-2019 00:00"] {
        assert_eq!(date(cell).map(|d| d.map(|d| d.to_string())), Ok(Some("2019-08-31".into())));
    }
    assert_eq!(date(""), Ok(None));
    for cell in ["31-02-2019", "31-08-19", "08/31/2019", "soon", "2019-08", "31-08-201"] {
        assert!(date(cell).is_err(), "{cell}");
    }
}

#[test]
fn numbers_and_percentages() {
    for (cell, expected) in [("1,234", 1234), ("1234.0", 1234), ("0", 0), ("1,234,567", 1_234_567)] {
        assert_eq!(whole(cell), Ok(Some(expected)), "{cell}");
    }
    for cell in ["-1", "1.5", "12,34", "1,23", "twelve", "99999999999", "1e3", "1234,567"] {
        assert!(whole(cell).is_err(), "{cell}");
    }
    for (cell, expected) in [("46.90%", 4690), ("49.5", 4950), ("7", 700), ("100.00%", 10_000), ("15.789", 1579)] {
        assert_eq!(percentage_hundredths(cell), Ok(Some(expected)), "{cell}");
    }
    for cell in ["101", "-3", "%", "4.6e1"] {
        assert!(percentage_hundredths(cell).is_err(), "{cell}");
    }
}

#[test]
fn withheld_is_not_nothing() {
    assert_eq!(count("SUPP"), Ok(Count::Withheld("SUPP".into())));
    assert_eq!(count(" x "), Ok(Count::Withheld("x".into())));
    for cell in ["", "NA", "NULL"] {
        assert_eq!(count(cell), Ok(Count::Nothing), "{cell}");
    }
    assert_eq!(count("12"), Ok(Count::Of(12)));
}

#[test]
fn text_and_labels() {
    assert_eq!(text("  St\u{a0}Mary's\r\n  School "), Some("St Mary's School".into()));
    assert_eq!(text("NA"), Some("NA".into()));
    assert_eq!(text(" NULL "), None);
    assert_eq!(label("Not applicable"), None);
    assert_eq!(label("Church of England"), Some("Church of England".into()));
}

#[track_caller]
fn check(read: fn(&str) -> Cleaned<String>, cell: &str, expected: &str) {
    assert_eq!(read(cell), Ok(Some(expected.to_owned())), "{cell}");
}

#[track_caller]
fn nothing(read: fn(&str) -> Cleaned<String>, cells: &[&str]) {
    for cell in cells {
        assert_eq!(read(cell), Ok(None), "{cell:?}");
    }
}

#[track_caller]
fn wrong(read: fn(&str) -> Cleaned<String>, cells: &[&str]) {
    for cell in cells {
        assert!(read(cell).is_err(), "{cell:?} gave {:?}", read(cell));
    }
}
