//! The input of `takePupilsIn`: a school, and pupils as another system records them.

use async_graphql::{ID, InputObject};
use entity::codes::{EnrolmentStatus, SenProvision, Sex};

use crate::platform::input::Day;

/// Pupils as another system records them.
#[derive(Debug, InputObject)]
pub struct TakePupilsInInput {
    /// The school on whose roll they are.
    pub school: ID,
    /// The day the rows are about: today or a day before. A row about a child who has left or moved on since changes
    /// nothing.
    pub day: Day,
    /// The system the rows come from, such as `CTF`; 1 to 40 characters.
    pub source_system: String,
    /// The pupils, at most 50; each once.
    pub rows: Vec<PupilRowInput>,
}

/// A pupil as another system records it. What is left out or null stays as it is here.
#[derive(Debug, InputObject)]
pub struct PupilRowInput {
    /// Unique pupil number, permanent or temporary. A permanent one replaces a temporary one and never the reverse.
    pub upn: String,
    /// Numbers the pupil had before, by which it is found too.
    #[graphql(default)]
    pub former_upns: Vec<String>,
    /// Unique learner number, from age 14.
    pub uln: Option<String>,
    /// Legal given name.
    pub given_name: String,
    /// Legal family name.
    pub family_name: String,
    /// The given name the pupil goes by, where it differs.
    pub preferred_name: Option<String>,
    /// Date of birth.
    pub date_of_birth: Day,
    /// Sex as recorded for the school census.
    pub sex: Sex,
    /// National curriculum year group on the day of the input, -2 to 14: 0 is Reception, negative is nursery. Where it differs
    /// from what follows from the year before, the pupil was kept back or moved up. Where it is left out, what follows stays; for a pupil of whom
    /// nothing is known it is that of the age.
    pub nc_year: Option<i32>,
    /// Code of the census list of ethnicities; needs PUPIL_DIVERSITY_WRITE as well.
    pub ethnicity: Option<String>,
    /// Code of the census list of languages; needs PUPIL_DIVERSITY_WRITE as well.
    pub first_language: Option<String>,
    /// Whether there is a medical condition to know about.
    pub medical_flag: Option<bool>,
    /// What kind of enrolment it is. One that is on roll is changed between current and main only. Of a guest or of one who is registered at a main school too, only the enrolment is
    /// taken in.
    #[graphql(default_with = "EnrolmentStatus::Current")]
    pub status: EnrolmentStatus,
    /// First day on roll; the day of the input where none is given. That of a pupil who is on roll stays.
    pub entry_date: Option<Day>,
    /// Home address.
    pub address: Option<HomeInput>,
    /// Periods of free school meals that do not overlap; needs PUPIL_FUNDING_WRITE as well.
    #[graphql(default)]
    pub free_meals: Vec<FreeMealsInput>,
    /// That the pupil is looked after by a local authority; needs LAC_WRITE as well.
    pub looked_after: Option<LookedAfterInput>,
    /// Special educational provision over time, each lasting to the next; needs PUPIL_SEN_WRITE as well.
    #[graphql(default)]
    pub sen_provision: Vec<SenSpellInput>,
    /// Codes of the needs that the provision of now is for, such as `SLCN`, the primary one first; they take the place
    /// of those known here, and need PUPIL_SEN_WRITE as well.
    #[graphql(default)]
    pub sen_needs: Vec<String>,
    /// Whom to reach about the pupil, the first one first. One who is known here as a contact of the pupil by the same name
    /// is the same person, and brought up to date: title, telephone, e-mail and address as well. None is removed.
    #[graphql(default)]
    pub contacts: Vec<ContactInput>,
}

/// Where somebody lives.
#[derive(Debug, InputObject)]
pub struct HomeInput {
    /// House and street.
    pub line1: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
}

/// A period of free school meals.
#[derive(Debug, InputObject)]
pub struct FreeMealsInput {
    /// First day. A period that begins on the same day here is the same one.
    pub starts_on: Day,
    /// Last day; left out while it is open.
    pub ends_on: Option<Day>,
}

/// That a pupil is looked after.
#[derive(Debug, InputObject)]
pub struct LookedAfterInput {
    /// The local authority that looks after the pupil, by number or name.
    pub authority: Option<String>,
}

/// Special educational provision from a day on.
#[derive(Debug, InputObject)]
pub struct SenSpellInput {
    /// What is provided; NONE ends what was provided before.
    pub provision: SenProvision,
    /// First day. Provision that begins on the same day here is the same one.
    pub starts_on: Day,
    /// Last day; left out where it is open or lasts to the next.
    pub ends_on: Option<Day>,
}

/// A parent, carer or other contact.
#[derive(Debug, InputObject)]
pub struct ContactInput {
    /// Form of address.
    pub title: Option<String>,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// What the person is to the pupil, such as `Mother`.
    pub relationship: String,
    /// Whether the person has parental responsibility; not, for a new contact, where it is left out.
    pub parental_responsibility: Option<bool>,
    /// Telephone.
    pub phone: Option<String>,
    /// Private e-mail.
    pub email: Option<String>,
    /// Home address.
    pub address: Option<HomeInput>,
}
