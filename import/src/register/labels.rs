//! The closed code sets of GIAS, read from a code or a label.
//!
//! Extracts have codes, labels or both. Labels changed their case and hyphens over the years (`All Through`,
//! `All-through`), so they are compared after [`fold`].

use entity::fold;

use crate::{clean::Cleaned, row_reader::RowReader};

/// A code set: code of GIAS, label after [`fold`], name in our database.
type Set = [(&'static str, &'static str, &'static str)];

const PHASES: &Set = &[
    ("0", "not applicable", "NOT_APPLICABLE"),
    ("1", "nursery", "NURSERY"),
    ("2", "primary", "PRIMARY"),
    ("3", "middle deemed primary", "MIDDLE_DEEMED_PRIMARY"),
    ("4", "secondary", "SECONDARY"),
    ("5", "middle deemed secondary", "MIDDLE_DEEMED_SECONDARY"),
    ("6", "16 plus", "SIXTEEN_PLUS"),
    ("7", "all through", "ALL_THROUGH"),
];

const SCHOOL_STATUSES: &Set = &[
    ("1", "open", "OPEN"),
    ("2", "closed", "CLOSED"),
    ("3", "open but proposed to close", "OPEN_PROPOSED_TO_CLOSE"),
    ("4", "proposed to open", "PROPOSED_TO_OPEN"),
];

const GENDERS: &Set = &[
    ("0", "not applicable", ""),
    ("1", "boys", "BOYS"),
    ("2", "girls", "GIRLS"),
    ("3", "mixed", "MIXED"),
    ("9", "not collected", ""),
];

const GROUP_TYPES: &Set = &[
    ("1", "federation", "FEDERATION"),
    ("2", "trust", "TRUST"),
    ("5", "school sponsor", "SCHOOL_SPONSOR"),
    ("6", "multi academy trust", "MULTI_ACADEMY_TRUST"),
    ("8", "childrens centres group", "OTHER"),
    ("9", "childrens centres collaboration", "OTHER"),
    ("10", "single academy trust", "SINGLE_ACADEMY_TRUST"),
    ("11", "secure single academy trust", "SINGLE_ACADEMY_TRUST"),
];

const GROUP_STATUSES: &Set = &[
    ("OPEN", "open", "OPEN"),
    ("CLOSED", "closed", "CLOSED"),
    ("PROPOSED_TO_OPEN", "proposed to open", "PROPOSED_TO_OPEN"),
    ("PROPOSED_TO_CLOSE", "open but proposed to close", "PROPOSED_TO_CLOSE"),
    ("PENDING_CLOSURE", "proposed to close", "PROPOSED_TO_CLOSE"),
    ("CREATED_IN_ERROR", "created in error", "CLOSED"),
];

const NURSERY: &Set = &[
    ("0", "not applicable", ""),
    ("1", "no nursery classes", "no"),
    ("2", "has nursery classes", "yes"),
    ("9", "not recorded", ""),
];

const SIXTH_FORM: &Set = &[
    ("0", "not applicable", ""),
    ("1", "has a sixth form", "yes"),
    ("2", "does not have a sixth form", "no"),
    ("9", "not recorded", ""),
];

/// Types of school: code and label as GIAS prints them.
const SCHOOL_TYPES: &[(&str, &str)] = &[
    ("1", "Community school"),
    ("2", "Voluntary aided school"),
    ("3", "Voluntary controlled school"),
    ("5", "Foundation school"),
    ("6", "City technology college"),
    ("7", "Community special school"),
    ("8", "Non-maintained special school"),
    ("10", "Other independent special school"),
    ("11", "Other independent school"),
    ("12", "Foundation special school"),
    ("14", "Pupil referral unit"),
    ("15", "Local authority nursery school"),
    ("18", "Further education"),
    ("28", "Academy sponsor led"),
    ("31", "Sixth form centres"),
    ("32", "Special post 16 institution"),
    ("33", "Academy special sponsor led"),
    ("34", "Academy converter"),
    ("35", "Free schools"),
    ("36", "Free schools special"),
    ("38", "Free schools alternative provision"),
    ("39", "Free schools 16 to 19"),
    ("40", "University technical college"),
    ("41", "Studio schools"),
    ("42", "Academy alternative provision converter"),
    ("43", "Academy alternative provision sponsor led"),
    ("44", "Academy special converter"),
    ("45", "Academy 16-19 converter"),
    ("46", "Academy 16 to 19 sponsor led"),
];

/// Phase of education.
pub fn phase(reading: &mut RowReader<'_, '_>) -> Option<String> {
    coded(reading, PHASES, "phaseofeducationcode", "phaseofeducationname")
}

/// Status of a school.
pub fn school_status(reading: &mut RowReader<'_, '_>) -> Option<String> {
    coded(reading, SCHOOL_STATUSES, "establishmentstatuscode", "establishmentstatusname")
}

/// Gender of entry.
pub fn gender(reading: &mut RowReader<'_, '_>) -> Option<String> {
    coded(reading, GENDERS, "gendercode", "gendername")
}

/// Type of a group.
pub fn group_type(reading: &mut RowReader<'_, '_>) -> Option<String> {
    coded(reading, GROUP_TYPES, "grouptypecode", "grouptype")
}

/// Status of a group.
pub fn group_status(reading: &mut RowReader<'_, '_>) -> Option<String> {
    coded(reading, GROUP_STATUSES, "groupstatuscode", "groupstatus")
}

/// Whether there are nursery classes.
pub fn nursery(reading: &mut RowReader<'_, '_>) -> Option<bool> {
    coded(reading, NURSERY, "nurseryprovisioncode", "nurseryprovisionname").map(|word| word == "yes")
}

/// Whether there is an official sixth form.
pub fn sixth_form(reading: &mut RowReader<'_, '_>) -> Option<bool> {
    coded(reading, SIXTH_FORM, "officialsixthformcode", "officialsixthformname").map(|word| word == "yes")
}

/// Code and label of a type of school; if the file gives only one, the list gives the other. A type that is not in the list
/// is stored as the file has it.
pub fn school_type(code: Option<String>, name: Option<String>) -> (Option<String>, Option<String>) {
    let by_code = |code: &str| SCHOOL_TYPES.iter().find(|(c, _)| *c == code);
    let by_name = |name: &str| SCHOOL_TYPES.iter().find(|(_, n)| fold(n) == fold(name));
    let known = match (&code, &name) {
        (Some(code), _) => by_code(code),
        (None, Some(name)) => by_name(name),
        (None, None) => None,
    };
    match known {
        Some((code, name)) => (Some((*code).to_owned()), Some((*name).to_owned())),
        None => (code, name),
    }
}

/// The name for the code if the file has one, else for the label. The name `""` gives no value.
fn coded(
    reading: &mut RowReader<'_, '_>,
    set: &'static Set,
    code: &'static str,
    label: &'static str,
) -> Option<String> {
    let by_code = |cell: &str| -> Cleaned<String> {
        let cell = cell.trim();
        let cell = cell.strip_suffix(".0").unwrap_or(cell);
        find(cell, |(code, label, _)| code.eq_ignore_ascii_case(cell) || *label == fold(cell), set)
    };
    let by_label = |cell: &str| find(cell, |(_, label, _)| *label == fold(cell), set);
    reading
        .field(&[code], by_code)
        .value()
        .or_else(|| reading.field(&[label], by_label).value())
        .filter(|name| !name.is_empty())
}

fn find(
    cell: &str,
    fits: impl Fn(&&(&'static str, &'static str, &'static str)) -> bool,
    set: &'static Set,
) -> Cleaned<String> {
    if matches!(cell.trim(), "" | "NULL" | "NA") {
        return Ok(None);
    }
    match set.iter().find(fits) {
        Some((_, _, name)) => Ok(Some((*name).to_owned())),
        None => {
            let known = set.iter().map(|(code, label, _)| format!("{code} {label}"));
            Err(format!("write one of these codes or labels: {}", known.collect::<Vec<_>>().join(", ")))
        }
    }
}
