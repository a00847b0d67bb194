//! Closed code sets of pupils.

codes! {
    /// Sex as the school census records it.
    Sex {
        /// Female.
        Female = "FEMALE",
        /// Male.
        Male = "MALE",
    }

    /// Special educational provision.
    SenProvision {
        /// None.
        None = "NONE",
        /// SEN support (census code K).
        Support = "SUPPORT",
        /// An education, health and care plan (census code E).
        Ehcp = "EHCP",
    }

    /// The kind of an enrolment.
    EnrolmentStatus {
        /// The only one (census code C).
        Current = "CURRENT",
        /// The main one of several (census code M).
        Main = "MAIN",
        /// A further one beside the main (census code S).
        Subsidiary = "SUBSIDIARY",
        /// A guest, on no census (census code G).
        Guest = "GUEST",
    }

    /// What a class is for.
    ClassKind {
        /// Registration.
        Registration = "REGISTRATION",
        /// Teaching a subject.
        Teaching = "TEACHING",
    }

    /// Why a pupil is funded.
    FundingKind {
        /// Entitled to free school meals.
        Fsm = "FSM",
        /// Meets the free-meals criterion of the pupil premium.
        PpFsm = "PP_FSM",
        /// Met it at some time in the last six years.
        Fsm6 = "FSM6",
        /// Child of someone in the armed services.
        Service = "SERVICE",
    }

    /// Care status.
    CareKind {
        /// Looked after by a local authority.
        Lac = "LAC",
        /// Previously looked after.
        Plac = "PLAC",
        /// A child in need.
        Cin = "CIN",
        /// A young carer.
        YoungCarer = "YOUNG_CARER",
    }

    /// Child protection.
    ProtectionKind {
        /// On a child protection plan.
        Cp = "CP",
    }

    /// Special educational provision that is recorded.
    SenRecordProvision {
        /// SEN support.
        Support = "SUPPORT",
        /// An education, health and care plan.
        Ehcp = "EHCP",
    }
}

impl SenProvision {
    /// The provision as a record has it: there is no record where there is none.
    #[must_use]
    pub const fn recorded(self) -> Option<SenRecordProvision> {
        match self {
            Self::None => None,
            Self::Support => Some(SenRecordProvision::Support),
            Self::Ehcp => Some(SenRecordProvision::Ehcp),
        }
    }
}

impl From<SenRecordProvision> for SenProvision {
    fn from(provision: SenRecordProvision) -> Self {
        match provision {
            SenRecordProvision::Support => Self::Support,
            SenRecordProvision::Ehcp => Self::Ehcp,
        }
    }
}
