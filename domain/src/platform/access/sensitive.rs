//! Columns that are pay, special category, court or safeguarding, and what may open them.
//!
//! The classes are compartments and no ladder (domain-model §7.1): a field that reads one of these columns asks a
//! permission of that very compartment. The engine refuses to start on one that does not.

use entity::{
    care_flag, contact, contract, contract_allowance, person, protection_flag, pupil, sen_need, sen_record,
    staff_member,
};
use graph::Permission;
use graph::declare::Column;
use sea_orm::ColumnTrait;

use super::permission::*;

/// Every such column.
#[must_use]
pub fn columns() -> Vec<(Column, Vec<Permission>)> {
    use contract::Column as C;
    use person::Column as P;
    use pupil::Column as U;
    let mut all = Vec::new();
    add(
        &mut all,
        [C::PayPoint, C::AgreedSalaryPence, C::ProtectedSalaryPence, C::PensionScheme, C::PensionOptOut],
        &[PAY_READ],
    );
    add(&mut all, [contract_allowance::Column::AmountPence, contract_allowance::Column::Kind], &[PAY_READ]);
    add(&mut all, [P::NiNumber], &[PAY_IDENTITY_READ, PAY_IDENTITY_STATUS]);
    add(&mut all, [staff_member::Column::TeacherPensionNo], &[PAY_IDENTITY_READ]);
    add(&mut all, [P::Ethnicity, P::Religion, P::SexualOrientation, P::Disability, P::Nationality], &[DIVERSITY_READ]);
    add(&mut all, [U::Ethnicity, U::Religion, U::FirstLanguage], &[PUPIL_DIVERSITY_READ]);
    add(&mut all, [U::MedicalConditions], &[PUPIL_MEDICAL_READ]);
    add(&mut all, [sen_need::Column::NeedType, sen_need::Column::NeedRank], &[PUPIL_SEN_READ]);
    add(
        &mut all,
        [
            sen_record::Column::EhcpAuthority,
            sen_record::Column::EhcpIssuedOn,
            sen_record::Column::EhcpReviewDueOn,
            sen_record::Column::TopUpBand,
        ],
        &[PUPIL_SEN_READ],
    );
    add(&mut all, [contact::Column::CourtOrder], &[PUPIL_COURT_READ]);
    add(&mut all, [care_flag::Column::Kind, care_flag::Column::Detail], &[LAC_READ]);
    add(&mut all, [protection_flag::Column::Kind, protection_flag::Column::Detail], &[SAFEGUARDING_READ]);
    all
}

fn add<C: ColumnTrait>(
    all: &mut Vec<(Column, Vec<Permission>)>,
    columns: impl IntoIterator<Item = C>,
    by: &[Permission],
) {
    all.extend(columns.into_iter().map(|column| (Column::of(column), by.to_vec())));
}
