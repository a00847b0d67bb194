//! Reporting categories that figures depend on (domain-model §5.4).

/// Staff cost: the lines BAE010 to BAE070 of the accounts return. Teaching, supply, support, administration, premises,
/// catering and other staff.
pub const STAFF: [&str; 7] = ["BAE010", "BAE020", "BAE030", "BAE040", "BAE050", "BAE060", "BAE070"];

/// Agency staff, who are not employed: the return lists them separately.
pub const AGENCY: &str = "BAE240";

/// What one part of the trust charges another, on either side: trade between academies, and what schools pay the
/// centre, which the department has no line for. It is neither income nor spend of the whole.
pub const INTERNAL: [&str; 2] = ["ACADEMIES", "CENTRAL_CHARGE"];
