//! `setPupilYear`: a school keeps a pupil back, moves one up, or names the registration group of a year.

use async_graphql::{ID, InputObject, MaybeUndefined};
use entity::pupil;
use futures::FutureExt;
use graph::mutate::{Change, HandledAction, Handling, Made, Stop, action};

use super::rows::year_fault;
use super::standing;
use crate::platform::academic_year::{first_year_of, label, labelled};
use crate::platform::access::permission::PUPIL_WRITE;
use crate::platform::input::key;

/// The year group of a pupil in an academic year.
#[derive(Debug, InputObject)]
pub struct SetPupilYearInput {
    /// The pupil.
    pupil: ID,
    /// The academic year, such as `2026/27`: one that the pupil spends at its present school, up to the next one.
    academic_year: String,
    /// National curriculum year group in that year, -2 to 14: 0 is Reception, negative is nursery. Where it is left out, the
    /// year group that follows stays.
    nc_year: Option<i32>,
    /// Registration group in that year, such as `6M`.
    registration_group: MaybeUndefined<String>,
    /// The version of the year's row that was read, where the year has one.
    row_version: Option<i32>,
}

/// The declaration.
#[must_use]
pub(super) fn set_pupil_year() -> HandledAction {
    action(
        "setPupilYear",
        PUPIL_WRITE,
        "Sets the year group of a pupil in an academic year, for one who is kept back or moved up, and the registration group \
         of that year. Later years follow from it, one up each 1 September. The school that has the pupil now may.",
        set_year,
    )
    .gives_one("year", "PupilYear", "The year as it stands now.")
    .gives_one("pupil", "Pupil", "The pupil.")
}

fn set_year<'c>(change: &'c mut Change<'_>, input: SetPupilYearInput) -> Handling<'c> {
    async move {
        let id = key(&input.pupil, "Pupil");
        let Some(first_year) = labelled(&input.academic_year) else {
            let message = format!("`{}` is no academic year: write it like 2026/27", input.academic_year);
            return Err(Stop::input(&["academicYear"], message));
        };
        if let Some(fault) = input.nc_year.and_then(year_fault) {
            return Err(Stop::input(&["ncYear"], fault));
        }
        change.lock::<pupil::Entity>([id]).await?;
        let mut ask = change.ask();
        let asked = standing::ask(&mut ask, id);
        let mut found = ask.read().await?;
        let standing = asked.take(&mut found, "pupil")?;
        let (from, to) = (first_year_of(standing.open.entry_date), first_year_of(change.today()) + 1);
        if !(from..=to.max(from)).contains(&first_year) {
            let message = format!(
                "the pupil is at this school from {}: give an academic year from then to {}",
                label(from),
                label(to.max(from))
            );
            return Err(Stop::input(&["academicYear"], message));
        }
        let stands = standing.of_year(first_year).map(|row| row.row_version);
        if stands != input.row_version {
            let message = match stands {
                Some(version) => format!("the year is at version {version}: name it in `rowVersion`"),
                None => "a version is named and the year has no row: leave `rowVersion` out".to_owned(),
            };
            return Err(Stop::conflict(&["rowVersion"], message));
        }
        let year = standing.say(change, first_year, input.nc_year, input.registration_group.into())?;
        Ok(Made::new().rows("year", [year]).rows("pupil", [id]))
    }
    .boxed()
}
