//! A row of a tracker's file: pupil, subject, assessment point, day, and the value as the school wrote it.

use graph::declare::{CODE, LINE};

use super::codes::TrustCodes;
use super::mapping::Mapping;
use crate::clean;
use crate::report::FileReport;
use crate::row_reader::RowReader;
use crate::source::Row;

/// Columns that a file of judgements must have, each with all of its names.
pub(super) const NEEDED: [&[&str]; 4] = [UPN, SUBJECT, POINT, VALUE];

const UPN: &[&str] = &["upn", "uniquepupilnumber"];
const SUBJECT: &[&str] = &["subject", "subjectcode"];
const POINT: &[&str] = &["point", "assessmentpoint"];
const VALUE: &[&str] = &["value", "judgement", "grade", "result"];
const RECORDED_ON: &[&str] = &["recordedon", "date"];

/// A judgement, with ids instead of codes.
pub(super) struct Judgement {
    /// Unique pupil number.
    pub upn: String,
    /// Id of the subject.
    pub subject: String,
    /// Id of the point.
    pub point: String,
    /// Day of recording, if the file has one.
    pub recorded_on: Option<String>,
    /// Id of the band.
    pub band: String,
    /// The value as the school wrote it.
    pub source_value: String,
    /// Name of the school's scale.
    pub source_scale: String,
}

/// Reads a row; `None` if it is refused, which is then in the report.
pub(super) fn read(row: &Row<'_>, codes: &TrustCodes, mapping: &Mapping, report: &mut FileReport) -> Option<Judgement> {
    let mut reading = RowReader::new(row, report);
    let upn = reading.must(UPN, code)?;
    let code = reading.must(SUBJECT, code)?;
    let Some(subject) = codes.subjects.get(&code) else {
        reading.refuse(SUBJECT, "this is not the code of a subject of the trust: write a code such as MAT");
        return None;
    };
    let label = reading.must(POINT, line)?;
    let Some(point) = codes.points.get(&entity::fold(&label)) else {
        reading.refuse(
            POINT,
            "this is not the label of an assessment point of the trust: write a label such as 2025/26 SPR2",
        );
        return None;
    };
    let value = reading.must(VALUE, line)?;
    let Some(band) = mapping.band(&code, &value) else {
        reading
            .refuse(VALUE, "the mapping file has no band for this value: add a row for it and import the file again");
        return None;
    };
    let recorded_on = reading.field(RECORDED_ON, clean::date).value().map(|day| day.to_string());
    Some(Judgement {
        upn,
        subject: subject.clone(),
        point: point.clone(),
        recorded_on,
        band: codes.bands[band].clone(),
        source_value: value,
        source_scale: mapping.scale.clone(),
    })
}

fn line(cell: &str) -> clean::Cleaned<String> {
    clean::of_class(LINE, cell)
}

fn code(cell: &str) -> clean::Cleaned<String> {
    clean::of_class(CODE, cell)
}
