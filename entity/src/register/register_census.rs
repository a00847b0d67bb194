//! A school's published January census: roll, special needs, first language, free school meals.
//!
//! Counts only: percentages are worked out from them. A count that the publisher withheld is null, and `withheld`
//! keeps the marker it printed instead.

table! {
    /// A school's census of one academic year.
    register_census: shared {
        /// The school, once the register holds it.
        register_school_id: Option<Uuid>,
        /// URN of the school.
        urn: String,
        /// Academic year ('2018/19').
        academic_year: String,
        /// Type of school as the census prints it.
        school_type: Option<String>,
        /// Pupils on roll (NOR).
        roll: Option<i32>,
        /// Girls on roll (NORG).
        girls: Option<i32>,
        /// Boys on roll (NORB).
        boys: Option<i32>,
        /// Pupils with an education, health and care plan (TSENELSE).
        ehcp: Option<i32>,
        /// Pupils with SEN support (TSENELK).
        sen_support: Option<i32>,
        /// Pupils whose first language is other than English (NUMEAL).
        eal: Option<i32>,
        /// Pupils whose first language is English (NUMENGFL).
        english: Option<i32>,
        /// Pupils whose first language is unclassified (NUMUNCFL).
        unclassified_language: Option<i32>,
        /// Pupils eligible for free school meals (NUMFSM).
        fsm: Option<i32>,
        /// Pupils eligible at any time in the past six years (NUMFSMEVER).
        fsm6: Option<i32>,
        /// Pupils that `fsm6` is counted among (NORFSMEVER: not the roll); null where the file has no such column.
        fsm6_roll: Option<i32>,
        /// Withheld counts with the marker printed instead, as `fsm6=SUPP eal=x`.
        withheld: Option<String>,
    }
}
