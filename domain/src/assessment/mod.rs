//! Assessment: the trust's framework of assessment, judgements, tests and national results.

mod assessment;
mod assessment_point;
mod assessment_predecessor;
mod band;
mod band_scale;
mod record_assessments;
mod statutory_result;
mod subject;
mod test_agreement;
mod test_result;

use graph::declare::Resource;
use graph::mutate::HandledAction;

/// The types of this folder.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![
        subject::subject(),
        band_scale::band_scale(),
        band::band(),
        assessment_point::assessment_point(),
        assessment::assessment(),
        assessment_predecessor::assessment_predecessor(),
        test_result::test_result(),
        statutory_result::statutory_result(),
    ]
}

/// The actions of this folder.
#[must_use]
pub fn actions() -> Vec<HandledAction> {
    vec![record_assessments::record_assessments()]
}
