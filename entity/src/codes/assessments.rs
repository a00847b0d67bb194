//! Closed code sets of assessment.

codes! {
    /// What a judgement rests on.
    AssessmentBasis {
        /// The teacher's judgement.
        Teacher = "TEACHER",
        /// A test.
        Test = "TEST",
        /// Both.
        Both = "BOTH",
    }

    /// How far a judgement has been checked.
    AssessmentStage {
        /// As it was given.
        Raw = "RAW",
        /// Agreed between colleagues.
        Moderated = "MODERATED",
        /// Brought to the scale of the trust.
        Standardised = "STANDARDISED",
    }

    /// How a national result came about.
    ResultMethod {
        /// By a test.
        Test = "TEST",
        /// By the teacher's assessment.
        Teacher = "TEACHER",
        /// By a task.
        Task = "TASK",
    }
}
