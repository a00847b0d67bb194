//! Rows on their way to the database, written table by table so that what is referred to is there first.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, EntityTrait, InsertMany, IntoActiveModel, Iterable};

macro_rules! batch {
    ($($table:ident),* $(,)?) => {
        /// Rows of every table of a trust, in the order in which they can be written.
        #[derive(Debug, Default)]
        pub struct Batch {
            $(
                #[doc = concat!("Rows of `", stringify!($table), "`.")]
                pub $table: Vec<::entity::$table::Model>,
            )*
        }

        impl Batch {
            /// Writes all rows and adds them to the tally, by table.
            pub async fn write<C: ConnectionTrait>(self, txn: &C, tally: &mut BTreeMap<&'static str, u64>) -> anyhow::Result<()> {
                $(
                    *tally.entry(stringify!($table)).or_default() += self.$table.len() as u64;
                    insert::<::entity::$table::Entity, C>(txn, self.$table).await?;
                )*
                Ok(())
            }
        }
    };
}

batch! {
    trust, academic_year, term, subject, school, trust_membership, school_link, roll_projection,
    person, staff_member, staff_school, ledger_code, cost_centre, fund, pay_scale, pay_point, payroll_rate,
    post, reporting_line, contract, contract_allowance, class, teaching_assignment, staff_subject,
    governance_appointment, pupil, enrolment, class_membership, funding_flag, care_flag,
    protection_flag, sen_record, sen_need, contact, band_scale, band, assessment_point,
    assessment, assessment_history, test_result, statutory_result, budget, budget_line, grant_allocation,
    central_charge_policy, central_charge_band, pool_allocation,
    scheme_version, principal, role_grant, role_grant_school,
}

/// Writes rows of one table in statements that stay under SQLite's limit of 32,766 bound values.
async fn insert<E, C>(txn: &C, rows: Vec<E::Model>) -> anyhow::Result<()>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    C: ConnectionTrait,
{
    let most = (30_000 / E::Column::iter().count()).min(500);
    let mut rows = rows.into_iter();
    loop {
        let chunk: Vec<_> = rows.by_ref().take(most).collect();
        if chunk.is_empty() {
            return Ok(());
        }
        InsertMany::<E::ActiveModel>::many(chunk).exec_without_returning(txn).await?;
    }
}
