//! Academic years, terms, subjects, bands and assessment points, which all schools of a trust share.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use entity::{academic_year, assessment_point, band, band_scale, subject, term};
use graph::period::day_before;
use uuid::Uuid;

use crate::batch::Batch;
use crate::draw::dice::Ids;

/// The demo's today. Nothing in the demo reads the clock.
pub const TODAY: NaiveDate = day(2026, 3, 16);
/// First day of the current academic year.
pub const YEAR_START: NaiveDate = day(2025, 9, 1);
/// First day of the year before.
pub const LAST_YEAR_START: NaiveDate = day(2024, 9, 1);

/// A date that is written in the source of the demo.
pub const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("dates of the demo are written by hand")
}

/// When a row last changed: at six o'clock on one of the last 180 days, but not before `happened_on`, the day of what the
/// row records, and not after today. The day follows from the id, so that it uses no random numbers.
pub fn changed_at(id: Uuid, happened_on: Option<NaiveDate>) -> DateTime<Utc> {
    const SIX: NaiveTime = NaiveTime::from_hms_opt(6, 0, 0).expect("six o'clock is a time of day");
    let drawn = TODAY - Days::new(id.as_u64_pair().1 % 180);
    let changed_on = happened_on.map_or(drawn, |happened_on| drawn.max(happened_on)).min(TODAY);
    changed_on.and_time(SIX).and_utc()
}

/// The last day of a period, from the first day that no longer belongs to it: the demo draws periods by where the next
/// thing begins.
pub fn last_day(next: Option<NaiveDate>) -> Option<NaiveDate> {
    next.map(day_before)
}

/// Half-terms of the two years with data: index of the year, code, name, first and last day.
const TERMS: &[(usize, &str, &str, NaiveDate, NaiveDate)] = &[
    (0, "AUT1", "Autumn 1", day(2024, 9, 2), day(2024, 10, 25)),
    (0, "AUT2", "Autumn 2", day(2024, 11, 4), day(2024, 12, 20)),
    (0, "SPR1", "Spring 1", day(2025, 1, 6), day(2025, 2, 14)),
    (0, "SPR2", "Spring 2", day(2025, 2, 24), day(2025, 4, 4)),
    (0, "SUM1", "Summer 1", day(2025, 4, 22), day(2025, 5, 23)),
    (0, "SUM2", "Summer 2", day(2025, 6, 2), day(2025, 7, 22)),
    (1, "AUT1", "Autumn 1", day(2025, 9, 1), day(2025, 10, 24)),
    (1, "AUT2", "Autumn 2", day(2025, 11, 3), day(2025, 12, 19)),
    (1, "SPR1", "Spring 1", day(2026, 1, 5), day(2026, 2, 13)),
    (1, "SPR2", "Spring 2", day(2026, 2, 23), day(2026, 3, 27)),
    (1, "SUM1", "Summer 1", day(2026, 4, 13), day(2026, 5, 22)),
    (1, "SUM2", "Summer 2", day(2026, 6, 1), day(2026, 7, 21)),
];

/// Subjects: code and name.
const SUBJECTS: &[(&str, &str)] = &[
    ("REA", "Reading"),
    ("WRI", "Writing"),
    ("MAT", "Mathematics"),
    ("GPS", "Grammar, punctuation and spelling"),
    ("SCI", "Science"),
    ("PHO", "Phonics"),
    ("ENG", "English"),
    ("HIS", "History"),
    ("GEO", "Geography"),
    ("ART", "Art and design"),
    ("MUS", "Music"),
    ("PED", "Physical education"),
    ("CPT", "Computing"),
    ("MFL", "Modern foreign languages"),
    ("RED", "Religious education"),
    ("DTE", "Design and technology"),
];

/// Bands from the lowest: code, label, whether at or above the expected standard.
const BANDS: &[(&str, &str, bool)] = &[
    ("WB", "Well below expected", false),
    ("B", "Below expected", false),
    ("E", "Expected", true),
    ("A", "Above expected", true),
    ("WA", "Well above expected", true),
];

/// When bands are collected: index of the year, code, day.
const POINTS: &[(usize, &str, NaiveDate)] = &[
    (0, "AUT2", day(2024, 12, 13)),
    (0, "SPR2", day(2025, 3, 28)),
    (0, "SUM2", day(2025, 7, 11)),
    (1, "AUT2", day(2025, 12, 12)),
    (1, "SPR2", day(2026, 3, 9)),
];

/// What the demo needs to know about an assessment point.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// Its row.
    pub id: Uuid,
    /// Day on which bands are due.
    pub on: NaiveDate,
    /// Whether it is in the year before the current one.
    pub last_year: bool,
    /// Whether the common tests are sat then.
    pub tests: bool,
}

/// Ids of what all schools of a trust share.
#[derive(Debug)]
pub struct Calendar {
    /// 2024/25 to 2028/29, in order: the current year is the second.
    pub years: Vec<Uuid>,
    /// Subjects by code.
    pub subjects: HashMap<&'static str, Uuid>,
    /// Bands from the lowest: id, and whether at or above the expected standard.
    pub bands: Vec<(Uuid, bool)>,
    /// Assessment points, oldest first.
    pub points: Vec<Point>,
}

/// Adds the years, terms, subjects, bands and assessment points of a trust.
pub fn write(ids: &mut Ids, trust_id: Uuid, batch: &mut Batch) -> Calendar {
    let labels: Vec<String> = (2024..2029).map(|start| format!("{start}/{:02}", (start + 1) % 100)).collect();
    let mut years = Vec::new();
    for (label, start) in labels.iter().zip(2024..) {
        let id = ids.next("academic_year");
        years.push(id);
        batch.academic_year.push(academic_year::Model {
            id,
            trust_id,
            label: label.clone(),
            starts_on: day(start, 9, 1),
            ends_on: day(start + 1, 8, 31),
        });
    }
    for (sort, (year, code, name, starts_on, ends_on)) in (1..).zip(TERMS) {
        batch.term.push(term::Model {
            id: ids.next("term"),
            trust_id,
            academic_year_id: years[*year],
            code: (*code).to_owned(),
            name: (*name).to_owned(),
            sort,
            starts_on: *starts_on,
            ends_on: *ends_on,
        });
    }
    let mut subjects = HashMap::new();
    for (sort, (code, name)) in (1..).zip(SUBJECTS) {
        let id = ids.next("subject");
        subjects.insert(*code, id);
        batch.subject.push(subject::Model { id, trust_id, code: (*code).to_owned(), name: (*name).to_owned(), sort });
    }
    let band_scale_id = ids.next("band_scale");
    batch.band_scale.push(band_scale::Model {
        id: band_scale_id,
        trust_id,
        name: "Point in time assessment".to_owned(),
        version: 1,
        starts_on: day(2021, 9, 1),
        is_default: true,
    });
    let mut bands = Vec::new();
    for (sort, (code, label, at_or_above)) in (1..).zip(BANDS) {
        let id = ids.next("band");
        bands.push((id, *at_or_above));
        batch.band.push(band::Model {
            id,
            trust_id,
            band_scale_id,
            code: (*code).to_owned(),
            label: (*label).to_owned(),
            sort,
            at_or_above: *at_or_above,
        });
    }
    let mut points = Vec::new();
    for (sort, (year, code, on)) in (1..).zip(POINTS) {
        let id = ids.next("assessment_point");
        points.push(Point { id, on: *on, last_year: *year == 0, tests: *code == "SPR2" });
        batch.assessment_point.push(assessment_point::Model {
            id,
            trust_id,
            academic_year_id: years[*year],
            code: (*code).to_owned(),
            name: format!("{} {code}", labels[*year]),
            sort,
            on_date: *on,
        });
    }
    Calendar { years, subjects, bands, points }
}
