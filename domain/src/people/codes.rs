//! Closed code sets of people. The database stores the names of the values.

use async_graphql::Enum;

/// Sex as the school census records it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// What kind of work a post is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum RoleCategory {
    /// Leads a school or the trust.
    Leadership,
    /// Teaches.
    Teacher,
    /// Assists in class.
    TeachingAssistant,
    /// Supports pupils or teaching otherwise.
    Support,
    /// Office.
    Administration,
    /// Buildings.
    Premises,
    /// Kitchen.
    Catering,
    /// Central team.
    Central,
}

/// Qualified teacher status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum QtsStatus {
    /// Qualified teacher status.
    Qts,
    /// Qualified teacher learning and skills status.
    Qtls,
    /// Neither.
    None,
}

/// Induction of an early career teacher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum EctStatus {
    /// Not in induction.
    None,
    /// First year.
    #[graphql(name = "YEAR_1")]
    Year1,
    /// Second year.
    #[graphql(name = "YEAR_2")]
    Year2,
    /// Completed.
    Completed,
}

/// Why somebody left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum LeavingReason {
    /// To a state-funded school elsewhere.
    ResignTeachState,
    /// Moved within the trust: no leaver of the trust.
    ResignTrust,
    /// To an independent school.
    ResignIndep,
    /// To employment outside schools.
    ResignOther,
    /// Retirement.
    Retire,
    /// Ill-health retirement.
    #[graphql(name = "ILLHEALTH")]
    IllHealth,
    /// End of contract.
    Eoc,
    /// Redundancy.
    Redundancy,
    /// Dismissal.
    Dismiss,
    /// Transferred out under TUPE.
    TupeOut,
    /// Death in service.
    Death,
    /// Another reason.
    Other,
}

/// Whether a post is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum PostStatus {
    /// Filled.
    Filled,
    /// Vacant.
    Vacant,
    /// Not to be filled.
    Frozen,
}

/// For how long a post is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Tenure {
    /// Without end.
    Permanent,
    /// To a fixed day.
    FixedTerm,
    /// For a while.
    Temporary,
}

/// What kind of contract it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ContractType {
    /// Without end.
    Permanent,
    /// To a fixed day.
    FixedTerm,
    /// For a while.
    Temporary,
    /// As needed.
    Casual,
    /// Of an apprentice, until the apprenticeship ends.
    Apprenticeship,
}

/// How the hours of a contract lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum WorkingPattern {
    /// Full time.
    FullTime,
    /// Part time.
    PartTime,
    /// In term time only.
    TermTime,
}

/// Pension scheme of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum PensionScheme {
    /// Teachers' Pension Scheme.
    Tps,
    /// Local Government Pension Scheme.
    Lgps,
    /// None.
    None,
}

/// What an allowance is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum AllowanceKind {
    /// Teaching and learning responsibility, first level.
    #[graphql(name = "TLR1")]
    Tlr1,
    /// Teaching and learning responsibility, second level.
    #[graphql(name = "TLR2")]
    Tlr2,
    /// Teaching and learning responsibility for a project.
    #[graphql(name = "TLR3")]
    Tlr3,
    /// Special educational needs.
    Sen,
    /// Recruitment and retention.
    RecruitmentRetention,
    /// Acting in another post.
    Acting,
    /// First aid.
    FirstAid,
    /// Something else.
    Other,
}

/// Whom a pay scale is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum PayCategory {
    /// Teachers, main range.
    Main,
    /// Teachers, upper range.
    Upper,
    /// Unqualified teachers.
    Unqualified,
    /// Leadership.
    Leadership,
    /// Support staff.
    Support,
}

/// How well someone knows a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SubjectLevel {
    /// To a degree.
    Degree,
    /// To A level.
    ALevel,
    /// Trained in it.
    Trained,
}

/// What someone governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum GoverningBody {
    /// The trust's board.
    TrustBoard,
    /// A committee of the board.
    Committee,
    /// The governing body of a school.
    LocalGoverningBody,
    /// The trust's members.
    Members,
}

/// What a rate of payroll is for.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
pub enum PayrollRateKind {
    /// Employer's National Insurance.
    EmployerNi,
    /// Employer's contribution to the Teachers' Pension Scheme.
    Tps,
    /// Employer's contribution to the trust's fund of the Local Government Pension Scheme.
    Lgps,
    /// Apprenticeship levy.
    ApprenticeshipLevy,
}

/// Where someone stands in a reporting line.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
pub enum ReportingTier {
    /// In a school.
    School,
    /// In the central team.
    Executive,
    /// On the trust's board, to which the chief executive reports.
    Board,
}
