//! Writes JSON from plain rows, by hand.

use std::fmt::Write as _;

use chrono::NaiveDate;
use tokio_postgres::Row;
use uuid::Uuid;

/// Rows of a page.
const PAGE_ROWS: usize = 50;

/// The JSON before and after a page.
pub type Frame = (&'static str, &'static str);

/// A page at the root.
pub const PAGE: Frame = ("{\"data\":{\"pupils\":", "}}");
/// A page of a school.
pub const LINK: Frame = ("{\"data\":{\"school\":{\"pupils\":", "}}}");

fn text(out: &mut String, value: Option<&str>) {
    let Some(value) = value else { return out.push_str("null") };
    out.push('"');
    for character in value.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            control if control < ' ' => drop(write!(out, "\\u{:04x}", u32::from(control))),
            other => out.push(other),
        }
    }
    out.push('"');
}

fn number(out: &mut String, value: Option<i32>) {
    match value {
        Some(value) => drop(write!(out, "{value}")),
        None => out.push_str("null"),
    }
}

/// One pupil.
pub fn point(row: Option<&Row>) -> anyhow::Result<String> {
    let Some(row) = row else { return Ok("{\"data\":{\"pupil\":null}}".to_owned()) };
    let mut out = String::with_capacity(256);
    let _ = write!(out, "{{\"data\":{{\"pupil\":{{\"id\":\"{}\",\"upn\":", row.try_get::<_, Uuid>(0)?);
    text(&mut out, row.try_get(1)?);
    out.push_str(",\"givenName\":");
    text(&mut out, row.try_get(2)?);
    out.push_str(",\"familyName\":");
    text(&mut out, row.try_get(3)?);
    let _ = write!(out, ",\"dateOfBirth\":\"{}\",\"ncYear\":", row.try_get::<_, NaiveDate>(4)?);
    number(&mut out, row.try_get(5)?);
    out.push_str("}}}");
    Ok(out)
}

/// A page of pupils. One row more than fits means that there is a next page.
pub fn page(rows: &[Row], frame: Frame) -> anyhow::Result<String> {
    let mut out = String::with_capacity(16_384);
    out.push_str(frame.0);
    out.push_str("{\"edges\":[");
    let mut last = Uuid::nil();
    for (index, row) in rows.iter().take(PAGE_ROWS).enumerate() {
        last = row.try_get(0)?;
        out.push_str(if index > 0 { "," } else { "" });
        let _ = write!(out, "{{\"cursor\":\"{last}\",\"node\":{{\"id\":\"{last}\",\"upn\":");
        text(&mut out, row.try_get(1)?);
        out.push_str(",\"givenName\":");
        text(&mut out, row.try_get(2)?);
        out.push_str(",\"familyName\":");
        text(&mut out, row.try_get(3)?);
        out.push_str(",\"ncYear\":");
        number(&mut out, row.try_get(4)?);
        let _ = write!(out, ",\"pupilPremium\":{}}}}}", row.try_get::<_, bool>(5)?);
    }
    let more = rows.len() > PAGE_ROWS;
    let _ = write!(out, "],\"pageInfo\":{{\"hasNextPage\":{more},\"endCursor\":\"{last}\"}}}}");
    out.push_str(frame.1);
    Ok(out)
}

/// Schools, each with its staff and pupils. The rows of `staff` and `pupils` are in the order of the schools.
pub fn levels(schools: &[Row], staff: &[Row], pupils: &[Row]) -> anyhow::Result<String> {
    let mut out = String::with_capacity(1 << 18);
    out.push_str("{\"data\":{\"schools\":{\"nodes\":[");
    let (mut staff, mut pupils) = (staff, pupils);
    for (index, school) in schools.iter().enumerate() {
        let id: Uuid = school.try_get(0)?;
        let _ = write!(out, "{}{{\"id\":\"{id}\",\"name\":", if index > 0 { "," } else { "" });
        text(&mut out, school.try_get(1)?);
        out.push_str(",\"staff\":[");
        staff = staff_of(&mut out, staff, id)?;
        out.push_str("],\"pupils\":[");
        pupils = pupils_of(&mut out, pupils, id)?;
        out.push_str("]}");
    }
    out.push_str("]}}}");
    Ok(out)
}

/// Writes the rows of a school and returns the remaining rows.
fn staff_of<'a>(out: &mut String, rows: &'a [Row], school: Uuid) -> anyhow::Result<&'a [Row]> {
    for (index, row) in rows.iter().enumerate() {
        if row.try_get::<_, Uuid>(0)? != school {
            return Ok(&rows[index..]);
        }
        let comma = if index > 0 { "," } else { "" };
        let _ = write!(out, "{comma}{{\"id\":\"{}\",\"givenName\":", row.try_get::<_, Uuid>(1)?);
        text(out, row.try_get(2)?);
        out.push_str(",\"familyName\":");
        text(out, row.try_get(3)?);
        out.push_str(",\"roleCategory\":");
        text(out, row.try_get(4)?);
        out.push('}');
    }
    Ok(&[])
}

/// As [`staff_of`]. A pupil has a row for each judgement, or one row without a judgement.
fn pupils_of<'a>(out: &mut String, rows: &'a [Row], school: Uuid) -> anyhow::Result<&'a [Row]> {
    let mut open: Option<Uuid> = None;
    let mut left: &[Row] = &[];
    for (index, row) in rows.iter().enumerate() {
        if row.try_get::<_, Uuid>(0)? != school {
            left = &rows[index..];
            break;
        }
        let pupil: Uuid = row.try_get(1)?;
        let another = open != Some(pupil);
        if another {
            out.push_str(if open.is_some() { "]}," } else { "" });
            open = Some(pupil);
            let _ = write!(out, "{{\"id\":\"{pupil}\",\"givenName\":");
            text(out, row.try_get(2)?);
            out.push_str(",\"familyName\":");
            text(out, row.try_get(3)?);
            out.push_str(",\"ncYear\":");
            number(out, row.try_get(4)?);
            out.push_str(",\"assessments\":[");
        }
        if let Some(point) = row.try_get::<_, Option<Uuid>>(5)? {
            let comma = if another { "" } else { "," };
            let subject: Uuid = row.try_get(6)?;
            let _ = write!(out, "{comma}{{\"point\":\"{point}\",\"subject\":\"{subject}\",\"bandPosition\":");
            number(out, row.try_get(7)?);
            out.push('}');
        }
    }
    out.push_str(if open.is_some() { "]}" } else { "" });
    Ok(left)
}

/// A table of rates, one for each row.
pub fn measure(rows: &[Row]) -> anyhow::Result<String> {
    let mut out = String::with_capacity(16_384);
    out.push_str("{\"data\":{\"attainment\":{\"rows\":[");
    for (index, row) in rows.iter().enumerate() {
        out.push_str(if index > 0 { ",{\"dimensions\":[{\"label\":" } else { "{\"dimensions\":[{\"label\":" });
        text(&mut out, row.try_get(0)?);
        let group = if row.try_get(1)? { "Yes" } else { "No" };
        let (expected, judged): (i64, i64) = (row.try_get(2)?, row.try_get(3)?);
        let tenths = (2_000 * expected + judged) / (2 * judged);
        let value = tenths as f64 / 10.0;
        let _ = write!(
            out,
            "}},{{\"label\":\"{group}\"}}],\"atExpectedOrAbove\":{{\"value\":{value},\"numerator\":{expected},\"denominator\":{judged}}}}}"
        );
    }
    out.push_str("]}}}");
    Ok(out)
}
