//! Closed code sets of finance.

codes! {
    /// What a ledger code counts.
    LedgerType {
        /// Income.
        Income = "INCOME",
        /// Expenditure.
        Expenditure = "EXPENDITURE",
        /// What is owned.
        Asset = "ASSET",
        /// What is owed.
        Liability = "LIABILITY",
        /// Reserves.
        Reserve = "RESERVE",
    }

    /// What money may be used for.
    FundType {
        /// Anything.
        Unrestricted = "UNRESTRICTED",
        /// Educating pupils, from the general annual grant.
        RestrictedGag = "RESTRICTED_GAG",
        /// The purpose that the giver stated.
        RestrictedOther = "RESTRICTED_OTHER",
        /// Buildings and equipment.
        FixedAsset = "FIXED_ASSET",
    }

    /// Where a budget stands.
    BudgetStatus {
        /// Being written.
        Draft = "DRAFT",
        /// Approved by the board.
        Approved = "APPROVED",
        /// Approved, then revised.
        Revised = "REVISED",
    }

    /// What a grant is for.
    GrantStream {
        /// General annual grant.
        Gag = "GAG",
        /// Pupil premium.
        PupilPremium = "PUPIL_PREMIUM",
        /// Sport in primary schools.
        PeSport = "PE_SPORT",
        /// Universal infant free school meals.
        Uifsm = "UIFSM",
        /// Top-up for special needs.
        SenTopUp = "SEN_TOP_UP",
        /// Sixteen to nineteen.
        SixteenToNineteen = "SIXTEEN_TO_NINETEEN",
        /// Buildings.
        Capital = "CAPITAL",
        /// Something else.
        Other = "OTHER",
    }

    /// How schools are charged for central services.
    CentralChargeModel {
        /// One percentage of the general annual grant.
        FlatRate = "FLAT_RATE",
        /// An amount for each pupil.
        PerPupil = "PER_PUPIL",
        /// An amount for the school.
        Fixed = "FIXED",
        /// A percentage of the general annual grant that depends on the size of the school.
        Banded = "BANDED",
        /// A sum for all schools, shared by pupils.
        Apportioned = "APPORTIONED",
    }

    /// A reason why the money that a school has differs from its grants.
    FundingDriver {
        /// The charge for central services.
        TopSlice = "TOP_SLICE",
        /// Paid into the trust's pool.
        PoolContribution = "POOL_CONTRIBUTION",
        /// Received from the trust's pool.
        PoolAllocation = "POOL_ALLOCATION",
    }
}
