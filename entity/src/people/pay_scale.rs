//! Pay scales by region, statutory and local. Owned by the trust; the amounts are in the points.

use crate::codes::{PayCategory, PayRegion};

table! {
    /// A scale on which people are paid.
    pay_scale: tenant {
        /// Code of the scale.
        code: String,
        /// Name.
        name: String,
        /// Region the scale is for.
        region: PayRegion,
        /// Staff the scale is for.
        category: PayCategory,
        /// Whether the scale is set nationally.
        is_statutory: bool,
    }
}
