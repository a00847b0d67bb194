//! Schools of the trust: members, those about to join and those that left.
//! A school owns itself. The facts come from GIAS; the national list is in the register tables.

use crate::codes::{GenderOfEntry, PayRegion, Phase, SchoolStage, SchoolStatus};

table! {
    /// A school that is, was or will be part of the trust.
    school: tenant imported updated {
        /// Unique reference number, six digits; a conversion gives a new one.
        urn: Option<String>,
        /// Local authority code, the first three digits of the LAESTAB.
        la_code: Option<String>,
        /// Establishment number, the last four digits of the LAESTAB.
        estab_no: Option<String>,
        /// UK provider reference number, eight digits.
        ukprn: Option<String>,
        /// Name as registered.
        name: String,
        /// `name` folded, for human order and search.
        name_fold: String,
        /// Establishment type, GIAS code.
        type_code: Option<String>,
        /// Establishment type, GIAS label.
        type_name: Option<String>,
        /// Phase of education.
        phase: Phase,
        /// Whether the school is open.
        status: SchoolStatus,
        /// Where the school stands with the trust.
        stage: SchoolStage,
        /// Day the establishment opened under this URN.
        open_date: Option<Date>,
        /// Day the establishment closed.
        close_date: Option<Date>,
        /// Reason for opening, GIAS label.
        reason_opened: Option<String>,
        /// Reason for closing, GIAS label.
        reason_closed: Option<String>,
        /// Youngest age admitted, in years.
        low_age: Option<i32>,
        /// Oldest age admitted, in years.
        high_age: Option<i32>,
        /// Whom the school admits.
        gender_of_entry: Option<GenderOfEntry>,
        /// Religious character, GIAS label.
        religious_character: Option<String>,
        /// Diocese, GIAS label.
        diocese: Option<String>,
        /// Admissions policy, GIAS label.
        admissions_policy: Option<String>,
        /// Whether it has nursery classes.
        has_nursery: bool,
        /// Whether it has a sixth form.
        has_sixth_form: bool,
        /// Places in the building.
        capacity: Option<i32>,
        /// Published admission number: places offered in the year of entry.
        pan: Option<i32>,
        /// Pupils on roll at the last count published.
        number_on_roll: Option<i32>,
        /// Share of pupils eligible for free meals, in hundredths of a percent.
        fsm_hundredths: Option<i32>,
        /// Whether it has resourced provision for SEN.
        resourced_provision: bool,
        /// Whether it has a SEN unit.
        sen_unit: bool,
        /// First line of the address.
        address_line1: Option<String>,
        /// Town.
        town: Option<String>,
        /// County.
        county: Option<String>,
        /// Postcode, with one space.
        postcode: Option<String>,
        /// Government office region.
        region: Option<String>,
        /// Region of the teachers' pay scales.
        pay_region: PayRegion,
        /// Urban or rural setting, GIAS label.
        urban_rural: Option<String>,
        /// IDACI decile of the postcode, 1 being the most deprived.
        deprivation_decile: Option<i32>,
        /// Gross internal floor area, in square metres.
        floor_area_m2: Option<i32>,
        /// Whether the building is under a private finance contract.
        pfi: bool,
    }
}
