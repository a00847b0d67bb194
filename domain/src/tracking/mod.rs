//! What pupils know and can do: the trust's framework of assessment, judgements, tests and national results.

mod assessment;
mod assessment_history;
mod assessment_point;
mod attainment;
mod band;
mod band_scale;
mod progress;
mod record_assessments;
mod statutory_result;
mod subject;
mod test_agreement;
mod test_result;

use graph::declare::{Action, Cube, Live, Resource, told};

/// The types of this pillar.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![
        subject::subject(),
        band_scale::band_scale(),
        band::band(),
        assessment_point::assessment_point(),
        assessment::assessment(),
        assessment_history::assessment_predecessor(),
        test_result::test_result(),
        statutory_result::statutory_result(),
    ]
}

/// What is told as it happens.
#[must_use]
pub fn live() -> Vec<Live> {
    vec![
        told("assessmentRecorded", "Assessment", "Tells of each judgement that is recorded, or recorded anew.")
            .by("school", "Only judgements given at this school.")
            .by("class", "Only judgements given in this class."),
    ]
}

/// What changes them.
#[must_use]
pub fn actions() -> Vec<Action> {
    vec![record_assessments::record_assessments()]
}

/// What this pillar counts.
#[must_use]
pub fn cubes() -> Vec<Cube> {
    vec![attainment::attainment(), progress::progress()]
}
