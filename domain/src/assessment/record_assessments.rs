//! `recordAssessments`: the judgements of a class in one call.
//!
//! Three statements whatever the number of pupils: one finds everything the rows name, one writes the judgements, one
//! the trail. The predecessor of a judgement that changes is kept by the database.

use entity::codes::{AssessmentBasis, AssessmentStage};
use std::collections::{HashMap, HashSet};

use async_graphql::{ID, InputObject};
use chrono::NaiveDate;
use entity::{assessment, assessment_point, band, class, class_membership, principal, pupil, pupil_year, subject};
use futures::FutureExt;
use graph::Period;
use graph::declare::LINE;
use graph::mutate::{
    Change, HandledAction, Handling, Held, Made, Stop, UserError, UserErrorCode, action, among, by_key, equal,
    other_version,
};
use uuid::Uuid;

use crate::platform::access::permission::ASSESSMENT_WRITE;
use crate::platform::input::{Day, cleaned, key};
use crate::pupils::years::level_near;

/// The most judgements of one call.
const MAX_ROWS: usize = 200;

/// Judgements of many pupils in one subject at one point.
#[derive(Debug, InputObject)]
pub struct RecordAssessmentsInput {
    /// The subject.
    subject: ID,
    /// The point in the year.
    point: ID,
    /// What the judgements rest on.
    #[graphql(default_with = "AssessmentBasis::Teacher")]
    basis: AssessmentBasis,
    /// How far they have been checked.
    #[graphql(default_with = "AssessmentStage::Raw")]
    stage: AssessmentStage,
    /// The class they are given in: every pupil must be in it on the day of recording.
    class: Option<ID>,
    /// The day of recording; today where none is given.
    recorded_on: Option<Day>,
    /// The judgements, at most 200; each pupil once.
    rows: Vec<JudgementInput>,
}

/// The judgement of one pupil.
#[derive(Clone, Debug, InputObject)]
pub struct JudgementInput {
    /// The pupil.
    pupil: ID,
    /// The band of the trust's scale.
    band: ID,
    /// The version of the judgement that stands there now, as it was read; without it, whatever stands there is
    /// replaced and kept in `predecessors`.
    row_version: Option<i32>,
    /// What the school wrote, before it was mapped to the trust's scale.
    source_value: Option<String>,
    /// The scale the school wrote it on.
    source_scale: Option<String>,
}

/// The declaration.
#[must_use]
pub fn record_assessments() -> HandledAction {
    action(
        "recordAssessments",
        ASSESSMENT_WRITE,
        "Records the judgements of many pupils in one subject at one point. A pupil who has one there already gets the \
         new one, and the old one is kept. Who may: teachers of the pupils today, and staff of their present school \
         with the right.",
        record,
    )
    .for_many()
    .gives_many("recorded", "Assessment", "The judgements as they stand now, in the order of the rows.")
    .counts("created", "How many are new.")
    .counts("updated", "How many replaced another.")
    .counts("unchanged", "How many stood there already and were left as they are.")
}

fn record<'c>(change: &'c mut Change<'_>, input: RecordAssessmentsInput) -> Handling<'c> {
    async move {
        if input.rows.is_empty() || input.rows.len() > MAX_ROWS {
            let message = format!("{} rows are given: give 1 to {MAX_ROWS}", input.rows.len());
            return Err(Stop::input(&["rows"], message));
        }
        let day = input.recorded_on.map_or(change.today(), |day| day.0);
        if day > change.today() {
            return Err(Stop::input(&["recordedOn"], format!("{day} is in the future: give today or a day before")));
        }
        let set = find(change, &input, day).await?;
        let (mut keys, mut counts) = (Vec::new(), [0; 3]);
        let mut seen = HashSet::new();
        for (number, row) in input.rows.iter().enumerate() {
            match judge(change, &set, &mut seen, number, row) {
                Ok((key, what)) => {
                    keys.push(key);
                    counts[what] += 1;
                }
                Err(Stop::Refused(errors)) => change.reject(number, errors),
                Err(stop) => return Err(stop),
            }
        }
        let made = Made::new().rows("recorded", keys);
        Ok(made.count("created", counts[0]).count("updated", counts[1]).count("unchanged", counts[2]))
    }
    .boxed()
}

/// Everything that the rows of one call share or name.
struct Set {
    subject: Uuid,
    point: Uuid,
    class: Option<Uuid>,
    members: HashSet<Uuid>,
    /// The day of the point, on which the year group of each pupil is looked up.
    on: NaiveDate,
    years: HashMap<Uuid, Vec<pupil_year::Model>>,
    basis: AssessmentBasis,
    stage: AssessmentStage,
    day: NaiveDate,
    assessor: Option<Uuid>,
    pupils: HashMap<Uuid, Held<pupil::Entity>>,
    bands: HashMap<Uuid, band::Model>,
    existing: HashMap<Uuid, Held<assessment::Entity>>,
}

async fn find(change: &mut Change<'_>, input: &RecordAssessmentsInput, day: NaiveDate) -> Result<Set, Stop> {
    use assessment::Column as A;
    let (subject, point) = (key(&input.subject, "Subject"), key(&input.point, "AssessmentPoint"));
    let class = input.class.as_ref().map(|class| key(class, "Class"));
    let (basis, stage) = (input.basis, input.stage);
    let pupils: Vec<Uuid> = input.rows.iter().map(|row| key(&row.pupil, "Pupil")).collect();
    let bands: HashSet<Uuid> = input.rows.iter().map(|row| key(&row.band, "Band")).collect();
    let principal = change.principal();

    let mut ask = change.ask();
    let held = ask.under::<assessment::Entity, pupil::Entity>(among(pupil::Column::Id, pupils.clone()));
    let subjects = ask.seen::<subject::Entity>(equal(subject::Column::Id, subject));
    let points = ask.seen::<assessment_point::Entity>(equal(assessment_point::Column::Id, point));
    let bands = ask.seen::<band::Entity>(among(band::Column::Id, bands));
    let of_years = ask.trusted::<pupil_year::Entity>(among(pupil_year::Column::PupilId, pupils.clone()));
    let own = ask.trusted::<principal::Entity>(equal(principal::Column::Id, principal));
    let classes = ask.seen::<class::Entity>(among(class::Column::Id, class));
    let members = ask.trusted::<class_membership::Entity>(
        among(class_membership::Column::PupilId, if class.is_some() { pupils.clone() } else { Vec::new() })
            .and(class_membership::Column::ClassId, class.unwrap_or_default()),
    );
    let existing = ask.held::<assessment::Entity>(
        among(A::PupilId, pupils)
            .and(A::SubjectId, subject)
            .and(A::AssessmentPointId, point)
            .and(A::Basis, basis.code())
            .and(A::Stage, stage.code()),
    );
    let mut found = ask.read().await?;

    if found.take(subjects)?.is_empty() {
        return Err(Stop::not_found(&["subject"], "there is no subject with this id"));
    }
    let Some(at) = found.take(points)?.pop() else {
        return Err(Stop::not_found(&["point"], "there is no assessment point with this id"));
    };
    if class.is_some() && found.take(classes)?.is_empty() {
        return Err(Stop::not_found(&["class"], "there is no class with this id that you may see"));
    }
    let members = found
        .take(members)?
        .into_iter()
        .filter(|member| Period::new(member.starts_on, member.ends_on).covers(day))
        .map(|member| member.pupil_id)
        .collect();
    let mut years: HashMap<Uuid, Vec<pupil_year::Model>> = HashMap::new();
    for row in found.take(of_years)? {
        years.entry(row.pupil_id).or_default().push(row);
    }
    Ok(Set {
        subject,
        point,
        class,
        members,
        on: at.on_date,
        years,
        basis,
        stage,
        day,
        assessor: found.take(own)?.pop().and_then(|principal| principal.staff_id),
        pupils: by_key(found.take_held(held)?, |held| held.row.id),
        bands: by_key(found.take(bands)?, |band| band.id),
        existing: by_key(found.take_held(existing)?, |held| held.row.pupil_id),
    })
}

/// One row: the key of its judgement, and whether that is new (0), changed (1) or as it was (2).
fn judge(
    change: &mut Change<'_>,
    set: &Set,
    seen: &mut HashSet<Uuid>,
    number: usize,
    row: &JudgementInput,
) -> Result<(Uuid, usize), Stop> {
    let number = number.to_string();
    let mut errors = Vec::new();
    let mut refuse =
        |code, field: &str, message: String| errors.push(UserError::new(code, &["rows", &number, field], message));
    let pupil = set.pupils.get(&key(&row.pupil, "Pupil"));
    match pupil {
        None => refuse(
            UserErrorCode::NotFound,
            "pupil",
            "there is no pupil with this id whose judgements you may record".to_owned(),
        ),
        Some(pupil) if !seen.insert(pupil.row.id) => {
            refuse(UserErrorCode::Conflict, "pupil", "the pupil has an earlier row: give each pupil once".to_owned());
        }
        Some(pupil) if set.class.is_some() && !set.members.contains(&pupil.row.id) => refuse(
            UserErrorCode::BadUserInput,
            "pupil",
            format!("the pupil is not in the class on {}: leave the row or the class out", set.day),
        ),
        Some(_) => {}
    }
    let band = set.bands.get(&key(&row.band, "Band"));
    if band.is_none() {
        refuse(UserErrorCode::NotFound, "band", "there is no band with this id".to_owned());
    }
    let existing = pupil.and_then(|pupil| set.existing.get(&pupil.row.id));
    let version = existing.map(|held| held.row.row_version);
    if let (Some(_), Some(given)) = (pupil, row.row_version)
        && version != Some(given)
    {
        let message = match version {
            Some(stands) => other_version("judgement", stands, given),
            None => format!("there is no judgement yet, and `rowVersion` is {given}: leave `rowVersion` out"),
        };
        refuse(UserErrorCode::Conflict, "rowVersion", message);
    }
    let at = ["rows", number.as_str()];
    let mut text = |field: &str, given: &Option<String>| {
        given.as_ref().and_then(|given| cleaned(LINE, given, &[at[0], at[1], field], &mut errors))
    };
    let source = (text("sourceValue", &row.source_value), text("sourceScale", &row.source_scale));
    let (Some(pupil), Some(band), true) = (pupil, band, errors.is_empty()) else {
        return Err(Stop::Refused(errors));
    };
    let mut next = match existing {
        Some(held) => held.row.clone(),
        None => blank(change, set, pupil, number.as_str())?,
    };
    let given = (band.id, source.0, source.1);
    if existing.is_some() && (next.band_id, next.source_value.clone(), next.source_scale.clone()) == given {
        return Ok((next.id, 2));
    }
    (next.band_id, next.source_value, next.source_scale) = given;
    next.band_sort = band.sort;
    next.at_or_above = band.at_or_above;
    next.recorded_on = set.day;
    next.assessor_staff_id = set.assessor;
    next.class_id = set.class.or(next.class_id);
    match existing {
        Some(held) => change.update(held, &next, &at).map(|_| (next.id, 1)),
        None => change.add::<assessment::Entity, _>(pupil, &next, &at).map(|key| (key, 0)),
    }
}

/// A judgement of a pupil before its band is known.
fn blank(change: &Change<'_>, set: &Set, pupil: &Held<pupil::Entity>, number: &str) -> Result<assessment::Model, Stop> {
    let left = || {
        let message = "the pupil is on the roll of no school now: the school that has the pupil records judgements";
        Stop::conflict(&["rows", number, "pupil"], message)
    };
    Ok(assessment::Model {
        id: change.new_key(),
        trust_id: change.tenant(),
        pupil_id: pupil.row.id,
        school_id: pupil.row.school_id.ok_or_else(left)?,
        class_id: None,
        subject_id: set.subject,
        assessment_point_id: set.point,
        band_id: Uuid::nil(),
        band_sort: 0,
        at_or_above: false,
        basis: set.basis,
        stage: set.stage,
        assessor_staff_id: None,
        source_value: None,
        source_scale: None,
        nc_year: set.years.get(&pupil.row.id).and_then(|years| level_near(years, set.on)).unwrap_or_default(),
        recorded_on: set.day,
        updated_at: change.now(),
        row_version: 1,
    })
}
