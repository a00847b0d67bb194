//! A row of a tracker's file: whose judgement, of what, when, and the value as the school wrote it.

use super::mapping::Mapping;
use super::record::Trust;
use crate::clean;
use crate::read::Reading;
use crate::report::FileReport;
use crate::source::Row;

/// Columns without which a file is none of judgements, by each of their names.
pub(super) const NEEDED: [&[&str]; 4] = [UPN, SUBJECT, POINT, VALUE];

const UPN: &[&str] = &["upn", "uniquepupilnumber"];
const SUBJECT: &[&str] = &["subject", "subjectcode"];
const POINT: &[&str] = &["point", "assessmentpoint"];
const VALUE: &[&str] = &["value", "judgement", "grade", "result"];
const RECORDED_ON: &[&str] = &["recordedon", "date"];

/// A judgement, all names looked up.
pub(super) struct Judgement {
    /// Unique pupil number.
    pub upn: String,
    /// Id of the subject.
    pub subject: String,
    /// Id of the point.
    pub point: String,
    /// Day of recording, where the file tells.
    pub recorded_on: Option<String>,
    /// Id of the band.
    pub band: String,
    /// The value as the school wrote it.
    pub source_value: String,
    /// The school's scale.
    pub source_scale: String,
}

/// Reads a row; what is wrong with it is in the report.
pub(super) fn read(row: &Row<'_>, trust: &Trust, mapping: &Mapping, report: &mut FileReport) -> Option<Judgement> {
    let mut reading = Reading::new(row, report);
    let upn = reading.must(UPN, upper)?;
    let code = reading.must(SUBJECT, upper)?;
    let Some(subject) = trust.subjects.get(&code) else {
        reading.refuse(SUBJECT, "is no subject of the trust: give its code, such as MAT");
        return None;
    };
    let label = reading.must(POINT, trimmed)?;
    let Some(point) = trust.points.get(&label) else {
        reading.refuse(POINT, "is no assessment point of the trust: give its label, such as 2025/26 SPR2");
        return None;
    };
    let value = reading.must(VALUE, trimmed)?;
    let Some(band) = mapping.band(&code, &value) else {
        reading.refuse(VALUE, "has no band in the mapping: add a line for it and import the file again");
        return None;
    };
    let recorded_on = reading.field(RECORDED_ON, clean::date).value().map(|day| day.to_string());
    Some(Judgement {
        upn,
        subject: subject.clone(),
        point: point.clone(),
        recorded_on,
        band: trust.bands[band].clone(),
        source_value: value,
        source_scale: mapping.scale.clone(),
    })
}

fn trimmed(cell: &str) -> clean::Cleaned<String> {
    Ok(Some(cell.trim()).filter(|text| !text.is_empty()).map(str::to_owned))
}

fn upper(cell: &str) -> clean::Cleaned<String> {
    Ok(trimmed(cell)?.map(|text| text.to_uppercase()))
}
