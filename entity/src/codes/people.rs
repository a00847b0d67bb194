//! Closed code sets of people.

codes! {
    /// What kind of work a post is.
    RoleCategory {
        /// Leads a school or the trust.
        Leadership = "LEADERSHIP",
        /// Teaches.
        Teacher = "TEACHER",
        /// Assists in class.
        TeachingAssistant = "TEACHING_ASSISTANT",
        /// Supports pupils or teaching otherwise.
        Support = "SUPPORT",
        /// Office.
        Administration = "ADMINISTRATION",
        /// Buildings.
        Premises = "PREMISES",
        /// Kitchen.
        Catering = "CATERING",
        /// Central team.
        Central = "CENTRAL",
    }

    /// Qualified teacher status.
    QtsStatus {
        /// Qualified teacher status.
        Qts = "QTS",
        /// Qualified teacher learning and skills status.
        Qtls = "QTLS",
        /// Neither.
        None = "NONE",
    }

    /// Induction of an early career teacher.
    EctStatus {
        /// Not in induction.
        None = "NONE",
        /// First year.
        Year1 = "YEAR_1",
        /// Second year.
        Year2 = "YEAR_2",
        /// Completed.
        Completed = "COMPLETED",
    }

    /// Why somebody left.
    LeavingReason {
        /// To a state-funded school elsewhere.
        ResignTeachState = "RESIGN_TEACH_STATE",
        /// Moved within the trust: no leaver of the trust.
        ResignTrust = "RESIGN_TRUST",
        /// To an independent school.
        ResignIndep = "RESIGN_INDEP",
        /// To employment outside schools.
        ResignOther = "RESIGN_OTHER",
        /// Retirement.
        Retire = "RETIRE",
        /// Ill-health retirement.
        IllHealth = "ILLHEALTH",
        /// End of contract.
        Eoc = "EOC",
        /// Redundancy.
        Redundancy = "REDUNDANCY",
        /// Dismissal.
        Dismiss = "DISMISS",
        /// Transferred out under TUPE.
        TupeOut = "TUPE_OUT",
        /// Death in service.
        Death = "DEATH",
        /// Another reason.
        Other = "OTHER",
    }

    /// Whether a post is filled.
    PostStatus {
        /// Filled.
        Filled = "FILLED",
        /// Vacant.
        Vacant = "VACANT",
        /// Not to be filled.
        Frozen = "FROZEN",
    }

    /// For how long a post exists.
    Tenure {
        /// Without end.
        Permanent = "PERMANENT",
        /// To a fixed day.
        FixedTerm = "FIXED_TERM",
        /// Limited in time, without a fixed last day.
        Temporary = "TEMPORARY",
    }

    /// What kind of contract it is.
    ContractType {
        /// Without end.
        Permanent = "PERMANENT",
        /// To a fixed day.
        FixedTerm = "FIXED_TERM",
        /// Limited in time, without a fixed last day.
        Temporary = "TEMPORARY",
        /// As needed.
        Casual = "CASUAL",
        /// Of an apprentice, until the apprenticeship ends.
        Apprenticeship = "APPRENTICESHIP",
    }

    /// How the hours of a contract lie.
    WorkingPattern {
        /// Full time.
        FullTime = "FULL_TIME",
        /// Part time.
        PartTime = "PART_TIME",
        /// In term time only.
        TermTime = "TERM_TIME",
    }

    /// Pension scheme of a contract.
    PensionScheme {
        /// Teachers' Pension Scheme.
        Tps = "TPS",
        /// Local Government Pension Scheme.
        Lgps = "LGPS",
        /// None.
        None = "NONE",
    }

    /// What an allowance is for.
    AllowanceKind {
        /// Teaching and learning responsibility, first level.
        Tlr1 = "TLR1",
        /// Teaching and learning responsibility, second level.
        Tlr2 = "TLR2",
        /// Teaching and learning responsibility for a project.
        Tlr3 = "TLR3",
        /// Special educational needs.
        Sen = "SEN",
        /// Recruitment and retention.
        RecruitmentRetention = "RECRUITMENT_RETENTION",
        /// Acting in another post.
        Acting = "ACTING",
        /// First aid.
        FirstAid = "FIRST_AID",
        /// Something else.
        Other = "OTHER",
    }

    /// The staff that a pay scale is for.
    PayCategory {
        /// Teachers, main range.
        Main = "MAIN",
        /// Teachers, upper range.
        Upper = "UPPER",
        /// Unqualified teachers.
        Unqualified = "UNQUALIFIED",
        /// Leadership.
        Leadership = "LEADERSHIP",
        /// Support staff.
        Support = "SUPPORT",
    }

    /// How well someone knows a subject.
    SubjectLevel {
        /// To a degree.
        Degree = "DEGREE",
        /// To A level.
        ALevel = "A_LEVEL",
        /// Trained in the subject, without a degree or an A level in it.
        Trained = "TRAINED",
    }

    /// What someone governs.
    GoverningBody {
        /// The trust's board.
        TrustBoard = "TRUST_BOARD",
        /// A committee of the board.
        Committee = "COMMITTEE",
        /// The governing body of a school.
        LocalGoverningBody = "LOCAL_GOVERNING_BODY",
        /// The trust's members.
        Members = "MEMBERS",
    }

    /// What a rate of payroll is for.
    PayrollRateKind {
        /// Employer's National Insurance.
        EmployerNi = "EMPLOYER_NI",
        /// Employer's contribution to the Teachers' Pension Scheme.
        Tps = "TPS",
        /// Employer's contribution to the trust's fund of the Local Government Pension Scheme.
        Lgps = "LGPS",
        /// Apprenticeship levy.
        ApprenticeshipLevy = "APPRENTICESHIP_LEVY",
    }

    /// Where someone stands in a reporting line.
    ReportingTier {
        /// In a school.
        School = "SCHOOL",
        /// In the central team.
        Executive = "EXECUTIVE",
        /// On the trust's board, to which the chief executive reports.
        Board = "BOARD",
    }
}
