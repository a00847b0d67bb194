//! Closed code sets of trusts, schools and the register.

codes! {
    /// Whether a trust runs one school or several.
    TrustType {
        /// Several schools.
        MultiAcademyTrust = "MULTI_ACADEMY_TRUST",
        /// One school.
        SingleAcademyTrust = "SINGLE_ACADEMY_TRUST",
    }

    /// Whether a trust is open.
    TrustStatus {
        /// Open.
        Open = "OPEN",
        /// Closed.
        Closed = "CLOSED",
    }

    /// Phase of education, as the national register has it.
    Phase {
        /// Nursery.
        Nursery = "NURSERY",
        /// Primary.
        Primary = "PRIMARY",
        /// Middle, counted as primary.
        MiddleDeemedPrimary = "MIDDLE_DEEMED_PRIMARY",
        /// Secondary.
        Secondary = "SECONDARY",
        /// Middle, counted as secondary.
        MiddleDeemedSecondary = "MIDDLE_DEEMED_SECONDARY",
        /// Sixteen and over.
        SixteenPlus = "SIXTEEN_PLUS",
        /// All-through.
        AllThrough = "ALL_THROUGH",
        /// Special and alternative schools have no phase.
        NotApplicable = "NOT_APPLICABLE",
    }

    /// Whether a school is open.
    SchoolStatus {
        /// Open.
        Open = "OPEN",
        /// Closed.
        Closed = "CLOSED",
        /// Open, with a proposal to close.
        OpenProposedToClose = "OPEN_PROPOSED_TO_CLOSE",
        /// Proposed to open.
        ProposedToOpen = "PROPOSED_TO_OPEN",
    }

    /// Where a school stands with the trust.
    SchoolStage {
        /// A member.
        Member = "MEMBER",
        /// Joining.
        Joining = "JOINING",
        /// No longer a member.
        Former = "FORMER",
    }

    /// Whom a school admits.
    GenderOfEntry {
        /// Girls and boys.
        Mixed = "MIXED",
        /// Boys.
        Boys = "BOYS",
        /// Girls.
        Girls = "GIRLS",
    }

    /// The region of the statutory pay scales.
    PayRegion {
        /// England without London and its fringe.
        England = "ENGLAND",
        /// London fringe.
        Fringe = "FRINGE",
        /// Outer London.
        OuterLondon = "OUTER_LONDON",
        /// Inner London.
        InnerLondon = "INNER_LONDON",
    }

    /// How a school belongs to a trust.
    MembershipRole {
        /// As a member of the trust.
        Member = "MEMBER",
        /// As a school that the trust sponsors.
        Sponsored = "SPONSORED",
    }

    /// How a school came to a trust.
    MembershipRoute {
        /// As a maintained school that converted to an academy.
        Converter = "CONVERTER",
        /// As an academy with a sponsor.
        Sponsored = "SPONSORED",
        /// As a new free school.
        FreeSchool = "FREE_SCHOOL",
        /// From another trust.
        Transfer = "TRANSFER",
    }

    /// How a school's roll compares with its capacity.
    CapacityFlag {
        /// More pupils than places.
        Over = "OVER",
        /// Between 85 % and 100 % of places taken.
        Within = "WITHIN",
        /// Fewer than 85 % of places taken.
        Under = "UNDER",
    }

    /// What a group of the national register is.
    RegisterGroupType {
        /// A multi-academy trust.
        MultiAcademyTrust = "MULTI_ACADEMY_TRUST",
        /// A single-academy trust.
        SingleAcademyTrust = "SINGLE_ACADEMY_TRUST",
        /// A school sponsor: often the same legal entity as a trust.
        SchoolSponsor = "SCHOOL_SPONSOR",
        /// A federation of maintained schools.
        Federation = "FEDERATION",
        /// A trust of maintained schools.
        Trust = "TRUST",
        /// Something else.
        Other = "OTHER",
    }

    /// Where a group of the national register stands.
    RegisterGroupStatus {
        /// Open.
        Open = "OPEN",
        /// Closed.
        Closed = "CLOSED",
        /// Proposed to open.
        ProposedToOpen = "PROPOSED_TO_OPEN",
        /// Open, with a proposal to close.
        ProposedToClose = "PROPOSED_TO_CLOSE",
    }
}
