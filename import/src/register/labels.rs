//! The closed code sets of GIAS, from the code or the label a file gives.
//!
//! Extracts come with codes, with labels, or with both, and labels change case over the years
//! (`All Through`, `All-through`): both are compared folded.

use entity::codes::{GenderOfEntry, Phase, RegisterGroupStatus, RegisterGroupType, SchoolStatus};
use entity::fold;

use crate::{clean::Cleaned, read::Reading};

/// A code set: GIAS code, label as [`fold`]ed, and the value; `None` where GIAS says that there is none.
type Set<T> = [(&'static str, &'static str, Option<T>)];

const PHASES: &Set<Phase> = &[
    ("0", "not applicable", Some(Phase::NotApplicable)),
    ("1", "nursery", Some(Phase::Nursery)),
    ("2", "primary", Some(Phase::Primary)),
    ("3", "middle deemed primary", Some(Phase::MiddleDeemedPrimary)),
    ("4", "secondary", Some(Phase::Secondary)),
    ("5", "middle deemed secondary", Some(Phase::MiddleDeemedSecondary)),
    ("6", "16 plus", Some(Phase::SixteenPlus)),
    ("7", "all through", Some(Phase::AllThrough)),
];

const SCHOOL_STATUSES: &Set<SchoolStatus> = &[
    ("1", "open", Some(SchoolStatus::Open)),
    ("2", "closed", Some(SchoolStatus::Closed)),
    ("3", "open but proposed to close", Some(SchoolStatus::OpenProposedToClose)),
    ("4", "proposed to open", Some(SchoolStatus::ProposedToOpen)),
];

const GENDERS: &Set<GenderOfEntry> = &[
    ("0", "not applicable", None),
    ("1", "boys", Some(GenderOfEntry::Boys)),
    ("2", "girls", Some(GenderOfEntry::Girls)),
    ("3", "mixed", Some(GenderOfEntry::Mixed)),
    ("9", "not collected", None),
];

const GROUP_TYPES: &Set<RegisterGroupType> = &[
    ("1", "federation", Some(RegisterGroupType::Federation)),
    ("2", "trust", Some(RegisterGroupType::Trust)),
    ("5", "school sponsor", Some(RegisterGroupType::SchoolSponsor)),
    ("6", "multi academy trust", Some(RegisterGroupType::MultiAcademyTrust)),
    ("8", "childrens centres group", Some(RegisterGroupType::Other)),
    ("9", "childrens centres collaboration", Some(RegisterGroupType::Other)),
    ("10", "single academy trust", Some(RegisterGroupType::SingleAcademyTrust)),
    ("11", "secure single academy trust", Some(RegisterGroupType::SingleAcademyTrust)),
];

const GROUP_STATUSES: &Set<RegisterGroupStatus> = &[
    ("OPEN", "open", Some(RegisterGroupStatus::Open)),
    ("CLOSED", "closed", Some(RegisterGroupStatus::Closed)),
    ("PROPOSED_TO_OPEN", "proposed to open", Some(RegisterGroupStatus::ProposedToOpen)),
    ("PROPOSED_TO_CLOSE", "open but proposed to close", Some(RegisterGroupStatus::ProposedToClose)),
    ("PENDING_CLOSURE", "proposed to close", Some(RegisterGroupStatus::ProposedToClose)),
    ("CREATED_IN_ERROR", "created in error", Some(RegisterGroupStatus::Closed)),
];

const NURSERY: &Set<bool> = &[
    ("0", "not applicable", None),
    ("1", "no nursery classes", Some(false)),
    ("2", "has nursery classes", Some(true)),
    ("9", "not recorded", None),
];

const SIXTH_FORM: &Set<bool> = &[
    ("0", "not applicable", None),
    ("1", "has a sixth form", Some(true)),
    ("2", "does not have a sixth form", Some(false)),
    ("9", "not recorded", None),
];

/// Types of school, code and label as GIAS prints it.
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
pub fn phase(reading: &mut Reading<'_, '_>) -> Option<Phase> {
    coded(reading, PHASES, "phaseofeducationcode", "phaseofeducationname")
}

/// Status of a school.
pub fn school_status(reading: &mut Reading<'_, '_>) -> Option<SchoolStatus> {
    coded(reading, SCHOOL_STATUSES, "establishmentstatuscode", "establishmentstatusname")
}

/// Gender of entry.
pub fn gender(reading: &mut Reading<'_, '_>) -> Option<GenderOfEntry> {
    coded(reading, GENDERS, "gendercode", "gendername")
}

/// Type of a group.
pub fn group_type(reading: &mut Reading<'_, '_>) -> Option<RegisterGroupType> {
    coded(reading, GROUP_TYPES, "grouptypecode", "grouptype")
}

/// Status of a group.
pub fn group_status(reading: &mut Reading<'_, '_>) -> Option<RegisterGroupStatus> {
    coded(reading, GROUP_STATUSES, "groupstatuscode", "groupstatus")
}

/// Whether there are nursery classes.
pub fn nursery(reading: &mut Reading<'_, '_>) -> Option<bool> {
    coded(reading, NURSERY, "nurseryprovisioncode", "nurseryprovisionname")
}

/// Whether there is an official sixth form.
pub fn sixth_form(reading: &mut Reading<'_, '_>) -> Option<bool> {
    coded(reading, SIXTH_FORM, "officialsixthformcode", "officialsixthformname")
}

/// Code and label of a type of school, each from the other where the file gives only one.
/// A type that is not in the list keeps what the file said.
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

/// The value by the code where the file has one, else by the label.
fn coded<T: Copy>(
    reading: &mut Reading<'_, '_>,
    set: &'static Set<T>,
    code: &'static str,
    label: &'static str,
) -> Option<T> {
    let by_code = |cell: &str| {
        let cell = cell.trim();
        let cell = cell.strip_suffix(".0").unwrap_or(cell);
        find(cell, |code, label| code.eq_ignore_ascii_case(cell) || label == fold(cell), set)
    };
    let by_label = |cell: &str| find(cell, |_, label| label == fold(cell), set);
    reading.field(&[code], by_code).value().or_else(|| reading.field(&[label], by_label).value()).flatten()
}

/// The entry that fits a cell; outside none, where the cell is empty.
fn find<T: Copy>(cell: &str, fits: impl Fn(&str, &str) -> bool, set: &'static Set<T>) -> Cleaned<Option<T>> {
    if matches!(cell.trim(), "" | "NULL" | "NA") {
        return Ok(None);
    }
    match set.iter().find(|(code, label, _)| fits(code, label)) {
        Some((_, _, value)) => Ok(Some(*value)),
        None => {
            let known = set.iter().map(|(code, label, _)| format!("{code} {label}"));
            Err(format!("one of these is expected: {}", known.collect::<Vec<_>>().join(", ")))
        }
    }
}
