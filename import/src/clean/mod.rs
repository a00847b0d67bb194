//! Reads the cells of published files: identifiers, dates, numbers, and the markers that mean "no value".
//!
//! The rules are those of `domain-model` §4. A function returns `Ok(None)` for a cell without a value, and an error that
//! says what to write instead. Whether an error refuses the row or only the cell is decided by the caller.

use chrono::NaiveDate;
use domain::platform::postcode::POSTCODE;
use domain::platform::telephone::TELEPHONE;
use graph::declare::{CODE, EMAIL, LINE, TextClass};

/// The value of a cell, no value, or a message that says what to correct.
pub type Cleaned<T> = Result<Option<T>, String>;

/// A count in a statistical file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Count {
    /// The number.
    Of(i32),
    /// Nothing was recorded.
    Nothing,
    /// The publisher withholds the number and prints this marker.
    Withheld(String),
}

/// Whether a cell is one of the five markers with which published files say "no value".
#[must_use]
pub fn is_nothing(cell: &str) -> bool {
    matches!(cell.trim(), "" | "NA" | "NULL" | "SUPP" | "x")
}

/// Whether a cell is one of the two markers for a value that exists and is withheld.
fn is_withheld(cell: &str) -> bool {
    matches!(cell, "SUPP" | "x")
}

/// One line, as the class of lines keeps it. Only a blank and `NULL` mean "no value" here, because a name may be as short as
/// `NA`.
#[must_use]
pub fn text(cell: &str) -> Option<String> {
    let line = LINE.part(cell);
    Some(line.trim()).filter(|line| !line.is_empty() && *line != "NULL").map(str::to_owned)
}

/// The label of an open code set; labels such as `Not applicable` give no value.
#[must_use]
pub fn label(cell: &str) -> Option<String> {
    let text = text(cell)?;
    let none = ["not applicable", "not recorded", "does not apply", "none", "na", "unknown"];
    (!none.contains(&text.to_lowercase().as_str())).then_some(text)
}

/// A unique reference number: six digits, the first not zero.
pub fn urn(cell: &str) -> Cleaned<String> {
    digits(cell, "a URN has six digits and does not begin with 0, like 134311", |d| d.len() == 6 && !d.starts_with('0'))
}

/// A UK provider reference number: eight digits, the first a 1.
pub fn ukprn(cell: &str) -> Cleaned<String> {
    digits(cell, "a UKPRN has eight digits and begins with 1, like 10059514", |d| d.len() == 8 && d.starts_with('1'))
}

/// UID of a group: a whole number.
pub fn group_uid(cell: &str) -> Cleaned<i32> {
    const WORDS: &str = "the UID of a group is a whole number above 0, like 4076";
    let Some(found) = digits(cell, WORDS, |d| d.len() <= 9)? else {
        return Ok(None);
    };
    found.parse().ok().filter(|uid| *uid > 0).map(Some).ok_or_else(|| WORDS.to_owned())
}

/// Group ID: two letters and five digits.
pub fn group_id(cell: &str) -> Cleaned<String> {
    let Some(id) = token(cell) else {
        return Ok(None);
    };
    let well_formed = id.is_ascii() && id.len() == 7 && {
        let (letters, figures) = id.split_at(2);
        letters.bytes().all(|b| b.is_ascii_uppercase()) && is_digits(figures)
    };
    if well_formed { Ok(Some(id)) } else { Err("a Group ID has two letters and five digits, like TR00024".to_owned()) }
}

/// A company number: eight characters. Spreadsheets drop its leading zeros and add a fraction (`5398529.0`); both are
/// repaired.
pub fn companies_house_no(cell: &str) -> Cleaned<String> {
    let Some(found) = token(cell) else {
        return Ok(None);
    };
    let found = without_fraction(&found);
    if is_digits(found) && found.len() <= 8 && found.bytes().any(|b| b != b'0') {
        return Ok(Some(format!("{found:0>8}")));
    }
    let lettered = found.is_ascii() && found.len() == 8 && {
        let (letters, figures) = found.split_at(2);
        letters.bytes().all(|b| b.is_ascii_uppercase()) && is_digits(figures)
    };
    if lettered {
        return Ok(Some(found.to_owned()));
    }
    Err("a company number has eight digits, or two letters and six digits, like 05398529".to_owned())
}

/// A local authority code: three digits.
pub fn la_code(cell: &str) -> Cleaned<String> {
    digits(cell, "a local authority code has three digits, like 936", |d| d.len() == 3)
}

/// An establishment number: four digits; leading zeros that were lost are restored.
pub fn estab_no(cell: &str) -> Cleaned<String> {
    let found = digits(cell, "an establishment number has four digits, like 2001", |d| d.len() <= 4)?;
    Ok(found.map(|d| format!("{d:0>4}")))
}

/// The code of a numbered code set (type of establishment).
pub fn code(cell: &str) -> Cleaned<String> {
    let found = digits(cell, "a code is a number of one to three digits", |d| d.len() <= 3)?;
    Ok(found.map(|d| match d.trim_start_matches('0') {
        "" => "0".to_owned(),
        rest => rest.to_owned(),
    }))
}

/// A postcode, with one space.
pub fn postcode(cell: &str) -> Cleaned<String> {
    if is_nothing(cell) { Ok(None) } else { of_class(POSTCODE, cell) }
}

/// A telephone number.
pub fn telephone(cell: &str) -> Cleaned<String> {
    of_class(TELEPHONE, cell)
}

/// An e-mail address.
pub fn email(cell: &str) -> Cleaned<String> {
    of_class(EMAIL, cell)
}

/// A text of a class.
pub fn of_class(class: TextClass, cell: &str) -> Cleaned<String> {
    Ok(Some(class.clean(cell)?).filter(|text| !text.is_empty()))
}

/// A day as `dd-mm-yyyy`, `dd/mm/yyyy` or `yyyy-mm-dd`, with or without a time after it.
pub fn date(cell: &str) -> Cleaned<NaiveDate> {
    if is_nothing(cell) {
        return Ok(None);
    }
    let day = cell.trim().split(['T', ' ']).next().unwrap_or_default();
    let mut parts = day.split(['-', '/']);
    let found = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(a), Some(b), Some(c), None) if [a, b, c].iter().all(|p| is_digits(p)) => {
            match (a.len(), b.len(), c.len()) {
                (4, 1..=2, 1..=2) => ymd(a, b, c),
                (1..=2, 1..=2, 4) => ymd(c, b, a),
                _ => None,
            }
        }
        _ => None,
    };
    found.map(Some).ok_or_else(|| "write the day as 31-08-2019 or 2019-08-31".to_owned())
}

/// A whole number of zero or more, also as `1,234` and `1234.0`.
pub fn whole(cell: &str) -> Cleaned<i32> {
    if is_nothing(cell) {
        return Ok(None);
    }
    let plain = without_thousands(cell.trim());
    plain
        .as_deref()
        .map(without_fraction)
        .filter(|d| is_digits(d))
        .and_then(|d| d.parse().ok())
        .map(Some)
        .ok_or_else(|| "a whole number is expected here, like 1234".to_owned())
}

/// A count, which the publisher may have withheld.
pub fn count(cell: &str) -> Result<Count, String> {
    let cell = cell.trim();
    if is_withheld(cell) {
        return Ok(Count::Withheld(cell.to_owned()));
    }
    Ok(whole(cell)?.map_or(Count::Nothing, Count::Of))
}

/// A percentage in hundredths: `46.90%`, `49.5` and `7` give 4690, 4950 and 700.
pub fn percentage_hundredths(cell: &str) -> Cleaned<i32> {
    if is_nothing(cell) {
        return Ok(None);
    }
    let figure = cell.trim().trim_end_matches('%').trim_end();
    let (whole, fraction) = figure.split_once('.').unwrap_or((figure, ""));
    let wrong = || "a percentage is between 0 and 100, like 46.9 or 46.9%".to_owned();
    if !is_digits(whole) || whole.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(wrong());
    }
    let digit = |at: usize| fraction.as_bytes().get(at).map_or(0, |b| i32::from(b - b'0'));
    let units: i32 = whole.parse().map_err(|_| wrong())?;
    let hundredths = units * 100 + digit(0) * 10 + digit(1) + i32::from(digit(2) >= 5);
    if hundredths > 10_000 { Err(wrong()) } else { Ok(Some(hundredths)) }
}

/// The cell without spaces and in upper case.
fn token(cell: &str) -> Option<String> {
    if is_nothing(cell) {
        return None;
    }
    Some(CODE.part(cell))
}

fn digits(cell: &str, words: &str, fits: impl Fn(&str) -> bool) -> Cleaned<String> {
    let Some(found) = token(cell) else {
        return Ok(None);
    };
    let found = without_fraction(&found);
    if is_digits(found) && fits(found) { Ok(Some(found.to_owned())) } else { Err(words.to_owned()) }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Drops the `.0` that some tools add to the whole numbers of a column with empty cells.
fn without_fraction(figure: &str) -> &str {
    match figure.split_once('.') {
        Some((whole, zeros)) if !whole.is_empty() && zeros.bytes().all(|b| b == b'0') => whole,
        _ => figure,
    }
}

/// Drops thousands separators if they stand between groups of three digits.
fn without_thousands(figure: &str) -> Option<String> {
    let mut groups = figure.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let last = rest.len().saturating_sub(1);
    let grouped = rest.iter().enumerate().all(|(at, group)| {
        let group = if at == last { without_fraction(group) } else { group };
        group.len() == 3 && is_digits(group)
    });
    let head = rest.is_empty() || (1..=3).contains(&first.len());
    (grouped && head).then(|| format!("{first}{}", rest.concat()))
}

fn ymd(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let year: i32 = year.parse().ok().filter(|y| (1000..=2200).contains(y))?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests;
