//! What pupils know and can do: the trust's framework of assessment, judgements, tests and national results.

mod assessment;
mod assessment_point;
mod band;
mod band_scale;
pub mod codes;
mod statutory_result;
mod subject;
mod test_agreement;
mod test_result;

use graph::declare::Resource;

/// The types of this pillar.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![
        subject::subject(),
        band_scale::band_scale(),
        band::band(),
        assessment_point::assessment_point(),
        assessment::assessment(),
        test_result::test_result(),
        statutory_result::statutory_result(),
    ]
}
