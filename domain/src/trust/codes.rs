//! Closed code sets of trusts and schools. The database stores the names of the values.

use async_graphql::Enum;

/// Whether a trust runs one school or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum TrustType {
    /// Several schools.
    MultiAcademyTrust,
    /// One school.
    SingleAcademyTrust,
}

/// Whether a trust is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum TrustStatus {
    /// It is.
    Open,
    /// It was.
    Closed,
}

/// Phase of education, as the national register has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Phase {
    /// Nursery.
    Nursery,
    /// Primary.
    Primary,
    /// Middle, counted as primary.
    MiddleDeemedPrimary,
    /// Secondary.
    Secondary,
    /// Middle, counted as secondary.
    MiddleDeemedSecondary,
    /// Sixteen and over.
    SixteenPlus,
    /// All-through.
    AllThrough,
    /// Special and alternative schools have no phase.
    NotApplicable,
}

/// Whether a school is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SchoolStatus {
    /// Open.
    Open,
    /// Closed.
    Closed,
    /// Open, with a proposal to close.
    OpenProposedToClose,
    /// Proposed to open.
    ProposedToOpen,
}

/// Where a school stands with the trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SchoolStage {
    /// A member.
    Member,
    /// Joining.
    Joining,
    /// No longer a member.
    Former,
}

/// Whom a school admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum GenderOfEntry {
    /// Girls and boys.
    Mixed,
    /// Boys.
    Boys,
    /// Girls.
    Girls,
}

/// The region of the statutory pay scales.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum PayRegion {
    /// England without London and its fringe.
    England,
    /// London fringe.
    Fringe,
    /// Outer London.
    OuterLondon,
    /// Inner London.
    InnerLondon,
}

/// How a school belongs to a trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum MembershipRole {
    /// As a member.
    Member,
    /// Sponsored by it.
    Sponsored,
}

/// How a school came to a trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum MembershipRoute {
    /// It converted.
    Converter,
    /// With a sponsor.
    Sponsored,
    /// As a new free school.
    FreeSchool,
    /// From another trust.
    Transfer,
}

/// How a school's roll compares with its capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum CapacityFlag {
    /// More pupils than places.
    Over,
    /// Between 85 % and 100 % of places taken.
    Within,
    /// Fewer than 85 % of places taken.
    Under,
}

/// What a group of the national register is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum RegisterGroupType {
    /// A multi-academy trust.
    MultiAcademyTrust,
    /// A single-academy trust.
    SingleAcademyTrust,
    /// A school sponsor: often the same legal entity as a trust.
    SchoolSponsor,
    /// A federation of maintained schools.
    Federation,
    /// A trust of maintained schools.
    Trust,
    /// Something else.
    Other,
}
