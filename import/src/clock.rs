//! The time at which rows are imported.

use chrono::{DateTime, SubsecRound as _, Utc};

/// The time to the microsecond, which is the precision of PostgreSQL.
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}
