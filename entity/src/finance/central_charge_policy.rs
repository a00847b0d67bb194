//! How schools pay for central services, by year. Owned by the trust; a row with a school is the exception for it.

use crate::codes::CentralChargeModel;

table! {
    /// A rule by which schools are charged for central services.
    central_charge_policy: tenant updated {
        /// Year it holds for.
        academic_year_id: Uuid,
        /// School it is an exception for; null for the rule of all others.
        school_id: Option<Uuid>,
        /// How the charge is worked out.
        model: CentralChargeModel,
        /// Rate of the general annual grant, in hundredths of a percent, where the rate is flat.
        rate_hundredths: Option<i32>,
        /// Amount in pence: for each pupil, for each school, or for all schools together, as the model says.
        amount_pence: Option<i64>,
        /// What the charge pays for, one service a line.
        services: String,
        /// How a school appeals against the charge.
        appeal_route: Option<String>,
    }
}
